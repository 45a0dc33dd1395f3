"""Whether two hosts are one site, so that what one says of itself holds for the other."""

import re

_ADDRESS = re.compile(r"[\d.]+|.*:.*")
_GENERIC = frozenset(
    {
        "aero",
        "asso",
        "biz",
        "club",
        "coop",
        "edu",
        "firm",
        "gob",
        "gouv",
        "govt",
        "idv",
        "info",
        "mail",
        "name",
        "press",
        "school",
        "store",
        "tourism",
    }
)
"""Labels under which a country lets anybody register, as in gouv.fr; shorter ones are taken for such: co.uk, com.tr."""
_HOSTING = frozenset(
    {
        "appspot",
        "azurewebsites",
        "blogspot",
        "cloudfront",
        "firebaseapp",
        "ghost",
        "github",
        "gitlab",
        "hatenablog",
        "herokuapp",
        "livejournal",
        "medium",
        "neocities",
        "netlify",
        "pages",
        "readthedocs",
        "squarespace",
        "substack",
        "tumblr",
        "typepad",
        "vercel",
        "weebly",
        "wixsite",
        "wordpress",
        "workers",
    }
)
"""Labels under which each name is somebody else's."""


def is_one_site(one: str, other: str) -> bool:
    """Whether they are the same host, or one stands under the other by whole labels and that one is somebody's own.

    Where it is not certain it is none: of which names anybody may register one below is known by form alone.
    """
    one, other = (host.removeprefix("www.") for host in (one, other))
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return longer.endswith(f".{shorter}") and not _ADDRESS.fullmatch(longer) and not _is_suffix(shorter)


def _is_suffix(host: str) -> bool:
    """Whether those below it may be anybody's."""
    labels = host.split(".")
    if len(labels) < 2 or labels[0] in _HOSTING:
        return True
    return len(labels) == 2 and len(labels[1]) == 2 and (len(labels[0]) <= 3 or labels[0] in _GENERIC)
