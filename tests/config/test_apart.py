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
