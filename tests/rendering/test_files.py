"""What stands where an output is to go and is no file is left as it is."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.errors import OutputError
from briefing.rendering import files


def test_a_pipe_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "out.md"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="a device or a pipe"):
        files.check(pipe)
    with pytest.raises(OutputError, match="a device or a pipe"):
        files.write_all({tmp_path / "other.md": b"other", pipe: b"text"})
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["out.md"]


def test_a_link_to_a_device_is_no_file_either(tmp_path: Path) -> None:
    link = tmp_path / "out.md"
    link.symlink_to(os.devnull)
    with pytest.raises(OutputError, match="a device or a pipe"):
        files.check(link)


def test_a_dash_names_no_file() -> None:
    with pytest.raises(OutputError, match="'-'"):
        files.check(Path("-"))


def test_where_standard_output_goes_no_file_is_put(tmp_path: Path) -> None:
    path = tmp_path / "both.md"
    code = f"from pathlib import Path; from briefing.rendering import files; files.check(Path({str(path)!r}))"
    with path.open("wb") as out:
        done = subprocess.run([sys.executable, "-c", code], stdout=out, stderr=subprocess.PIPE, text=True)
    assert "standard output goes there already" in done.stderr
