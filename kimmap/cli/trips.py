"""``kimmap map`` and ``kimmap export``: from sources to a trip, and the trip into a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from kimmap.cli.console import print_json
from kimmap.cli.output import OutputPath, check_output
from kimmap.cli.sources import Reading, reading_options, trip_from
from kimmap.model import Interval, Trip

_STATUS_STYLE = {"visited": "", "planned": "cyan", "possible": "yellow", "cancelled": "dim"}


_SOURCES = click.argument("sources", nargs=-1, metavar="SOURCES...")
_JSON = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print the trip as GeoJSON instead of a table of its stops; FILE is written all the same.",
)
_LANG = click.option(
    "--lang", default="en", show_default=True, metavar="CODE", help="Language of the page: en, de, es, fr, ko, ru."
)


@click.command("map")
@_SOURCES
@click.option(
    "-o",
    "--output",
    default="map.html",
    show_default=True,
    type=OutputPath(),
    metavar="FILE",
    help="The page to write, .html or .htm. One folder that is missing is made for it, not several.",
)
@_LANG
@click.option("--tiles", metavar="osm|URL", help="Lay online map tiles over the map; the page then needs a network.")
@click.option("--attribution", metavar="TEXT", help="Whose the tiles at a URL are, as the map shows it.")
@click.option("--address", metavar="URL", help="Where the page will be on the web, for its head: og:url, oEmbed.")
@click.option("--folium", "as_folium", is_flag=True, help="Write an ordinary folium map with the trip as a layer.")
@reading_options
@_JSON
def map_command(
    sources: tuple[str, ...],
    output: Path,
    lang: str,
    tiles: str | None,
    attribution: str | None,
    address: str | None,
    as_folium: bool,
    reading: Reading,
    as_json: bool,
) -> None:
    """Write one page with the map, the itinerary and the sentences that support each stop.

    \b
    kimmap map seeds/                          map.html in this folder
    kimmap map a.txt b.html -o trip.html       any mix of folders and files
    kimmap map seeds/ -t "Ada Lovelace"        name the traveller
    kimmap map seeds/ --lang de                the page in German; quotations stay as they are

    The page is one file that works without a network. SOURCES may be - for standard input.
    """
    from kimmap.outputs.page import OPENSTREETMAP, Tiles, render_page
    from kimmap.outputs.texts import load_texts

    # Before the work: what cannot end well is told at once.
    check_output(output, sources, "map", (".html", ".htm"))
    load_texts(lang)
    online = None
    if tiles:
        online = OPENSTREETMAP if tiles == "osm" else Tiles(tiles, attribution or "")

    def draw(trip: Trip) -> str:
        if not as_folium:
            return render_page(trip, lang, tiles=online, address=address)
        from kimmap.outputs.layer import render_folium

        return render_folium(trip, lang)

    _write(sources, output, reading, as_json, draw)


@click.command("export")
@_SOURCES
@click.option(
    "-o",
    "--output",
    required=True,
    type=OutputPath(),
    metavar="FILE",
    help="The file to write; its suffix says in which form. One folder that is missing is made for it, not several.",
)
@reading_options
@_JSON
def export_command(sources: tuple[str, ...], output: Path, reading: Reading, as_json: bool) -> None:
    """Write the trip as data; the suffix of the output says in which form.

    \b
    kimmap export seeds/ -o trip.geojson       stops with quotations, legs, distance claims
    kimmap export seeds/ -o trip.csv           one row a stop; .gpkg .kml .gpx .jsonld .md
    kimmap export seeds/ -o trip.svg           the map as a figure; .png in print quality
    kimmap export map.html -o trip.geojson     from a page that kimmap wrote

    PNG needs: pip install resvg-py Pillow
    """
    from kimmap.outputs.files import WRITERS, writer_for

    check_output(output, sources, "export", WRITERS)
    _write(sources, output, reading, as_json, writer_for(output))


def _write(
    sources: tuple[str, ...], output: Path, reading: Reading, as_json: bool, draw: Callable[[Trip], str | bytes]
) -> None:
    from kimmap.outputs import to_geojson, write_file

    if not sources and not reading.url:
        raise click.UsageError("Missing argument 'SOURCES...': name a folder or files of articles, or - (or --url).")
    trip = trip_from(sources, reading, output.parent / "fetched")
    write_file(output, draw(trip))
    if as_json:
        print_json(to_geojson(trip))
    elif not reading.quiet:
        _print_summary(trip, output)


def _named_in(trip: Trip) -> str:
    """In how many sentences a proposed traveller is named, and the next who may be meant: "… named in 12 sentences"."""
    if not trip.candidates:
        return ""
    (_, own), *others = trip.candidates
    next_ones = "".join(f", {name} in {count}" for name, count in others)
    return f", named in {own} {'sentence' if own == 1 else 'sentences'}{next_ones}" if own else ""


def _print_summary(trip: Trip, output: Path) -> None:
    console = Console(file=sys.stdout, soft_wrap=False)
    console.print(f"[bold]{_plain(trip.title)}[/bold]")
    if not trip.traveller_was_named:
        console.print(
            f"traveller: {_plain(trip.traveller)} (proposed{_plain(_named_in(trip))}; --traveller NAME chooses another)"
        )
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("", "stop", "dates", "status", "sources"):
        table.add_column(heading, justify="right" if not heading else "left")
    for number, stop in enumerate(trip.stops, 1):  # as on the page and in the GeoJSON's "order"
        told = (
            f"{stop.independent_sources} of {len(stop.sources)}"
            if stop.independent_sources < len(stop.sources)
            else str(len(stop.sources))
        )
        row: list[Any] = [
            str(number),
            _plain(stop.place.name),
            _in_words(stop.when),
            stop.status,
            told,
        ]
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
