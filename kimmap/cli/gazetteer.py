"""``kimmap gazetteer``: which places kimmap knows, and more of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kimmap.cli.console import progress_bar

_quiet = click.option("-q", "--quiet", is_flag=True, help="No progress bar and no summary.")


@click.group("gazetteer")
def gazetteer_command() -> None:
    """Install, choose and extend the gazetteer.

    The embedded gazetteer has all places of 500 inhabitants or more, the regions and counties of the world, and its
    waters, heights, borders, stations, airports, parks and landmarks, and 50,000 smaller places that travellers stop
    at: hamlets, bays, passes, huts. It needs nothing. All of GeoNames is forty times as much:

    \b
    kimmap gazetteer install geonames                          download (400 MB) and index it, then use it
    kimmap gazetteer install geonames --file allCountries.zip  the same from a file, without a network
    kimmap gazetteer use embedded                              go back; "use geonames" forth again
    kimmap gazetteer add mine.csv                              your own places, used beside either
    kimmap gazetteer info                                      what is there and what is in use
    kimmap gazetteer remove mine                               delete one
    """


@gazetteer_command.command("info")
def info_command() -> None:
    """Show what is installed, what is in use (*), how large it is and where it lies.

    Names also what an older version installed and this one cannot read, with the command that installs it again.
    """
    from kimmap.gazetteer.shelf import installed

    for each in installed():
        places = "" if each.places is None else f"{_places(each.places)}, {each.size_bytes / 1e6:,.0f} MB, "
        click.echo(f"{'*' if each.in_use else ' '} {each.name}: {places}{each.source}\n    {each.path}")


@gazetteer_command.command("install")
@click.argument("name", type=click.Choice(["geonames"]))
@click.option("--file", "dump", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="A dump that is here already: allCountries.zip, or a country's such as RU.zip.")  # fmt: skip
@_quiet
def install_command(name: str, dump: Path | None, quiet: bool) -> None:
    """Index all of GeoNames (13 million places, CC BY 4.0) and use it.

    Takes about a quarter of an hour on one core, half a gigabyte of memory, 4 GB of disk meanwhile and 2 GB in the
    end. What was interrupted, the download or the index, goes on where it was when the same command is run again; an
    index is there whole or not at all, and until then the one before it stays in use.
    """
    from kimmap.gazetteer.download import GEONAMES_URL, fetch
    from kimmap.gazetteer.dump import build_from_dump
    from kimmap.gazetteer.shelf import directory, forget_older, path_of, use

    try:
        with progress_bar(quiet) as show:
            source = dump or fetch(GEONAMES_URL, directory() / "allCountries.zip", show)
            count = build_from_dump(source, path_of(name), show)
    except KeyboardInterrupt:
        click.echo("kimmap: stopped; the same command goes on from here", err=True)
        sys.exit(130)
    use(name)
    forget_older(name)
    if dump is None:
        source.unlink(missing_ok=True)
    if not quiet:
        click.echo(f"{_places(count)}, in use from now on: {path_of(name)}", err=True)


@gazetteer_command.command("use")
@click.argument("name", type=click.Choice(["embedded", "geonames"]))
def use_command(name: str) -> None:
    """Choose between the embedded gazetteer and all of GeoNames."""
    from kimmap.gazetteer.shelf import use

    use(name)
    click.echo(f"{name} is in use", err=True)


@gazetteer_command.command("add")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_quiet
def add_command(source: Path, quiet: bool) -> None:
    """Add your own places from a CSV or GeoJSON file; a file of the same name replaces them.

    \b
    name,lat,lon,kind,country,names
    Camp Ridge,-13.83,-171.76,site,WS,The Ridge|Ridge Camp

    Only name, lat and lon are needed (decimal degrees, WGS 84). GeoJSON carries the same as properties. Your places
    come first where a text uses their names.
    """
    from kimmap.gazetteer.own import build_own
    from kimmap.gazetteer.shelf import forget_older, own_name, path_of

    name = own_name(source)
    with progress_bar(quiet) as show:
        count = build_own(source, path_of(name), show)
    forget_older(name)
    if not quiet:
        said = f"in use: {_places(count)} of {source.name}"
        click.echo(f"{said}; kimmap gazetteer remove {name} takes them away", err=True)


@gazetteer_command.command("remove")
@click.argument("name")
def remove_command(name: str) -> None:
    """Delete an installed gazetteer: geonames, or the name of a file that was added (see info)."""
    from kimmap.gazetteer.shelf import remove

    click.echo(f"deleted {remove(name)}", err=True)


def _places(count: int) -> str:
    return f"{count:,} place{'s' * (count != 1)}"
