"""``kimmap report``, ``embed`` and ``verify``: into print, into other pages, and a last check."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from kimmap.cli.console import json_text, print_json, warn_of
from kimmap.cli.ending import NOTHING_FOUND
from kimmap.cli.output import OutputPath, check_output
from kimmap.cli.sources import Reading, reading_options, trip_from

if TYPE_CHECKING:
    from kimmap.outputs.verify import Checked, Verification

_LANG = click.option(
    "--lang", default="en", show_default=True, metavar="CODE", help="Language of the text: en, de, es, fr, ko, ru."
)


@click.command("report")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=OutputPath(),
    metavar="FILE",
    help="The file to write: .md, .html, .docx or .pdf. One folder that is missing is made for it, not several.",
)
@_LANG
@reading_options
def report_command(sources: tuple[str, ...], output: Path, lang: str, reading: Reading) -> None:
    """Write a report for print: headline, map, itinerary, what is disputed, distances, quotations as footnotes.

    \b
    kimmap report seeds/ -o trip.docx          Word, with real footnotes
    kimmap report seeds/ -o trip.pdf           PDF for A4
    kimmap report seeds/ -o trip.md            Markdown, and trip.svg with the map beside it
    kimmap report map.html -o trip.html        from a page that kimmap wrote

    Word needs: pip install python-docx resvg-py Pillow. PDF needs: pip install weasyprint
    """
    from kimmap.outputs.report import REPORT_FORMS, write_report
    from kimmap.outputs.texts import load_texts

    # Before the work: what cannot end well is told at once.
    check_output(output, sources, "report", REPORT_FORMS)
    load_texts(lang)
    for path in write_report(trip_from(sources, reading, output.parent / "fetched"), output, lang):
        if not reading.quiet:
            click.echo(f"→ {path}")


_FORMS = ("iframe", "srcdoc", "markdown", "quarto", "jupyter", "oembed")


@click.command("embed")
@click.argument("page", type=click.Path(path_type=Path), metavar="PAGE")
@click.option(
    "--as",
    "form",
    type=click.Choice(_FORMS),
    help="Print only this, ready to paste. Left out: all but srcdoc and oembed.",
)
@click.option("--url", metavar="URL", help="Where the page will be. Left out, beside the page that embeds it.")
@click.option("--picture", metavar="FILE", help="The picture for Markdown. Left out, the page's name with .svg.")
@click.option(
    "--height", default=640, show_default=True, type=click.IntRange(200, 4000), help="Height of the frame in pixels."
)
@_LANG
def embed_command(page: Path, form: str | None, url: str | None, picture: str | None, height: int, lang: str) -> None:
    """Print what to paste to show a page that kimmap wrote in another page, a README or a notebook.

    \b
    kimmap embed map.html                      an iframe, a Markdown figure, Quarto and Jupyter cells
    kimmap embed map.html --as srcdoc          one that holds the whole page, for a CMS without files
    kimmap embed map.html --as oembed --url https://example.org/map.html > map.oembed.json
                                               for a page made with kimmap map --address, to put beside it

    Frames are sandboxed and grow with their content. The Markdown figure needs a picture:
    kimmap export map.html -o map.svg
    """
    from kimmap.outputs.embed import html_snippet, markdown_figure, notebook_cell, oembed, quarto_block
    from kimmap.outputs.readback import read_trip

    trip = read_trip(page)
    address = url or quote(page.name)
    shown = picture or quote(page.with_suffix(".svg").name)
    makers: dict[str, Callable[[], str]] = {
        "iframe": lambda: html_snippet(trip.title, address=address, height_px=height),
        "srcdoc": lambda: html_snippet(trip.title, page=page.read_text(encoding="utf-8"), height_px=height),
        "markdown": lambda: markdown_figure(trip, address, shown, lang),
        "quarto": lambda: quarto_block(trip.title, address, height),
        "jupyter": lambda: notebook_cell(address, height),
        "oembed": lambda: json_text(oembed(trip, address, height, lang), indent=1),
    }
    if form == "oembed" and not url:
        raise click.UsageError("oEmbed is about a page on the web: say where it is with --url")
    if form:
        click.echo(makers[form]())
        return
    for name, what in (("iframe", "HTML"), ("markdown", "Markdown"), ("quarto", "Quarto"), ("jupyter", "Jupyter")):
        click.secho(f"{what}:\n", dim=True)
        click.echo(f"{makers[name]()}\n")


@click.command("verify")
@click.argument("trip", type=click.Path(path_type=Path), metavar="TRIP")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@click.option("--json", "as_json", is_flag=True, help="Print what was found for each quotation as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; the exit code tells.")
def verify_command(trip: Path, sources: tuple[str, ...], as_json: bool, quiet: bool) -> None:
    """Check that every quotation of a trip still stands in its source, word for word and at its place.

    \b
    kimmap verify trip.geojson seeds/          a GeoJSON file, kimmap's or in the same form
    kimmap verify map.html seeds/              a page

    Names each quotation that moved within its source or is gone from it, and the sources whose text has
    changed since, with what seems to stand there now. A source may be renamed, packed into a ZIP file or saved in
    another encoding or with other ends of its lines. Exit codes: 0 all are there, 1 some are gone, 2 wrong use.
    """
    from kimmap.outputs.readback import read_quotations
    from kimmap.outputs.verify import verify_quotations
    from kimmap.reading import read

    found = verify_quotations(read_quotations(trip), read(*sources, on_problem=warn_of, workers=None))
    if as_json:
        print_json(_as_data(found))
    elif not quiet:
        _print_findings(found)
    if found.lost or not found.checked:
        sys.exit(NOTHING_FOUND)


def _as_data(found: Verification) -> dict[str, object]:
    rows = [
        {
            "finding": c.finding,
            "source": c.quotation.source,
            "start": c.quotation.start,
            "end": c.quotation.end,
            "now_at": c.now_at,
            "now_end": c.now_end,
            "reads_now": c.reads_now,
            "quote": c.quotation.text,
            "supports": c.quotation.supports,
        }
        for c in found.checked
    ]
    return {
        "quotations": rows,
        "changed_sources": list(found.changed_sources),
        "other_line_ends": list(found.other_line_ends),
    }


def _print_findings(found: Verification) -> None:
    for checked in found.checked:
        if checked.finding != "stands":
            click.echo(_line(checked))
    for name in found.changed_sources:
        click.echo(f"changed    {name}: its text is not the one that was read then")
    for name in found.other_line_ends:
        click.echo(f"unchanged  {name}: only the ends of its lines are other ones")
    if found.lost or found.moved:
        for name, count in found.untouched_sources().items():
            click.echo(f"stands     {name}: {'its quotation' if count == 1 else f'all {count} quotations'}")
    if not found.checked:
        click.echo("there is no quotation to check")
        return
    every, moved, lost = len(found.checked), len(found.moved), len(found.lost)
    click.echo(f"{every} quotations: {every - moved - lost} stand at their place, {moved} moved, {lost} gone")


def _line(checked: Checked) -> str:
    q = checked.quotation
    place = f"{q.source} {q.start}–{q.end}"
    if checked.now_at is not None:
        place += f", now {checked.now_at}–{checked.now_end}"
    line = f"{checked.finding:<10} {place}, for {q.supports}: “{_shortened(q.text)}”"
    return f"{line}; there is now “{_shortened(checked.reads_now)}”" if checked.reads_now else line


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 80 else f"{words[:79]}…"
