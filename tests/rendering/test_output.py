"""From -o to files: all of them or none, and errors that name the file."""

import errno
import json
import os
import stat
import sys
import tracemalloc
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import BriefingError, OutputError, TemplateError, UsageError
from briefing.rendering import files, output
from rendering.invented import BRIEF, PAGE, SOURCES, saying

ROOT = os.geteuid() == 0


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_suffix_gives_its_form_and_extracted_texts_are_kept_beside(tmp_path: Path) -> None:
    paths = tuple(tmp_path / name for name in ("brief.md", "brief.pdf", "brief.JSON"))
    written = output.plan(paths).write(BRIEF)
    assert written.paths == paths
    assert written.warnings == ()
    found = everything(tmp_path)
    assert set(found) == {"brief.md", "brief.pdf", "brief.JSON", "brief.sources/003.txt"}
    assert found["brief.md"].startswith(b"---\nform: briefing 1\n")
    assert found["brief.pdf"].startswith(b"%PDF-")
    assert found["brief.sources/003.txt"] == PAGE.encode()
    assert json.loads(found["brief.JSON"])["sources"][3]["text"] == "brief.sources/003.txt"
    assert (
        b"characters 0-87 of brief.sources/003.txt"
        in output.plan((tmp_path / "brief.md",), annex=True).write(BRIEF).paths[0].read_bytes()
    )


def test_without_a_path_markdown_goes_to_standard_output_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(raw, encoding="ascii"))
    monkeypatch.chdir(tmp_path)
    written = output.plan((), annex=True).write(saying("“ü”"))
    assert "# “ü”".encode() in raw.getvalue()
    assert b"of the extracted text)" in raw.getvalue()
    assert written.paths == ()
    assert everything(tmp_path) == {}


def test_characters_without_a_glyph_are_named_in_a_warning(tmp_path: Path) -> None:
    written = output.plan((tmp_path / "b.pdf",)).write(saying("\u0378"))
    assert written.warnings == ("the PDF's fonts lack '\\u0378' (U+0378): each is shown as its code point in brackets",)


# Before any work is done


def missing_folder(folder: Path) -> Path:
    return folder / "gone" / "b.md"


def a_folder(folder: Path) -> Path:
    (folder / "b.md").mkdir()
    return folder / "b.md"


def below_a_file(folder: Path) -> Path:
    (folder / "file").touch()
    return folder / "file" / "b.md"


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (missing_folder, "there is no folder '.*gone'"),
        (a_folder, "cannot write '.*b.md': it is a folder"),
        (below_a_file, "cannot write '.*b.md': its folder is a file"),
        (lambda folder: folder / "b.docx", "cannot tell the form of '.*b.docx'"),
        (lambda folder: folder / "brief", "cannot tell the form of '.*brief'"),
        (lambda folder: folder / ("x" * 300 + ".md"), "cannot write '.*x.md'.*File name too long"),
    ],
)
def test_a_path_that_cannot_be_written_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path], Path], fault: str
) -> None:
    with pytest.raises(OutputError, match=fault) as caught:
        output.plan((make(tmp_path),))
    assert caught.value.help


def test_the_known_suffixes_are_named() -> None:
    with pytest.raises(OutputError) as caught:
        output.plan((Path("b.txt"),))
    assert ".md (Markdown), .pdf (PDF), .json (JSON)" in caught.value.help


@pytest.mark.skipif(ROOT, reason="root may write anywhere")
def test_a_closed_folder_is_refused_at_once(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="the folder is not writable"):
        output.plan((tmp_path / "b.md",))


def test_other_flags_are_checked_at_once_too(tmp_path: Path) -> None:
    (tmp_path / "own.j2").write_text("{{ nonsense }}")
    with pytest.raises(UsageError, match="'a5'"):
        output.plan((), paper="a5")
    with pytest.raises(UsageError, match="--template"):
        output.plan((tmp_path / "b.pdf",), template=tmp_path / "own.j2")
    with pytest.raises(TemplateError, match="'nonsense' is undefined"):
        output.plan((), template=tmp_path / "own.j2")


# All or nothing


def test_a_source_is_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = tmp_path / "article.md"
    article.write_text("An article.")
    monkeypatch.chdir(tmp_path)
    brief = replace(BRIEF, sources=(*SOURCES[:4], replace(SOURCES[4], path="./article.md")))
    with pytest.raises(OutputError, match=r"'.*article\.md' is one of the sources"):
        output.plan((article,)).write(brief)
    assert article.read_text() == "An article."


def test_one_form_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "own.j2").write_text("{{ title.nonsense }}")
    plan = output.plan((tmp_path / "b.json", tmp_path / "b.md"), template=tmp_path / "own.j2")
    with pytest.raises(TemplateError):
        plan.write(BRIEF)
    assert set(everything(tmp_path)) == {"own.j2"}


@pytest.mark.parametrize(
    ("code", "fault"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "the disk is read-only")]
)
def test_a_disk_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, fault: str
) -> None:
    (tmp_path / "b.md").write_bytes(b"yesterday")
    calls = 0

    def failing(_: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(OutputError, match=fault) as caught:
        output.plan((tmp_path / "b.md", tmp_path / "b.json")).write(BRIEF)
    assert "nothing was written" in caught.value.help
    assert everything(tmp_path) == {"b.md": b"yesterday"}
    assert [path.name for path in tmp_path.iterdir()] == ["b.md"]


def test_an_interrupted_run_leaves_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write_all({tmp_path / "new" / "a.txt": b"a"})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_a_file_stops_all(tmp_path: Path) -> None:
    (tmp_path / "b.md").mkdir()
    with pytest.raises(OutputError, match=r"cannot write '.*b\.md': it is a folder"):
        files.write_all({tmp_path / "a.md": b"a", tmp_path / "b.md": b"b"})
    assert everything(tmp_path) == {}


def test_a_replaced_file_keeps_its_mode_and_a_link_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "real.md"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link = tmp_path / "latest.md"
    link.symlink_to("real.md")
    files.write_all({link: b"new"})
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        files.write_all({tmp_path / "a.md": b"a"})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o644


def test_line_ends_of_a_kept_text_stay_as_the_offsets_count_them(tmp_path: Path) -> None:
    text = "one\r\ntwo\u2028three\n"
    brief = replace(BRIEF, sources=(*SOURCES[:4], replace(SOURCES[4], extracted=True, text=text)))
    output.plan((tmp_path / "b.json",)).write(brief)
    assert (tmp_path / "b.sources" / "004.txt").read_bytes().decode() == text


def test_every_error_has_its_exit_code() -> None:
    codes: dict[type[BriefingError], Any] = {OutputError: 4, TemplateError: 5, UsageError: 2}
    assert {kind: kind.exit_code for kind in codes} == codes


def test_large_pages_are_unpacked_on_the_way_to_the_disk(tmp_path: Path) -> None:
    fetched = [bytes([65 + number]) * 5_000_000 for number in range(len(SOURCES))]
    sources = tuple(
        replace(source, original=zlib.compress(data)) for source, data in zip(SOURCES, fetched, strict=True)
    )
    plan, brief = output.plan((tmp_path / "brief.md",)), replace(BRIEF, sources=sources)
    plan.write(brief)  # what is loaded once is loaded
    tracemalloc.start()
    try:
        plan.write(brief)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 5_000_000
    kept = [tmp_path / f"brief.sources/{source.id}.fetched.html" for source in SOURCES]
    assert [path.read_bytes() for path in kept] == fetched
    assert set(fetched) <= set(plan.rendered(brief).kept.values())
