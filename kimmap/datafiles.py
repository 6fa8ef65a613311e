"""Where kimmap's data are: in the package when it is installed, beside it in a source checkout."""

from __future__ import annotations

from pathlib import Path

from kimmap.errors import DataMissing


def data_path(installed: str, source: str, what: str) -> Path:
    """A file or folder of data: ``installed`` below the package, or else ``source`` below the checkout's ``data``.

    Raises ``DataMissing``, naming ``what``, where it is in neither place.
    """
    package = Path(__file__).resolve().parent
    for path in (package / installed, package.parent / "data" / source):
        if path.exists():
            return path
    raise DataMissing(f"{what} is missing: reinstall kimmap (pip install --force-reinstall kimmap)")
