"""Where requests go, and where they do not: addresses, keys, redirections."""

from pathlib import Path

import pytest

from briefing.domain.endpoint import Endpoint
from briefing.errors import AddressError, AuthenticationError, UnreachableError
from briefing.store.replies import ReplyStore
from tests.asked import Asked
from tests.llm.faulty import GOOD, KEY, REQUEST
from tests.scripted_server import Answer, ScriptedServer

NOBODY = "http://127.0.0.1:9/v1"


def connect(folder: Path, endpoint: Endpoint) -> Asked:
    return Asked(endpoint, store=ReplyStore(folder / "replies.sqlite"))


NO_ADDRESSES = [
    "localhost:8080",
    "ftp://host/v1",
    "http://",
    "http://[::1",
    "http://host:x/v1",
    "http://a..b/v1",
    "http://ho\x00st/v1",
]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_no_address_at_all(address: str, tmp_path: Path) -> None:
    with pytest.raises(AddressError, match="no address"):
        connect(tmp_path, Endpoint(model="m", base_url=address, api_key=KEY))


def test_a_key_that_no_header_can_carry(tmp_path: Path) -> None:
    with pytest.raises(AuthenticationError):
        connect(tmp_path, Endpoint(model="m", base_url=NOBODY, api_key="ключ"))


def test_the_vendor_wants_a_key_before_anything_is_sent(tmp_path: Path) -> None:
    with pytest.raises(AuthenticationError, match="no key") as caught:
        connect(tmp_path, Endpoint(model="gpt"))
    assert "OPENAI_API_KEY" in caught.value.help


def test_an_endpoint_of_ones_own_needs_no_key(tmp_path: Path) -> None:
    with (
        ScriptedServer(turns=[GOOD]) as server,
        connect(tmp_path, Endpoint(model="m", base_url=server.base_url)) as client,
    ):
        client.complete(REQUEST)
    assert server.headers[0]["authorization"] == "Bearer none"


def test_nobody_at_the_address(tmp_path: Path) -> None:
    with (
        connect(tmp_path, Endpoint(model="m", base_url=NOBODY)) as client,
        pytest.raises(UnreachableError, match=f"cannot reach the endpoint '{NOBODY}'"),
    ):
        client.complete(REQUEST)
    assert client.waits == [0.25, 1.0]


def test_no_secret_of_the_address_is_told(tmp_path: Path) -> None:
    endpoint = Endpoint(model="m", base_url=NOBODY.replace("127", "me:hush@127") + "?api-key=secret")
    with connect(tmp_path, endpoint) as client, pytest.raises(UnreachableError) as caught:
        client.complete(REQUEST)
    assert "hush" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_key_and_articles_go_to_no_other_address(status: int, tmp_path: Path) -> None:
    with ScriptedServer(turns=[GOOD] * 2) as other:
        location = f"{other.base_url}/chat/completions?token=abc"
        with ScriptedServer(turns=[Answer(status=status, headers={"location": location})]) as server:
            endpoint = Endpoint(model="m", base_url=server.base_url, api_key=KEY)
            with connect(tmp_path, endpoint) as client, pytest.raises(AddressError, match="sends us on to") as caught:
                client.complete(REQUEST)
    assert other.base_url in str(caught.value)
    assert "abc" not in str(caught.value)
    assert (len(server.requests), len(other.requests), client.waits) == (1, 0, [])
