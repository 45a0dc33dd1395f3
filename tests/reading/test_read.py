"""What a user can hand over, and what becomes of it."""

from pathlib import Path

import pytest

from briefing.errors import NoSourcesError
from briefing.reading import read

ARTICLE = "The council met on Monday. It agreed on nothing.\n"


def test_the_text_is_the_decoded_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfThe council met.\r\nIt agreed on nothing.\r\n")
    [source] = read([str(path)]).sources
    assert source.text == "The council met.\r\nIt agreed on nothing.\r\n"
    assert [sentence.text for sentence in source.sentences] == ["The council met.", "It agreed on nothing."]


def test_one_bad_source_among_good_ones_is_skipped_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    reading = read([str(tmp_path / "a.txt"), str(tmp_path / "missing.txt")])
    assert [source.id for source in reading.sources] == ["1"]
    assert [skipped.reason for skipped in reading.skipped] == ["no such file or folder"]


def test_nothing_readable_is_an_error_that_names_every_fault(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(NoSourcesError, match=r"empty\.txt': empty; .*missing\.txt': no such file"):
        read([str(tmp_path / "empty.txt"), str(tmp_path / "missing.txt")])
