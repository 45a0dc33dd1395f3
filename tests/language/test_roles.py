import pytest

from briefing.language.leadership import leaderships
from briefing.language.roles import roles


@pytest.mark.parametrize(
    ("text", "office", "of", "holder"),
    [
        ("Finnish Defense Minister Antti Häkkänen spoke.", "defence minister", "finland", "hakkanen"),
        ("Finland's Minister of Defence Antti Häkkänen spoke.", "defence minister", "finland", "hakkanen"),
        ("U.S. Secretary of State Antony Blinken left.", "secretary of state", "us", "blinken"),
        ("Elysee spokeswoman Prisca Thevenot said no.", "spokesperson", "france", "thevenot"),
        ("NATO Secretary-General Mark Rutte said no.", "secretary general", "nato", "rutte"),
        ("The UN’s special envoy for Syria, Geir Pedersen, left.", "special envoy", "un", "pedersen"),
        ("UN Special Envoy for Syria and Iraq Geir Pedersen left.", "special envoy", "un", "pedersen"),
        ("Elina Valtonen, Finland’s foreign minister, spoke.", "foreign minister", "finland", "valtonen"),
        ("Elina Valtonen, the minister of foreign affairs, spoke.", "foreign minister", None, "valtonen"),
        ("Risto Murto, assistant to the president, spoke.", "aide", None, "murto"),
        ("Alexander Stubb is the president of Sweden.", "president", "sweden", "stubb"),
        ("They met the head of Finland’s presidential office, Hiski Haukkala, there.", "head",
         "finland presidential office", "haukkala"),
        ("President Stubb’s adviser Risto Murto spoke.", "adviser", "stubb", "murto"),
        ("White House Press Secretary Karine Jean-Pierre spoke.", "press secretary", "us", "jean-pierre"),
    ],
)  # fmt: skip
def test_office_country_and_holder(text: str, office: str, of: str | None, holder: str) -> None:
    assert (office, of, holder, False) in [(role.office, role.of, role.holder, role.former) for role in roles(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Former Finnish President Tarja Halonen spoke.",
        "Finland’s former president Tarja Halonen spoke.",
        "Ex-President Tarja Halonen spoke.",
        "Tarja Halonen, who was president of Finland, spoke.",
        "Tarja Halonen was the president of Finland.",
    ],
)
def test_former_offices_are_marked(text: str) -> None:
    (role,) = roles(text)
    assert (role.office, role.holder, role.former) == ("president", "halonen", True)


@pytest.mark.parametrize(
    "text",
    [
        "The Finnish president said no.",
        "Stubb, President Erdogan and others met.",
        "Presidents Stubb and Macron met.",
        "They met the Polish president, Stubb and Macron.",
        "Stephen King wrote it.",
    ],
)
def test_no_office_is_invented(text: str) -> None:
    assert ("stubb", "polish") not in [(role.holder, role.of) for role in roles(text)]
    assert not any(role.holder in ("stubb", "king") for role in roles(text))


def test_two_roles_of_one_holder() -> None:
    found = roles("Finland’s chief negotiator, Defence Minister Antti Häkkänen, told reporters.")
    assert [(role.office, role.of) for role in found] == [("negotiator", "finland"), ("defence minister", None)]


def test_places_cover_office_and_name() -> None:
    text = "So French President Emmanuel\nMacron left."
    (role,) = roles(text)
    assert text[role.start : role.end] == role.text == "French President Emmanuel\nMacron"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Kenyan delegation was headed by Minister Grace Oduya.", [("oduya", "lead", "delegation", ("kenya",))]),
        ("It sent Oduya to lead Kenya’s team.", [("oduya", "lead", "delegation", ("kenya",))]),
        ("Grace Oduya, heading the Kenyan contingent, smiled.", [("oduya", "lead", "delegation", ("kenya",))]),
        ("Oduya, who also led the failed 2019 talks, smiled.", [("oduya", "lead", "meeting", ("2019",))]),
        ("Ugandan Foreign Minister Ali Noor chaired the meeting.", [("noor", "chair", "meeting", ())]),
        ("Noor presided over the session.", [("noor", "chair", "meeting", ())]),
        (
            "Oduya, whom President Ruto tapped to lead Nairobi’s delegation, smiled.",
            [("oduya", "lead", "delegation", ("kenya",))],
        ),
        ("The head of the delegation smiled; the path led by the river.", []),
    ],
)
def test_who_leads_what(text: str, wanted: list[tuple[str, str, str, tuple[str, ...]]]) -> None:
    assert [(item.leader, item.verb, item.what, item.of) for item in leaderships(text)] == wanted


def test_leaders_of_several_delegations_are_not_told_apart() -> None:
    found = leaderships("It drew delegations led by Grace Oduya, Ugandan Minister Ali Noor, and Omar Saleh.")
    assert [item.leader for item in found] == ["oduya", "noor", "saleh"]
    assert all(item.several for item in found)
