"""How much there is to read is known before the first file is read, and each that is read counts."""

from pathlib import Path

import pytest

from briefing.cli.progress import Progress
from briefing.domain.source import Skipped
from briefing.reading import read_given
from briefing.reading.files import gather
from tests.reading.texts import MORE, PROSE

MAIL = "From: a@x.example\nSubject: Harbour\nDate: Tue, 4 Mar 2025 06:00:00 +0000\n\n" + f"{PROSE}\n\n{MORE} "


@pytest.fixture
def watch() -> Progress:
    made = Progress(quiet=True)
    made.stage("reading")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(4):
        (tmp_path / "in" / f"{number}.txt").write_text(
            f"{PROSE}\n\n{MORE}\n\nArticle {number} ends here.\n", encoding="utf-8"
        )
    return tmp_path / "in"


def test_the_number_is_known_before_the_first_and_each_file_counts_once(folder: Path, watch: Progress) -> None:
    (folder / "0.txt").write_text("", encoding="utf-8")
    paths = [str(folder), str(folder / "1.txt"), str(folder / "none.txt")]
    seen = []
    reading = read_given(
        ((seen.append((watch.done, watch.steps)), each)[1] for each in gather(paths, watch=watch)), watch
    )
    assert seen == [(number, 5) for number in range(5)]
    assert (watch.done, len(reading.sources), len(reading.skipped)) == (5, 3, 2)


def test_no_file_is_read_before_it_is_asked_for(folder: Path, watch: Progress) -> None:
    given = gather([str(folder)], watch=watch)
    first = next(given)
    (folder / "3.txt").unlink()
    assert not isinstance(first, Skipped)
    assert [type(each) is Skipped for each in given] == [False, False, True]


def test_the_messages_of_a_mailbox_count_as_they_are_found(tmp_path: Path, watch: Progress) -> None:
    box = "".join(f"From a@x.example Tue Mar  4 06:00:0{n} 2025\n{MAIL}Letter {n}.\n\n" for n in range(3))
    (tmp_path / "in.mbox").write_text(box, encoding="utf-8")
    reading = read_given(gather([str(tmp_path / "in.mbox")], watch=watch), watch)
    assert len(reading.sources) == 3
    assert (watch.done, watch.steps) == (3, 3)
