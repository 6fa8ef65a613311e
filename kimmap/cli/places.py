"""``kimmap places``: what the gazetteer knows under a name, and which of it kimmap would choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from kimmap.cli.console import print_json, progress_bar
from kimmap.errors import UnknownPlace
from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.model import Place
from kimmap.places import Choice, rank_places

_SHOWN = 10


@click.command("places")
@click.argument("name")
@click.option(
    "--near", multiple=True, metavar="PLACE", help="Another place of the same text; may be given more than once."
)
@click.option("--all", "show_all", is_flag=True, help=f"All places of the name, not only the {_SHOWN} likeliest.")
@click.option("--json", "as_json", is_flag=True, help="Print all places of the name as JSON instead of a table.")
def places_command(name: str, near: tuple[str, ...], show_all: bool, as_json: bool) -> None:
    """Which places are called NAME, how likely each is meant, and why.

    \b
    kimmap places Artyom                       all of that name, the best known first
    kimmap places Artyom --near Vladivostok    as in a text that tells of Vladivostok too
    kimmap places Paris --near Dallas --near Tulsa

    The score is the chance (0 to 1) that a text means this place of all that have the name.  Exit code 2
    where the gazetteer does not know a name.
    """
    with progress_bar(quiet=as_json) as show:
        gazetteer = open_gazetteer(progress=show)
    company = [_best(other, gazetteer) for other in near]
    choices = _ranked(name, gazetteer, company)
    shown = choices if show_all or as_json else choices[:_SHOWN]
    if as_json:
        print_json([_as_data(c) for c in shown], indent=2)
        return
    _print_table(name, shown, company)
    if len(shown) < len(choices):
        click.echo(f"and {len(choices) - len(shown)} more (--all)")


def _ranked(name: str, gazetteer: Gazetteer, near: Sequence[Place]) -> tuple[Choice, ...]:
    choices = rank_places(name, gazetteer, near)
    if not choices:
        raise UnknownPlace(f"no place called “{name}” is known: try another spelling, or the name without its kind")
    return choices


def _best(name: str, gazetteer: Gazetteer) -> Place:
    return _ranked(name, gazetteer, ())[0].place


def _where(place: Place) -> str:
    return ", ".join(filter(None, (place.district, place.region, place.country or " ".join(place.countries))))


def _print_table(name: str, choices: Sequence[Choice], near: Sequence[Place]) -> None:
    beside = "".join(f", near {p.name} ({_where(p)})" for p in near)
    table = Table(
        "score", "place", "kind", "in", "lat", "lon", "inhabitants", title=f"{name}{beside}", title_justify="left"
    )
    for choice in choices:
        p = choice.place
        table.add_row(
            f"{choice.score:.3f}", p.name, p.kind.replace("_", " "), _where(p), f"{p.lat:.3f}", f"{p.lon:.3f}",
            f"{p.population:,}" if p.population else "",
        )  # fmt: skip
    Console(highlight=False, markup=False).print(table)
    click.echo(f"{choices[0].place.name}: {choices[0].why}")


def _as_data(choice: Choice) -> dict[str, Any]:
    p = choice.place
    return {
        "id": p.id, "name": p.name, "kind": p.kind, "lat": p.lat, "lon": p.lon, "country": p.country,
        "countries": list(p.countries), "region": p.region, "district": p.district, "population": p.population,
        "radius_km": p.radius_km, "score": choice.score, "why": choice.why,
    }  # fmt: skip
