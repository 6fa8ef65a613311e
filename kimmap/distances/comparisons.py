"""Distances that are told by another: "Arden is as far from Brunn as Kestel is from Skerry", "equidistant from"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kimmap.distances.antecedents import mentions_in
from kimmap.distances.multiples import read_times, times_pattern
from kimmap.distances.verdicts import is_unsharp, say_km
from kimmap.geodesy import geodesic_km
from kimmap.language import Analysis, Sentence
from kimmap.model import DistanceClaim, Place, Quote, Resolution, Verdict

_PLACE = r"(?:the\s+)?⟦(?P<{0}>\d+)⟧"
_IS = r"(?:is|was|lies|lay|stands|stood|are|were)"
_A, _B, _C, _D = (_PLACE.format(name) for name in "abcd")
_AS_FAR = (
    rf"(?:{times_pattern()}\s+)?(?:just\s+)?as\s+far(?P<again>\s+again)?(?:\s+away)?"
    r"|(?:at\s+)?the\s+same\s+distance|equally\s+(?:far|distant)"
)
_E = _PLACE.format("e")
_WORDINGS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_A}\s+{_IS}\s+(?:(?!not\b|nowhere\b|never\b)[\w’'-]+\s+){{0,3}}?(?:{_AS_FAR})\s+from\s+{_B}\s+as\s+{_C}(?:\s+{_IS})?\s+from\s+{_D}",
        rf"{_A}\s+{_IS}\s+(?:(?!not\b|nowhere\b|never\b)[\w’'-]+\s+){{0,3}}?(?:{_AS_FAR})\s+from\s+{_B}\s+(?:as|and)\s+(?:it\s+is\s+)?from\s+{_C}",
        rf"{_A}\s+{_IS}\s+(?:(?!not\b|nowhere\b|never\b)[\w’'-]+\s+){{0,3}}?(?:{_AS_FAR})\s+from\s+{_B}\s+as\s+{_E}"
        rf"(?:\s+{_IS})?(?!\s*(?:{_IS}\s+)?\bfrom\b)",
        rf"\bfrom\s+{_B},?\s+{_A}\s+{_IS}\s+(?:(?!not\b|nowhere\b|never\b)[\w’'-]+\s+){{0,3}}?(?:{_AS_FAR})\s+as\s+{_E}(?!\s*(?:{_IS}\s+)?\bfrom\b)",
        rf"{_A},?\s+(?:(?:which|that)\s+)?(?:{_IS}\s+)?(?:(?!not\b)[\w’'-]+\s+){{0,2}}?(?:equidistant\s+(?:from|between)|equally\s+(?:far|distant)\s+from|(?:at\s+)?the\s+same\s+distance\s+from)\s+(?:both\s+)?{_B}\s+and\s+(?:from\s+)?{_C}",
    )
)
_LINE, _WAY = 1.1, 1.6
"""How far apart two lengths may be that are called equal, along straight lines and along ways."""


def check_comparisons(
    analysis: Analysis, sentence: Sentence, mentions: Sequence[Resolution]
) -> Iterator[DistanceClaim]:
    """Every distance that a sentence measures by another one, with both compared."""
    inside = mentions_in(mentions, sentence.start, sentence.end)
    if len(inside) < 3:
        return
    text, starts = masked_places(analysis, sentence, inside)
    for wording in _WORDINGS:
        for match in wording.finditer(text):
            names = match.groupdict()
            ends = {key: inside[int(index)].place for key in "abcde" if (index := names.get(key))}
            known = {key: place for key, place in ends.items() if place is not None}
            if len(known) < len(ends):
                continue
            quote = analysis.document.quote(starts[match.start()], starts[match.end()], (sentence.start, sentence.end))
            times = read_times(names.get("times") or "", is_added=bool(names.get("again")))
            other = (known["e"], known["b"]) if "e" in known else (known.get("d", known["a"]), known["c"])
            yield from _judge(quote, (known["a"], known["b"]), other, times)


def masked_places(analysis: Analysis, sentence: Sentence, inside: Sequence[Resolution]) -> tuple[str, list[int]]:
    """The sentence with marks for its places, and for each character its offset in the document."""
    text, starts, position = "", [], sentence.start
    for i, resolution in enumerate(inside):
        quote = resolution.mention.quote
        if quote.start < position:
            continue
        mark = f"⟦{i}⟧"
        text += analysis.document.text[position : quote.start] + mark
        starts += [*range(position, quote.start), *([quote.start] * len(mark))]
        position = quote.end
    text += analysis.document.text[position : sentence.end]
    return text, [*starts, *range(position, sentence.end + 1)]


def _judge(quote: Quote, way: tuple[Place, Place], other: tuple[Place, Place], times: float) -> Iterator[DistanceClaim]:
    here, there = (geodesic_km(a.point, b.point) for a, b in (way, other))
    if min(here, there) <= 0:
        return
    claimed = times * there
    blurred = next((p for p in (*way, *other) if is_unsharp(p, claimed)), None)
    a, b, c, d = (p.name for p in (*way, *other))
    told = f"{a} and {b} are {say_km(here)} apart, {c} and {d} {say_km(there)}"
    off = max(claimed / here, here / claimed)
    verdict: Verdict = "implausible"
    worth = "not as the text compares them"
    if blurred is not None:
        verdict, told, worth = "unresolved", "not judged", f"{blurred.name} is too large to measure from one point"
    elif off <= _LINE:
        verdict, worth = "straight-line", "so it is along straight lines"
    elif off <= _WAY:
        verdict, worth = "network", "about so, along ways that are no straight lines"
    yield DistanceClaim(quote, a, b, claimed, verdict, f"{told}: {worth}", *way, None, here, claimed / here)
