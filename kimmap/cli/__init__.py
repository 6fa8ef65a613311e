"""The ``kimmap`` command: the only place that reads options, prints and sets exit codes.

Every file beside this one holds the commands of one purpose; a command's file loads when it is called.
What they raise ends in ``ending``: in one line, and in an exit code.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from kimmap.cli.ending import exit_code_of, steady_output
from kimmap.version import __version__

# The models' matrices are small: threads would mostly wait for each other, at the cost of every other core.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

COMMANDS = {
    "map": "trips",
    "export": "trips",
    "explain": "explain",
    "distance": "distances",
    "check": "check",
    "report": "publish",
    "embed": "publish",
    "verify": "publish",
    "annotate": "annotate",
    "places": "places",
    "gazetteer": "gazetteer",
}
"""Name of a command → the module beside this one that holds it, under the command's name + "_command"."""


class _Commands(click.Group):
    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        def run() -> Any:
            return click.Group.main(self, args, prog_name, complete_var, standalone_mode=False, **extra)

        if not standalone_mode:
            return run()
        with steady_output():
            code = exit_code_of(run)
        sys.exit(code)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"kimmap.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kimmap")
def main() -> None:
    """Turn a folder of articles about somebody's trip into a map that you can cite.

    \b
    kimmap map seeds/ -o map.html              the page: map, itinerary, quotations
    kimmap export seeds/ -o trip.geojson       the trip as data; the suffix says in which form
    kimmap distance Artyom Khasan --claimed 254

    SOURCES is any mix of folders, files and - (standard input). Hidden files are not read, and a file sources.csv
    (file,date,title,publisher,author,url) says of the files beside it what they do not say themselves. Everything
    runs on this machine.

    Exit codes: 0 done, 1 nothing found, 2 wrong use, or what cannot be read or written, 130 stopped by Ctrl-C.
    """
