"""Places that a sentence opens with, and what it then says that the traveller did there.

"Lima is a well and two sheds, and we stayed two nights."  "Cusco we have had to give up."
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.language import Event, Token, read_events
from kimmap.model import Resolution, Status

_STAYS = frozenset({"stay", "sleep", "overnight", "lodge", "camp", "rest", "bivouac", "put_up"})
_GIVEN_UP = re.compile(
    r",?\s+(?:we|I|he|she|they)(?:['’](?:ve|d|ll)|\s+(?:have|had|has|will|must))?\s+(?:(?:had|have|to|just|simply|sadly|must)\s+){0,3}"
    r"(?:g[ia]ven?\sup|skip(?:ped)?|cancel(?:l?ed)?|drop(?:ped)?|miss(?:ed)?|forgo|forwent|forgone|abandon(?:ed)?"
    r"|(?:leave|left)\sout|(?:leave|left)\s(?:it\s)?(?:for|to)\s(?:another|some|next|others)|cut\sout|never\s(?:saw|reached|got\sto))\b"
)
_NOWHERE_NEAR = re.compile(r"\b(?:nowhere|not\s+anywhere)\s+near\s+(?:to\s+)?(?:the\s+)?\Z")


def read_fronted(line: Line, resolution: Resolution, token: Token, scene: Scene) -> Reading | None:
    """What is said of a place that opens a sentence or is its subject; None where nothing of that sort is."""
    quote, text = resolution.mention.quote, scene.document.text
    if _NOWHERE_NEAR.search(text, max(line.sentence.start, quote.start - 40), quote.start):
        return no_claim("no_predicate", "nowhere near")
    if resolution.mention.reference != "name" or not (scene.cast.first_person or scene.is_about_him(line)):
        return None
    before = (r for r in line.resolutions if r.mention.quote.start < quote.start)
    come = _COME.match(text, line.sentence.start, quote.start)
    if come and all(_is_listed(r, resolution, text) for r in before):
        status: Status = "visited" if come["done"] else "planned"
        return Reading(Finding("stays", status, None, (" ".join(come[0].lower().split()),)))
    opens = not re.search(r"\w", text[line.sentence.start : quote.start])
    if opens and (given_up := _GIVEN_UP.match(text, quote.end, line.sentence.end)):
        return Reading(Finding("stays", "cancelled", None, (given_up[0].split()[-1].lower(),)))
    return _stayed(line, token, scene)


_COME = re.compile(
    r"\W*(?:in\sbetween|between\s(?:them|these|those|the\stwo)|after\s(?:that|this|these|them)|then|thereafter|afterwards)"
    r",?\s(?:(?:come|comes|follow|follows|lie|lies)|(?P<done>came|followed|lay))\b(?!\sto)",
    re.IGNORECASE,
)
""" "In between come Lima, Cusco and Puno", "then follow Lima on Thursday and Cusco on Friday"."""


def _is_listed(before: Resolution, resolution: Resolution, text: str) -> bool:
    """Whether nothing but days, commas and "and" stands between a place and one named before it."""
    between = text[before.mention.quote.end : resolution.mention.quote.start]
    return re.search(r"\b(?:where|which|who|when|by|via|from|with|of)\b|[;:(]", between) is None


def _stayed(line: Line, token: Token, scene: Scene) -> Reading | None:
    """ "Lima is a proper town, and we stayed": a stay without a place is at the one that is told of."""
    topic = line.events.get(token.head) if token.dep == "nsubj" else None
    if topic is None or not topic.copular or topic.negated or topic.modal or len(line.resolutions) > 1:
        return None
    if stay := _stay_in(line.events.values(), scene, behind=topic.predicate.i):
        return Reading(Finding("stays", "visited", None, (stay.lemma.replace("_", " "),)), stay)
    below = scene.lines[line.number + 1 : line.number + 2]
    if not below or below[0].block is not line.block or below[0].resolutions:
        return None
    stay = _stay_in(read_events(below[0].sentence).values(), scene, behind=-1)
    return Reading(Finding("stays", "visited", None, (stay.lemma.replace("_", " "),))) if stay else None


def _stay_in(events: Iterable[Event], scene: Scene, behind: int) -> Event | None:
    """The night or the stay that the traveller had, of events behind a word."""
    for event in events:
        if event.nominal or event.negated or event.modal or event.tense != "past" or event.predicate.i <= behind:
            continue
        night = event.lemma == "spend" and any("night" in o.text.lower() for o in event.objects)
        if (night or event.lemma in _STAYS) and any(map(scene.cast.has, event.subjects)):
            return event
    return None
