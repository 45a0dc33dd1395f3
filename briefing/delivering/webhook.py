"""Delivers by HTTP: the brief is posted to an address, signed where that is wanted."""

import hmac
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from urllib.parse import urlsplit

from briefing import __version__
from briefing.delivering.secrets import secret
from briefing.domain.delivery import HookTarget, Parcel
from briefing.domain.endpoint import without_secrets
from briefing.errors import DeliveryError

SIGNATURE = "X-Briefing-Signature"
"""`sha256=` and the HMAC of the body, hexadecimal."""
_TIMEOUT = 60.0
"""Seconds that all of it may take."""
_AGAIN = "It is tried again with the next run."
_FORMS = {"json": (".json", "application/json"), "text": (".md", "text/markdown; charset=utf-8")}


def deliver(parcel: Parcel, target: HookTarget, environment: Mapping[str, str]) -> None:
    """
    Raises:
        DeliveryError: nobody answers, or not with a status of success. A redirection is none: it is not followed.
    """
    where = repr(without_secrets(target.url))
    suffix, kind = _FORMS[target.form]
    found = parcel.of(suffix)
    if found is None:
        raise DeliveryError(f"there is no {suffix} to send to {where}", help="Run the brief again.")
    headers = {
        "Content-Type": kind,
        "User-Agent": f"briefing/{__version__}",
        "Idempotency-Key": parcel.id,
        "X-Briefing-Name": parcel.brief,
        "X-Briefing-Date": parcel.date,
    }
    if target.secret_env:
        key = secret(target.secret_env, environment).encode()
        headers[SIGNATURE] = f"sha256={hmac.new(key, found[1], sha256).hexdigest()}"
    if target.token_env:
        headers["Authorization"] = f"Bearer {secret(target.token_env, environment)}"
    try:
        status = _posted(target.url, found[1], headers)
    except TimeoutError as error:
        raise DeliveryError(f"{where} has not answered in {_TIMEOUT:.0f} s", help=_AGAIN) from error
    except (ValueError, http.client.InvalidURL) as error:  # it quotes what it cannot send, secrets included
        raise DeliveryError(f"cannot post to {where}: it is no address", help="Check it.") from error
    except (OSError, http.client.HTTPException) as error:
        told = (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")
        raise DeliveryError(f"cannot post to {where}: {told.lower()}", help="Check the address.") from error
    if not 200 <= status < 300:
        raise DeliveryError(f"{where} answers {status}", help=_AGAIN)


def _posted(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer.

    Raises:
        TimeoutError: there is none in time, though the server may say something again and again.
        OSError, HTTPException, ValueError: it cannot be had.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = (
        http.client.HTTPSConnection(host, parts.port, timeout=_TIMEOUT, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, parts.port, timeout=_TIMEOUT)
    )
    late = threading.Event()

    def hang_up() -> None:
        late.set()
        if connection.sock is not None:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    end = threading.Timer(_TIMEOUT, hang_up)
    end.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, dict(headers))
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        if late.is_set():
            raise TimeoutError from error
        raise
    finally:
        end.cancel()
        end.join()
        connection.close()
