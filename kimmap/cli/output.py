"""Where a result may go: what ``-o`` means, checked before the work is done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import click

from kimmap.errors import WrongSettings

_REPORTS = (".docx", ".pdf")
"""Forms that only ``kimmap report`` writes."""


class OutputPath(click.Path):
    """The file that an option names."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; an empty name, of a variable that is not set, is none."""
        if not str(value).strip():
            raise WrongSettings("-o has an empty name: name a file, as in -o trip.html")
        return super().convert(value, param, ctx)


def check_output(output: Path, sources: Sequence[str], command: str, suffixes: Collection[str]) -> None:
    """Raise where a command cannot write ``output``: a form that it has not, no folder for it, or a source."""
    from kimmap.outputs.files import check_place

    check_place(output)
    if output.suffix.lower() not in suffixes and not (command == "map" and _is_stream(output)):
        raise WrongSettings(_wrong_form(output, command, suffixes))
    spare(output, sources)


def spare(output: Path, sources: Sequence[str]) -> None:
    """Raise UnwritableOutput where ``output`` is one of the files that the sources mean."""
    from kimmap.outputs.files import spare_sources
    from kimmap.reading.sources import files_in

    if output.is_file() and "" not in sources:
        spare_sources(output, files_in(sources))


def _is_stream(output: Path) -> bool:
    """Whether the output is a pipe or a device, whose name says nothing of its form."""
    return output.exists() and not output.is_file()


def _wrong_form(output: Path, command: str, suffixes: Collection[str]) -> str:
    from kimmap.outputs.files import WRITERS

    if str(output) == "-":
        return f"-o - is no file: kimmap {command} writes one, as in -o trip{next(iter(suffixes))}"
    suffix, known = output.suffix.lower(), ", ".join(suffixes)
    told = f"cannot tell the form of {output.name!r} from its suffix: kimmap {command} writes {known}"
    others = {**dict.fromkeys(WRITERS, "export"), **dict.fromkeys(_REPORTS, "report")}
    return f"{told}; kimmap {others[suffix]} writes {suffix}" if suffix in others else told
