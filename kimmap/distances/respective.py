"""Places and figures in two lists, the first with the first: "Brunn and Kestel are 12 and 30 km from Arden"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kimmap.distances.antecedents import Binding, End, Scene, last_places
from kimmap.distances.bindings import bind_ends, end_at
from kimmap.distances.masking import LENGTH, Masked
from kimmap.distances.wordings import DET, tail

_NAME = r"(?-i:[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})"
_JOINT = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+)"
_ITEM = rf"{DET}(?:⟦\d+⟧|{_NAME})"
_PLACES = rf"(?:⟦\d+⟧|{_NAME})(?:{_JOINT}{_ITEM})+"
_LIES = r"(?:(?:which\s+)?(?:is|was|are|were|lie|lies|lay|stand|stood|sit|sat)\s+)"
_RESPECTIVELY = r"(?:[\s,]*\brespectively\b)?[\s,]*"
_ABOUT = r"(?:(?:about|some|only|just|nearly|almost|roughly|at)\s+)*"
_TRIED = 3
"""How many of the places before a sentence are tried for an end that it leaves out."""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    figure = rf"(?:⟨o⟩|{LENGTH}){tail()}"
    figures = rf"(?P<figures>{_RESPECTIVELY}{_ABOUT}{figure}(?:{_JOINT}{_ABOUT}{figure})+){_RESPECTIVELY}"
    places, anchor = rf"(?P<places>{_PLACES})", rf"{DET}⟦(?P<anchor>\d+)⟧"
    fr = r"(?:away\s+)?(?:\bfrom|\bof)\s+"
    sources = (
        rf"{places}[\s,]*{_LIES}?{figures}{fr}{anchor}{_RESPECTIVELY}",
        rf"{anchor}[\s,]*{_LIES}?{figures}{fr}{DET}{places}{_RESPECTIVELY}",
        rf"{figures}\bfrom\s+{anchor}\s+to\s+{DET}{places}{_RESPECTIVELY}",
        rf"{figures}\bto\s+{DET}{places}{_RESPECTIVELY}\bfrom\s+{anchor}",
        rf"\bfrom\s+{anchor}[\s,]+(?:it\s+(?:is|takes)\s+)?{figures}\bto\s+{DET}{places}{_RESPECTIVELY}",
        rf"\bfrom\s+{anchor}\s+to\s+{DET}{places}[\s,]*(?:is|are|was|were|takes?|took)\s+{figures}",
        rf"{places}[\s,]*{_LIES}{figures}(?:away|off|distant)?{_RESPECTIVELY}(?=[.,;:)]|$)",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def ends_respectively(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """The ends of a length or time in a list that goes with a list of as many places; empty for any other."""
    if masked.text.count("⟨") < 2:
        return []
    for pattern in _patterns():
        for match in pattern.finditer(masked.text):
            marks = [
                m.start()
                for m in re.finditer("⟨", masked.text[: match.end("figures")])
                if m.start() >= match.start("figures")
            ]
            items = list(re.finditer(rf"⟦(?P<index>\d+)⟧|{_NAME}", match["places"]))
            if at not in marks or len(items) != len(marks):
                continue
            item = items[marks.index(at)]
            place = end_at(masked, item["index"]) if item["index"] else End(item[0], words=item[0])
            anchor = match.groupdict().get("anchor")
            if anchor is not None:
                return [bind_ends(scene, masked, (place, end_at(masked, anchor)), at, match.end())]
            others = [e for e in last_places(scene.earlier) if e.place != place.place]
            ends = scene.centres_first(others)[:_TRIED]
            return [replace(bind_ends(scene, masked, (place, e), at, match.end()), is_implied=True) for e in ends]
    return []
