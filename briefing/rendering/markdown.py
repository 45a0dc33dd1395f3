"""Renders a checked brief as Markdown, by the program's own template or by the user's."""

import os
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefing import assets
from briefing.domain.brief import CheckedBrief
from briefing.domain.money import dollars
from briefing.errors import TemplateError
from briefing.rendering import inert
from briefing.rendering.layout import lay_out
from briefing.rendering.page import Page
from briefing.rendering.plain import counted, day

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE = "brief.md.j2"
_VARIABLES = frozenset(field.name for field in fields(Page))


def render(
    brief: CheckedBrief, *, template: Path | None = None, annex: bool = False, kept: Mapping[str, str] | None = None
) -> str:
    """The brief as Markdown.

    `template` stands in for the program's own; its context is described in docs/templates.md. `annex` adds the
    summary of each source. `kept` says by source id where the text of an extracted source is kept, as seen from the
    brief.

    Raises:
        TemplateError: the template is missing, broken, or wants a variable that there is not.
    """
    page = lay_out(brief, annex=annex, kept=kept)
    path = template or assets.directory("templates") / TEMPLATE
    return fill(path, {name: getattr(page, name) for name in _VARIABLES})


def check(template: Path) -> None:
    """That a template can be read and wants no variable that there is not: said before any work is done.

    Raises:
        TemplateError: it cannot, or it does.
    """
    from jinja2 import TemplateSyntaxError, meta, nodes

    environment = _environment(template.parent)
    try:
        tree = environment.parse(assets.read(template), template.name, str(template))
        undeclared = meta.find_undeclared_variables(tree)  # compiles it: a filter that there is not fails here
    except TemplateSyntaxError as error:
        raise _broken(f"{str(template)!r}, line {error.lineno}", str(error.message)) from error
    if tree.find(nodes.Extends):
        return  # it may use what the other template defines: rendering will tell
    unknown = undeclared - _VARIABLES - environment.globals.keys()
    for name in tree.find_all(nodes.Name):
        if name.name in unknown:
            raise _unknown(f"{str(template)!r}, line {name.lineno}", f"{name.name!r} is undefined")


def fill(path: Path, context: Mapping[str, object]) -> str:
    """A template with its variables.

    Raises:
        TemplateError: it is missing, broken, or wants a variable that there is not.
    """
    from jinja2 import TemplateError as JinjaError
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

    assets.read(path)  # says what is wrong with the file before Jinja2 says it less well
    try:
        return _environment(path.parent).get_template(path.name).render(context)
    except TemplateSyntaxError as error:
        raise _broken(f"{str(error.filename or path)!r}, line {error.lineno}", str(error.message)) from error
    except UndefinedError as error:
        raise _unknown(_where(error, path), str(error.message)) from error
    except TemplateNotFound as error:
        raise _broken(_where(error, path), f"there is no template {error.name!r}") from error
    except (JinjaError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError) as error:
        raise _broken(_where(error, path), f"{type(error).__name__}: {error}") from error


def _broken(where: str, fault: str) -> TemplateError:
    return TemplateError(f"the template {where}: {fault}", help="Mend the template.")


def _unknown(where: str, fault: str) -> TemplateError:
    return TemplateError(f"the template {where}: {fault}", help=f"It can use: {', '.join(sorted(_VARIABLES))}.")


@cache
def _environment(folder: Path) -> "Environment":
    """A template finds its neighbours by name, and the program's own under `briefing/`."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

    own = FileSystemLoader(assets.directory("templates"))
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder), PrefixLoader({"briefing": own})]),
        undefined=StrictUndefined,
        autoescape=False,  # that would escape for HTML; here every text passes the filter `md`
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"md": inert.markdown, "code": inert.code, "yaml": inert.yaml, "day": day, "href": _href}
    environment.filters |= {"counted": counted, "dollars": dollars, "number": "{:,}".format}
    environment.filters["notes"] = lambda numbers: "".join(f"[^{number}]" for number in numbers)
    return environment


def _href(name: str) -> str:
    """The name of a file as an address beside the page, whatever characters or bytes it has."""
    return quote(os.fsencode(name))


def _where(error: BaseException, path: Path) -> str:
    """File and line of the template where it went wrong: Jinja2 puts them into the traceback as if it were code."""
    where, trace = repr(str(path)), error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if not file.endswith(".py"):
            where = f"{file!r}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return where
