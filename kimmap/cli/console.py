"""What the commands print beside their results: warnings and progress."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kimmap.cli.ending import in_one_line
from kimmap.errors import UnreadableSource


def warn_of(problem: UnreadableSource) -> None:
    """Name a source that was left out; the others are still used."""
    click.echo(f"kimmap: left out: {in_one_line(problem)}", err=True)


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[float | None, str], None]]:
    """A bar on standard error while it is a terminal: call it with the share done (None: unknown) and what is done."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _share, _what: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def show(share: float | None, what: str) -> None:
            bar.update(task, description=what, total=None if share is None else 1.0, completed=share or 0.0)

        yield show


def print_json(value: Any, indent: int | None = 1) -> None:
    """Print a value as JSON, escaped where standard output could not take every character as it is."""
    click.echo(json_text(value, indent))


def json_text(value: Any, indent: int | None = None) -> str:
    """A value as the JSON that standard output can take."""
    is_unicode = (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    return json.dumps(value, ensure_ascii=not is_unicode, indent=indent)
