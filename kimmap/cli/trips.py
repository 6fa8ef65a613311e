"""``kimmap map`` and ``kimmap export``: from sources to a trip, and the trip into a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from kimmap.cli.console import errors_in_one_line, progress_bar, warn_of
from kimmap.model import Interval, Trip

_STATUS_STYLE = {"visited": "", "planned": "cyan", "possible": "yellow", "cancelled": "dim"}


def trip_from(sources: tuple[str, ...], traveller: str | None, quiet: bool) -> Trip:
    """The trip that the sources tell of, with a progress bar on a terminal."""
    from kimmap.gazetteer import open_gazetteer
    from kimmap.pipeline import trace
    from kimmap.reading import read

    with progress_bar(quiet) as show:
        show(None, "reading sources")
        documents = read(*sources, on_problem=warn_of)
        gazetteer = open_gazetteer(progress=lambda share, what: show(share, f"building the place index, once: {what}"))
        return trace(documents, traveller, gazetteer=gazetteer, progress=lambda what: show(None, what))


_SOURCES = click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
_TRAVELLER = click.option(
    "-t", "--traveller", metavar="NAME", help="Whose trip it is: a person, ship or group. Left out, kimmap proposes one."
)
_QUIET = click.option("-q", "--quiet", is_flag=True, help="No table and no progress, only errors.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the trip as GeoJSON instead of a table.")


@click.command("map")
@_SOURCES
@click.option("-o", "--output", default="map.html", show_default=True, type=click.Path(path_type=Path), help="The page to write.")
@_TRAVELLER
@_QUIET
@_JSON
@errors_in_one_line
def map_command(sources: tuple[str, ...], output: Path, traveller: str | None, quiet: bool, as_json: bool) -> None:
    """Write one page with the map, the itinerary and the sentences that support each stop.

    \b
    kimmap map seeds/                          map.html in this folder
    kimmap map a.txt b.html -o trip.html       any mix of folders and files
    kimmap map seeds/ -t "Ada Lovelace"        name the traveller

    The page is one file that works without a network. SOURCES may be - for standard input.
    """
    _write(sources, output, traveller, quiet, as_json)


@click.command("export")
@_SOURCES
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write; its suffix says in which form.")
@_TRAVELLER
@_QUIET
@_JSON
@errors_in_one_line
def export_command(sources: tuple[str, ...], output: Path, traveller: str | None, quiet: bool, as_json: bool) -> None:
    """Write the trip as data; the suffix of the output says in which form.

    \b
    kimmap export seeds/ -o trip.geojson       stops with quotations, legs, distance claims
    kimmap export seeds/ -o trip.csv           one row a stop
    """
    _write(sources, output, traveller, quiet, as_json)


def _write(sources: tuple[str, ...], output: Path, traveller: str | None, quiet: bool, as_json: bool) -> None:
    from kimmap.outputs import to_geojson, write_trip, writer_for

    writer_for(output)  # before the work: a wrong suffix is told at once
    trip = trip_from(sources, traveller, quiet)
    write_trip(trip, output)
    if as_json:
        click.echo(json.dumps(to_geojson(trip), ensure_ascii=False, indent=1))
    elif not quiet:
        _print_summary(trip, output)


def _print_summary(trip: Trip, output: Path) -> None:
    console = Console(file=sys.stdout, soft_wrap=False)
    console.print(f"[bold]{_plain(trip.title)}[/bold]")
    if not trip.traveller_was_named:
        console.print(f"traveller: {_plain(trip.traveller)} (proposed; --traveller NAME chooses another)")
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("", "stop", "dates", "status", "sources"):
        table.add_column(heading, justify="right" if not heading else "left")
    number = 0
    for stop in trip.stops:
        number += stop.on_route
        told = f"{stop.independent_sources} of {len(stop.sources)}" if stop.independent_sources < len(stop.sources) else str(len(stop.sources))
        row: list[Any] = [str(number) if stop.on_route else "–", _plain(stop.place.name), _in_words(stop.when), stop.status, told]
        table.add_row(*row, style=_STATUS_STYLE[stop.status])
    console.print(table)
    for claim in trip.distance_claims:
        console.print(f"“{_plain(claim.quote.text)}”: {claim.verdict}, {_plain(claim.explanation)}", style="dim")
    console.print(f"→ {_plain(str(output))}")


def _plain(text: str) -> str:
    """Text of a source as it stands, not as markup for the terminal."""
    from rich.markup import escape

    return escape(" ".join(text.split()))


def _in_words(when: Interval) -> str:
    if when.is_open:
        return "open"
    if when.first == when.last and when.first:
        return when.first.isoformat()
    return f"{when.first or '…'} – {when.last or '…'}"
