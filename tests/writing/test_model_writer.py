"""The model writer from sources to draft, against a scripted endpoint."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.brief import Draft, Grade, Horizon
from briefing.domain.claim import Claim, ClaimKind, Reason, Section
from briefing.domain.endpoint import Endpoint, Terms
from briefing.errors import (
    AuthenticationError,
    ModelError,
    QuotaError,
    RefusalError,
    ReplyError,
    TemplateError,
    UnknownModelError,
)
from briefing.llm.client import NO_SCHEMA_NOTE
from briefing.writing.model import ModelWriter, noting
from tests.scripted_server import Answer, ScriptedServer, completion, failure
from tests.writing.invented import (
    HARBOUR,
    POINTS,
    composed,
    forecast,
    halves,
    material,
    point,
    sentence,
    source,
    summarized,
)

ONE = source("201", HARBOUR, published=date(2025, 3, 4))


class Desk:
    """A writer, its server and its store."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack

    def writer(self, *turns: Answer | str | None, prompts: Path | None = None, model: str = "scripted") -> ModelWriter:
        """A writer whose endpoint answers with these, one after the other; the server outlives the writer."""
        answers = [completion(turn) if isinstance(turn, str) else turn for turn in turns]
        self.server = self._stack.enter_context(ScriptedServer(turns=answers))
        return self.another(prompts=prompts, model=model)

    def another(self, *, prompts: Path | None = None, model: str = "scripted") -> ModelWriter:
        endpoint = Endpoint(model=model, base_url=self.server.base_url, terms=Terms(concurrency=1))
        return self._stack.enter_context(
            ModelWriter.open(endpoint, prompts=prompts, store=self._folder / "store", chunk=halves)
        )

    @property
    def stages(self) -> list[str]:
        return [request["response_format"]["json_schema"]["name"] for request in self.server.requests]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        yield Desk(tmp_path, stack)


def claims(draft: Draft) -> dict[str, Claim]:
    return {claim.id: claim for claim in draft.claims}


def test_every_sentence_rests_on_exact_places(desk: Desk) -> None:
    draft = desk.writer(POINTS, composed()).write(material(ONE))
    found = claims(draft)
    assert draft.title == "The strike is over"
    assert draft.summary == ("k1", "k2", "k3")
    assert draft.paragraphs == (("p1.1",),)
    assert [claim.section for claim in draft.claims[:4]] == [Section.SUMMARY] * 3 + [Section.BODY]
    assert [place.quote for place in found["p1.1"].basis] == ["ended a strike of 12 days on 3 March 2025"]
    for claim in draft.claims:
        assert claim.basis
        assert all(ONE.text[place.start : place.end] == place.quote for place in claim.basis)


def test_the_draft_says_who_wrote_it_and_what_it_cost(desk: Desk) -> None:
    draft = desk.writer(completion(POINTS, sent=100), completion(composed(), sent=50), model="m-1").write(material(ONE))
    first, second = draft.prompts.values()
    assert draft.writer == f"model m-1 (summarize.v1 {first}, consolidate.v1 {second})"
    assert list(draft.prompts) == ["summarize.v1.md.j2", "consolidate.v1.md.j2"]
    assert (draft.cost.calls, draft.cost.tokens_in) == (2, 150)
    assert draft.cost.tokens_out > 100
    assert draft.notes == ()


def test_the_same_sources_again_cost_nothing_and_give_the_same(desk: Desk) -> None:
    first = desk.writer(POINTS, composed()).write(material(ONE))
    assert desk.another().write(material(ONE)) == first
    assert len(desk.server.requests) == 2


def test_copies_are_not_asked_about(desk: Desk) -> None:
    copy = replace(source("202", HARBOUR), duplicate_of="201")
    desk.writer(POINTS, composed()).write(material(ONE, copy))
    assert desk.stages == ["summarize", "consolidate"]


def test_points_whose_words_are_not_in_the_source_are_dropped(desk: Desk) -> None:
    noted = summarized(point("ended a strike of 12 days"), point("ended a strike of 21 days"), point("said nothing"))
    draft = desk.writer(noted, composed()).write(material(ONE))
    assert draft.notes == ("2 points of source 201 dropped: not in the article's prose.",)
    assert "21 days" not in desk.server.requests[1]["messages"][1]["content"]
    assert claims(draft)["k2"].unknown_references == ("201.2",)
    assert claims(draft)["k2"].basis == ()


def test_ids_that_do_not_exist_are_handed_to_the_checks(desk: Desk) -> None:
    paragraphs = [{"sentences": [sentence("Text.", "201.99", "201.1", "201.1")]}]
    claim = claims(desk.writer(POINTS, composed(paragraphs=paragraphs)).write(material(ONE)))["p1.1"]
    assert claim.unknown_references == ("201.99",)
    assert len(claim.basis) == 1


def test_markup_in_replies_does_not_reach_the_brief(desk: Desk) -> None:
    paragraphs = [{"sentences": [sentence("It\n**ended** on [a day](https://evil.example).", "201.1")]}]
    draft = desk.writer(POINTS, composed(paragraphs=paragraphs, title="<h1>Over</h1>")).write(material(ONE))
    assert claims(draft)["p1.1"].text == "It ended on a day."
    assert draft.title == "Over"


def test_a_point_that_is_given_many_times_counts_once(desk: Desk) -> None:
    noted = json.loads(POINTS)["points"]
    draft = desk.writer(summarized(*noted, *noted, *noted), composed()).write(material(ONE))
    assert [len(each.claims) for each in draft.summaries] == [len(noted)]
    assert draft.notes == ()


def test_the_summary_of_a_source_is_its_first_five_points(desk: Desk) -> None:
    noted = json.loads(POINTS)["points"]
    more = [{**each, "text": f"Also: {each['text']}"} for each in noted]
    draft = desk.writer(summarized(*noted, *more), composed()).write(material(ONE))
    assert [(each.source, each.claims) for each in draft.summaries] == [
        ("201", ("201.1", "201.2", "201.3", "201.4", "201.5"))
    ]
    annex = [claim for claim in draft.claims if claim.section is Section.ANNEX]
    assert [claim.kind for claim in annex][1:4] == [ClaimKind.STATEMENT, ClaimKind.FORECAST, ClaimKind.FORECAST]


def test_the_users_title_stands(desk: Desk) -> None:
    assert desk.writer(POINTS, composed()).write(material(ONE, title="Mine")).title == "Mine"


def test_weak_sources_and_disagreements_are_told_to_the_model(desk: Desk) -> None:
    grade = Grade(source="201", letter="-", note="contradicted in 4 places", quotable=False)
    desk.writer(POINTS, composed()).write(material(ONE, grades=[grade], focus="Will it hold?"))
    noting_request, joint = (request["messages"][1]["content"] for request in desk.server.requests)
    assert "(weak: contradicted in 4 places)" in joint
    assert "Will it hold?" in noting_request
    assert "Will it hold?" in joint


class TestForecasts:
    def written(self, desk: Desk, **fields: Any) -> Draft:
        text = fields.pop("text", "A second strike is unlikely because the wage was raised.")
        return desk.writer(POINTS, composed(forecasts=[forecast(text, "201.4", **fields)])).write(material(ONE))

    def test_an_own_assessment_looks_ahead_from_the_day_of_the_brief(self, desk: Desk) -> None:
        draft = self.written(desk)
        (made,) = draft.forecasts
        assert claims(draft)["f1"].kind is ClaimKind.ASSESSMENT
        assert (made.starts, made.until) == (date(2025, 3, 5), date(2025, 6, 4))
        assert (made.term, made.band, made.attributed_to) == ("unlikely", (25, 35), None)
        assert made.resolution == "A strike is called."
        assert made.notes == ()

    def test_a_sources_forecast_looks_ahead_from_the_day_of_the_source(self, desk: Desk) -> None:
        draft = self.written(desk, attributed_to="Jon Bell", text="Bell judges a second strike unlikely.")
        assert claims(draft)["f1"].kind is ClaimKind.FORECAST
        assert draft.forecasts[0].starts == date(2025, 3, 4)
        assert draft.forecasts[0].attributed_to == "Jon Bell"

    def test_the_models_end_date_stands_where_it_is_within_the_horizon(self, desk: Desk) -> None:
        assert self.written(desk, until="2025-05-31").forecasts[0].until == date(2025, 5, 31)

    @pytest.mark.parametrize("until", ["2025-01-01", "2027-01-01"])
    def test_an_end_date_outside_the_horizon_does_not(self, desk: Desk, until: str) -> None:
        assert self.written(desk, until=until).forecasts[0].until == date(2025, 6, 4)

    def test_the_long_term_has_no_end(self, desk: Desk) -> None:
        (made,) = self.written(desk, horizon="long-term").forecasts
        assert (made.horizon, made.starts, made.until) == (Horizon.LONG, date(2026, 3, 5), None)
        assert made.notes == ("no end date, not scorable",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The strike lasted 12 days.", ClaimKind.STATEMENT),
        ("The strike will be over soon.", ClaimKind.STATEMENT),
        ("A second strike is unlikely to follow.", ClaimKind.ASSESSMENT),
        ("Economist Jon Bell said a second strike is unlikely to follow.", ClaimKind.FORECAST),
        ("For Bell a second strike is unlikely to follow.", ClaimKind.FORECAST),
    ],
)
def test_a_judgement_is_called_one_only_by_a_yardsticks_word(desk: Desk, text: str, kind: ClaimKind) -> None:
    paragraphs = [{"sentences": [sentence(text, "201.4")]}]
    draft = desk.writer(POINTS, composed(paragraphs=paragraphs)).write(material(ONE))
    assert claims(draft)["p1.1"].kind is kind


class TestBadReplies:
    BAD = composed(key_judgements=[sentence("Only one.", "201.1")])

    def test_are_asked_again_once_with_the_reason(self, desk: Desk) -> None:
        draft = desk.writer(POINTS, self.BAD, composed()).write(material(ONE))
        assert draft.summary == ("k1", "k2", "k3")
        messages = desk.server.requests[2]["messages"]
        assert messages[2] == {"role": "assistant", "content": self.BAD}
        assert "exactly 3 are wanted, not 1" in messages[3]["content"]
        assert draft.cost.calls == 3

    def test_twice_end_the_run_and_are_asked_anew_next_time(self, desk: Desk) -> None:
        writer = desk.writer(POINTS, self.BAD, "{}", self.BAD, composed())
        with pytest.raises(ReplyError, match="the brief is of no use, and so is the second") as caught:
            writer.write(material(ONE))
        assert caught.value.help
        assert len(desk.server.requests) == 3
        assert desk.another().write(material(ONE)).summary
        assert desk.stages == ["summarize", "consolidate", "consolidate", "consolidate", "consolidate"]

    def test_of_one_source_cost_that_source_alone(self, desk: Desk) -> None:
        other = source("202", HARBOUR.replace("12 days", "11 days"))
        writer = desk.writer("no", "JSON", summarized(point("strike of 11 days")), composed())
        draft = writer.write(material(ONE, other))
        (skipped,) = draft.skipped
        assert skipped.path == "201.txt"
        assert skipped.reason.startswith("the model's reply about source '201' is of no use")
        assert skipped.help
        assert [each.source for each in draft.summaries] == ["202"]

    def test_a_refusal_of_one_source_costs_that_source_alone(self, desk: Desk) -> None:
        other = source("202", HARBOUR.replace("12 days", "11 days"))
        writer = desk.writer(completion(None, refusal="No."), summarized(point("strike of 11 days")), composed())
        assert "the model declined source '201'" in writer.write(material(ONE, other)).skipped[0].reason

    def test_of_all_sources_end_the_run(self, desk: Desk) -> None:
        with pytest.raises(RefusalError, match="declined"):
            desk.writer(completion(None, refusal="No.")).write(material(ONE))

    def test_points_of_no_source_end_the_run(self, desk: Desk) -> None:
        with pytest.raises(ReplyError, match="no point whose words stand in its source"):
            desk.writer(summarized(point("not there"))).write(material(ONE))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (failure(401), AuthenticationError),
        (failure(404, code="model_not_found"), UnknownModelError),
        (failure(429, code="insufficient_quota"), QuotaError),
    ],
)
def test_what_befalls_all_sources_ends_the_run_at_once(desk: Desk, answer: Answer, error: type[ModelError]) -> None:
    with pytest.raises(error):
        desk.writer(answer).write(material(ONE, source("202", HARBOUR + "More.")))
    assert len(desk.server.requests) == 1


class TestLongSources:
    EARLY = summarized(*json.loads(POINTS)["points"][:2], point("not there either"))
    LATE = summarized(point("a second strike is unlikely this year"), point("not there"))
    MERGED = json.dumps({"points": [sentence("It ended and stays so.", "201.4", "201.1")]})

    def test_are_asked_in_parts_and_merged(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(noting, "LONGEST", 20)
        draft = desk.writer(self.EARLY, self.LATE, self.MERGED, composed()).write(material(ONE))
        assert desk.stages == ["summarize", "summarize", "merge", "consolidate"]
        first, second, merging, joint = (request["messages"][1]["content"] for request in desk.server.requests)
        assert first.startswith("Source 201, part 1 of 2\n")
        assert "Mara Quist" in first
        assert "Mara Quist" not in second
        assert "Jon Bell" in second
        assert "201.4 [fact]" in merging
        assert "not there" not in merging
        assert "201.1 [fact] It ended and stays so. | quote: a second strike is unlikely this year … ended a" in joint
        assert [place.quote for place in claims(draft)["p1.1"].basis] == [
            "a second strike is\nunlikely this year",
            "ended a strike of 12 days on 3 March 2025",
        ]
        assert list(draft.prompts) == ["summarize.v1.md.j2", "merge.v1.md.j2", "consolidate.v1.md.j2"]

    def test_short_ones_are_not(self, desk: Desk) -> None:
        desk.writer(POINTS, composed()).write(material(ONE))
        assert desk.server.requests[0]["messages"][1]["content"].startswith("Source 201\n")


class TestRevision:
    REASONS = (Reason(check="number", detail="the claim says 13 days, 201 says 12"),)

    def revise(self, desk: Desk, *replies: Answer | str, failed: tuple[str, ...] = ("p1.1",)) -> tuple[Draft, Draft]:
        forecasts = [forecast("A second strike is unlikely because the wage was raised.", "201.4")]
        writer = desk.writer(POINTS, composed(forecasts=forecasts), *replies)
        draft = writer.write(material(ONE))
        return draft, writer.revise(draft, dict.fromkeys(failed, self.REASONS))

    def test_puts_new_sentences_in_the_place_of_the_old(self, desk: Desk) -> None:
        reply = json.dumps({"sentences": [{"id": "p1.1", "points": ["201.2", "201.77"], "text": "A new <b>one</b>."}]})
        before, after = self.revise(desk, reply)
        claim = claims(after)["p1.1"]
        assert claim.text == "A new one."
        assert [place.quote for place in claim.basis] == ["“a beginning, not\nthe end”"]
        assert claim.unknown_references == ("201.77",)
        assert [each.id for each in after.claims] == [each.id for each in before.claims]
        assert {**claims(before), "p1.1": claim} == claims(after)
        sent = desk.server.requests[2]["messages"][1]["content"]
        assert "p1.1: The strike lasted 12 days." in sent
        assert "reason: number: the claim says 13 days, 201 says 12" in sent
        assert "201.4 [forecast, Jon Bell]" in sent
        assert after.cost.calls == 3
        assert "revise.v1" in after.writer

    def test_a_forecast_takes_the_new_term(self, desk: Desk) -> None:
        text = "A second strike is highly unlikely because the wage was raised."
        _, after = self.revise(
            desk, json.dumps({"sentences": [{"id": "f1", "points": ["201.4"], "text": text}]}), failed=("f1",)
        )
        assert claims(after)["f1"].kind is ClaimKind.ASSESSMENT
        assert (after.forecasts[0].term, after.forecasts[0].band) == ("highly unlikely", (10, 20))

    def test_a_sentence_left_out_stays(self, desk: Desk) -> None:
        before, after = self.revise(desk, '{"sentences": []}')
        assert claims(after) == claims(before)

    def test_what_a_source_says_is_not_rewritten(self, desk: Desk) -> None:
        before, after = self.revise(desk, failed=("201.1",))
        assert after == before
        assert desk.stages == ["summarize", "consolidate"]

    def test_the_draft_stays_where_the_model_gives_nothing_of_use(self, desk: Desk) -> None:
        before, after = self.revise(desk, "no", "JSON")
        assert claims(after) == claims(before)
        assert after.notes[0].startswith("The sentences that failed their check could not be revised: ")

    def test_a_lost_account_does_not_take_away_what_is_paid_for(self, desk: Desk) -> None:
        before, after = self.revise(desk, failure(402))
        assert claims(after) == claims(before)
        assert "could not be revised: " in after.notes[0]
        assert "out of money" in after.notes[0]
        assert (before.unrevised, after.unrevised) == (0, QuotaError.exit_code)


def test_an_endpoint_without_schema_is_named_in_the_notes(desk: Desk) -> None:
    writer = desk.writer(failure(400, "response_format is not supported"), POINTS, composed())
    assert writer.write(material(ONE)).notes == (NO_SCHEMA_NOTE,)


class TestPrompts:
    def folder(self, tmp_path: Path, **files: str) -> Path:
        folder = tmp_path / "prompts"
        folder.mkdir()
        for name, text in files.items():
            (folder / f"{name}.v1.md.j2").write_text(text)
        return folder

    def test_of_the_users_stand_in_for_those_of_the_same_name(self, desk: Desk, tmp_path: Path) -> None:
        text = "{% block system %}Be brief.{% endblock %}{% block user %}Source 201\n{{ text }}{% endblock %}"
        folder = self.folder(tmp_path, summarize=text)
        draft = desk.writer(POINTS, composed(), POINTS, prompts=folder).write(material(ONE))
        assert desk.server.requests[0]["messages"][0]["content"] == "Be brief."
        assert draft.prompts != desk.another().write(material(ONE)).prompts

    @pytest.mark.parametrize(
        ("name", "text", "words"),
        [
            ("summarize", "{% block system %}{{ nothing }}{% endblock %}{% block user %}x{% endblock %}", "'nothing'"),
            ("consolidate", "{% block system %}{% endblock %}{% block user %}{{ dat }}{% endblock %}", "'dat'"),
            (
                "consolidate",
                "{% block system %}{% endblock %}{% block user %}{% if focus %}{{ oops }}{% endif %}{% endblock %}",
                "'oops'",
            ),
            (
                "revise",
                "{% block system %}{% endblock %}{% block user %}{% for c in failed %}{{ c.why }}{% endfor %}"
                "{% endblock %}",
                "'why'",
            ),
            ("merge", "{% block system %}{% endblock %}{% block user %}{{ points | sum }}{% endblock %}", "merge"),
            ("merge", "{% block system %}no user block{% endblock %}", "no block 'user'"),
            ("reply", "{% block schema %}{% endblock %}", "no block 'again'"),
            ("summarize", "{% block system %}\n{% if %}", "line 2"),
        ],
    )
    def test_that_are_wrong_cost_nothing(self, desk: Desk, tmp_path: Path, name: str, text: str, words: str) -> None:
        folder = self.folder(tmp_path, **{name: text})
        with pytest.raises(TemplateError, match=words) as caught:
            desk.writer(prompts=folder)
        assert f"{name}.v1.md.j2" in str(caught.value)
        assert caught.value.help
        assert desk.server.requests == []

    def test_in_a_file_of_no_known_name(self, desk: Desk, tmp_path: Path) -> None:
        with pytest.raises(TemplateError, match=r"'sumarize\.v1\.md\.j2' that is not used"):
            desk.writer(prompts=self.folder(tmp_path, sumarize="x"))

    def test_in_no_folder(self, desk: Desk, tmp_path: Path) -> None:
        with pytest.raises(TemplateError, match="holds no prompt"):
            desk.writer(prompts=tmp_path / "nowhere")


def test_the_writer_is_imported_without_the_vendors_client() -> None:
    import subprocess
    import sys

    program = "import sys, briefing.writing.model; print({'openai', 'tenacity', 'tiktoken'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
