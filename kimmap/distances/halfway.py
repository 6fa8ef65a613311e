"""Places that a text puts halfway between two others: "Brunn, halfway between Arden and Kestel"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kimmap.distances.antecedents import mentions_in
from kimmap.distances.measures import alternatives, lexicon
from kimmap.distances.verdicts import is_unsharp, say_km
from kimmap.geodesy import geodesic_km
from kimmap.language import Analysis, Sentence
from kimmap.model import DistanceClaim, Place, Quote, Resolution, Verdict

_WAYS = alternatives([*lexicon()["ways"]["nouns"], "line", "railway", "highway", "motorway"])
_CUE = re.compile(
    rf"\b(?:(?:half[\s-]?way|mid-?way)\s+(?:point\s+|mark\s+)?|mid-?point\s+)"
    rf"(?:(?:on|along|of|in|down|up)\s+(?:the|its|our|their)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{_WAYS})\s+)?(?:between|from)\b"
    r"|\b(?:half[\s-]?way|mid-?way|mid-?point)\s+(?:on|along|of|down|up)\s+the(?=\s+\S+(?:\s\S+)?\s?[–—-]\s?\S)",
    re.IGNORECASE,
)
_LIES = re.compile(
    r"\s*,?\s+(?:is|was|lies|lay|stands|stood|sits|sat|comes|came|was\s+built)\s+(?:(?:the|a|an)\s+)?(?:[\w’'-]+\s+){0,3}?(?:of\s+|called\s+)?"
    r"|\s*,\s+(?:the\s+(?:[\w’'-]+\s+){1,2}?of\s+)?"
)
"""Between the second end and the place that lies halfway, where that comes last."""
_OPENS = re.compile(
    r"[\s“\"'(]*(?:(?:roughly|about|almost|nearly|just|exactly|some|approximately|situated|located|lying)\s+)*",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\s*,\s+(?:(?:lies|lay|is|was)\s+)?(?:the\s+)?(?:\w+\s+of\s+)?")
"""The same where the sentence opens with the words: "Halfway between Arden and Kestel, Brunn …"."""
_BOTH = re.compile(r"\s(?:and|to)\s|^\s?[–—-]\s?", re.IGNORECASE)
_SUBJECT_GAP, _END_GAP = 60, 30
"""Characters between the words and the place that is said to lie there, and from end to end."""
_LINE = (0.1, 1.1)
"""How far off the middle, as a share of the way, and how much longer than the straight line a way over it may be."""
_WAY = (0.2, 1.6)


def check_halfway(analysis: Analysis, sentence: Sentence, resolutions: Sequence[Resolution]) -> Iterator[DistanceClaim]:
    """Every place that a sentence puts halfway between two others, with both ways to it compared."""
    text = analysis.document.text
    inside = mentions_in(resolutions, sentence.start, sentence.end)
    for cue in _CUE.finditer(text, sentence.start, sentence.end):
        before = [r for r in inside if cue.start() - _SUBJECT_GAP <= r.mention.quote.end <= cue.start()]
        after = [r for r in inside if r.mention.quote.start >= cue.end()][:3]
        if len(after) < 2 or not _are_joined(text, cue.end(), after[0], after[1]):
            continue
        opens = _OPENS.fullmatch(text, sentence.start, cue.start()) is not None
        gap = (after[1].mention.quote.end, after[2].mention.quote.start) if len(after) > 2 else (0, 0)
        told = len(after) > 2 and (not before or "," not in text[slice(*gap)])
        lies_behind = (told and _LIES.fullmatch(text, *gap)) or (
            len(after) > 2 and opens and _COMMA.fullmatch(text, *gap)
        )
        middle = after[2] if lies_behind else before[-1] if before else None
        start, end = after[0], after[1]
        if middle is not None and middle.place and start.place and end.place:
            said = sorted((cue.start(), middle.mention.quote.start, middle.mention.quote.end, end.mention.quote.end))
            quote = analysis.document.quote(said[0], said[-1], (sentence.start, sentence.end))
            yield from _judge(middle.place, start.place, end.place, quote)


def _are_joined(text: str, at: int, first: Resolution, second: Resolution) -> bool:
    gap = text[first.mention.quote.end : second.mention.quote.start]
    return first.mention.quote.start - at <= _END_GAP and len(gap) <= _END_GAP and _BOTH.search(f"{gap} ") is not None


def _judge(middle: Place, start: Place, end: Place, quote: Quote) -> Iterator[DistanceClaim]:
    whole, here, there = (geodesic_km(a.point, b.point) for a, b in ((start, end), (start, middle), (middle, end)))
    if min(whole, here, there) <= 0:
        return
    blurred = next((p for p in (start, end, middle) if is_unsharp(p, whole / 2)), None)
    off, longer = abs(here / (here + there) - 0.5), (here + there) / whole
    told = f"{middle.name} lies {say_km(here)} from {start.name} and {say_km(there)} from {end.name}"
    verdict: Verdict = "implausible"
    worth = "not halfway"
    if blurred is not None:
        verdict, told, worth = "unresolved", "not judged", f"{blurred.name} is too large to measure from one point"
    elif off <= _LINE[0] and longer <= _LINE[1]:
        verdict, worth = "straight-line", "halfway on the straight line"
    elif off <= _WAY[0] and longer <= _WAY[1]:
        verdict, worth = "network", "about halfway, along a way that is no straight line"
    yield DistanceClaim(quote, middle.name, start.name, whole / 2, verdict, f"{told}: {worth}",
                        middle, start, None, here, whole / 2 / here)  # fmt: skip
