"""The word lists in ``lexicon.toml``, compiled."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LEXICON: dict[str, Any] = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))
BLOCK_TAGS = frozenset(LEXICON["markup_blocks"])
UNSEEN_TAGS = frozenset(LEXICON["markup_unseen"])
PLATFORMS = frozenset(LEXICON["platforms"])


@cache
def whole(key: str) -> re.Pattern[str]:
    """Matches (``fullmatch``) a line that is one of the expressions, whatever its end punctuation."""
    return re.compile(rf"\W*(?:{_either(key)})[\s:.!…»>→|)\]-]*", re.IGNORECASE)


@cache
def starting(key: str) -> re.Pattern[str]:
    """Matches (``match``) a line that begins with one of the expressions."""
    return re.compile(rf"[\W_]*(?:{_either(key)})", re.IGNORECASE)


@cache
def pattern(key: str) -> re.Pattern[str]:
    """Finds (``search``) one of the expressions."""
    return re.compile(_either(key), re.IGNORECASE)


def _either(key: str) -> str:
    value = LEXICON[key]
    return value if isinstance(value, str) else "|".join(value)
