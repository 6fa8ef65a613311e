"""Fetches a large file from the network, going on where an earlier try stopped."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from kimmap.errors import DataMissing
from kimmap.version import __version__

GEONAMES_URL = "https://download.geonames.org/export/dump/allCountries.zip"
_CHUNK = 1 << 20
_TIMEOUT_S = 30


def fetch(url: str, path: Path, report: Callable[[float | None, str], None]) -> Path:
    """Download ``url`` to ``path``, by way of ``path`` + ".part", which the next try completes.

    Raises ``DataMissing``, saying what to do, where the network or the disk does not let it.
    """
    part = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    have = part.stat().st_size if part.exists() else 0
    headers = {"User-Agent": f"kimmap/{__version__}", **({"Range": f"bytes={have}-"} if have else {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=_TIMEOUT_S) as answer:  # noqa: S310
            goes_on = answer.status == 206
            have = have if goes_on else 0
            whole = have + int(answer.headers.get("Content-Length") or 0)
            with part.open("ab" if goes_on else "wb") as file:
                while chunk := answer.read(_CHUNK):
                    file.write(chunk)
                    have += len(chunk)
                    report(have / whole if whole else None, f"downloading {path.name}: {have >> 20} MB")
        if whole and have < whole:
            raise DataMissing(f"the download of {url} broke off at {have >> 20} MB: run the command again to go on")
    except urllib.error.HTTPError as error:
        if error.code != 416:  # the part is the whole already
            raise DataMissing(f"{url} answered {error.code} {error.reason}: try again later, {_OR_BY_HAND}") from error
    except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
        reason = getattr(error, "reason", error)
        raise DataMissing(
            f"the network is away ({reason}): run the command again when it is there, {_OR_BY_HAND}"
        ) from error
    except OSError as error:
        raise DataMissing(f"{part} cannot be written: {error.strerror or error}") from error
    part.replace(path)
    return path


_OR_BY_HAND = f"or fetch {GEONAMES_URL} elsewhere and give it with --file"
