"""The real program behind a pseudo-terminal: types, waits for what it expects, never sleeps."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import tempfile
import termios
import time

PROGRAM = os.environ.get("TABLETOP", ".build/debug/tabletop")
PATIENCE = 20.0


class Failed(Exception):
    pass


def parent(tell, command, environment, sibling):
    """Does for the program what a shell does: a process group of its own, in front."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    program = os.fork()
    if program == 0:
        os.setpgid(0, 0)
        os.tcsetpgrp(0, os.getpid())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        os.close(tell)
        os.execvpe(command[0], command, environment)
    other = 0
    if sibling:
        try:
            os.setpgid(program, program)
        except OSError:
            pass  # the program did it and runs already
        other = os.fork()
        if other == 0:
            os.setpgid(0, program)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)  # from its leader's end
            signal.pause()
    os.write(tell, f"{program} {other} ".encode())
    os.close(tell)
    code = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    os._exit(code if code >= 0 else 128 - code)


def screen(written):
    """Returns written bytes as a terminal of endless width and height shows them."""
    lines, column = [[]], 0
    for part in re.finditer(r"\x1b\[([0-9;?]*)([A-Za-z])|(.|\n)", written):
        count, movement, letter = part.groups()
        line = lines[-1]
        if movement == "G":
            column = int(count or 1) - 1
        elif movement == "C":
            column += int(count or 1)
        elif movement in ("K", "J"):
            del line[column:]
        elif letter == "\n":
            lines.append([])
        elif letter == "\r":
            column = 0
        elif letter == "\b":
            column = max(0, column - 1)
        elif letter:
            line.extend(" " * (column + 1 - len(line)))
            line[column] = letter
            column += 1
    return "\n".join("".join(line).rstrip() for line in lines)


class Session:
    def __init__(self, *arguments, rows=24, columns=80, env=None, state=None,
                 sibling=False, under=()):
        self.state = state or tempfile.mkdtemp(prefix="tabletop-")
        environment = {
            "PATH": os.environ["PATH"], "HOME": self.state, "XDG_STATE_HOME": self.state,
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "NO_COLOR": "1", "PAGER": "cat",
        }
        environment.update(env or {})
        told, tell = os.pipe()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            parent(tell, [*under, PROGRAM, *arguments], environment, sibling)
        os.close(tell)
        self.program, self.sibling = (int(number) for number in os.read(told, 40).split())
        os.close(told)
        self.resize(rows, columns, quiet=True)
        self.seen = ""
        self.unread = ""
        self.status = None

    def resize(self, rows, columns, quiet=False):
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if not quiet:
            os.kill(self.program, signal.SIGWINCH)

    def send(self, text):
        os.write(self.terminal, text.encode())

    def line(self, text):
        self.send(text + "\r")

    def expect(self, text):
        """Waits for a text and returns everything up to its end."""
        pattern = text if isinstance(text, re.Pattern) else re.compile(re.escape(text))
        limit = time.monotonic() + PATIENCE
        while True:
            # A space within the line is a step of the cursor where the screen is blank already.
            self.unread = re.sub(r"\r?\x1b\[\d+G", " ", self.unread)
            found = pattern.search(self.unread)
            if found:
                before = self.unread[: found.end()]
                self.unread = self.unread[found.end():]
                return before
            left = limit - time.monotonic()
            if left <= 0 or not self.read(left):
                raise Failed(f"waited for {pattern.pattern!r}, got {self.unread[-600:]!r}")

    def read(self, patience):
        if not select.select([self.terminal], [], [], patience)[0]:
            return False
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return False
        if not data:
            return False
        text = data.decode("utf-8", "replace")
        self.seen += text
        self.unread += text
        return True

    def kill(self, number):
        os.kill(self.program, number)

    def is_stopped(self):
        with open(f"/proc/{self.program}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] == "T"

    def wait(self):
        """Waits for the end and returns the exit status, 128 + signal for a signal."""
        limit = time.monotonic() + PATIENCE
        while self.status is None:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.status = os.waitstatus_to_exitcode(status)
                break
            if time.monotonic() > limit:
                raise Failed("the program doesn't end")
            self.read(0.02)
        while self.read(1):
            pass  # what it wrote last
        return self.status if self.status >= 0 else 128 - self.status

    def prompt(self):
        """Waits for the prompt of any role."""
        return self.expect(re.compile(r"\[[^]\r\n]+\] [^\r\n>]*> "))

    def text(self):
        """Returns what was to be seen so far: lines as the terminal shows them, without colours."""
        return screen(self.seen)

    def mode(self):
        """Returns whether the terminal is in line mode and echoes."""
        flags = termios.tcgetattr(self.terminal)[3]
        return bool(flags & termios.ICANON), bool(flags & termios.ECHO)

    def close(self):
        if self.sibling:
            os.kill(self.sibling, signal.SIGKILL)
        if self.status is None:
            try:
                os.kill(self.program, signal.SIGKILL)
                os.waitpid(self.process, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
        os.close(self.terminal)
