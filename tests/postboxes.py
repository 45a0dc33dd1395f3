"""Those who are delivered to: a mail server and a web hook on 127.0.0.1, which can be told to fail."""

import email
import http.server
import socketserver
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default

from tests.loopback import Loopback


class MailServer(Loopback):
    """Takes mail as RFC 5321 has it, as far as it is needed; `mails` has what it took."""

    def __init__(
        self, *, refuse: bytes = b"", whom: bytes = b"@", login: bool = False, hang_up_after_data: int = 0
    ) -> None:
        """
        Args:
            refuse: said to a recipient.
            whom: part of the addresses of those it is said to.
            login: whether it offers AUTH; `logins` has what it was told.
            hang_up_after_data: so many times it takes a mail and goes away before it says so.
        """
        self.mails: list[EmailMessage] = []
        self.logins: list[bytes] = []
        self.refuse = refuse
        self.whom = whom
        self.login = login
        self.hang_up_after_data = hang_up_after_data
        box = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                box.serve(self)

        super().__init__(Handler)

    def serve(self, line: socketserver.StreamRequestHandler) -> None:
        def say(text: bytes) -> None:
            line.wfile.write(text + b"\r\n")

        say(b"220 here")
        while command := line.rfile.readline():
            verb = command[:4].upper()
            if verb == b"EHLO":
                say(b"250-here\r\n250 AUTH PLAIN" if self.login else b"250 here")
            elif verb == b"AUTH":
                self.logins.append(command)
                say(b"235 yes")
            elif verb == b"RCPT" and self.refuse and self.whom in command:
                say(self.refuse)
            elif verb == b"DATA":
                say(b"354 go on")
                lines = []
                while (part := line.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(part.removeprefix(b"."))
                message = email.message_from_bytes(b"".join(lines), policy=default)
                assert isinstance(message, EmailMessage)
                self.mails.append(message)
                if self.hang_up_after_data:
                    self.hang_up_after_data -= 1
                    return
                say(b"250 taken")
            elif verb == b"QUIT":
                say(b"221 bye")
                return
            else:
                say(b"250 well")


@dataclass(frozen=True)
class Posted:
    path: str
    headers: dict[str, str]
    body: bytes = field(repr=False)


class Hook(Loopback):
    """Takes what is posted; `posts` has what it took, `statuses` what it answers before it answers 200."""

    def __init__(self, *statuses: int) -> None:
        self.posts: list[Posted] = []
        self.statuses = list(statuses)
        hook = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                hook.posts.append(
                    Posted(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
                )
                self.send_response(hook.statuses.pop(0) if hook.statuses else 200)
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Nothing."""

        super().__init__(Handler)
        self.address = self.url("/in?brief=1")
