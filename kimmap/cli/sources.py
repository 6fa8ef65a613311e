"""From the sources that a command is given to the trip: the options of reading, shared by all commands that read."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import click

from kimmap.cli.console import progress_bar, warn_of
from kimmap.errors import WrongSettings
from kimmap.model import Document, Trip

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are read: what the options under "reading" say, the same for every command that reads."""

    traveller: str | None = None
    quiet: bool = False
    geocoder: str | None = None
    language_model: str | None = None
    column: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    most: int = 20_000


_READING = (
    click.option("-t", "--traveller", metavar="NAME",
                 help="Whose trip it is: a person, ship or group. Left out, kimmap proposes one."),
    click.option("--url", metavar="URL", multiple=True,
                 help="Fetch a page into the folder “fetched” and read it, too. Needs a network and httpx."),
    click.option("--column", metavar="NAME=HEADING", multiple=True,
                 help="Column of a table of articles: text=Body, title=…, date=…, url=… Left out, it is guessed."),
    click.option("--most", metavar="N", type=click.IntRange(min=1), default=20_000, show_default=True,
                 help="Read so many articles of one table, mailbox or archive, and name what was left out. Text has"
                      " limits, too: 6 million characters of one file (300 times N if that is more), and four times as"
                      " much of all files."),
    click.option("--geocoder", type=click.Choice(["nominatim", "photon", "geonames"]),
                 help="Ask this service, too, for names that the own gazetteer lacks. Sends those names out."),
    click.option("--language-model", metavar="NAME",
                 help="Find names with an installed spaCy pipeline, or with gliner, instead of kimmap's own model."),
    click.option("-q", "--quiet", is_flag=True, help="No table and no progress, only errors."),
)  # fmt: skip


def reading_options(command: F) -> F:
    """Give a command the options of :class:`Reading`; it gets them as one value, ``reading``."""

    @functools.wraps(command)
    def run(**options: Any) -> Any:
        if options["traveller"] is not None and not options["traveller"].strip():
            raise WrongSettings("--traveller has an empty name: name somebody, or leave it out to be told who travels")
        reading = Reading(**{field.name: options.pop(field.name) for field in fields(Reading)})
        return command(reading=reading, **options)

    decorated: Any = run
    for option in reversed(_READING):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


def trip_from(sources: tuple[str, ...], reading: Reading, fetched: Path = Path("fetched")) -> Trip:
    """The trip that the sources tell of, with a progress bar on a terminal.

    A page or GeoJSON that kimmap wrote, given alone, is that trip again.  Pages of ``--url`` are kept in
    ``fetched``.
    """
    from kimmap.outputs import holds_trip, read_trip

    if len(sources) == 1 and sources[0] != "-" and not reading.url and holds_trip(sources[0]):
        return _same_traveller(read_trip(sources[0]), reading.traveller)
    from kimmap.pipeline import trace  # half a second that a page does without

    with progress_bar(reading.quiet) as show:
        recognizer = recognizer_of(reading)  # before all that takes long: the name may be wrong
        documents = documents_from(sources, reading, show, fetched)
        return trace(
            documents,
            reading.traveller,
            gazetteer=gazetteer_of(reading, show),
            recognizer=recognizer,
            progress=lambda what: show(None, what),
        )


def documents_from(
    sources: tuple[str, ...], reading: Reading, show: Callable[[float | None, str], None], fetched: Path
) -> tuple[Document, ...]:
    """The documents in the sources, and those of ``--url``, which are kept in ``fetched``."""
    from kimmap.reading import read

    columns = _columns(reading.column)
    paths: list[str | Path] = [*sources]
    for url in reading.url:
        from kimmap.reading.fetch import fetch

        show(None, f"fetching {url}")
        paths.append(fetch(url, fetched))
    return read(*paths, on_problem=warn_of, on_progress=lambda share, what: show(share, f"reading {what}"),
                columns=columns, workers=None, most=reading.most)  # fmt: skip


def _same_traveller(trip: Trip, traveller: str | None) -> Trip:
    if traveller and traveller.casefold() != trip.traveller.casefold():
        raise WrongSettings(f"this page holds the trip of {trip.traveller}: for {traveller}, name the sources again")
    return trip


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for pair in given:
        name, equals, heading = pair.partition("=")
        if not (name and equals and heading):
            raise WrongSettings(f"--column {pair!r} says no column: write NAME=HEADING, as in text=Body")
        columns[name] = heading
    return columns


def gazetteer_of(reading: Reading, show: Callable[[float | None, str], None]) -> Any:
    """The gazetteer, with the geocoder of ``--geocoder`` behind it."""
    from kimmap.gazetteer import open_gazetteer

    own = open_gazetteer(progress=lambda share, what: show(share, f"building the place index, once: {what}"))
    if reading.geocoder is None:
        return own
    from kimmap.gazetteer.online import OnlineGazetteer

    return OnlineGazetteer(own, reading.geocoder, on_problem=lambda problem: click.echo(f"kimmap: {problem}", err=True))  # type: ignore[arg-type]


def recognizer_of(reading: Reading) -> Any:
    """The finder of names of ``--language-model``, None for kimmap's own."""
    if reading.language_model is None:
        return None
    from kimmap.language.installed import open_recognizer

    return open_recognizer(reading.language_model)
