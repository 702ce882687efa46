import CEdit
import Glibc

/// Whether the terminal shows what is typed.
///
/// It doesn't while a turn is played: what is typed then would stand in the middle of the answer.
/// It isn't lost; the next line begins with it.
enum TerminalEcho {
  /// Whether typed characters are shown; false as well where there is no terminal.
  static var isOn: Bool {
    get {
      var mode = termios()
      return tcgetattr(STDIN_FILENO, &mode) == 0 && mode.c_lflag & tcflag_t(ECHO) != 0
    }
    set {
      var mode = termios()
      guard tcgetattr(STDIN_FILENO, &mode) == 0 else { return }
      if newValue {
        mode.c_lflag |= tcflag_t(ECHO)
      } else {
        mode.c_lflag &= ~tcflag_t(ECHO)
      }
      tcsetattr(STDIN_FILENO, TCSANOW, &mode)
    }
  }
}
