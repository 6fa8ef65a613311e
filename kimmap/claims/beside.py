"""What the words right beside a name settle, whatever the grammar: "two hours north of Lima", "Lima: did not"."""

from __future__ import annotations

import re

from kimmap.claims.phrase import MEASURED
from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.model import Status

_LEFT_OUT = re.compile(
    r"(?:\b(?:but|and|though|if)\s+not\s+(?:(?:in|to|at|for|on)\s+)?(?:the\s+)?"
    r"|\b(?:instead\s+of|in\s+place\s+of|in\s+lieu\s+of|rather\s+than)\s+(?:(?:in|to|at)\s+)?(?:the\s+)?"
    r"|(?:^|[\s,:;(—–-])no\s+)$",
    re.IGNORECASE,
)


_DID_NOT = re.compile(
    r"\s*[:—–,-]\s*((?:did\s?n[o'’]t|did not|never|not (?:tried|reached|visited|this time|done)|skipped|dropped|"
    r"cancelled|canceled|called off|given up|left out))\b",
    re.IGNORECASE,
)


_NO_FURTHER = re.compile(r"\b(?:no|not|any)\s+(?:further|farther)\s+than\s+(?:the\s+)?$", re.IGNORECASE)


_NEXT_IS = re.compile(
    r"\b(?:the\s+)?(first|next|second|third|fourth|fifth|last|final|another)"
    r"(?:\s+(?:and\s+(?:last|final)\s+)?(?:stop|stopover|country|nation|city|town|destination|leg|halt|port(?:\s+of\s+call)?|"
    r"call|venue|place))?(?:\s+(?:on|of|in|for|during)\s+[^.;:,]{3,50}?)?"
    r"\s+(is|was|will\s+be)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


_BUT_TO = re.compile(
    r"\bnot\b[^.;:]{1,40}\b(?:to|in|at)\s[^.;:]{1,30},?\s+but\s+(?:rather\s+)?(?:to|in|at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
""" "will go not to Cusco but to Lima"."""
_TO_COME = re.compile(r"\b(?:will|would|shall|is|are)\b", re.IGNORECASE)

_NOW_IN = re.compile(r",\s*(now|currently|presently|still)\s+(?:in|at)\s+(?:the\s+)?$", re.IGNORECASE)
""" "Vinter, now in Lima, will …"."""
NOW = (("now",), ("currently",), ("presently",), ("still",))
"""The cues of being somewhere while the text is written, whatever days it names."""


def by_words_around(line: Line, start: int, end: int, scene: Scene) -> Reading | None:
    """What the words right beside a name settle: "two hours north of Lima", "no Lima", "Lima: didn't"."""
    left = scene.document.text[max(line.sentence.start, start - 70) : start]
    told: Status
    if MEASURED.search(left):
        return no_claim("background", "distance")
    right = scene.document.text[end : min(line.sentence.end, end + 30)]
    if (reached := _NO_FURTHER.search(left)) and scene.is_about_him(line):
        return Reading(Finding("arrives", "visited", None, (" ".join(reached.group().split()),)))
    if (instead := _BUT_TO.search(left)) and scene.is_about_him(line):
        told = "planned" if _TO_COME.search(left[: instead.start()] + instead.group()) else "visited"
        return Reading(Finding("stays", told, None, ("but",)))
    if (now := _NOW_IN.search(left)) and scene.is_about_him(line):
        return Reading(Finding("stays", "visited", None, (now[1].lower(),)))
    if (next_is := _NEXT_IS.search(left)) and scene.is_about_him(line):
        told = "visited" if next_is[2] == "was" else "planned"
        return Reading(Finding("stays", told, None, (next_is[1].lower(), next_is[2].lower())))
    if (undone := _DID_NOT.match(right)) and scene.is_about_him(line):
        return Reading(Finding("stays", "cancelled", None, (undone[1].lower(),)))
    if (found := _LEFT_OUT.search(left)) and scene.is_about_him(line):
        return Reading(Finding("stays", "cancelled", None, (" ".join(found.group().strip(" ,:;(—–-").split()),)))
    return None
