"""Texts in the charsets that articles come in."""

import pytest

from briefing.errors import SourceError
from briefing.reading.charset import decode

WORDS = "“Dolmabahçe” is a palace – the ministers met there. Erdoğan’s guests paid €5.\n"
WESTERN = WORDS.replace("ğ", "g")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_its_mark(charset: str) -> None:
    decoded = decode(WORDS.encode(charset))
    assert decoded.text == WORDS
    assert decoded.warnings == ()


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised_and_told(charset: str) -> None:
    decoded = decode(WORDS.encode(charset))
    assert decoded.text == WORDS
    assert decoded.warnings == (f"charset guessed: {charset}",)


def test_western_text_is_guessed_and_told() -> None:
    text = WESTERN + "Nothing but plain letters follows in this long and quiet paragraph. " * 5
    decoded = decode(text.encode("cp1252"))
    assert decoded.text == text
    assert decoded.warnings == ("charset guessed: windows-1252",)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        (
            "cp1251",
            "Переговоры в Стамбуле продолжались менее двух часов. Стороны договорились об обмене пленными. " * 4,
        ),
        ("gb18030", "双方代表周五在伊斯坦布尔举行会谈。会谈持续了不到两个小时。双方同意交换战俘。" * 6),
        ("cp932", "両国の代表団は金曜日にイスタンブールで会談した。会談は二時間足らずで終わった。" * 6),
    ],
)
def test_other_scripts_are_guessed_and_told(charset: str, text: str) -> None:
    decoded = decode(text.encode(charset))
    assert decoded.text == text
    assert decoded.warnings[0].startswith("charset guessed: ")


def test_what_a_page_declares_goes_before_a_guess() -> None:
    data = "Żółć i gęś. ".encode("iso-8859-2") * 3
    decoded = decode(data, declared="ISO-8859-2")
    assert decoded.text == "Żółć i gęś. " * 3
    assert decoded.warnings == ()


@pytest.mark.parametrize("declared", ["no-such-charset", "unicode_escape", "rot13"])
def test_a_nonsense_declaration_is_passed_over(declared: str) -> None:
    assert decode(WESTERN.encode("cp1252") * 10, declared=declared).warnings


def test_a_damaged_file_is_read_with_its_damage_shown() -> None:
    data = (WORDS * 5).encode() + b"one \xff byte."
    decoded = decode(data)
    assert decoded.text == WORDS * 5 + "one � byte."
    assert decoded.warnings == ("charset utf-8, damaged: 1 unreadable characters stand as �",)


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 30, b"\x7fELF\x02\x01", b"plain \x00 words"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match="not text"):
        decode(data)
