"""A live model's server on loopback that streams what it is told, and may hold an answer back."""

import http.server
import json
import threading


class ModelServer:
    def __init__(self, *pieces, holds=False, call=None):
        """Streams these pieces; first it calls a tool, where `call` is its name and arguments."""
        calls = [call] if call else []
        self.go_on = threading.Event()
        self.asked = threading.Event()
        if not holds:
            self.go_on.set()
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                try:
                    if calls:
                        name, arguments = calls.pop()
                        function = {"name": name, "arguments": json.dumps(arguments)}
                        self.say({"tool_calls": [{"index": 0, "id": "call-a", "type": "function",
                                                  "function": function}]}, None)
                        self.say({}, "tool_calls")
                        self.wfile.write(b"data: [DONE]\n\n")
                        return
                    for piece in pieces:
                        self.say({"content": piece}, None)
                    owner.asked.set()
                    owner.go_on.wait(30)
                    self.say({}, "stop")
                    self.wfile.write(b"data: [DONE]\n\n")
                except OSError:
                    pass

            def say(self, delta, finish):
                chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "model": "m",
                         "created": 1,
                         "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                self.wfile.flush()

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.arguments = ("--model", "chat:m", "--base-url",
                          f"http://127.0.0.1:{self.server.server_address[1]}/v1")
        self.environment = {"OPENAI_API_KEY": "sk-of-nobody-0123456789"}

    def close(self):
        self.go_on.set()
        self.server.shutdown()
        self.server.server_close()
