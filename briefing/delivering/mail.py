"""Delivers by e-mail: the Markdown as text, the same as HTML, the PDF attached."""

import re
import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import formatdate, parseaddr
from pathlib import PurePosixPath

from briefing.delivering.secrets import secret
from briefing.domain.delivery import MailTarget, Parcel, Security
from briefing.errors import DeliveryError

_TIMEOUT = 60.0
"""Seconds that the server may take for any answer."""
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^(\d+)\](:?)")
_INERT = ["link", "autolink", "image", "html_inline", "html_block", "reference"]
"""What in Markdown leads elsewhere or brings code in: in a mail it stays what it is written as."""
_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"></head>
<body style="max-width: 42em; font-family: Georgia, serif; line-height: 1.4">
{body}</body></html>
"""


def deliver(parcel: Parcel, target: MailTarget, environment: Mapping[str, str]) -> None:
    """
    Raises:
        DeliveryError: the server cannot be reached, or does not take it for everybody.
    """
    with _told(target):
        mail = message(parcel, target)
        server = _connected(target, environment)
        try:
            refused = server.send_message(mail, to_addrs=target.recipient)
        except BaseException:
            server.close()
            raise
        _leave(server)  # it has the mail, whatever happens now
        if refused:
            raise smtplib.SMTPRecipientsRefused(refused)


def greet(target: MailTarget, environment: Mapping[str, str]) -> None:
    """Go to the server, be let in, and leave.

    Raises:
        DeliveryError: the server cannot be reached, or lets nobody in.
    """
    with _told(target):
        _leave(_connected(target, environment))


@contextmanager
def _told(target: MailTarget) -> Iterator[None]:
    """Faults of the protocol as ours."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise _failed(target, f"it refuses the password of {target.user}", "Check it.") from error
    except smtplib.SMTPNotSupportedError as error:
        raise _failed(target, str(error).rstrip("."), "Choose another security for it.") from error
    except smtplib.SMTPRecipientsRefused as error:
        refused = "; ".join(f"{address}: {_words(fault)}" for address, fault in error.recipients.items())
        raise _failed(target, f"it takes no mail for {refused}", "Check the addresses.") from error
    except smtplib.SMTPResponseException as error:
        told = _words((error.smtp_code, error.smtp_error))
        raise _failed(target, f"it says {told}", "It is tried again with the next run.") from error
    except (smtplib.SMTPException, OSError, MessageError, ValueError) as error:
        told = (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")
        raise _failed(target, told, "Check host, port and security.") from error


def message(parcel: Parcel, target: MailTarget) -> EmailMessage:
    """The mail: the same in each attempt but for the hour, with a Message-ID that never changes."""
    mail = EmailMessage()
    mail["From"] = target.sender
    mail["To"] = ", ".join(target.to)
    mail["Subject"] = f"{parcel.title} ({parcel.date})"
    mail["Date"] = formatdate()
    mail["Message-ID"] = f"<{parcel.id}@{parseaddr(target.sender)[1].rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    found = parcel.of(".md")
    text = found[1].decode("utf-8", "replace") if found else f"{parcel.title}\n\n{parcel.claims}\n"
    mail.set_content(text, cte="base64")
    mail.add_alternative(as_html(text), subtype="html", cte="base64")
    for name, data in parcel.files.items():
        if name.lower().endswith(".pdf"):
            mail.add_attachment(data, maintype="application", subtype="pdf", filename=PurePosixPath(name).name)
    return mail


def as_html(markdown: str) -> str:
    """A page in which nothing can be clicked, loaded or run."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable(_INERT)
    body = reader.render(_FRONT_MATTER.sub("", markdown))
    return _PAGE.format(body=_FOOTNOTE.sub(r"<sup>\1</sup>", body))


def _connected(target: MailTarget, environment: Mapping[str, str]) -> smtplib.SMTP:
    password = secret(target.password_env, environment) if target.password_env else ""
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if target.security is Security.SSL:
        server = smtplib.SMTP_SSL(target.host, target.port, timeout=_TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(target.host, target.port, timeout=_TIMEOUT)
    try:
        if target.security is Security.STARTTLS:
            server.starttls(context=context)
        if target.user:
            server.login(target.user, password)
    except BaseException:
        server.close()
        raise
    return server


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()


def _words(fault: tuple[int, bytes | str]) -> str:
    said = fault[1].decode("utf-8", "replace") if isinstance(fault[1], bytes) else str(fault[1])
    return f"{fault[0]} {' '.join(said.split())[:200]}".rstrip(". ")


def _failed(target: MailTarget, what: str, help: str) -> DeliveryError:
    return DeliveryError(f"the mail server {target.host}:{target.port}: {' '.join(what.split())}", help=help)
