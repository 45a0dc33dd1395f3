"""News outlets: which names are agencies, papers and stations whose reports others pass on."""

import re
from functools import lru_cache

_OUTLETS = """
Reuters|Associated Press|AP|AFP|Agence France-Presse|Tass|TASS|Interfax|RIA Novosti|RIA|Sputnik|Xinhua|Bloomberg|CNN
BBC|NBC|CBS|ABC|NPR|PBS|MSNBC|CNBC|Fox News|Sky News|ITV|Channel 4|Al Jazeera|Al Arabiya|Guardian|Observer|Telegraph
Independent|Economist|Spectator|New York Times|Washington Post|Wall Street Journal|Los Angeles Times|USA Today
Politico|Axios|Financial Times|FT|Newsweek|The Hill|The Atlantic|Vox|BuzzFeed|HuffPost|Huffington Post|ProPublica
Le Monde|Le Figaro|Liberation|Libération|Der Spiegel|Spiegel|Bild|Die Welt|Die Zeit|Süddeutsche Zeitung|FAZ|DPA|dpa
Deutsche Welle|DW|ANSA|EFE|El País|El Pais|El Mundo|Corriere della Sera|La Repubblica|Kyodo|NHK|Yonhap|KCNA|PTI|ANI
Hindu|Times of India|Hindustan Times|Dawn|Haaretz|Jerusalem Post|Times of Israel|Ynet|IRNA|Fars|Tasnim|Press TV|SANA
WAFA|Anadolu|Anadolu Agency|TRT|Hurriyet|Kyiv Independent|Kyiv Post|Ukrinform|Ukrainska Pravda|Suspilne|Meduza
Kommersant|RBC|RT|Radio Free Europe|RFE/RL|Voice of America|VOA|Radio Free Asia|Global Times|People's Daily|CCTV
CGTN|China Daily|South China Morning Post|SCMP|Caixin|Straits Times|Nikkei|Asahi Shimbun|Yomiuri Shimbun|Australian
Sydney Morning Herald|Globe and Mail|Toronto Star|CBC|CTV|Irish Times|RTE|Scotsman|Daily Mail|MailOnline|Mirror|Sun
TMZ|Variety|Rolling Stone|Vanity Fair|People|E! News|Wired|Verge|TechCrunch|Ars Technica|Gizmodo|ESPN
Sports Illustrated
"""
_COMMON_WORDS = frozenset({"Sun", "Mirror", "Independent", "Australian", "Hindu", "Observer", "People", "Star"})
"""Names that are common words: outlets only behind `the`."""
_NAMES = sorted((name for name in re.split(r"[|\n]+", _OUTLETS) if name), key=len, reverse=True)
_PATTERN = re.compile(
    r"\b(the |The |a |an )?(?:(?P<known>"
    + "|".join(re.escape(name) for name in _NAMES)
    + r")|(?P<made>(?:[A-Z][\w'&-]+ ){1,3}(?:News|Times|Post|Herald|Tribune|Gazette|Chronicle|Telegraph|Press|Journal"
    r"|News Agency|Newspaper|Globe|Mail|Weekly|Magazine|Radio|TV|Television|Broadcasting)))(?![\w-])"
)
_SAME = {
    "Associated Press": "AP",
    "Agence France-Presse": "AFP",
    "TASS": "Tass",
    "dpa": "DPA",
    "Libération": "Liberation",
}


@lru_cache(maxsize=4096)
def outlets_in(text: str) -> tuple[tuple[str, int], ...]:
    """Outlets named in the text: (name, start), by start."""
    found = []
    for match in _PATTERN.finditer(text):
        name = match["known"] or match["made"]
        article = (match[1] or "").strip().casefold()
        if name in _COMMON_WORDS and article != "the":
            continue
        found.append((_SAME.get(name, name.removeprefix("The ")), match.start("known" if match["known"] else "made")))
    return tuple(found)


def is_outlet(phrase: str) -> bool:
    """Whether the phrase is an outlet, or something of one (`a Reuters report`, `the BBC`)."""
    found = outlets_in(phrase)
    if not found:
        return False
    name, start = found[0]
    rest = phrase[start:].removeprefix(name).strip().casefold()
    return phrase[:start].strip().casefold() in ("", "the", "a", "an") and rest in (
        ("", "report", "reports", "news agency", "agency", "correspondent", "reporter", "journalist", "article")
    )


def name_of(phrase: str) -> str:
    """The outlet's name in a phrase for which `is_outlet` holds."""
    return outlets_in(phrase)[0][0]
