"""``kimmap check``: the table of everything in the sources that can be checked by itself, and what it is worth."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kimmap.cli.console import print_json, progress_bar
from kimmap.cli.ending import NOTHING_FOUND
from kimmap.cli.output import OutputPath, check_output
from kimmap.cli.sources import Reading, documents_from, gazetteer_of, reading_options, recognizer_of
from kimmap.errors import WrongSettings
from kimmap.model import DateMention, DistanceClaim, Quote

if TYPE_CHECKING:
    from kimmap.distances import BearingClaim, DurationClaim, SpeedClaim

COLUMNS = (
    "what", "source", "quote", "start", "end", "sentence", "from", "to", "claimed", "claimed_km", "geodesic_km",
    "ratio", "verdict", "explanation",
)  # fmt: skip
_VERDICTS = {
    "straight-line": "right",
    "network": "right along a way",
    "implausible": "wrong",
    "unresolved": "not judged",
    "possible": "possible",
    "holds": "right",
    "contradiction": "contradiction",
}
_POSSIBLE = {None: "unresolved", True: "possible", False: "implausible"}
_STYLES = {
    "implausible": "bold red",
    "contradiction": "bold red",
    "unresolved": "dim",
    "network": "",
    "straight-line": "",
}


@click.command("check")
@click.argument("sources", nargs=-1, metavar="SOURCES...")
@reading_options
@click.option(
    "-o",
    "--output",
    type=OutputPath(),
    metavar="FILE",
    help="Also write the table: .csv or .json, by the suffix. One folder that is missing is made for it, not several.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON, with offsets, instead of a table.")
def check_command(sources: tuple[str, ...], reading: Reading, output: Path | None, as_json: bool) -> None:
    """Check the distances, durations, speeds and dates that the sources state.

    \b
    kimmap check seeds/                    a table on the terminal
    kimmap check seeds/ -o claims.csv      and as a file, with every quotation and its offsets

    A distance between two places is compared with the geodesic: right as a straight line, right along a
    road, railway or sea route, or wrong; not judged, with the reason, where an end is a whole country or
    not known.  So is what is said to lie halfway between two places, or in some direction from another.  A
    journey's hours and speed are compared with what its means of travel can do, and a weekday with the
    calendar.  Exit code 0 where something could be checked, 1 where the sources state nothing of the kind.
    """
    if not sources and not reading.url:
        raise WrongSettings("nothing to read: name files or folders, - for standard input, or --url")
    if output is not None:
        check_output(output, sources, "check", (".csv", ".json"))
    rows = [*_check(sources, replace(reading, quiet=reading.quiet or as_json), output)]
    if output is not None:
        from kimmap.outputs.files import write_text

        write_text(output, _as_csv(rows) if output.suffix.lower() == ".csv" else _as_json(rows))
    if as_json:
        print_json(_as_data(rows))
    elif not reading.quiet:
        _print(rows)
    if not rows:
        sys.exit(NOTHING_FOUND)


def _check(sources: tuple[str, ...], reading: Reading, output: Path | None) -> Iterator[dict[str, Any]]:
    """One row for each claim, in the order of sources and text."""
    from kimmap.claims import identify_traveller, read_claims
    from kimmap.dates import find_dates, settle_local_days
    from kimmap.distances import check_bearings, check_distances, check_durations, check_speeds
    from kimmap.itinerary import merge_claims
    from kimmap.language import analyse_documents
    from kimmap.places import find_places, resolve_places

    fetched = (output.parent if output is not None else Path()) / "fetched"
    with progress_bar(reading.quiet) as show:
        show(None, "reading sources")
        recognizer = recognizer_of(reading)
        documents = documents_from(sources, reading, show, fetched)
        gazetteer = gazetteer_of(reading, show)
        show(None, "reading sentences and names")
        analyses = analyse_documents(documents, recognizer)
        show(None, "finding places and dates")
        resolutions = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
        dates = find_dates(documents)
        show(None, "reading who was where")  # "we were 40 km from there": on that day the traveller was somewhere
        local = settle_local_days(dates, resolutions)
        who = identify_traveller(analyses, reading.traveller, resolutions)
        stops = merge_claims(*read_claims(analyses, resolutions, local, who)) if who else ()
        show(None, "checking")
        rows = [
            *map(_distance_row, check_distances(analyses, resolutions, gazetteer, local, stops)),
            *map(_duration_row, check_durations(analyses, resolutions, gazetteer)),
            *map(_speed_row, check_speeds(analyses)),
            *map(_bearing_row, check_bearings(analyses, resolutions)),
            *(_date_row(date) for date in dates if date.conflict),
        ]
    order = {document.name: i for i, document in enumerate(documents)}
    yield from sorted(rows, key=lambda row: (order[row["source"]], row["start"], row["end"], row["what"]))


def _distance_row(claim: DistanceClaim) -> dict[str, Any]:
    return {
        "what": "distance",
        **_quote_cells(claim.quote),
        "from": claim.from_name,
        "to": claim.to_name,
        "claimed": claim.quote.text,
        "claimed_km": round(claim.claimed_km, 3),
        "geodesic_km": None if claim.geodesic_km is None else round(claim.geodesic_km, 3),
        "ratio": None if claim.ratio is None else round(claim.ratio, 4),
        "verdict": claim.verdict,
        "explanation": claim.explanation,
    }


def _duration_row(claim: DurationClaim) -> dict[str, Any]:
    nothing = dict.fromkeys(("claimed_km", "geodesic_km", "ratio"))
    verdict = _POSSIBLE[claim.is_possible]
    least = "" if claim.least_hours is None else f"{claim.least_hours:.4g}–"
    ends = {"from": claim.from_name, "to": claim.to_name, "claimed": f"{least}{claim.hours:.4g} h"}
    told = {"what": "duration", **_quote_cells(claim.quote), **ends, **nothing}
    return {**told, "verdict": verdict, "explanation": claim.explanation}


def _speed_row(claim: SpeedClaim) -> dict[str, Any]:
    nothing = dict.fromkeys(("from", "to", "claimed_km", "geodesic_km", "ratio"))
    told = {"what": "speed", **_quote_cells(claim.quote), "claimed": f"{claim.km_h:.4g} km/h"}
    return {**told, **nothing, "verdict": _POSSIBLE[claim.is_possible], "explanation": claim.explanation}


def _bearing_row(claim: BearingClaim) -> dict[str, Any]:
    nothing = dict.fromkeys(("claimed_km", "geodesic_km", "ratio"))
    ends = {"from": claim.from_name, "to": claim.to_name, "claimed": claim.direction}
    verdict = "holds" if claim.is_right else "implausible"
    told = {"what": "bearing", **_quote_cells(claim.quote), **ends, **nothing}
    return {**told, "verdict": verdict, "explanation": claim.explanation}


def _date_row(date: DateMention) -> dict[str, Any]:
    nothing = dict.fromkeys(("from", "to", "claimed_km", "geodesic_km", "ratio"))
    told = {"what": "date", **_quote_cells(date.quote), "claimed": date.quote.text}
    return {**told, **nothing, "verdict": "contradiction", "explanation": date.conflict}


def _quote_cells(quote: Quote) -> dict[str, Any]:
    return {
        "source": quote.source,
        "quote": quote.text,
        "start": quote.start,
        "end": quote.end,
        "sentence": quote.sentence,
    }


def _print(rows: Sequence[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    if not rows:
        click.echo(
            "no distance between places, no journey's time or speed, and no date that contradicts itself is stated in"
            " these sources"
        )
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("source", "what the text says", "worth", "why"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        cells = (row["source"], f"“{' '.join(row['quote'].split())}”", _VERDICTS[row["verdict"]], _why(row))
        table.add_row(*map(escape, cells), style=_STYLES.get(row["verdict"], ""))
    Console(file=sys.stdout).print(table)


def _why(row: dict[str, Any]) -> str:
    ends = f"{row['from']} – {row['to']}: " if row["from"] else ""
    return f"{ends}{row['explanation']}"


def _as_data(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"claims": [{column: row[column] for column in COLUMNS} for row in rows]}


def _as_json(rows: Sequence[dict[str, Any]]) -> str:
    return json.dumps(_as_data(rows), ensure_ascii=False, indent=1) + "\n"


def _as_csv(rows: Sequence[dict[str, Any]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_safe(row[column]) for column in COLUMNS])
    return file.getvalue()


def _safe(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else cell
