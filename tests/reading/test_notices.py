"""What a site says to its visitors instead of an article is no source; an article about pages and sites is one."""

import pytest

from briefing.domain.given import Given
from briefing.errors import SourceError
from briefing.reading import read_one

NOTICES = {
    "gone": "Page not found\n\nWe are sorry, but the page that you tried to open does not exist any more.\n\n"
    "It may have been moved or deleted. Please check the address for typing errors.",
    "locked": "To read on you need an account.\n\nAlready a subscriber? Log in to your account to continue reading.",
    "robots": "Please make sure that your browser supports JavaScript and cookies.\n\n"
    "Tick the box below so that we know that you are not a robot.",
    "cookies": "We use cookies to show you advertisements that you may like.\n\n"
    "You can change your privacy settings at any time. Read our cookie notice and our privacy policy.",
    "film": "This video could not be loaded.\n\nYour browser may be out of date, please try again later.",
    "collection": "Web captures of this site are part of a collection that volunteers keep.\n\n"
    "The links on the pages work as they did on the day of the crawl.",
}
ARTICLES = {
    "of a site": "The town's website was gone for a day.\n\nAn engineer had unplugged the server to charge his car, "
    "the mayor said. The page is available again.",
    "of a firm": "Users of Plaudra can take back what they have posted for a week.\n\nThe new feature does not come to "
    "Norway. The firm fears its courts.",
    "to its readers": "If you travel to Vindeln this week, take a bus.\n\nThe railway is on strike until Sunday, and "
    "your ticket is good for the bus.",
    "of a ruling": "A judge took down a page that sold false passports.\n\nIts owner had copied the site of a "
    "ministry. He faces four years in prison.",
}


def given(text: str, kind: str) -> Given:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
    page = f"<html><body><article>{lines}</article></body></html>"
    return Given(path=f"a.{kind}", data=(page if kind == "html" else text).encode())


@pytest.mark.parametrize("kind", ["txt", "md", "html"])
@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_of_a_site_is_no_source(name: str, kind: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_one(given(NOTICES[name], kind))
    assert kind == "html" or "notice of its site" in str(refused.value)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_that_speaks_of_pages_or_to_its_readers_is_a_source(name: str) -> None:
    assert read_one(given(ARTICLES[name], "txt")).sentences


def test_an_article_with_a_notice_in_it_is_a_source() -> None:
    article = "The dam above Oster burst at dawn. Nine houses were washed away. The river has fallen since."
    assert read_one(given(f"{article}\n\n{NOTICES['cookies']}", "txt")).sentences


def test_a_long_text_is_a_source_whatever_it_speaks_of() -> None:
    assert read_one(given("\n\n".join(f"{NOTICES['gone']} Error {number}." for number in range(6)), "txt")).sentences
