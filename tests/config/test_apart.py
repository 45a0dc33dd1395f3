"""Briefs of one configuration that would stand over each other, and those that do not."""

from pathlib import Path

import pytest

from briefing.config import Config, load
from briefing.errors import UsageError


def loaded(folder: Path, text: str) -> Config:
    path = folder / "briefing.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ('outputs = ["out/{date}.md"]', 'outputs = ["out/{date}.json"]', "'{date}.json', and would keep the texts"),
        ('outputs = ["out/now.md"]', 'outputs = ["in/../out/now.pdf"]', "/out/now.sources'"),
        (
            'outputs = ["a/{date}.md"]\ndeliver = ["desk"]',
            'outputs = ["b/{date}.md"]\ndeliver = ["desk"]',
            "both write",
        ),
        ('outputs = ["a/{date}/x.md"]\ndeliver = ["desk"]', 'outputs = ["desk/{date}/x.pdf"]', "/desk/{date}/x.md'"),
    ],
)
def test_no_brief_stands_over_another_or_its_texts(tmp_path: Path, one: str, two: str, said: str) -> None:
    desk = '[deliver.desk]\nkind = "folder"\npath = "desk"\n'
    with pytest.raises(UsageError) as caught:
        loaded(tmp_path, f'{desk}[briefs.a]\nsources = ["in"]\n{one}\n[briefs.b]\nsources = ["in"]\n{two}\n')
    assert "[briefs.a] and [briefs.b]" in str(caught.value)
    assert said in str(caught.value)


def test_one_brief_in_several_forms_and_several_in_one_folder_are_no_mistake(tmp_path: Path) -> None:
    text = """
    [deliver.desk]
    kind = "folder"
    path = "desk"
    [defaults]
    sources = ["in"]
    deliver = ["desk"]
    [briefs.a]
    outputs = ["out/a-{date}.md", "out/a-{date}.pdf", "a/{date}/x.md"]
    [briefs.b]
    outputs = ["out/b-{date}.md", "a/{date}/y.md"]
    [briefs.c]
    [briefs.d]
    """
    assert list(loaded(tmp_path, text).briefs) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ("out/{date}.md", "out/latest.md", "out/latest.md', where 'latest.md' leads to the newest brief of [briefs.a]"),
        ("out/{date}/x.md", "out/latest/y.md", "out/latest/y.md', where 'latest' leads to the newest brief of"),
        ("out/x-{date}.md", "link/x-latest.md", "link/x-latest.md', where 'x-latest.md' leads"),
        ("out/{date}.md", "link/{date}.md", "[briefs.a] and [briefs.b] both write"),
        ("out/now.md", "link/now.pdf", "and would keep the texts of their sources in one folder"),
    ],
)
def test_no_brief_is_written_through_a_link_to_another(tmp_path: Path, one: str, two: str, said: str) -> None:
    (tmp_path / "out" / "2025-03-04").mkdir(parents=True)
    (tmp_path / "out" / "2025-03-04.md").write_text("a brief")
    (tmp_path / "out" / "latest.md").symlink_to("2025-03-04.md")
    (tmp_path / "out" / "latest").symlink_to("2025-03-04")
    (tmp_path / "link").symlink_to("out")
    briefs = [f'[briefs.{name}]\nsources = ["in"]\noutputs = ["{each}"]\n' for name, each in (("a", one), ("b", two))]
    with pytest.raises(UsageError) as caught:
        loaded(tmp_path, "".join(briefs))
    assert said in str(caught.value)


def test_a_brief_does_not_write_through_its_own_link_either(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"where 'latest\.md' leads to the newest brief"):
        loaded(tmp_path, '[briefs.a]\nsources = ["in"]\noutputs = ["out/{date}.md", "out/latest.md"]\n')


def test_a_brief_in_the_place_of_nobodys_link_is_no_mistake(tmp_path: Path) -> None:
    text = '[briefs.a]\nsources = ["in"]\noutputs = ["out/now.md"]\n'
    text += '[briefs.b]\nsources = ["in"]\noutputs = ["out/latest.md"]\n[briefs.c]\nsources = ["in"]\n'
    assert list(loaded(tmp_path, text + 'outputs = ["latest/{date}.md"]\n').briefs) == ["a", "b", "c"]
