"""Which two places a stated length lies between: frames of the sentence around it.

The sentence is masked first: places become ``⟦0⟧``, ``⟦1⟧`` …, the length in question ``⟨M⟩``, so that
frames are plain patterns ("⟦0⟧ is ⟨M⟩ by road from ⟦1⟧") whatever the names are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kimmap.distances.antecedents import NOBODY, Binding, End, Scene, as_end, last_places, of_noun
from kimmap.distances.days import way_of_the_day
from kimmap.distances.masking import LENGTH, PLACE, Masked, document_offset, mask, named_before
from kimmap.distances.measures import Measure, alternatives, lexicon
from kimmap.distances.subjects import subjects_of
from kimmap.model import Resolution

_DET = (
    r"(?:(?:the|its|her|his|our|their)\s+)?(?:[\w’'-]+\s+){0,2}?"
    r"(?:(?:town|city|port|village|centre|center|middle|edge|outskirts|island|cape|station|airport)\s+of\s+)?"
)
_NOUN_END = r"(?P<noun>(?:the|its|her|his|our|their)\s+(?:[\w’'-]+\s+)?[\w’'-]+)"
_NEAR_CHARS = 400
"""About two sentences: what was named this shortly before is what an unnamed end means."""


def _means() -> str:
    return alternatives([phrase for phrases in lexicon()["stated_as"].values() for phrase in phrases])


@cache
def _tail() -> str:
    """What may stand between a length and its preposition: means, directions, "away"."""
    compass = alternatives(list(lexicon()["compass"]))
    filler = (
        r"away|distant|apart|further|farther|on|inland|off|due|to\s+the|across|by\s+the(?:\s+\w+){1,2}"
        r"|of\s+\w+(?=\s+(?:from|to)\b)"
        r"|(?:down|up|along|across|over)\s+the\s+(?:[\w’'-]+\s+)?(?:coast|road|track|line|river|valley|highway|lake|shore|bay|water)"
    )
    return rf"(?:[\s,(]*(?:{_means()}|{compass}|{filler})\b)*"


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Compiled when it is first needed: together they take longer than reading an article."""
    return re.compile(_sources()[name], re.IGNORECASE)


@cache
def _sources() -> dict[str, str]:
    tail, ways = _tail(), alternatives(lexicon()["ways"]["nouns"])
    near = r"[^⟦⟧;:.]{0,60}?"
    aside = r"(?:,\s+(?:which|whom|whose|about|on|over|for|of)\s[^;:.,]*,)?"
    return {
        "between": rf"(?:between|separat\w+)\s+{_DET}{PLACE}{near}\b(?:and|from)\s+{_DET}{PLACE}{near}{LENGTH}",
        "measure_between": rf"{LENGTH}{near}\b(?:between|separat\w+)\s+{_DET}{PLACE}{near}"
        rf"\b(?:and|from)\s+{_DET}{PLACE}",
        "apart": rf"{PLACE}\s+and\s+{_DET}{PLACE}{near}{LENGTH}{tail}",
        "from_to": rf"\bfrom\s+{_DET}{PLACE}\s+(?:on\s+)?to\s+{_DET}{PLACE}{aside}{near}{LENGTH}",
        "from_here_to": rf"\bfrom\s+((?:this|our)\s+[\w’'-]+|here)\s+to\s+{_DET}{PLACE}{aside}[^⟦⟧;:.]*{LENGTH}",
        "to_is": rf"{PLACE}\s*(?:to|[-–—→])\s*{_DET}{PLACE}\s*"
        rf"(?:(?:is|was|are|were|makes?|measures?|takes|took|:|,|\(|an?\b|the\b)\s*)+{LENGTH}",
        "measure_from_to": rf"{LENGTH}{tail}\s*(?:[\w’'-]+\s+){{0,2}}?from\s+{_DET}{PLACE}{near}\bto\s+{_DET}{PLACE}",
        "measure_from_to_name": rf"{LENGTH}{tail}\s*from\s+{_DET}{PLACE}{near}\bto\s+"
        r"(?P<name>(?-i:(?:[A-Z][\w’'-]+\s?)+))",
        "beside": rf"(?:\bto|\bin|\binto|\bfor|\breached|\bat)\s+{_DET}{PLACE}\s*,\s*$",
        "second_figure": rf"⟨o⟩{tail}\s*\b(?:from|to|off|short\s+of|of)\s+{_DET}{PLACE},?\s+(?:and|but)\s+$",
        "end_of_phrase": rf"{LENGTH}(?:\s+(?:more\s+or\s+less|or\s+so|in\s+all))?\s*(?:[,.;)]|$)",
        "from": rf"{LENGTH}{tail}\s*\b(?P<preposition>from|short\s+of|out\s+of|outside|beyond|past|off|of)\s+"
        rf"(?:{_DET}⟦(?P<place>\d+)⟧|(?P<adverb>here|there)\b|{_NOUN_END}|(?P<name>(?-i:[A-Z][\w’'-]+)))",
        "to": rf"{LENGTH}{tail}\s*\bto\s+{_DET}{PLACE}",
        "alone": rf"{LENGTH}(?P<tail>{tail})",
        "means": rf"(?:[\s,]*(?:{_means()})\b)*",
        "way_of": rf"\b(?:{ways})(?:\s+of\s+(?:the\s+)?|\s*,\s*)$",
    }


def bind(scene: Scene, measure: Measure, others: Sequence[Measure], previous: Binding | None) -> list[Binding]:
    """The two ends of a length, empty when the sentence does not measure between places.

    Where an end is only implied there are several, the likeliest first.  ``others`` are the other lengths
    of the sentence, ``previous`` the ends of the one before it.  An end that the sentence wants and nobody
    names has no place.
    """
    masked = mask(scene, measure, others)
    at = masked.text.index(LENGTH)
    return (
        way_of_the_day(scene, masked, at)
        or _both_named(scene, masked, at)
        or _from_here(scene, masked, at)
        or _measured_from(scene, masked, at, measure, previous)
        or _elliptic(scene, masked, at, measure, previous)
        or _measured_on(scene, masked, at, measure.is_way)
        or _beside(scene, masked, at)
    )


def _end(masked: Masked, index: str) -> End:
    return as_end(masked.mentions[int(index)])


def _both_named(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    half = _pattern("measure_from_to_name").match(masked.text, at)
    if half is not None:
        ends = (_end(masked, half[1]), End(half["name"].strip(), words=half["name"].strip()))
        return [_bound(scene, masked, ends, at, half.end("name"))]
    for name in ("between", "measure_between", "measure_from_to", "from_to", "to_is", "apart"):
        for match in _pattern(name).finditer(masked.text):
            inside = match.start() <= at < match.end()
            if inside and (name != "apart" or re.search(r"\bapart\b", match[0].split(LENGTH)[1])):
                return _both_readings(scene, masked, at, match)
    return []


def _both_readings(scene: Scene, masked: Masked, at: int, match: re.Match[str]) -> list[Binding]:
    origin, goal = _end(masked, match[1]), _end(masked, match[2])
    origins = _other_readings(origin, masked.mentions[int(match[1])], scene, masked, at, goal)
    goals = _other_readings(goal, masked.mentions[int(match[2])], scene, masked, at, origin)
    return [_bound(scene, masked, (a, b), at, match.end()) for a in origins for b in goals]


def _from_here(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """From this port to ⟦0⟧ … ⟨M⟩: where the writer is, as far as the text has named it."""
    match = _pattern("from_here_to").search(masked.text)
    if match is None or match.end() != at + len(LENGTH):
        return []
    words = match[1].casefold().split()
    goal = _end(masked, match[2])
    before = [
        r
        for r in named_before(scene, masked, at)
        if goal.place is None or r.place is None or r.place.id != goal.place.id
    ]
    near = last_places([r for r in before if r.mention.quote.start >= scene.block_start])
    known = near if words[-1] == "here" else [e for e in of_noun(before, words[-1]) if e in near]
    return [_bound(scene, masked, (origin, goal), at, match.end()) for origin in known or [End(match[1])]]


def _measured_from(scene: Scene, masked: Masked, at: int, measure: Measure, previous: Binding | None) -> list[Binding]:
    """⟨M⟩ from ⟦1⟧: the other end is what is said to lie there."""
    match = _pattern("from").match(masked.text, at)
    if match is None:
        return []
    direction = _direction(masked.text[at : match.end()])
    if previous is not None and match["place"] and _pattern("second_figure").search(masked.text[:at]):
        goal = _end(masked, match["place"])
        return [_bound(scene, masked, (previous.origin, goal), at, match.end(), direction)]
    if match["preposition"] == "of" and direction is None and measure.least_km > 0:  # "within 50 km of" is a distance
        return []  # "1,200 km of railway in ⟦1⟧"
    subjects = subjects_of(scene, masked, at) or [NOBODY]
    return [
        _bound(scene, masked, (subject, goal), at, match.end(), direction)
        for subject in subjects
        for goal in _goals(scene, masked, at, match, subject)
    ]


def _goals(scene: Scene, masked: Masked, at: int, match: re.Match[str], subject: End) -> list[End]:
    if match["place"]:
        return _other_readings(
            _end(masked, match["place"]), masked.mentions[int(match["place"])], scene, masked, at, subject
        )
    before = [
        r for r in named_before(scene, masked, at) if not (r.place and subject.place and r.place.id == subject.place.id)
    ]
    if match["adverb"]:
        return last_places(before) or [End(match["adverb"])]
    if match["name"]:
        return [End(match["name"])]
    words = match["noun"].casefold().split()
    return of_noun(before, words[-1], subject.place) or [End(match["noun"])]


def _other_readings(end: End, mention: Resolution, scene: Scene, masked: Masked, at: int, subject: End) -> list[End]:
    """An end, and where it is only described ("the capital") what else the description can take up.

    What lies in the country of the other end comes first.
    """
    if mention.mention.reference != "description":
        return [end]
    words = mention.mention.quote.text
    if re.match(r"(?:this|our)\s", words, re.IGNORECASE) and end.place is not None:
        return [end, End(words, None, end.span, words=words)]
    noun = mention.mention.quote.text.split()[-1].casefold()
    if noun in ("here", "there"):
        near = [other for other in last_places(named_before(scene, masked, at)) if other.place != subject.place]
        return [end, *near] if end.place and end.place != subject.place else near or [end]
    others = [
        other for other in of_noun(named_before(scene, masked, at), noun, subject.place) if other.place != end.place
    ]
    country = subject.place.country if subject.place else None
    is_abroad = country is not None and end.place is not None and end.place.country != country
    inland = [other for other in others if other.place and other.place.country == country]
    return [*inland, end, *(o for o in others if o not in inland)] if is_abroad else [end, *others]


def _elliptic(scene: Scene, masked: Masked, at: int, measure: Measure, previous: Binding | None) -> list[Binding]:
    """ "… but ⟨M⟩ by road": the same way, measured otherwise."""
    if previous is None or "⟨o⟩" not in masked.text[:at]:
        return []
    between = masked.text[masked.text.rindex("⟨o⟩", 0, at) + len("⟨o⟩") : at]
    match = _pattern("alone").match(masked.text, at)
    rest = re.match(r"[^⟦⟧⟨⟩;:.]{0,40}", masked.text[match.end() :]) if match else None
    stated = stated_as(match["tail"] + (rest[0] if rest else "")) if match else None
    ends = (previous.origin.place, previous.goal.place)
    is_another = any(masked.mentions[int(i)].place not in ends for i in re.findall(PLACE, between))
    if match is None or stated is None or is_another or len(between) > 60:
        return []
    end = document_offset(masked, scene, match.end())
    return [Binding(previous.origin, previous.goal, scene.offset + measure.start, end, stated)]


def _measured_on(scene: Scene, masked: Masked, at: int, is_journey: bool) -> list[Binding]:
    """A length from the last place to the one in question: "to ⟦0⟧, ⟨M⟩ away", "the ⟨M⟩ to ⟦0⟧"."""
    match, left = _pattern("to").match(masked.text, at), masked.text[:at]
    if match is not None:
        subjects, before = [_end(masked, match[1])], named_before(scene, masked, at)
    else:
        match = _pattern("alone").match(masked.text, at)
        is_way = is_journey or _pattern("way_of").search(left) is not None
        if match is None or not (match["tail"].strip(" ,(") or is_way):
            return []
        subjects, before = subjects_of(scene, masked, at, through_way=is_way)[:1], named_before(scene, masked, at)
    bounds = []
    for subject in subjects:
        known = [r for r in before if subject.span is None or r.mention.quote.start < subject.span[0]]
        others = [e for e in last_places(known) if not (e.place and subject.place and e.place.id == subject.place.id)]
        bounds += [_bound(scene, masked, (subject, other), at, match.end()) for other in others or [NOBODY]]
    # "Arden, a mile off": off whoever tells of it
    is_off_teller = match.re is _pattern("alone") and match["tail"].strip(" ,(").casefold() == "off"
    return [replace(bound, is_implied=True) for bound in bounds] if is_off_teller else bounds


def _beside(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """A length that only stands behind its place: "by boat to ⟦0⟧, ⟨M⟩," from the place before."""
    match = _pattern("beside").search(masked.text[:at])
    if match is None or _pattern("end_of_phrase").match(masked.text, at) is None:
        return []
    subject = _end(masked, match[1])
    before = [r for r in named_before(scene, masked, at) if r.mention.quote.start < (subject.span or (0,))[0]]
    others = [e for e in last_places(before) if not (e.place and subject.place and e.place.id == subject.place.id)]
    bounds = [_bound(scene, masked, (subject, other), at, at + len(LENGTH)) for other in others]
    return [replace(bound, is_implied=True) for bound in bounds]


def _bound(
    scene: Scene, masked: Masked, ends: tuple[End, End], at: int, end: int, direction_deg: float | None = None
) -> Binding:
    after = _pattern("means").match(masked.text, end)
    stop = after.end() if after else end
    inside = [e.span for e in ends if e.span and e.span[0] >= scene.offset]
    implied = any(e.span and e.span[1] < scene.offset - _NEAR_CHARS for e in ends)
    start = min([document_offset(masked, scene, at), *(s for s, _ in inside)])
    finish = max([document_offset(masked, scene, stop), *(e for _, e in inside)])
    measured = stated_as(masked.text[at:stop]) or stated_as(masked.text[max(0, at - 60) : at])
    return Binding(*ends, start, finish, measured, direction_deg, implied)


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
