"""How the command ends, whatever happens: one line on standard error, and an exit code that says what it was."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from kimmap.cli.asides import why_none_counts
from kimmap.errors import KimmapError, NoStops, NoTrip, UnwritableOutput

DONE, NOTHING_FOUND, WRONG_USE, STOPPED = 0, 1, 2, 130

_OPTIONS = {
    "column": " (--column NAME=HEADING)",
    "most": " (--most N)",
    "output": " with -o",
    "traveller": " (--traveller NAME)",
    "url": ", or fetch it with --url",
}
"""By the setting that an error is about, how a user of the command gives it."""
_PLAIN = str.maketrans({"→": "->", "–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "•": "*"})


def in_one_line(error: KimmapError) -> str:
    """What is wrong, and the option that mends it; of places that were found and do not count also why."""
    told = f"{error}{_OPTIONS.get(error.setting or '', '')}"
    if isinstance(error, NoStops) and (why := why_none_counts(error.trip)):
        return f"{told}; {why}"
    return told


def exit_code_of(run: Callable[[], Any]) -> int:
    """Run a command to its end; what went wrong is told in one line.

    Its output is written out here, too: a full disk is an error of the command's, not of the interpreter's.
    """
    try:
        try:
            code = run()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        click.echo("kimmap: stopped", err=True)
        return STOPPED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KimmapError as error:
        click.echo(f"kimmap: {in_one_line(error)}", err=True)
        return NOTHING_FOUND if isinstance(error, NoTrip) else WRONG_USE
    return code if isinstance(code, int) else DONE


@contextmanager
def steady_output() -> Iterator[None]:
    """Inside, standard output takes every character, and stays quiet once its reader has gone."""
    original = sys.stdout
    try:
        if isinstance(original, io.TextIOWrapper):
            sys.stdout = _steady(original)
        yield
    finally:
        sys.stdout = original


def _steady(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    stream.flush()
    raw = getattr(stream.buffer, "raw", stream.buffer)
    # click writes UTF-8 where only ASCII is promised, and what rich writes must go along with that.
    encoding = "utf-8" if codecs.lookup(stream.encoding).name == "ascii" else stream.encoding
    if not isinstance(raw, io.FileIO):  # a test's, or a console that is no file
        stream.reconfigure(errors=_IN_PLAIN)
        return stream
    buffer = io.BufferedWriter(_Output(raw))
    return io.TextIOWrapper(buffer, encoding, _IN_PLAIN, line_buffering=stream.line_buffering)


class _Output(io.RawIOBase):
    """A file, pipe or terminal that swallows all that comes once it can take no more."""

    def __init__(self, file: io.FileIO) -> None:
        super().__init__()
        self._file = file
        self._is_over = False
        self.name = file.name

    def write(self, data: Any) -> int | None:
        if self._is_over:
            return len(data)
        try:
            return self._file.write(data)
        except BrokenPipeError:  # as of "kimmap … | head -1": the reader has all it wanted
            self._is_over = True
            return len(data)
        except OSError as error:
            self._is_over = True
            raise UnwritableOutput(f"cannot write to standard output: {error.strerror or error}") from error

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()


def _in_plain(error: UnicodeError) -> tuple[str, int]:
    """What an encoding has not, in ASCII: "→" as "->", "ú" as "u", what has no such form as "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end].translate(_PLAIN)
    letters = (c for c in unicodedata.normalize("NFKD", lacking) if not unicodedata.combining(c))
    return "".join(c if c.isascii() else "?" for c in letters), error.end


_IN_PLAIN = "kimmap-in-plain"
codecs.register_error(_IN_PLAIN, _in_plain)
