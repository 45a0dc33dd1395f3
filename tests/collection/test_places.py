"""Names of the briefs of a collection: checked before any work, and fit for every disk."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.collection import Places
from briefing.errors import BriefingError, OutputError, UsageError


def places(*paths: Path) -> Places:
    return Places.of(paths, template=None, annex=False, paper="a4")


def names(found: Places, number: int, terms: tuple[str, ...], *, stories: int = 3) -> list[str]:
    return [path.name for path in found.of_story(number, terms, stories=stories).paths]


def test_a_brief_has_the_number_and_the_words_of_its_story_in_each_form(tmp_path: Path) -> None:
    found = places(tmp_path / "{story}.md", tmp_path / "day {story}.pdf")
    assert names(found, 2, ("Lomna Bridge", "Mayor Vasko")) == [
        "02-lomna-bridge-mayor-vasko.md",
        "day 02-lomna-bridge-mayor-vasko.pdf",
    ]


def test_names_sort_as_numbers(tmp_path: Path) -> None:
    found = places(tmp_path / "{story}.md")
    sorted_names = [names(found, number, (), stories=1200)[0] for number in (1, 9, 10, 99, 1200)]
    assert sorted_names == sorted(sorted_names)


@given(st.lists(st.text(max_size=12), max_size=8).map(tuple))
def test_whatever_a_story_is_called_its_file_can_be_written_anywhere(terms: tuple[str, ...]) -> None:
    (name,) = names(places(Path("{story}.md")), 1, terms)
    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(name) <= 48


def test_accents_are_no_loss_of_words(tmp_path: Path) -> None:
    assert names(places(tmp_path / "{story}.md"), 1, ("Élysée", "Gdańsk")) == ["01-elysee-gdansk.md"]


def test_without_a_page_there_is_one_beside_the_briefs(tmp_path: Path) -> None:
    assert places(tmp_path / "{story}.md").pages == (tmp_path / "index.md",)
    assert places(tmp_path / "{story}.md", tmp_path / "all.json").pages == (tmp_path / "all.json",)


@pytest.mark.parametrize(
    ("paths", "error", "said"),
    [
        ((), UsageError, "wants {story} in the name"),
        (("brief.md",), UsageError, "wants {story} in the name"),
        (("{story}/brief.md",), UsageError, "wants {story} in the name"),
        (("{story}.md", "sub/index.md"), UsageError, "lies in another folder"),
        (("{story}.md", "index.pdf"), UsageError, "the page '.*index.pdf' cannot be written in that form"),
        (("{story}.txt",), OutputError, "cannot tell the form"),
        (("none/{story}.md",), OutputError, "there is no folder"),
    ],
)
def test_what_cannot_be_is_said_before_an_article_is_read(
    paths: tuple[str, ...], error: type[BriefingError], said: str, tmp_path: Path
) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(error, match=said):
        places(*(tmp_path / path for path in paths))
