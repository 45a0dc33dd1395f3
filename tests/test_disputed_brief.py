"""A brief in which a sentence is disputed says in its table by what; of two figures it leads with the newer."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.brief import CheckedBrief
from briefing.domain.claim import OLDER_FIGURE, Verdict
from briefing.domain.endpoint import Endpoint
from briefing.domain.progress import Unwatched
from briefing.drafts import read_draft
from briefing.pipeline import make_brief
from briefing.rendering import as_json, markdown
from briefing.settings import Settings
from tests.obliging import obliged
from tests.scripted_server import ScriptedServer

NOTHING = "No disagreement was found."
OLDER = "Edda Sarvas won 46 percent of the vote, the board said."
NEWER = "Edda Sarvas won 48 percent of the vote, the board said."


def brief(folder: Path, *texts: str, days: Sequence[int], endpoint: Endpoint | None = None) -> CheckedBrief:
    paths = []
    for number, (text, day) in enumerate(zip(texts, days, strict=True)):
        path = folder / f"{number}.txt"
        path.write_text(f"News of the island\nPublished: 2031-03-{day:02}\n\n{text}\n", encoding="utf-8")
        paths.append(str(path))
    settings = Settings(sources=tuple(paths), store=folder / "store", endpoint=endpoint)
    return make_brief(settings, stdin=bytes, watch=Unwatched())


@pytest.mark.parametrize("days", [(4, 5), (5, 4)])
def test_the_newer_figure_leads_and_the_table_has_both(tmp_path: Path, days: tuple[int, int]) -> None:
    first, second = (OLDER, NEWER) if days[0] < days[1] else (NEWER, OLDER)
    made = brief(tmp_path, first, second, days=days)
    assert [made.claims[id].claim.text for id in made.draft.summary] == [NEWER]
    assert made.claims[made.draft.summary[0]].verdict is Verdict.DISPUTED
    (row,) = made.disagreements
    assert {side.statement for side in row.sides} == {OLDER, NEWER}
    stated = json.loads(as_json.render(made))["disagreements"]
    assert [[side["statement"] for side in each["sides"]] for each in stated] == [
        [each.statement for each in row.sides]
    ]
    assert NOTHING not in markdown.render(made)


def test_where_no_day_tells_a_disputed_figure_stands_with_its_row(tmp_path: Path) -> None:
    made = brief(tmp_path, OLDER.replace("Edda ", ""), NEWER.replace("Edda ", ""), days=(4, 4))
    assert [made.claims[id].verdict for id in made.draft.summary] == [Verdict.DISPUTED]
    assert len(made.disagreements) == 1


def test_sources_that_agree_have_no_row(tmp_path: Path) -> None:
    made = brief(tmp_path, NEWER, NEWER + " The turnout was high in all towns of the island.", days=(4, 5))
    assert made.disagreements == () and NOTHING in markdown.render(made)


FIRST = "A landslide buried the village of Ostrovo in the night, killing at least 12 people, police said."
LATER = "The death toll of the landslide in Ostrovo rose to 19, police said on Wednesday."


def test_a_model_s_sentence_with_an_older_toll_is_marked(tmp_path: Path) -> None:
    with ScriptedServer(reply=obliged) as server:
        endpoint = Endpoint(model="scripted", base_url=server.base_url, api_key="key")
        made = brief(tmp_path, FIRST, LATER, days=(4, 5), endpoint=endpoint)
        page = markdown.render(made)
    marked = {each.claim.text for each in made.claims.values() if any(r.check == OLDER_FIGURE for r in each.reasons)}
    assert marked == {FIRST}
    assert {each.verdict for each in made.claims.values() if each.claim.text == FIRST} == {Verdict.SUPPORTED}
    assert "killing at least 12 people, police said.[^1] **[older figure]**" in page
    path = tmp_path / "brief.md"
    path.write_text(page, encoding="utf-8")
    assert {each.claim.text for each in read_draft(str(path), stdin=None, form=None).claims} >= {FIRST, LATER}


_SENTENCES = st.builds(
    lambda deed, n: f"Edda Sarvas {deed.format(n=n)}, the board of the island said.",
    st.sampled_from(
        ["won {n} percent of the vote", "opened the school on {n} May 2031", "rejected the plan", "accepted the plan",
         "hired {n} teachers for the school", "did not sign the treaty", "signed the treaty", "closed {n} schools"]
    ),
    st.integers(11, 15),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(_SENTENCES, min_size=1, max_size=3).map(" ".join), min_size=2, max_size=3), st.data())
def test_never_is_nothing_found_beside_a_disputed_sentence(articles: list[str], data: st.DataObject) -> None:
    days = data.draw(st.lists(st.integers(1, 9), min_size=len(articles), max_size=len(articles)))
    with TemporaryDirectory() as folder:
        made = brief(Path(folder), *articles, days=days)
        page = markdown.render(made, annex=True)
    assert not (NOTHING in page and any(each.verdict is Verdict.DISPUTED for each in made.claims.values()))
