"""Whether a name is that of a club or a side that plays matches: what the texts have it do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.claims.lexicon import words
from kimmap.language.persons import given_names

_RESULTS = (
    r"(?:have |has |had |will |also |went |were |was )?(?:beat|beaten|los[et]|drew|draw|won|defeated|thrashed|down \d|"
    r"play|plays|played|kick off|kicked off|drawn|win|lost)\b"
)
_OF_A_SIDE = re.compile(
    r"\b(?:squad|side|match(?:es)?|game[s]?|fixture[s]?|goal(?:s|keeper)?|club|kick-?off|coach|manager|stadium|"
    r"season|league|cup|\d+\s?[-–]\s?\d+)\b"
)
_NAMED_SO = frozenset({
    "united", "city", "town", "rovers", "wanderers", "fc", "afc", "rfc", "cf", "sc", "ac", "albion", "hotspur",
    "county", "athletic", "rangers", "harriers", "dynamo", "dinamo", "sporting", "real", "borussia", "olympique",
    "xi", "eleven",
})  # fmt: skip


_ALSO_OTHERS = frozenset({
    "city", "town", "county", "real", "company", "university", "school", "college", "academy", "party", "staff",
    "family", "theatre", "theater", "women", "men", "girls", "boys", "class", "cast", "group", "column", "brothers",
    "sisters", "mission", "regiment", "battalion", "brigade", "side", "squad", "crew", "pair", "couple", "team",
})  # fmt: skip


def is_named_as_a_side(name: str) -> bool:
    """Whether a name ends as those of clubs do: "Vinterhavn United", "the Faro Philharmonic"."""
    last = name.casefold().split()[-1]
    return len(name.split()) > 1 and last in (_NAMED_SO | words("nouns", "groups")) - _ALSO_OTHERS


def plays_matches(name: str, texts: Sequence[str]) -> bool:
    """Whether the texts tell of a name that it won, lost or drew, and no person is called so; ``texts`` are folded."""
    own = [w.strip(".,'’") for w in name.casefold().split() if w not in ("the", "and", "&")]
    if not own or (own[0] in given_names() and not set(own[1:]) & _NAMED_SO):
        return False
    called = r"(?:the )?" + re.escape(" ".join(own))
    played = re.compile(
        rf"\b{called}(?:'s? (?:squad|side|team|players|men))?,? {_RESULTS}|\b{called}'s? (?:squad|side|tour)\b"
    )
    found = [text for text in texts if played.search(" ".join(text.split()))]
    return bool(found) and any(_OF_A_SIDE.search(text) or set(own) & _NAMED_SO for text in found)
