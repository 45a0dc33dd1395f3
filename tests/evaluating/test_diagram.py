"""The reliability diagram: a picture in three forms, with what it needs to be read, and no markup from outside."""

import re
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.evaluating import diagram
from briefing.evaluating.claims import Evaluation, evaluate
from briefing.rendering.diagram import form_of
from tests.evaluating.bench import ROWS, written


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    return evaluate([written(tmp_path_factory.mktemp("bench") / "b.jsonl", ROWS)])[0]


def words(evaluation: Evaluation) -> str:
    from io import BytesIO

    from pypdf import PdfReader

    (page,) = PdfReader(BytesIO(diagram.draw(evaluation, "pdf"))).pages
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize(("form", "begins"), [("png", b"\x89PNG\r\n"), ("svg", b"<svg"), ("pdf", b"%PDF-")])
def test_the_same_picture_twice(evaluation: Evaluation, form: str, begins: bytes) -> None:
    drawn = diagram.draw(evaluation, form)
    assert drawn.startswith(begins)
    assert drawn == diagram.draw(evaluation, form)


def test_it_says_what_is_drawn(evaluation: Evaluation) -> None:
    text = words(evaluation)
    assert "5 claims of 2 sets: ships, farms" in text
    assert "Score: predicted probability that the claim is supported" in text
    assert "perfectly calibrated" in text
    error = evaluation.measured.pooled_calibration.value
    assert error is not None
    assert f"calibration error {error:.3f}" in text


def test_every_bin_with_claims_has_its_point(evaluation: Evaluation) -> None:
    drawn = diagram.draw(evaluation, "svg").decode()
    filled = sum(count > 0 for count in evaluation.measured.counts)
    points = len(re.findall(r'fill="#1f4e79"', drawn))
    assert filled > 1
    assert points == filled + 1, "one more in the legend"


def test_names_are_text_and_never_markup(tmp_path: Path) -> None:
    evil = '#panic("x") *bold* $x$ \\" ] #image("/etc/passwd")'
    rows = [each | {"dataset": evil} for each in ROWS]
    assert '#panic("x") *bold*' in words(evaluate([written(tmp_path / "b.jsonl", rows)])[0])


def test_a_file_that_is_no_picture() -> None:
    assert [form_of(Path(name)) for name in ("a.png", "b.SVG", "c.pdf")] == ["png", "svg", "pdf"]
    with pytest.raises(UsageError, match=r"'d.jpg'"):
        form_of(Path("d.jpg"))
