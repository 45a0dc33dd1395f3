"""Delivers by HTTP: the brief is posted to an address, signed where that is wanted."""

import hmac
import http.client
import ssl
from collections.abc import Mapping
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
"""Seconds."""
_FORMS = {"json": (".json", "application/json"), "text": (".md", "text/markdown; charset=utf-8")}


def deliver(parcel: Parcel, target: HookTarget, environment: Mapping[str, str]) -> str:
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
    except (OSError, http.client.HTTPException, ValueError) as error:
        told = (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")
        raise DeliveryError(f"cannot post to {where}: {told.lower()}", help="Check the address.") from error
    if not 200 <= status < 300:
        raise DeliveryError(f"{where} answers {status}", help="It is tried again with the next run.")
    return ""


def _posted(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = (
        http.client.HTTPSConnection(host, parts.port, timeout=_TIMEOUT, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, parts.port, timeout=_TIMEOUT)
    )
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, dict(headers))
        return connection.getresponse().status
    finally:
        connection.close()
