"""Libraries that only some outputs need, and that are no dependencies of kimmap: extras of its pyproject.toml."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from kimmap.errors import DataMissing

_NEEDED = {
    "GeoDataFrame": "geopandas",
    "PDF": "weasyprint",
    "PNG": "resvg-py Pillow",
    "Word": "python-docx resvg-py Pillow",
}
"""By purpose, the distributions that it takes, all that a user would else be told of one by one."""


def optional(module: str, purpose: str) -> Any:
    """The module, or DataMissing with the command that installs it; ``purpose`` is what needs it ("PNG")."""
    try:
        return import_module(module)
    except (ImportError, OSError) as error:
        # WeasyPrint raises OSError where the Pango library of the system is missing.
        missing = module.split(".")[0]
        reason = f" ({error})" if isinstance(error, OSError) else ""
        raise DataMissing(f"{purpose} needs {missing}{reason}: pip install {_NEEDED.get(purpose, missing)}") from error
