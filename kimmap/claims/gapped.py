"""Places whose verb is said once for several: "saw the mayor in Lima, the bishop in Cusco and the judge in Tacna"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.reading import Reading
from kimmap.claims.scene import Line
from kimmap.language import Event
from kimmap.language.hanging import is_calendar
from kimmap.model import Resolution

_AT = ("in", "at", "on")
_TO = ("to",)
_ALSO = re.compile(
    r"(?:[\s\S]*[,;\w])?\s*\b(?:and|then)\s+(?:(?:then|later|afterwards?|finally|further|onwards?|on|thence|from\s+there"
    r"|also|back|over|up|down|across)\s*,?\s+)*$"
)


def as_before(line: Line, resolution: Resolution, told: Sequence[tuple[Resolution, Reading]]) -> Reading | None:
    """What the sentence says of a place that shares the verb of one before it; None where it does not.

    ``told`` are the places before it in the sentence.  Either each place has somebody or something of its own
    that is met, seen or played there, or a second "to" goes on from the first: "to Lima to rest and to Cusco".
    """
    start = resolution.mention.quote.start
    before = [(r, t) for r, t in told if r.mention.quote.end <= start and t.finding.role is not None]
    if not before or before[-1][1].event is None:
        return None
    place, reading = before[-1]
    event = reading.event
    assert event is not None
    if event.nominal or event.copular or _has_own_verb(line, place, resolution, event):
        return None
    way = _preposition(line, resolution)
    between = resolution.mention.quote.document.text[place.mention.quote.end : start]
    if way in _AT and reading.finding.role == "stays" and _preposition(line, place) in _AT and _meets(event):
        return reading if _is_next_of_its_kind(line, place, resolution) else None
    if way in _TO and reading.finding.role in ("arrives", "heads_for") and _preposition(line, place) == "to":
        goes = role_of_verb(event.lemma.split("_")[0]) in ("moves", "heads", "arrives", "departs")
        return reading if goes and _ALSO.fullmatch(between.rpartition("to")[0]) else None
    return None


def _preposition(line: Line, resolution: Resolution) -> str | None:
    token = line.sentence.token_at(resolution.mention.quote.start)
    before = line.sentence.tokens[token.i - 1] if token is not None and token.i else None
    return before.lemma if before is not None and before.pos in ("ADP", "PART", "SCONJ") else None


def _meets(event: Event) -> bool:
    stem = event.lemma.split("_")[0]
    held = {o.lemma for o in event.objects} & (words("nouns", "meetings") | _MEALS)
    return bool(held) or stem in words("verbs", "co_present") | _DONE_TO_SOMEBODY


_MEALS = frozenset({"dinner", "lunch", "breakfast", "supper", "tea", "luncheon"})
_DONE_TO_SOMEBODY = frozenset({"see", "play", "beat", "draw", "inspect", "open", "address", "give", "interview"})


def _is_next_of_its_kind(line: Line, place: Resolution, resolution: Resolution) -> bool:
    """Whether but a noun with its words stands between two places: ", the bishop | in Cusco"."""
    tokens = line.sentence.tokens_in(place.mention.quote.end, resolution.mention.quote.start)
    parted = next((i for i, t in enumerate(tokens) if t.text in (",", "and", ";")), None)
    if parted is None or any(t.pos != "ADP" and not is_calendar(t) for t in tokens[:parted]):
        return False
    inner = [t for t in tokens[parted + 1 : -1] if t.text not in ("and", ",")]
    if any(t.tag in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WRB") or t.text in (".", ":") for t in inner):
        return False
    nouns = [t for t in inner if t.pos in ("NOUN", "PROPN")]
    meal = any(t.lemma in words("nouns", "meetings") | _MEALS for t in nouns[:1])
    joined = not meal and any(t.lemma in ("with", "from", "near") for t in inner)  # "and a man with a farm in Lima"
    within = resolution.place is not None and resolution.place.is_area
    return bool(nouns) and inner[0].pos != "ADP" and not joined and not within


def _has_own_verb(line: Line, place: Resolution, resolution: Resolution, event: Event) -> bool:
    """Whether a finite verb stands between two places."""
    first, last = place.mention.quote.end, resolution.mention.quote.start
    return any(
        t.tag in ("VBD", "VBZ", "VBP", "MD") and t.i != event.predicate.i
        for t in line.sentence.tokens_in(first, last)
    )  # fmt: skip
