"""How the command ends in the world: pipes that close, full disks, other encodings, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import kimmap.__main__
import kimmap.cli.trips
from kimmap.cli import main
from kimmap.errors import NoTrip, UnreadableSource

DISTANCE = ("distance", "0, 0", "0, 1")
posix = pytest.mark.skipif(os.name != "posix", reason="about devices and signals of POSIX")


def kimmap_in(environment: dict[str, str], *words: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "kimmap", *words]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.run(command, env={**os.environ, **environment}, check=False, **options)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp437"])
def test_what_an_encoding_has_not_is_put_in_plain(encoding: str) -> None:
    told = kimmap_in({"PYTHONIOENCODING": encoding}, *DISTANCE, "--claimed", "111")
    assert (told.returncode, told.stderr) == (0, b"")
    assert told.stdout.decode(encoding).startswith("0.0000, 0.0000 -> 0.0000, 1.0000: 111.3 km")


@pytest.mark.slow
def test_a_locale_without_encoding_is_no_error() -> None:
    told = kimmap_in({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "places", "Setubal")
    assert (told.returncode, told.stderr) == (0, b"")
    assert "Setúbal: " in told.stdout.decode()


@pytest.mark.slow
def test_json_is_escaped_and_not_replaced() -> None:
    told = kimmap_in({"PYTHONIOENCODING": "cp437"}, "places", "Łódź", "--json")
    assert json.loads(told.stdout.decode("ascii"))[0]["name"] == "Łódź"


@pytest.mark.slow
@posix
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told_in_one_line(unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        told = kimmap_in({"PYTHONUNBUFFERED": unbuffered}, "--help", stdout=full)
    assert (told.returncode, told.stderr) == (
        2,
        b"kimmap: cannot write to standard output: No space left on device\n",
    )


@pytest.mark.slow
@posix
@pytest.mark.parametrize(("words", "code"), [(("--help",), 0), (("map",), 2)])
def test_a_reader_that_has_had_enough_changes_no_exit_code(words: tuple[str, ...], code: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        told = kimmap_in({}, *words, stdout=writing)
    finally:
        os.close(writing)
    assert told.returncode == code
    assert b"Traceback" not in told.stderr


@pytest.mark.slow
@posix
def test_ctrl_c_is_one_line_and_130(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    command = [sys.executable, "-m", "kimmap", "map", str(tmp_path / "pipe"), "-o", str(tmp_path / "map.html")]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
        (tmp_path / "pipe").open("wb"),  # waits until kimmap has opened it, too
    ):
        process.send_signal(signal.SIGINT)
        _, told = process.communicate()
    assert (process.returncode, told.strip()) == (130, b"kimmap: stopped")


def test_ctrl_c_while_it_loads_is_the_same(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kimmap.cli, "main", stop)
    with pytest.raises(SystemExit, match="130"):
        kimmap.__main__.run()
    assert capsys.readouterr().err == "kimmap: stopped\n"


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (NoTrip("nobody travels: say who", setting="traveller"), 1, "nobody travels: say who (--traveller NAME)"),
        (UnreadableSource("a.csv is long", setting="most"), 2, "a.csv is long (--most N)"),
        (UnreadableSource("a.txt is empty"), 2, "a.txt is empty"),
        (KeyboardInterrupt(), 130, "stopped"),
    ],
)
def test_errors_are_one_line_and_name_the_option_that_mends_them(
    error: BaseException, code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(kimmap.cli.trips, "trip_from", fail)
    result = CliRunner().invoke(main, ["map", "in", "-o", "map.html"])
    assert (result.exit_code, result.output.strip()) == (code, f"kimmap: {told}")


def test_the_exit_codes_are_in_the_help() -> None:
    told = " ".join(CliRunner().invoke(main, ["--help"]).output.split())
    assert "0 done, 1 nothing found, 2 wrong use, or what cannot be read or written, 130 stopped by Ctrl-C" in told
