"""What belongs together in a source stays together: a sum and its year, a part and its whole, a doer and his deed."""

from datetime import date

import pytest

from briefing.domain.claim import Verdict
from tests.checking.conftest import Build, Check

SUMS = "The airline Kestrel lost 60 million crowns in 2024 after a profit of 12 million in 2023."
BUS = "None of the 48 passengers was hurt; two members of the crew were treated for shock."
WARNING = "Engineers sent a warning to the council about the bridge in March."
HOURS = "The pool in Sarn will be closed until Wednesday. The market was damaged by fire last week."
SHARES = "Three quarters of the town's 4,000 residents work for the mine. Of the 600 pupils, 71 percent passed an exam."
COURT = "The captain, Lena Vos, was fined by a court in Arl on Monday, while the pilot, Tom Reck, was cleared."
SALE = "The ferry Ula, built in 1990, was sold in May to Brask Lines. Schools in Dorra will reopen on 3 June."
GROWTH = "Tickets to the island rose by 20 percent in June. The council congratulated its engineer, Nora Fell."
LIES = [
    (SUMS, "Kestrel lost 60 million crowns in 2023 after a profit of 12 million in 2024."),
    (SUMS, "Kestrel lost 12 million crowns in 2024 after a profit of 60 million in 2023."),
    (SUMS, "Kestrel lost 60 million crowns in 2023."),
    (BUS, "None of the crew was hurt."),
    (WARNING, "The council warned engineers about the bridge in March."),
    (WARNING, "The council sent a warning to engineers about the bridge."),
    (HOURS, "The pool in Sarn will be closed from Wednesday."),
    (HOURS, "The market was damaged by fire last month."),
    (SHARES, "4,000 people work for the mine."),
    (SHARES, "600 pupils passed an exam."),
    (SHARES, "Fewer than two thirds of the pupils passed an exam."),
    (COURT, "The pilot, Tom Reck, was fined by a court in Arl on Monday."),
    (SALE, "The ferry Ula was sold in 1990."),
    (GROWTH, "Tickets to the island rose by a third in June."),
]
TRUE = [
    (SUMS, "The airline lost 60 million crowns in 2024 after a profit of 12 million in 2023."),
    (BUS, "None of the passengers was hurt."),
    (WARNING, "Engineers warned the council about the bridge in March."),
    (WARNING, "The council was warned about the bridge by engineers in March."),
    (HOURS, "The market was damaged by fire this month."),
    (SHARES, "Three quarters of the residents work for the mine."),
    (SHARES, "The town has 4,000 residents."),
    (SHARES, "More than two thirds of the pupils passed an exam."),
    (COURT, "The pilot, Tom Reck, was cleared."),
    (SALE, "The ferry Ula was sold to Brask Lines in May."),
    (SALE, "Schools in Dorra will be reopened on 3 June."),
    (GROWTH, "Tickets to the island rose by a fifth in June."),
    (GROWTH, "The council congratulated Nora Fell."),
]


@pytest.mark.parametrize(("source_text", "claim"), LIES)
def test_what_is_bound_otherwise_is_not_borne_out(check: Check, source: Build, source_text: str, claim: str) -> None:
    article = source("1", source_text, published=date(2024, 6, 28))
    assert check(claim, article).verdict in (Verdict.UNSUPPORTED, Verdict.CONTRADICTED)


@pytest.mark.parametrize(("source_text", "claim"), TRUE)
def test_what_is_bound_alike_is_borne_out(check: Check, source: Build, source_text: str, claim: str) -> None:
    article = source("1", source_text, published=date(2024, 6, 28))
    assert check(claim, article).verdict is Verdict.SUPPORTED


def test_the_date_of_another_event_speaks_against_nothing(check: Check) -> None:
    checked = check(
        "The exchange of 200 prisoners by Norland and Sudland was completed on 25 May 2024.",
        "Norland and Sudland agreed on 3 May 2024 to exchange 200 prisoners each.",
    )
    assert checked.verdict is Verdict.UNSUPPORTED
