"""Which two places a stated length lies between: frames of the sentence around it.

The sentence is masked first: places become ``⟦0⟧``, ``⟦1⟧`` …, the length in question ``⟨M⟩``, so that
frames are plain patterns ("⟦0⟧ is ⟨M⟩ by road from ⟦1⟧") whatever the names are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kimmap.distances.antecedents import NOBODY, End, Scene, as_end, last_places, of_noun
from kimmap.distances.measures import Measure, alternatives, lexicon
from kimmap.model import Resolution


@dataclass(frozen=True, slots=True)
class Binding:
    """Both ends of a length; ``start`` and ``end`` are the words in the document that say so."""

    origin: End
    goal: End
    start: int
    end: int
    stated_as: str | None = None
    direction_deg: float | None = None
    """Where the text says that ``origin`` lies, seen from ``goal``."""
    is_implied: bool = False
    """Whether an end is not named by the sentence but was taken from what comes long before it."""


@dataclass(frozen=True, slots=True)
class _Masked:
    text: str
    starts: tuple[int, ...]
    """For each character of the masked text, its offset in the sentence."""
    mentions: tuple[Resolution, ...]


_P = r"⟦(\d+)⟧"
_M = "⟨M⟩"
_DET = (
    r"(?:(?:the|its|her|his|our|their)\s+)?(?:[\w’'-]+\s+){0,2}?"
    r"(?:(?:town|city|port|village|centre|center|middle|edge|outskirts|island|cape|station|airport)\s+of\s+)?"
)
_NOUN_END = r"(?P<noun>(?:the|its|her|his|our|their)\s+(?:[\w’'-]+\s+)?[\w’'-]+)"
_NEAR_CHARS = 400
"""About two sentences: what was named this shortly before is what an unnamed end means."""
_PERSON = r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Yy]ou|who|whom|whose)\b"


def _means() -> str:
    return alternatives([phrase for phrases in lexicon()["stated_as"].values() for phrase in phrases])


@lru_cache(maxsize=1)
def _tail() -> str:
    """What may stand between a length and its preposition: means, directions, "away"."""
    compass = alternatives(list(lexicon()["compass"]))
    filler = (
        r"away|distant|apart|further|farther|on|inland|off|due|to\s+the|across|by\s+the(?:\s+\w+){1,2}"
        r"|of\s+\w+(?=\s+(?:from|to)\b)"
    )
    return rf"(?:[\s,(]*(?:{_means()}|{compass}|{filler})\b)*"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    tail, ways = _tail(), alternatives(lexicon()["ways"]["nouns"])
    near = r"[^⟦⟧;:.]{0,60}?"
    sources = {
        "between": rf"(?:between|separat\w+)\s+{_DET}{_P}{near}\b(?:and|from)\s+{_DET}{_P}{near}{_M}",
        "measure_between": rf"{_M}{near}\b(?:between|separat\w+)\s+{_DET}{_P}{near}\b(?:and|from)\s+{_DET}{_P}",
        "apart": rf"{_P}\s+and\s+{_DET}{_P}{near}{_M}{tail}",
        "from_to": rf"\bfrom\s+{_DET}{_P}\s+(?:on\s+)?to\s+{_DET}{_P}{near}{_M}",
        "to_is": rf"{_P}\s*(?:to|[-–—→])\s*{_DET}{_P}\s*(?:(?:is|was|are|were|makes?|measures?|:|,|\()\s*)+{_M}",
        "measure_from_to": rf"{_M}{tail}\s*(?:[\w’'-]+\s+){{0,2}}?from\s+{_DET}{_P}{near}\bto\s+{_DET}{_P}",
        "way_to": rf"\bto\s+{_DET}{_P}[^⟦⟧;:.]*$",
        "from": rf"{_M}{tail}\s*\b(?P<preposition>from|short\s+of|outside|beyond|past|off|of)\s+"
        rf"(?:{_DET}⟦(?P<place>\d+)⟧|(?P<adverb>here|there)\b|{_NOUN_END}|(?P<name>(?-i:[A-Z][\w’'-]+)))",
        "to": rf"{_M}{tail}\s*\bto\s+{_DET}{_P}",
        "alone": rf"{_M}(?P<tail>{tail})",
        "means": rf"(?:[\s,]*(?:{_means()})\b)*",
        "way_of": rf"\b(?:{ways})\s+of\s+(?:the\s+)?$",
    }
    return {name: re.compile(source, re.IGNORECASE) for name, source in sources.items()}


def bind(scene: Scene, measure: Measure, others: Sequence[Measure], previous: Binding | None) -> list[Binding]:
    """The two ends of a length, empty when the sentence does not measure between places.

    Where an end is only implied there are several, the likeliest first.  ``others`` are the other lengths
    of the sentence, ``previous`` the ends of the one before it.  An end that the sentence wants and nobody
    names has no place.
    """
    masked = _mask(scene, measure, others)
    at = masked.text.index(_M)
    return (
        _both_named(scene, masked, at)
        or _measured_from(scene, masked, at, measure)
        or _elliptic(scene, masked, at, measure, previous)
        or _measured_on(scene, masked, at)
    )


def _mask(scene: Scene, measure: Measure, others: Sequence[Measure]) -> _Masked:
    pieces = [(measure.start, measure.end, _M), *((m.start, m.end, "⟨m⟩") for m in others)]
    spans = [(r.mention.quote.start - scene.offset, r.mention.quote.end - scene.offset, r) for r in scene.mentions]
    free = [span for span in spans if all(span[1] <= start or span[0] >= end for start, end, _ in pieces)]
    pieces += [(start, end, f"⟦{i}⟧") for i, (start, end, _) in enumerate(free)]
    text, starts, position = "", [], 0
    for start, end, mask in sorted(pieces):
        if start < position:
            continue
        text += scene.text[position:start] + mask
        starts += [*range(position, start), *([start] * len(mask))]
        position = end
    text += scene.text[position:]
    starts += range(position, len(scene.text) + 1)
    return _Masked(text, tuple(starts), tuple(r for _, _, r in free))


def _end(masked: _Masked, index: str) -> End:
    return as_end(masked.mentions[int(index)])


def _both_named(scene: Scene, masked: _Masked, at: int) -> list[Binding]:
    for name in ("between", "measure_between", "measure_from_to", "from_to", "to_is", "apart"):
        for match in _patterns()[name].finditer(masked.text):
            inside = match.start() <= at < match.end()
            if inside and (name != "apart" or re.search(r"\bapart\b", match[0].split(_M)[1])):
                return [_bound(scene, masked, (_end(masked, match[1]), _end(masked, match[2])), at, match.end())]
    return []


def _measured_from(scene: Scene, masked: _Masked, at: int, measure: Measure) -> list[Binding]:
    """⟨M⟩ from ⟦1⟧: the other end is what is said to lie there."""
    match = _patterns()["from"].match(masked.text, at)
    if match is None:
        return []
    direction = _direction(masked.text[at : match.end()])
    if match["preposition"] == "of" and direction is None and measure.least_km > 0:  # "within 50 km of" is a distance
        return []  # "1,200 km of railway in ⟦1⟧"
    subjects = _subjects(scene, masked, at) or [NOBODY]
    return [
        _bound(scene, masked, (subject, goal), at, match.end(), direction)
        for subject in subjects
        for goal in _goals(scene, masked, at, match, subject)
    ]


def _goals(scene: Scene, masked: _Masked, at: int, match: re.Match[str], subject: End) -> list[End]:
    if match["place"]:
        return [_end(masked, match["place"])]
    before = [
        r for r in _before(scene, masked, at) if not (r.place and subject.place and r.place.id == subject.place.id)
    ]
    if match["adverb"]:
        return last_places(before) or [End(match["adverb"])]
    if match["name"]:
        return [End(match["name"])]
    words = match["noun"].casefold().split()
    return of_noun(before, words[-1]) or [End(match["noun"])]


def _elliptic(scene: Scene, masked: _Masked, at: int, measure: Measure, previous: Binding | None) -> list[Binding]:
    """ "… but ⟨M⟩ by road": the same way, measured otherwise."""
    if previous is None or "⟨m⟩" not in masked.text[:at]:
        return []
    between = masked.text[masked.text.rindex("⟨m⟩", 0, at) + len("⟨m⟩") : at]
    match = _patterns()["alone"].match(masked.text, at)
    stated = stated_as(match["tail"]) if match else None
    ends = (previous.origin.place, previous.goal.place)
    is_another = any(masked.mentions[int(i)].place not in ends for i in re.findall(_P, between))
    if match is None or stated is None or is_another or len(between) > 60:
        return []
    end = _document_offset(masked, scene, match.end())
    return [Binding(previous.origin, previous.goal, scene.offset + measure.start, end, stated)]


def _measured_on(scene: Scene, masked: _Masked, at: int) -> list[Binding]:
    """A length from the last place to the one in question: "to ⟦0⟧, ⟨M⟩ away", "the ⟨M⟩ to ⟦0⟧"."""
    match, left = _patterns()["to"].match(masked.text, at), masked.text[:at]
    if match is not None:
        subjects, before = [_end(masked, match[1])], _before(scene, masked, at)
    else:
        match = _patterns()["alone"].match(masked.text, at)
        is_way = _patterns()["way_of"].search(left) is not None
        if match is None or not (match["tail"].strip(" ,(") or is_way):
            return []
        subjects, before = _subjects(scene, masked, at, through_way=is_way)[:1], _before(scene, masked, at)
    bounds = []
    for subject in subjects:
        known = [r for r in before if subject.span is None or r.mention.quote.start < subject.span[0]]
        others = [e for e in last_places(known) if not (e.place and subject.place and e.place.id == subject.place.id)]
        bounds += [_bound(scene, masked, (subject, other), at, match.end()) for other in others or [NOBODY]]
    return bounds


def _bound(
    scene: Scene, masked: _Masked, ends: tuple[End, End], at: int, end: int, direction_deg: float | None = None
) -> Binding:
    after = _patterns()["means"].match(masked.text, end)
    stop = after.end() if after else end
    inside = [e.span for e in ends if e.span and e.span[0] >= scene.offset]
    implied = any(e.span and e.span[1] < scene.offset - _NEAR_CHARS for e in ends)
    start = min([_document_offset(masked, scene, at), *(s for s, _ in inside)])
    finish = max([_document_offset(masked, scene, stop), *(e for _, e in inside)])
    measured = stated_as(masked.text[at:stop]) or stated_as(masked.text[max(0, at - 60) : at])
    return Binding(*ends, start, finish, measured, direction_deg, implied)


def _document_offset(masked: _Masked, scene: Scene, position: int) -> int:
    """Where a position of the masked text is in the document."""
    return scene.offset + masked.starts[min(position, len(masked.starts) - 1)]


def _subjects(scene: Scene, masked: _Masked, at: int, through_way: bool = False) -> list[End]:
    """What lies at the stated distance: the place before it in its clause, or what a pronoun takes up."""
    left = masked.text[:at]
    places = list(re.finditer(_P, left))
    gap = left[places[-1].end() :] if places else left
    before = _before(scene, masked, at)
    subject_noun = _NOUN_SUBJECT.search(gap)
    if subject_noun is not None:
        return of_noun(before, subject_noun[1].casefold()) or (
            [End(f"the {subject_noun[1]}")] if subject_noun[1].casefold() in lexicon()["nouns"] else []
        )
    if (
        places
        and not re.search(r";|\.\s", gap)
        and (through_way or not re.search(_PERSON, gap))
        and len(gap.split()) <= 14
    ):
        return [_end(masked, places[-1][1])]
    last_clause = re.split(r"[;:]|\.\s", gap)[-1]
    person = re.search(_PERSON, last_clause)
    if person:
        return [End(person[0])]
    takes_up = re.search(r"\b(?:it|this|that|which|there|here)\b", last_clause, re.IGNORECASE)
    return last_places(before) if takes_up or not last_clause.strip(" ,.(“\"'") else []


_NOUN_SUBJECT = re.compile(
    r"(?:^|\b(?:that|and|but|where|as|because|although|though|while|;)\s+|[“\"]\s*)(?:the|this|that|an?|its|his|her|their|our)\s+"
    r"(?:[\w’'-]+\s+)?([\w’'-]+)\s+(?:is|was|lies|lay|stands|stood|sits|sat|are|were)\b(?:\s+[\w]+){0,2}\s*$",
    re.IGNORECASE,
)
"""A common noun that a length is said of ("the island is only ⟨M⟩")."""


def _before(scene: Scene, masked: _Masked, at: int) -> list[Resolution]:
    offset = _document_offset(masked, scene, at)
    return [*scene.earlier, *(r for r in scene.mentions if r.mention.quote.end <= offset)]


def stated_as(words: str) -> str | None:
    """How a text says that it measures: "straight", "road", "rail", "sea" or None."""
    for name, phrases in lexicon()["stated_as"].items():
        if re.search(rf"\b(?:{alternatives(phrases)})\b", words, re.IGNORECASE):
            return str(name)
    return None


def _direction(words: str) -> float | None:
    pattern = rf"\b({alternatives(list(lexicon()['compass']))})\s+of\b"
    match = re.search(pattern, words, re.IGNORECASE)
    return float(lexicon()["compass"][" ".join(match[1].casefold().split())]) if match else None
