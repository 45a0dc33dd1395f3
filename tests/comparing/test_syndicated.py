"""What desks do to an agency's report, and what is a report of its own: invented ones."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparing import duplicates
from tests.comparing.articles import article

WIRE = """\
A freight train carrying grain left the rails near Tarnow Bridge early on Tuesday, blocking the only line to the port \
of Ostrava Bay and killing 4 crew members, the rail authority said.
The train of 38 wagons was travelling from the silos at Lipnik when its locomotive struck a washed-out stretch of \
track, said Marta Kowal, who speaks for the authority.
Heavy rain had fallen in the hills for three days, and the river Slen had risen above the level at which trains must \
slow down to a walking pace.
"The driver had an order to slow down, and we do not know yet whether he received it," \
Kowal told reporters at the scene.
About 2,600 tonnes of wheat lay along the embankment, where farmers from two villages had begun to fill sacks before \
the police closed the road.
The port, which ships a fifth of the country's grain, has stocks for nine days and will send its trucks to the silos, \
its director Emil Brandt said.
Grain prices in the capital rose by 3.5 percent after the news, the sharpest rise of the year so far.
The line was last closed in the spring of 2019, when a bridge over the Slen was damaged by ice and the port had to \
turn ships away for two weeks.
Opposition members of parliament demanded to know why a track that had been repaired twice in two years could be \
washed away by rain.
The transport ministry said that an inquiry would begin as soon as the wagons had been lifted, and that the line might \
open again by the end of the week."""
PARAGRAPHS = WIRE.split("\n")
OWN = """\
The first that the people of Tarnow Bridge heard of the train was a sound like thunder that would not end.
By daylight they saw wagons of wheat lying in the fields, and the front of a locomotive in the river Slen.
Four men who had worked on the train were dead. "I knew two of them," said the baker Jolanta Mroz, who brought coffee.
"The driver had an order to slow down, and we do not know yet whether he received it," \
said Marta Kowal of the authority.
For years the village had asked for a dam above the line; for years it was told that the money had gone elsewhere.
Nobody here expects the trains before next week, whatever the ministry in the capital says about it."""

EDITED = (
    WIRE.replace("early on Tuesday", "in the early hours of Tuesday")
    .replace("killing 4 crew members", "killing 4 of its crew")
    .replace("told reporters at the scene", "said near the scene")
    .replace("its director Emil Brandt said", "according to its director, Emil Brandt")
    .replace("the sharpest rise of the year so far", "more than on any day of this year")
    .replace("Opposition members of parliament demanded", "Members of the opposition wanted")
    .replace("had begun to fill sacks before the police closed", "were filling sacks until police closed")
)
FORMS = {
    "other headline": WIRE,
    "agency's dateline and credits": f"LIPNIK (Reuters) - {WIRE}\n(Reporting by Ana Petrescu; editing by Joe Marsh)",
    "first half": "\n".join(PARAGRAPHS[:5]),
    "other order": "\n".join([*PARAGRAPHS[:2], *PARAGRAPHS[5:], *PARAGRAPHS[2:5]]),
    "polished": EDITED,
    "polished and cut": "\n".join(EDITED.split("\n")[:7]),
    "with a paragraph of its own": f"{PARAGRAPHS[0]}\nIn our town trains to the coast were late too.\n"
    + "\n".join(PARAGRAPHS[1:8]),
}
REPORTS = {
    "own report with one quotation of it": OWN,
    "follow-up that repeats the background": "The wagons near Tarnow Bridge are lifted and grain rolls again to the "
    "port since Friday morning.\nThe ministry named Ewa Sobol, a retired judge, to lead the inquiry.\n"
    "She will hear the rail authority first, and then the two villages that had warned of the rain in writing.\n"
    "A report is to be published before the harvest, she said on Friday, whatever it may say about anybody.\n"
    f"{PARAGRAPHS[7]}\n{PARAGRAPHS[8]}",
    "later version with other figures": "\n".join(
        [
            PARAGRAPHS[0].replace("killing 4 crew members", "killing 7 people, three of them children asleep in a hut"),
            *PARAGRAPHS[1:6],
            "Rescuers found the hut under the ninth wagon at noon, when the children had been missed at school.",
            "The mayor of Tarnow Bridge called for a day of silence and asked the head of the authority to resign.",
            "Trucks of the army brought cranes from Lipnik, but the road to the bridge was too narrow for 2 of them.",
        ]
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_an_agency_report_in_another_paper_counts_once(form: str) -> None:
    wire = article("wire", WIRE, publisher="Meridian", title="Grain train derails near Tarnow Bridge")
    paper = article("paper", FORMS[form], publisher="Podil Gazette", title="Four die as train leaves rails")
    copied = {source.duplicate_of for source in duplicates.mark((wire, paper))}
    assert copied in ({None, "wire"}, {None, "paper"})


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_of_its_own_counts_for_itself(report: str) -> None:
    marked = duplicates.mark((article("wire", WIRE), article("own", REPORTS[report])))
    assert [source.duplicate_of for source in marked] == [None, None]


def test_the_figures_decide_where_much_but_not_all_is_the_same() -> None:
    """The same cut and polished text, once with the figures of the wire and once with a later toll."""
    cut = FORMS["polished and cut"]
    later = cut.replace("killing 4 of its crew", "killing 9 of its crew")
    marked = duplicates.mark((article("wire", WIRE), article("cut", cut), article("later", later)))
    assert [source.duplicate_of for source in marked] == [None, "wire", None]


@settings(deadline=None, max_examples=20)
@given(st.permutations(sorted(FORMS | REPORTS)))
def test_the_order_decides_nothing_but_who_of_equals_is_the_original(order: list[str]) -> None:
    texts = FORMS | REPORTS
    sources = tuple(article(name, texts[name], published=date(2024, 3, 4)) for name in order)
    marked = {source.id: source.duplicate_of for source in duplicates.mark(sources)}
    [original] = {name for name, of in marked.items() if of is None} - REPORTS.keys()
    assert original in ("agency's dateline and credits", "other headline", "other order", "polished")
    assert {marked[name] for name in FORMS if name != original} == {original}
    assert not any(marked[name] for name in REPORTS)
