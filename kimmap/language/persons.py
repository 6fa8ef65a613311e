"""What people are called: given names and surnames of the US census of 1990, from the package ``names``."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Literal


@functools.cache
def given_names() -> dict[str, tuple[float, float]]:
    """Shares of women and of men who bear a given name, in per cent, by the name in small letters."""
    shares: dict[str, tuple[float, float]] = {}
    for i, table in enumerate(("female.first", "male.first")):
        for name, share in _table(table).items():
            women, men = shares.get(name, (0.0, 0.0))
            shares[name] = (share, men) if i == 0 else (women, share)
    return shares


@functools.cache
def surnames() -> frozenset[str]:
    """Surnames in small letters."""
    return frozenset(_table("all.last"))


def is_borne(parts: Sequence[str]) -> bool:
    """Whether a word of a name is a given name or a surname that people are known to bear."""
    return any(p.lower() in given_names() or p.lower() in surnames() for p in parts)


def gender_of_given_name(name: str) -> Literal["he", "she"] | None:
    """The pronoun of whoever is called ``name`` (small letters), None where both or nobody known are."""
    women, men = given_names().get(name, (0.0, 0.0))
    if women > 10 * men:
        return "she"
    return "he" if men > 10 * women else None


def _table(name: str) -> dict[str, float]:
    package = distribution("names")  # by its files: the import name is one that many a script of a user's has
    text = Path(str(package.locate_file(f"names/dist.{name}"))).read_text(encoding="ascii")
    return {line.split()[0].lower(): float(line.split()[1]) for line in text.splitlines()}
