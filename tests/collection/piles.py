"""Piles of invented articles on three events, and one that nobody else tells of."""

from pathlib import Path

from briefing.collection import Maker, Places, read_pile
from briefing.domain.collection import Collection
from briefing.domain.progress import Unwatched
from briefing.engine import Engine, Here
from briefing.reading.files import gather
from briefing.rendering import files
from briefing.rendering.output import Rendered
from briefing.settings import Settings

BRIDGE = [
    "The Ostrava Bridge over the river Lomna collapsed on Tuesday night, and 14 lorries fell into the water.",
    "Mayor Irena Vasko said that the pillars of the Ostrava Bridge had been inspected in March.",
    "Divers found 9 drivers of the lorries alive below the Ostrava Bridge.",
    "The river Lomna stays closed to barges until the wreck of the bridge is lifted.",
    "Engineers from Brno blame rust in the pillars of the bridge for the collapse.",
]
STRIKE = [
    "Nurses at the Calder Hospital began a strike on Wednesday over night shifts and pay.",
    "The union Aid and Care says that 620 nurses have walked out of the Calder Hospital.",
    "Director Paul Menken called the strike of the nurses a danger for patients in the wards.",
    "The union wants 8 per cent more pay and two nurses for each ward at night.",
    "Talks between the hospital and the union broke down on Monday.",
]
COMET = [
    "Astronomers on the island of Tenoya discovered a comet with two tails on Thursday.",
    "The comet will pass the Earth in November at a distance of 40 million kilometres.",
    "Doctor Leila Haddad saw the comet first, through a telescope she had built herself.",
    "The observatory of Tenoya named the comet Haddad after its discoverer.",
]
BAKER = [
    "The oldest baker of Wexmoor sold his last loaf on Saturday.",
    "Customers queued along the market square from five in the morning.",
    "The oven, built in 1871, goes to the museum of the town.",
]
EVENTS = {"bridge": BRIDGE, "strike": STRIKE, "comet": COMET}
WITNESSES = {
    "bridge": "Fisherman {} heard the steel of the bridge crack above the river.",
    "strike": "Nurse {} carried a banner with the demands of the union before the hospital.",
    "comet": "Student {} photographed both tails of the comet from the roof of the observatory.",
    "baker": "His neighbour {} ate the loaf with butter.",
}
NAMES = ["Adamek", "Brozova", "Cermak", "Dvorak", "Erben", "Fiala", "Gruber", "Hajek", "Ivanek", "Jelinek"]


def pile(folder: Path) -> Path:
    """`folder` with eleven files: 4 on the bridge, one of them a copy; 3 on the strike; 2 on the comet; the baker;
    and one that cannot be read.
    """
    folder.mkdir()
    for name, facts in EVENTS.items():
        for number in range({"bridge": 3, "strike": 3, "comet": 2}[name]):
            turned = facts[number:] + facts[:number]
            (folder / f"{name}-{number}.txt").write_text(article(name, number, turned), encoding="utf-8")
    copied = (folder / "bridge-0.txt").read_text(encoding="utf-8")
    (folder / "bridge-3.txt").write_text(copied.replace("The Morning Wire", "The Evening Post"), encoding="utf-8")
    (folder / "baker.txt").write_text(article("baker", 0, BAKER), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def article(name: str, number: int, facts: list[str]) -> str:
    """Every fact, and after each a witness whom no other article has."""
    turned = NAMES[3 * number :] + NAMES[: 3 * number]
    witnesses = [WITNESSES[name].format(f"{witness}, {31 + 7 * number + age},") for age, witness in enumerate(turned)]
    told = "\n\n".join(f"{fact} {witness}" for fact, witness in zip(facts, witnesses, strict=False))
    return f"{facts[0].partition(' on ')[0]}\n\nBy Ann Other | The Morning Wire | {4 + number} June 2025\n\n{told}\n"


def collected(articles: Path, out: Path, *, engine: Engine | None = None, **settings: object) -> Collection:
    """The briefs and the page in `out`, as Markdown and JSON."""
    out.mkdir(parents=True, exist_ok=True)
    places = Places.of(
        (out / "{story}.md", out / "{story}.json", out / "index.md", out / "index.json"),
        template=None,
        annex=False,
        paper="a4",
    )
    wanted = Settings(**{"sources": (str(articles),), "store": out.parent / "store", **settings})  # type: ignore[arg-type]
    given = gather(wanted.sources)
    engine = engine or Here()
    reading = read_pile(given, engine, Unwatched())
    maker = Maker(settings=wanted, places=places, engine=engine, watch=Unwatched(), put=put)
    return maker.make(reading)


def put(rendered: Rendered) -> None:
    files.write_all({**rendered.kept, **rendered.briefs})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
