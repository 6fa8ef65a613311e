"""What the commands share: errors in one line, progress, the standard options."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kimmap.errors import KimmapError, NoTrip, ReadWithDoubt, UnreadableSource

F = TypeVar("F", bound=Callable[..., Any])

NOTHING_FOUND, WRONG_USE = 1, 2


def errors_in_one_line(command: F) -> F:
    """Turn what kimmap raises on purpose into one line on standard error and an exit code."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except NoTrip as error:
            click.echo(f"kimmap: {error}", err=True)
            sys.exit(NOTHING_FOUND)
        except KimmapError as error:
            click.echo(f"kimmap: {error}", err=True)
            sys.exit(WRONG_USE)
        except KeyboardInterrupt:
            click.echo("kimmap: stopped; nothing was written", err=True)
            sys.exit(130)

    return run  # type: ignore[return-value]


def warn_of(problem: UnreadableSource) -> None:
    """Name a source that was left out, or say what is doubtful about one; the others are still used."""
    click.echo(f"kimmap: {'' if isinstance(problem, ReadWithDoubt) else 'left out: '}{problem}", err=True)


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
