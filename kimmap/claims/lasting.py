"""How long a stay lasted: "we stayed there for three nights", "left after two days", "and left on Friday"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kimmap.claims.scene import Line, Scene
from kimmap.language.numbers import NUMBERS, number
from kimmap.model import Aside, Claim, DateMention, Interval

_FEW = {"a few": 2, "several": 3, "a couple of": 2, "a couple": 2, "a": 1, "an": 1, "one": 1, "the": 1}
_COUNT = rf"(?P<n>\d{{1,2}}|{'|'.join(sorted({*NUMBERS, *_FEW}, key=len, reverse=True))})"
LENGTH = _COUNT + (
    r"(?:\s|-)(?:(?:very|more|whole|entire|full|further|extra|long|short|lazy|\w+ful|\w+ly|\w+ing|great|nice|perfect|fun|good|easy|hot|cold|"
    r"wet|quiet|happy|glorious|fantastic|fabulous|magical|rainy|sunny|windy),?\s){0,2}(?P<u>nights?|days?|weeks?)\b"
)
_NO_STAY = (
    r"(?!\s+(?:later|ago|before|earlier|prior|since|in\s+advance|of\s+(?:\w+ing|rain|travel)|at\s+sea|on\s+the\s+(?:road|"
    r"bike|bikes|trail|water|train|bus)|and\s+\w+\s+(?:miles|km)|trip|tour|ride|journey|walk|hike|passage|sail|drive|"
    r"(?:to|from|until|till)\s))"
)
_STAYED = re.compile(
    r"\b(?:stay(?:ed|ing|s)?|spen[dt]s?|spending|remain(?:ed|ing|s)?|linger(?:ed|ing)?|camp(?:ed|ing)?|anchor(?:ed|age)?|"
    r"moor(?:ed|ing)?|rest(?:ed|ing)?|had|enjoy(?:ed|ing)?|slept|lodg(?:ed|ing)|stuck|stranded|waited|paused|stopped|"
    rf"holed\s+up|based|passed|were|was|lay|put\s+up|lived)\s+(?:[\w'’]+\s+){{0,5}}?{LENGTH}{_NO_STAY}",
    re.IGNORECASE,
)
_IN_FOR = re.compile(
    rf"\b(?:(?i:in|at|on|off))\s+(?:the\s+)?[A-ZÀ-Þ][\w'’-]*(?:\s+(?:[A-ZÀ-Þ][\w'’-]*|de|la|of))*,?\s+(?i:for\s+{LENGTH})"
)
_LEFT_AFTER = re.compile(
    r"\b(?:left|leav(?:e|ing)|mov(?:ed|ing)\s+on|sail(?:ed|ing)(?:\s+on)?|set\s+(?:off|out|sail)|depart(?:ed|ing)|went\s+on|"
    rf"cast\s+off|weighed\s+anchor|checked\s+out|said\s+goodbye)\s+(?:[\w'’]+\s+){{0,3}}?after\s+{LENGTH}{_NO_STAY}",
    re.IGNORECASE,
)
_OF_A_STAY = re.compile(
    rf"\b{LENGTH}(?:\s+(?:stay|stop|stopover|visit|break|rest|off))?\s+(?:back\s+)?(?:in|at|on)\s+(?:the\s+)?(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)

_WAYS = (("in", _OF_A_STAY), ("there", _STAYED), ("there", _IN_FOR), ("left", _LEFT_AFTER))


def with_nights(claims: Sequence[Claim | Aside], scene: Scene) -> Iterator[Claim | Aside]:
    """The claims of a document, those of a stay of which a sentence tells the length with its nights."""
    nights = dict(_lengths(claims, scene)) if scene.cast.first_person else {}
    for claim in claims:
        lasted = nights.get(id(claim), 0)
        yield replace(claim, nights=lasted) if lasted and isinstance(claim, Claim) else claim


def _lengths(claims: Sequence[Claim | Aside], scene: Scene) -> Iterator[tuple[int, int]]:
    made = [c for c in claims if isinstance(c, Claim) and c.status == "visited" and c.role in ("arrives", "stays")
            and c.place is not None and not c.place.is_area]  # fmt: skip
    for line in scene.lines:
        for match, way in _told(line, scene):
            if (stay := _stay_of(match, way, line, made)) and (lasted := nights_of(match)):
                yield id(stay), lasted


def _told(line: Line, scene: Scene) -> Iterator[tuple[re.Match[str], str]]:
    text, start, end = scene.document.text, line.sentence.start, line.sentence.end
    if line.block is not None and line.block.role in ("noise", "byline"):
        return
    for way, pattern in _WAYS:
        for match in pattern.finditer(text, start, end):
            if not _OF_OTHERS.search(text, max(start, match.start() - 50), match.start("n")):
                yield match, way


_OF_OTHERS = re.compile(
    r"\b(?:will|would|may|might|can|could|should|must|plan\w*|want\w*|hop(?:e|ed|ing)|intend\w*|going\s+to|wish\w*|meant|"
    r"decided?\s+not|if|not|never|they|he|she|you|who|people|most)\b(?:['’]\w+)?[^.;,]*\Z|n['’]t\b[^.;,]*\Z",
    re.IGNORECASE,
)
""" "They will stay in Lima for another week", "we had meant to stay there for some days"."""


def _stay_of(match: re.Match[str], way: str, line: Line, made: Sequence[Claim]) -> Claim | None:
    """The claim of the stay that lasted so long: of the place named behind or before, else of the one told last."""
    named = [(c.resolution.mention.quote.start, c) for c in made if c.resolution]
    if way == "in":
        return next((c for at, c in named if 0 <= at - match.end() <= 1), None)
    here = [(at, c) for at, c in named if line.sentence.start <= at < line.sentence.end]
    before = [(at, c) for at, c in here if at < match.start("n")]
    if before and way == "there":
        return max(before, key=lambda found: found[0])[1]
    behind = [c for at, c in here if match.end() < at <= match.end() + _BESIDE]
    if behind and way == "there":
        return behind[0]
    unnamed = not any(r.mention.quote.start < match.start() for r in line.resolutions)
    told = [(at, c) for at, c in named if at < line.sentence.start and line.sentence.start - at < _NEAR]
    return max(told, key=lambda found: found[0])[1] if told and unnamed else None


_BESIDE = 8
_NEAR = 900
"""So far on a text still speaks of the place that it told of last."""


def nights_of(match: re.Match[str]) -> int:
    """The least number of nights: of days one less, of weeks two less ("almost a week")."""
    word = " ".join(match["n"].lower().split())
    count = _FEW.get(word) or number(word) or 0
    unit = match["u"].lower().rstrip("s")
    nights = count if unit == "night" else count - 1 if unit == "day" else 7 * count - 2
    return nights if 0 < nights <= _MOST else 0


_MOST = 60
_LEFT_ON = re.compile(
    r"[^.;:]*?(?:\band|,|\bbut|\bbefore)\s+(?:(?:he|she|they|then|again|quietly|finally|only)\s+){0,2}"
    r"(?:left|leaving|departed|departing|(?:flew|flying)\s+(?:out|off|home)|moved\s+on|checked\s+out|sailed(?:\s+off)?|drove\s+off|was\s+gone)"
    r"(?:\s+(?:again|it|the\s+(?:country|city|town|village|island|islands|place|hotel|villa|house|territory|kingdom)))?"
    r"\s+(?:(?:late|early|again|only)\s+)?(?:on\s+)?\Z"
)
"""Between the name of a place and the day on which it was left."""
_SPENT = re.compile(rf"\b(?:spent|stayed|passed|had|remained)\s+(?:[\w'’]+\s+){{0,3}}?{LENGTH}", re.IGNORECASE)


def with_end(claim: Claim | Aside, scene: Scene) -> Claim | Aside:
    """The claim of a stay with the day of its end, and of its beginning where its length in nights is told, too."""
    if not isinstance(claim, Claim) or claim.status != "visited" or claim.role not in ("stays", "arrives"):
        return claim
    resolution = claim.resolution
    if resolution is None or resolution.place is None or resolution.place.is_area:
        return claim
    mention = resolution.mention.quote
    line = scene.line_at(mention.start)
    left = _left_on(line, mention.end, claim.dates) if line is not None else None
    if line is None or left is None or left.interval.first is None:
        return claim
    day, first = left.interval.first, claim.when.first
    spent = _SPENT.search(scene.document.text, line.sentence.start, mention.start)
    if claim.when.is_open and spent and (nights := nights_of(spent)):
        first = day - dt.timedelta(days=nights)
    if first is None or (not claim.when.is_open and claim.when.days != 1) or not 0 < (day - first).days <= _MOST:
        return claim
    return replace(claim, when=Interval(first, day), dates=(*claim.dates, left))


def _left_on(line: Line, after: int, own: Sequence[DateMention]) -> DateMention | None:
    """The day on which the place that ends there was left, no other being named in between."""
    for date in line.dates:
        one_day = date.granularity in ("day", "time") and date.interval.days == 1
        if not one_day or date in own or date.quote.start < after:
            continue
        between = any(after <= r.mention.quote.start < date.quote.start for r in line.resolutions)
        if not between and _LEFT_ON.match(date.quote.document.text[after : date.quote.start]):
            return date
    return None
