"""Invented articles: three events, each told by three outlets in words of their own, and one that stands alone."""

from datetime import date

from briefing.domain.source import Source
from tests.comparing.articles import article

DAM = (
    "The old dam above Kilimbo burst on Sunday after a week of heavy rain, and the water took a bridge with it.\n"
    "Engineers had warned the Kilimbo water board of cracks in the northern wall since January.\n"
    "Grace Oduya, who leads the inquiry, wants all letters between the engineers and the board by Friday.",
    "Four villages below Kilimbo were still cut off on Monday, a day after the dam gave way.\n"
    "Rescuers in boats brought food to Sango, where the bridge is gone, said the district officer Peter Wakhu.\n"
    "The water board said the rain had been heavier than any dam of that age could hold.",
    "Who knew of the cracks in the dam at Kilimbo? Grace Oduya has until the end of the month to find out.\n"
    "The water board, which owns three more dams along the river, has not published a report on any of them.\n"
    "Peter Wakhu, the district officer, called the silence of the board a scandal, while Sango waits for a bridge.",
)
STRIKE = (
    "Drivers of the Norrland railway will stop work on Thursday, their union announced in Vindeln.\n"
    "They want forty minutes of rest after each night shift; the railway has offered twenty-five.\n"
    "Ingrid Sahlin, who speaks for the union, said that talks may go on during the strike.",
    "No trains will run north of Vindeln on Thursday. The Norrland railway told passengers to take buses.\n"
    "Its director, Lars Ekdahl, said the drivers' demand would cost nine million kronor a year.\n"
    "The union of the drivers answered that tired drivers cost more than rest does after a night shift.",
    "Norrland's strike is about sleep. A driver who comes off a night shift at Vindeln has ten hours to the next one.\n"
    "Ingrid Sahlin's union counts the way home as work; Lars Ekdahl's railway does not.\n"
    "Both have agreed to meet a mediator on Saturday, two days after the trains have stopped.",
)
VACCINE = (
    "A vaccine against the Marrow fever has protected nine of ten children in a trial, the Helvia institute reported.\n"
    "Some 4,100 children in Oruba took part. None of the vaccinated ones had to be treated in hospital.\n"
    "Doctor Amara Nwosu, who led the trial, hopes for a licence before the rains.",
    "Parents in Oruba queued for hours when the Helvia institute asked for children to test its vaccine on.\n"
    "Now Amara Nwosu can tell them that it works: the Marrow fever struck almost only those who had the placebo.\n"
    "The health ministry of Oruba has ordered a first million doses of the vaccine.",
    "Shares of the Helvia institute rose by a fifth after the trial of its fever vaccine in Oruba.\n"
    "Analysts expect the vaccine against Marrow fever to be licensed within the year.\n"
    "Amara Nwosu warned that three doses are needed, and that the vaccine must be kept cold on the way.",
)
ALONE = (
    "A chess computer from the nineteen-eighties has beaten the champion of Lower Tessin in forty-one moves.\n"
    "It was bought at a flea market for eleven francs and a plum cake."
)


def told() -> tuple[Source, ...]:
    """`dam0` to `dam2`, `strike0`, ..., `vaccine2` and `alone`, the events mixed."""
    events = {"dam": DAM, "strike": STRIKE, "vaccine": VACCINE}
    mixed = [(f"{name}{at}", texts[at]) for at in range(3) for name, texts in events.items()]
    days = {"dam": date(2024, 3, 4), "strike": date(2024, 3, 6), "vaccine": date(2024, 3, 5)}
    found = [article(id, text, published=days[id[:-1]]) for id, text in mixed]
    return (*found, article("alone", ALONE, published=None))
