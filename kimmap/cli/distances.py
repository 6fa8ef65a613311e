"""``kimmap distance``: how far places lie apart.  ``kimmap check``: what distances and dates in sources are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import click

from kimmap.cli.console import print_json, progress_bar
from kimmap.distances import Comparison, TypedPlace, compare, describe, find_typed, read_as_claimed
from kimmap.errors import WrongSettings
from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.geodesy import read_point
from kimmap.model import Place
from kimmap.places.positions import find_positions

_UNITS = {"km": 1.0, "mi": 1.609344, "nmi": 1.852, "m": 0.001, "league": 4.828032, "verst": 1.0668, "li": 0.5}
_SHOWN = 7
"""Runners-up in the JSON."""
_ALSO_SHOWN = ("km", "mi", "nmi")


@click.command("distance", context_settings={"ignore_unknown_options": True})  # "-33.9, 18.4" is a place
@click.argument("places", nargs=-1, required=True, metavar="A B [C …]")
@click.option("--claimed", type=float, metavar="N", help="A distance that somebody states: say what it is worth.")
@click.option(
    "--unit",
    type=click.Choice(list(_UNITS)),
    default="km",
    show_default=True,
    help="Unit of N and of what is printed; JSON is in km.",
)
@click.option(
    "--by",
    type=click.Choice(["straight", "road", "rail", "river", "sea", "air"]),
    help="How the claimed distance is said to be measured.",
)
@click.option("--matrix", is_flag=True, help="The distance between every two of the places.")
@click.option("--json", "as_json", is_flag=True, help="Print places, runners-up and legs as JSON instead, in km.")
def distance_command(
    places: tuple[str, ...], claimed: float | None, unit: str, by: str | None, matrix: bool, as_json: bool
) -> None:
    """How far places lie apart, which places were meant, and what a claimed distance is worth.

    A place is a name, a name with its region or country, or coordinates.  A name that several places have
    is read in the light of the others: the places that lie together are taken, and the runners-up listed.

    \b
    kimmap distance Boston "Lincoln, England" --claimed 28 --unit mi
    kimmap distance "38.7, -9.1" Madrid
    kimmap distance Lviv "Polish border"           the nearest point of a border
    kimmap distance "21 44 N 024 08 W" Praia       also as logs and notices write them
    kimmap distance Lisbon Madrid Paris            a way: every leg and the sum
    kimmap distance Lisbon Madrid Paris --matrix   every two of them

    Distances are geodesics on the WGS 84 ellipsoid: the shortest line over the ground, not a road.
    """
    points = {text: _in_degrees(text) for text in places}
    wrong = next((text for text in places if text.startswith("-") and read_point(points[text]) is None), None)
    if wrong is not None:
        raise click.NoSuchOption(wrong)
    if len(places) < 2:
        raise WrongSettings("a distance needs two places: kimmap distance A B")
    if claimed is not None and (len(places) > 2 or matrix):
        raise WrongSettings("a claimed distance is one between two places: give two places with --claimed")
    with progress_bar(as_json) as show:
        gazetteer = open_gazetteer(progress=show)
    found = find_typed([points[text] for text in places], gazetteer)
    ends = [replace(end, typed=text) for text, end in zip(places, found, strict=True)]
    claimed_km = None if claimed is None else claimed * _UNITS[unit]
    if claimed_km is not None:
        ends = list(read_as_claimed(ends[0], ends[1], claimed_km, by))
    say = partial(_say_roughly, unit="km" if as_json else unit)
    legs = [compare(a.place, b.place, claimed_km, by, (a.runners_up, b.runners_up), say=say) for a, b in pairwise(ends)]
    if as_json:
        print_json(_as_data(ends, legs, matrix), indent=2)
        return
    if matrix:
        _print_matrix(ends, unit)
    else:
        _print_legs(legs, unit)
    _print_meant(ends, gazetteer)


def _in_degrees(text: str) -> str:
    """A position as decimal degrees in whatever form of logs and notices it is typed; anything else as it is."""
    if read_point(text) is not None:
        return text
    position = next(find_positions(text.strip()), None)
    if position is None or (position.start, position.end) != (0, len(text.strip())):
        return text
    return f"{position.lat:.6f}, {position.lon:.6f}"


def _print_legs(legs: Sequence[Comparison], unit: str) -> None:
    for leg in legs:
        click.echo(f"{leg.from_place.name} → {leg.to_place.name}: {_in_units(leg.geodesic_km, unit)}")
        lat, lon = leg.midpoint
        click.echo(f"  sets out to the {leg.direction} ({leg.bearing_deg:.0f}°); halfway at {lat:.3f}, {lon:.3f}")
        if leg.claimed_km is not None:
            click.echo(f"  claimed {leg.claimed_km / _UNITS[unit]:,.10g} {unit}: {leg.explanation}")
    if len(legs) > 1:
        click.echo(f"in all: {_in_units(sum(leg.geodesic_km for leg in legs), unit)}")


def _print_matrix(ends: Sequence[TypedPlace], unit: str) -> None:
    names = [end.place.name for end in ends]
    rows = [["", *names]]
    for end in ends:
        figures = [compare(end.place, other.place).geodesic_km / _UNITS[unit] for other in ends]
        rows.append([end.place.name, *(f"{figure:,.1f}" for figure in figures)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        click.echo("  ".join(cells).rstrip())
    click.echo(f"({unit})")


def _print_meant(ends: Sequence[TypedPlace], gazetteer: Gazetteer) -> None:
    click.echo()
    for end in dict.fromkeys(ends):
        click.echo(f"{end.typed}: {describe(end.place, gazetteer)}; {end.why}")
        for place in end.runners_up[:3]:
            click.echo(f"  not {describe(place, gazetteer)}")


def _in_units(km: float, unit: str) -> str:
    first, *others = dict.fromkeys((unit, *_ALSO_SHOWN))
    return f"{_say(km, first)} ({', '.join(_say(km, other) for other in others)})"


def _say(km: float, unit: str) -> str:
    return f"{km / _UNITS[unit]:,.1f} {unit}"


def _say_roughly(km: float, unit: str) -> str:
    length = km / _UNITS[unit]
    return f"{length:.1f} {unit}" if length < 10 else f"{round(length):,} {unit}"


def _as_data(ends: Sequence[TypedPlace], legs: Sequence[Comparison], matrix: bool) -> dict[str, Any]:
    data: dict[str, Any] = {
        "places": [
            {
                "typed": e.typed,
                **_place_data(e.place),
                "why": e.why,
                "runners_up": [*map(_place_data, e.runners_up[:_SHOWN])],
            }
            for e in ends
        ],
        "legs": [_leg_data(leg) for leg in legs],
        "total_km": round(sum(leg.geodesic_km for leg in legs), 3),
    }
    if matrix:
        data["matrix_km"] = [[round(compare(a.place, b.place).geodesic_km, 3) for b in ends] for a in ends]
    return data


def _leg_data(leg: Comparison) -> dict[str, Any]:
    data: dict[str, Any] = {
        "from": leg.from_place.name,
        "to": leg.to_place.name,
        "geodesic_km": round(leg.geodesic_km, 3),
        "bearing_deg": round(leg.bearing_deg, 2),
        "direction": leg.direction,
        "midpoint": [round(degrees, 5) for degrees in leg.midpoint],
    }
    if leg.claimed_km is not None:
        ratio = None if leg.ratio is None else round(leg.ratio, 4)
        data |= {"claimed_km": round(leg.claimed_km, 3), "ratio": ratio, "verdict": leg.verdict}
        data["explanation"] = leg.explanation
    return data


def _place_data(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "region": place.region,
    }
