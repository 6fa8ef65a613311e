"""Stated lengths of time ("an hour and a half", "2 h 40 min", "five days' sail"), and which of them are journeys'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kimmap.distances.measures import alternatives, lexicon, number_pattern, read_number
from kimmap.model import Mode

_HOURS = {"minute": 1 / 60, "min": 1 / 60, "hour": 1.0, "hr": 1.0, "h": 1.0, "day": 24.0, "night": 24.0, "week": 168.0,
          "fortnight": 336.0, "month": 730.0,
          "march": 24.0, "marche": 24.0, "stage": 24.0}  # fmt: skip
_PARTS = {"quarter": 0.25, "third": 1 / 3, "half": 0.5, "three-quarters": 0.75, "three quarters": 0.75}
_MODES: tuple[tuple[Mode, str], ...] = (
    ("train", r"\b(?:trains?|rail|railway|express(?!\s+(?:steamer|boat|bus|ferry|coach|liner))|sleeper|locomotive"
              r"|shinkansen|TGV|metro)\b"),
    ("plane", r"\b(?:flights?|flew|fly|flying|flown|air|planes?|aircraft|airliners?|helicopters?|jets?|hop"
             r"|A3[0-9]{2}|Airbus|Boeing|Embraer|Cessna|Antonov|Ilyushin|Tupolev"
              r"|(?:ground|air)\s?speed|runways?|take-?off|took\s+off|cockpit|cabin\s+crew)\b"
              r"|\bgate\s+to\s+gate\b"),
    ("ship", r"\b(?:boats?|ferr(?:y|ies)|sea|ships?|steam(?:ers?|ed|ing)|vessels?|yachts?|voyage|crossing|passage"
             r"|sail(?:s|ed|ing)?|dhows?|junks?|feluccas?|dahabee?yahs?|barges?|canoes?|schooners?|sloops?|clippers?"
             r"|packets?|catamaran|hydrofoil|jetfoil)\b"),
    ("road", r"\b(?:road|cars?|(?:mini|night)?bus(?:es)?|(?:stage-?)?coach(?:es)?|(?:mini)?vans?"
             r"|dr(?:ive|ove|iving|iven)|trams?|jeeps?|lorr(?:y|ies)|trucks?|highway|motorcade|taxis?|motor(?:cycl|bik)\w*)\b"),
    ("bicycle", r"\b(?:bicycle|bike|cycl(?:e|ed|ing)|pedall?(?:ed|ing))\b"),
    ("foot", r"\b(?:foot(?!\s+of\b)|walk(?:s|ed|ing)?"
             r"|hik(?:e|ed|ing)|march(?:es|ed|ing)?|trek(?:ked|king)?|tramp(?:ed|ing))\b"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duration:
    """A stated length of time and its offsets in the sentence."""

    start: int
    end: int
    hours: float
    mode: Mode
    is_loose: bool = False
    """Whether only two named ends can make a journey of it: "from Arden to Brunn in two days"."""
    is_bare: bool = False
    """Whether no word around a loose one speaks of travel: only a way told right beside it makes a journey of it."""
    is_vague: bool = False
    """Whether nothing but "took" speaks of a journey: "it took two hours to convince them"."""
    is_listed: bool = False
    """Whether only the list that it is in makes a time of it: "Brunn is two hours away, Kestel nine"."""


_ON_FOOT = re.compile(r"\bon\s+foot\b", re.IGNORECASE)


def mode_in(words: str) -> Mode:
    """The means of travel that words tell of."""
    if _ON_FOOT.search(words) and not _BY_VEHICLE.search(words):
        return "foot"  # "nine hours on foot, and no road"
    return next((name for name, cue in _MODES if re.search(cue, words, re.IGNORECASE)), "unknown")


def find_durations(text: str) -> list[Duration]:
    """The lengths of time that are a journey's by their own words, in text order."""
    found: list[Duration] = []
    for number, pattern in enumerate(_journeys()):
        for match in pattern.finditer(text):
            hours = read_hours(match["time"])
            is_measured = "words" in pattern.groupindex
            start, end = match.span("words" if is_measured else 0)
            if (
                hours
                and not is_of_a_round_trip(text, match.start("time"), match.end("time"))
                and not _is_taken(found, start, end)
            ):
                mode = mode_in(text) if is_measured else mode_of(text, *match.span())
                is_vague = number == _TOOK and mode == "unknown" and _way().search(text) is None
                found.append(Duration(start, end, hours, mode, is_vague=is_vague))
    return sorted(found, key=lambda d: d.start)


def is_of_a_round_trip(text: str, start: int, end: int) -> bool:
    """Whether a time is that of a trip that takes in the stay and the way back: "a six-day official trip to"."""
    match = _ROUND.match(text, end)
    return (
        match is not None
        and re.search(r"(?:day|night|week|month)s?$", text[start:end]) is not None
        and _ONE_WAY.match(text, match.end()) is None
    )


_ROUND = re.compile(
    r"(?:[’']s?)?[\s-]+(?:(?!(?:bus|train|road|boat|ship|sea|river|car|to|from|in|on|at|of|for|by|and|after|later)\b)[\w-]+\s+){0,3}trip\b",
    re.IGNORECASE,
)
_ONE_WAY = re.compile(r"\s+(?:from|between|down|up|across|over|by)\b", re.IGNORECASE)


def mode_of(text: str, start: int, end: int) -> Mode:
    """The means of travel that a time's own words tell, or else those before it in its clause."""
    own = mode_in(text[start:end])
    return own if own != "unknown" else mode_in(re.split(r"[,;:.]\s", text[:start])[-1])


def _is_taken(found: list[Duration], start: int, end: int) -> bool:
    return any(d.start < end and start < d.end for d in found)


def read_hours(written: str) -> float | None:
    """A length of time in hours: "an hour and a half" → 1.5, "2h40" → 2.667; None where it is none."""
    text = " ".join(written.casefold().replace("-", " ").split())
    text = re.sub(r"^between \w+ and ", "", text).replace("another ", "a ")
    text = re.sub(r"(?<=day)(s?) and (?:(?:as many|[\w ]+?) )?nights?$", r"\1", text)
    short = re.fullmatch(r"(\d+)\s?(?:h|hr|hrs)\.?\s?(?:and )?(\d{1,2})\s?(?:m|min|mins|minutes)?\.?", text)
    if short:
        return int(short[1]) + int(short[2]) / 60
    gone_on = re.fullmatch(
        rf"(an?|{number_pattern()}) (?:hours?|hrs?\.?) (?:and )?(?!a\b|half)({number_pattern()})", text
    )
    if gone_on and (hours := read_number(re.sub("^an?$", "1", gone_on[1]))) and (minutes := read_number(gone_on[2])):
        return hours + minutes / 60
    inserted = re.fullmatch(
        r"(?:.+ (?:to|or) |.+[–—] ?)?(.+?) and (?:a|three) (half|quarters?) (hour|day|week)s?", text
    )
    if inserted and (whole := read_number(inserted[1])):
        share = 0.5 if inserted[2] == "half" else 0.75 if "three" in text else 0.25
        return (whole + share) * _HOURS[inserted[3]]
    part = re.fullmatch(r"(?:an?\s)?(quarter|third|half|three quarters)\s(?:of\s)?an?\s(hour|day)", text)
    if part:
        return _PARTS[part[1]] * _HOURS[part[2]]
    return sum(_terms(text)) or None


def _terms(text: str) -> Iterator[float]:
    """The hours of each number with its unit."""
    last = 0.0
    for match in _term().finditer(text):
        if match["part"]:
            yield last * _PARTS[match["part"].removeprefix("a ")]
            continue
        number, unit = read_number(match["n"]), match["unit"].rstrip("s")
        last = _HOURS.get(unit, 0.0)
        yield (number or 0.0) * last


def least_hours(written: str) -> float | None:
    """The hours that a range begins with: "two to three hours" → 2; None for what is no range."""
    match = _range().search(written)
    low, high = (read_number(match[group]) for group in ("low", "high")) if match else (None, None)
    if match is None or low is None or high is None or low >= high:
        return None
    return read_hours(f"{low:g} {match['unit']}")


@lru_cache(maxsize=1)
def _range() -> re.Pattern[str]:
    number = number_pattern()
    to = r"(?:(?(between)and|(?:to|or))\b|[–—]|(?<=[\d½¼¾])-(?=\d))"
    return re.compile(
        rf"(?P<between>\bbetween\s+)?\b(?P<low>{number})\s*{to}\s*(?P<high>{number})[\s-]*(?:(?:{_adjectives()})\s+)?"
        rf"(?P<unit>{_UNIT}|h)\b",
        re.IGNORECASE,
    )


ABOUT = (
    r"(?:(?:about|another|a\s+(?:long|short|total\s+of)|some|nearly|over|almost|just|only|(?:less|more|fewer)\s+than|under|roughly|around|approximately|approx\.|at\s+(?:least|most)"
    r"|an?\s+(?:good|mere|full|further)|(?:a\s+)?little\s+(?:over|under|(?:less|more)\s+than)|good|mere|full|up\s+to|(?:not?|no)\s+more\s+than|upwards\s+of|well\s+over"
    r"|the\s+(?:best|better|greater)\s+part\s+of|as\s+(?:little|much)\s+as|exactly|barely|maybe|perhaps|~)\s*){0,4}"
)
"""What may stand before a number: "the best part of"."""
VEHICLES = (
    r"trains?|rail|railway|road|cars?|(?:mini)?bus(?:es)?|coach(?:es)?|vans?|tram|helicopter|canoe|trucks?|air|planes?|jets?|jetfoil|hydrofoil"
    r"|catamaran|speedboat|launch|boats?|ferry|ferries|sea|ships?|steamers?|bicycle|bikes?|jeeps?|lorry|lorries|sledge|taxi|cab|motorbike|motorcycle"
    r"|mules?|camels?|express|sleeper|stage-?coach|tuk-tuk|minivan|night[\s-]?bus(?:es)?|caravan|convoy"
)

_BY_VEHICLE = re.compile(rf"\b(?:by|in|on|aboard)\s+(?:(?:the|an?)\s+)?(?:\w+\s+)?(?:{VEHICLES})\b", re.IGNORECASE)


def _adjectives() -> str:
    """What may stand between a number and its hours: "three slow hours"."""
    return alternatives([*lexicon()["modifiers"]["before_units"], "single", "solid"])


@lru_cache(maxsize=1)
def _term() -> re.Pattern[str]:
    number = rf"(?:{number_pattern()}|half(?=\s)|an?(?=\s(?:full|whole|good|single|solid|{_UNIT})\b))"
    return re.compile(
        rf"(?P<n>{number})\s?(?:(?:{_adjectives()})\s)?(?P<unit>h|{_UNIT}|marche?s?|stages?)\b"
        r"|and\s(?P<part>a\shalf|a\squarter|three\squarters)",
        re.IGNORECASE,
    )


_UNIT = r"(?:(?:minute|min|hour|hr|day|week|fortnight|month)s?|nights)"
_INSERTED = (
    r"\w+[\s-]+and[\s-]+(?:a|three)[\s-]+(?:half|quarters?)[\s-]+(?:hour|day|week)s?(?!\w)"
    r"|\d+(?:\.\d+)?\s?[½¼¾]\s?(?:hours?|hrs?|days?|h)(?!\w)"
)
"""A number with a part before its unit: "two and a quarter hours"."""


@lru_cache(maxsize=1)
def time_pattern() -> str:
    """A length of time, as a group "time"."""
    number = rf"(?:{number_pattern()}|half(?=[\s-])|(?:an?|another)(?=\s+(?:full|whole|good|single|solid|{_UNIT})\b))"
    dot = r"(?:\.(?!\s+(?-i:[A-ZÀ-Þ])))?"  # unless the sentence ends with it
    minutes = rf"(?:and\s)?\d{{1,2}}(?!\s?(?:h|km|mi)\b)\s?(?:m|mins?|minutes)?{dot}"
    halves = rf"(?:\d{{1,3}}\s)?[1-9]/[2-9]\s?(?:h|hrs?)(?!\w){dot}"
    short = rf"{halves}|\d{{1,3}}(?:\.\d)?\s?(?:h|hrs?)(?!\w){dot}(?:\s?{minutes}(?!\w))?|\d{{1,3}}\s?h{minutes}(?!\w)"
    parts = r"(?:an?\s+|three[\s-])?(?:quarters?|third)\s+of\s+an\s+(?:hour|day)|half\s+an?\s+(?:hour|day)"
    full = rf"(?:(?:{_adjectives()})\s+)?"
    part = r"(?:a\s+half|(?:a\s+|three[\s-]+)quarters?)"
    joint = r"(?:,?\s+and|,)?\s+"
    odd = r"\s+and\s+(?:a\s+(?:bit|little)|some|(?:a\s+few|some|odd)\s+(?:hours|minutes|days))\b"
    of_hours = rf"(?:(?<=day)|(?<=days)|(?<=week)|(?<=weeks)){joint}{number}\s+(?:hours?|hrs?)(?!\w)"
    of_minutes = rf"{joint}{number}\s+(?:minutes?|mins?)(?!\w)(?:{joint}{number}\s+seconds?(?!\w))?"
    of_nights = rf"\s+and\s+(?:{number}\s+)?nights?(?!\w)|\s+and\s+as\s+many\s+nights(?!\w)"
    gone_on = (
        r"(?:(?<=hour)|(?<=hours)|(?<=hr)|(?<=hrs))"
        r"(?:\s+\d{1,2}(?=[,.;:)]|$)|\s+and\s+(?:(?:twenty|thirty|forty|fifty)(?:-five)?|five|ten)(?=[,.;:)]|$))"
    )
    more = rf"{gone_on}|\s+and\s+{part}|{odd}|{of_nights}|{of_hours}(?:{of_minutes})?|{of_minutes}"
    least = rf"between\s+(?:\d+|{alternatives(lexicon()['numbers']['units'])})\s+and"
    to = rf"(?:(?:{number}\s*(?:\bor\b|\bto\b|[-–—])|{least})\s*)?"
    return rf"(?P<time>{parts}|{short}|{to}{_INSERTED}|{to}{number}[\s-]+{full}{_UNIT}(?!\w)(?:{more})?)"


_TOOK = 1
"""The number of the pattern "it took …"."""


@lru_cache(maxsize=1)
def _way() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon()['ways']['nouns'])})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _journeys() -> tuple[re.Pattern[str], ...]:
    """What says by itself that a time is a journey's."""
    time = time_pattern()
    ways = alternatives(lexicon()["ways"]["nouns"])
    means = (
        rf"by\s+(?:\w+\s+)?(?:{VEHICLES})|on\s+foot|on\s+horseback|(?:on|in)\s+the\s+(?:{VEHICLES})|gate\s+to\s+gate"
    )
    qualifier = (
        r"(?:(?!(?:and|or|to|for|in|on|by|from|at|of|with|before|after|not|later|ago|earlier|old)\b)[\w’',-]+\s+){0,3}?"
    )
    not_held = r"(?<![\w.,/])" + "".join(rf"(?<!\b{w}\s)" for w in ("drew", "held", "saw", "led", "staged", "joined"))
    easy = rf"(?:(?:{_adjectives()}|forced|caravan|camel|mule|post|ordinary|regular|regulation|day[’']?s?)\s+)?"
    marches = (
        rf"(?:{number_pattern()}|(?:an?|another)(?=\s))\s+{easy}"
        r"(?:marches|march(?=\s+(?:from|short|beyond|north|south|east|west))|stages)"
    )
    whom = r"(?:(?:me|us|him|her|them|it|(?:the|his|her|our|their)\s+(?:\w+\s+)?\w+)\s+)?"
    return tuple(
        re.compile(source, re.IGNORECASE)
        for source in (
            rf"(?<![\w.,/])(?<!\bfor\s){time}(?:[\s-]+long)?(?:[’']s?)?(?:[\s,]+|-){qualifier}(?:{ways})\b(?<!a\sday\strip)",
            rf"\b(?:took|takes?|taking|lasts|lasted|needs?|needed|requires?|required)\s+{whom}{ABOUT}{time}"
            rf"(?!\s+(?:less|more|longer|fewer|shorter|quicker|faster)\b)(?:\s+(?:{means})\b)?",
            rf"{not_held}(?P<time>{marches})"
            r"(?=\s+(?:away|distant|off|from|to|short\s+of|beyond|between|north|south|east|west|by|on"
            r"|with|over|up|down|through|across)\b|\s*[,.;:)]|$)",
            rf"(?<![\w.,/])(?<!\bfor\s){time}[’']?\s+(?:away\s+)?(?:{means})\b",
            rf"\b(?:did|does|do|made|makes?|cover\w*|perform\w*|travers\w*|accomplish\w*)\s+(?:it|this|that|the\s+(?:\w+\s+)?(?:{ways}))\s+in\s+{ABOUT}{time}",
            rf"(?P<words>{ABOUT}{time}(?:[’']s?\s+(?:{ways}))?)\s+(?:(?:by|on)\s+\w+\s+)?apart\b",
            rf"\bwhich\s+[^;:.,]{{0,40}}?\b(?:did|do|does|made|make|cover\w*|perform\w*|travers\w*|accomplish\w*|r[au]n)\s+in\s+{ABOUT}{time}",
        )
    )
