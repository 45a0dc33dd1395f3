"""An address is written down without its secrets, and is the same address afterwards."""

import pytest

from briefing.domain.endpoint import without_secrets


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("https://ann:pass@word@gate.example/v1", "https://gate.example/v1"),
        ("https://token@[::1]:9/v1#part", "https://[::1]:9/v1"),
        (
            "https://x.example/v1?api-version=2025-01&api-key=abc",
            "https://x.example/v1?api-version=2025-01&api-key=***",
        ),
        ("https://x.example/v1?sig=a%26b&Access_Token=c&key=", "https://x.example/v1?sig=***&Access_Token=***&key=***"),
    ],
)
def test_what_is_secret_is_left_out(address: str, public: str) -> None:
    assert without_secrets(address) == public
    assert without_secrets(public) == public
