"""Measures the checker's speed: claims per CPU second, growth with claims and with sources, peak memory.

Run: python benchmarks/checking_speed.py [--any-input]   (nothing is read; the articles are invented here, the same ones
at every run). `--any-input` adds the time that hostile texts take.

One process, one thread, CPU seconds, the calibrated score included. The index of each article is part of the figure:
20 claims a document share one, and beside it stands the dear case, one claim a document. Reading (finding headings and
sentences in a text) is no part of checking and is shown apart. "A yardstick" is a fixed piece of plain Python (patterns
and dictionaries over a fixed text) that takes about a second on the machine of `README.md`: claims per yardstick can be
compared between machines, and between a quiet and a busy one, where claims per second cannot.
"""

import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from statistics import median

from briefing.checking import Checker, Index, Scorer
from briefing.domain.claim import Claim, Section
from briefing.domain.source import Source
from briefing.domain.yardstick import PHIA
from briefing.reading import read

BAR_SMALL, BAR_LARGE, BAR_MEMORY = 300, 30, 300
"""Claims a CPU second against 500 words, against 50 sources of 800 words; MB."""
BAR_GROWTH = 11.0
"""Cost of ten times as much, at most: linear, with room for noise."""
PEOPLE = [f"{first} {last}" for first in ("Anna", "Marek", "Lidia", "Tomas", "Irena", "Pavel") for last in (
    "Korval", "Desna", "Halric", "Ostrom", "Veleny", "Brandt", "Sorrel", "Tamsin")]  # fmt: skip
PLACES = ("Norwich", "Tirana", "Valletta", "Lublin", "Porto", "Bergen", "Galway", "Tartu", "Varna", "Ghent", "Malmo")
BODIES = ["the Harbour Authority", "the Grain Council", "the Ministry of Transport", "the Lake Commission",
          "the Teachers' Union", "the Central Bank of Velia", "the Northern League", "the Red Cross"]  # fmt: skip
ROLES = ["Prime Minister", "Foreign Minister", "Mayor", "spokesperson", "chief negotiator", "Governor"]
VERBS = "approved rejected signed delayed announced criticised defended cancelled extended reviewed welcomed condemned"
THINGS = """bridge ferry harvest railway treaty ceasefire budget strike refinery election pipeline hospital reservoir
    tunnel airport tariff curfew inquiry festival archive quarry vaccine satellite museum dam convoy embargo census"""
QUALITIES = "new disputed costly regional joint temporary northern ageing secret long-planned public unfinished"
COUNTED = "workers prisoners trucks households soldiers passengers schools containers protesters pupils"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "March", "April", "May", "June", "August", "September", "November")
CLAUSES = (
    "after talks in {place} that lasted almost {small} hours",
    "because {body} had warned of a shortage",
    "although {number} {counted} were still waiting for an answer",
    "which officials called a first step towards an agreement",
    "despite protests by {number} {counted}",
    "and would publish its report by {day}",
)
TEMPLATES = (
    "{person} {verb} the {quality} {thing} in {place} on {day}, {clause}.",
    "{role} {person} said that the {thing} would cost ${number} million.",
    "“We have waited {small} years for this {thing}, and we will not wait another day,” {person} said in {place}.",
    "{body_} {verb} the {thing} on {date}, {clause}.",
    "About {number} {counted} left {place} within {small} days, according to {body}.",
    "The {quality} {thing} is likely to remain closed until {month}, {person} told reporters.",
    "{person} did not say whether {body} had {verb} the {quality} {thing}.",
    "In {place}, {number} {counted} were moved to the {quality} {thing} {clause}.",
    "Neither {person} nor {body} {verb} the plan for the {thing}.",
    "{body_} had demanded that {place} withdraw its {counted} from the {quality} {thing} before {date}.",
)


def sentence(rng: random.Random) -> str:
    """One invented sentence of news."""
    body = rng.choice(BODIES)

    def fill(template: str) -> str:
        return template.format(
            person=rng.choice(PEOPLE), place=rng.choice(PLACES), body=body, body_=body[0].upper() + body[1:],
            role=rng.choice(ROLES), verb=rng.choice(VERBS.split()), thing=rng.choice(THINGS.split()),
            quality=rng.choice(QUALITIES.split()), counted=rng.choice(COUNTED.split()), day=rng.choice(DAYS),
            month=rng.choice(MONTHS), small=rng.choice(("two", "three", "five", "nine")),
            number=f"{rng.randrange(12, 9000):,}", date=f"{rng.randrange(1, 29)} {rng.choice(MONTHS)} 2023",
            clause="{clause}",
        )  # fmt: skip

    return fill(fill(rng.choice(TEMPLATES)).replace("{clause}", rng.choice(CLAUSES)))


def article(rng: random.Random, words: int) -> list[str]:
    """Sentences of an article of about so many words."""
    found: list[str] = []
    while sum(len(each.split()) for each in found) < words:
        found.append(sentence(rng))
    return found


def source(number: int, sentences: list[str]) -> Source:
    """The article as the program reads it, four sentences a paragraph."""
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    text = "\n\n".join((f"Talks enter day {number}", "By Our Correspondent, 4 March 2024", *paragraphs))
    read_ = read(["-"], stdin=text.encode()).sources[0]
    fields = {name: getattr(read_, name) for name in read_.__dataclass_fields__}
    return Source(**(fields | {"id": f"{number:03}"}))


def claim(rng: random.Random, sentences: list[str]) -> str:
    """A sentence that a summary of the article could have: true to it, or changed, or out of nothing."""
    base = rng.choice(sentences)
    kind = rng.randrange(6)
    if kind == 0:
        return base
    if kind == 1:  # another number
        return re.sub(r"\d[\d,]*", lambda match: str(rng.randrange(2, 5000)) + match[0][:0], base, count=1)
    if kind == 2:  # another name
        return base.replace(rng.choice(PLACES), rng.choice(PLACES)).replace(rng.choice(PEOPLE), rng.choice(PEOPLE))
    if kind == 3:  # shortened
        return re.split(r", | after | until | because ", base.rstrip("."))[0] + "."
    if kind == 4:  # turned round
        return (
            base.replace(" said ", " denied ").replace("approved", "rejected").replace(" is likely ", " is unlikely ")
        )
    return sentence(rng)


def claims(rng: random.Random, sentences: list[str], number: int) -> list[Claim]:
    return [Claim(id=str(at), text=claim(rng, sentences), section=Section.BODY) for at in range(number)]


def cpu(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def yardstick() -> float:
    """CPU seconds of a fixed piece of plain Python, of the kind that checking consists of."""
    rng = random.Random(7)
    text = " ".join(sentence(rng) for _ in range(2_000))
    pattern = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

    def run() -> None:
        for _ in range(25):
            counts = Counter((match.group().lower(), match.end() - match.start()) for match in pattern.finditer(text))
            sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    return cpu(run)


def checked(sources: list[Source], wanted: list[Claim]) -> None:
    index = Index(sources)
    checker = Checker(index, yardstick=PHIA, scorer=Scorer(index))
    for each in wanted:
        checker.check(each)


def small(each: int, documents: int) -> tuple[float, float]:
    """Claims a CPU second against documents of 500 words, `each` a document; and milliseconds of one index."""
    rng = random.Random(each)
    texts = [article(rng, 500) for _ in range(documents)]
    sources = [source(at, text) for at, text in enumerate(texts)]
    wanted = [claims(rng, text, each) for text in texts]
    spent = sum(cpu(lambda s=s, w=w: checked([s], w)) for s, w in zip(sources, wanted, strict=True))  # type: ignore[misc]
    index = sum(cpu(lambda s=s: Index([s])) for s in sources)  # type: ignore[misc]
    return each * documents / spent, 1000 * index / documents


def many(count: int) -> tuple[list[Source], list[list[str]]]:
    rng = random.Random(50)
    texts = [article(rng, 800) for _ in range(count)]
    return [source(at, text) for at, text in enumerate(texts)], texts


def large(count: int, number: int) -> tuple[float, float]:
    """CPU seconds of so many claims against so many sources of 800 words, and of their index alone."""
    sources, texts = many(count)
    rng = random.Random(51)
    wanted = [each for text in texts for each in claims(rng, text, -(-number // count))][:number]
    index = repeated(lambda: cpu(lambda: Index(sources)))
    return cpu(lambda: checked(sources, wanted)), index


def index_growth() -> float:
    """Cost of the index of 50 sources over that of 5, all of them seen for the first time."""
    sources, _ = many(100)
    tenths = [sources[at : at + 5] for at in range(0, 50, 5)]
    few = sum(cpu(lambda part=part: Index(part)) for part in tenths) / len(tenths)  # type: ignore[misc]
    return cpu(lambda: Index(sources[50:])) / few


def report(name: str, value: float, unit: str, bar: float | None = None, *, least: bool = True) -> None:
    met = "" if bar is None else f"   bar {'>=' if least else '<='} {bar:g}: " + (
        "met" if (value >= bar) == least or value == bar else "MISSED")  # fmt: skip
    print(f"{name:<58}{value:>9.4g} {unit}{met}")


def repeated(measure: Callable[[], float]) -> float:
    return median(measure() for _ in range(3))


def main() -> None:
    growth = index_growth()  # first: later its sentences would be known
    unit = repeated(yardstick)
    report("the yardstick", unit, "CPU s")
    checked([source(0, article(random.Random(1), 500))], claims(random.Random(1), article(random.Random(2), 500), 20))
    for each, documents in ((20, 12), (1, 60)):
        rate = repeated(lambda e=each, d=documents: small(e, d)[0])  # type: ignore[misc]
        bar = BAR_SMALL if each > 1 else None
        report(f"500-word documents, {each} claim(s) a document", rate, "claims/CPU s", bar)
        report("  the same", rate * unit, "claims a yardstick")
    report("  index of one such document", small(1, 60)[1], "CPU ms")
    rng = random.Random(3)
    texts = [article(rng, 500) for _ in range(20)]
    report("  reading of one such document", 1000 * cpu(lambda: [source(1, text) for text in texts]) / 20, "CPU ms")
    spent, index = large(50, 200)
    report("50 sources of 800 words, 200 claims", 200 / spent, "claims/CPU s", BAR_LARGE)
    report("  the same", 200 / spent * unit, "claims a yardstick")
    report("  their index", index, "CPU s")
    tenth, _ = large(50, 20)
    report("ten times the claims (20 to 200), cost of claims alone", (spent - index) / (tenth - index), "times",
           BAR_GROWTH, least=False)  # fmt: skip
    few, _ = large(5, 200)
    report("ten times the source words (5 to 50 sources), all cost", spent / few, "times", BAR_GROWTH, least=False)
    report("  the index alone", growth, "times", BAR_GROWTH, least=False)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    report("peak memory of all of it", peak, "MB", BAR_MEMORY, least=False)
    if "--any-input" in sys.argv:
        for name, seconds in any_input():
            report(name, seconds, "CPU s")


def any_input() -> Iterator[tuple[str, float]]:
    """Hostile texts, and what a claim against each costs with the index."""
    long = "The delegation said on Friday that 40 prisoners had left Tirana"
    texts = {
        "a paragraph of 200 kB": " ".join(f"{long} {n}." for n in range(3_000)),
        "a sentence of 1 MB": " and ".join([long] * 15_000) + ".",
        "1 MB without a blank": "x" * 1_000_000,
        "50 kB of quotation marks never closed": "“he said " * 6_000,
        "one name 20,000 times": "Korval " * 20_000,
        "capitals only, 100 kB": " ".join([long.upper()] * 1_600),
    }
    for name, text in texts.items():
        made = read(["-"], stdin=text.encode()).sources
        wanted = [Claim(id="a", text=f"{long}.", section=Section.BODY), Claim(id="b", text=text, section=Section.BODY)]
        yield name, cpu(lambda made=made, wanted=wanted: checked(list(made), wanted))  # type: ignore[misc]


if __name__ == "__main__":
    main()
