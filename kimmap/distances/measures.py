"""Stated lengths: a number, a unit, and how exact the text means it."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

APPROXIMATE = 0.10
"""How far off a figure with "about" may be, as a share."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A length in a text: ``start`` and ``end`` with its hedge, ``least_km`` and ``most_km`` what it allows."""

    start: int
    end: int
    km: float
    least_km: float
    most_km: float
    nautical: bool = False
    unit_km: float = 1.0
    is_way: bool = False
    """Whether its words say that it is a journey's: "a four-hour drive"."""
    is_row: bool = False
    """Whether it has no unit of its own, but that of the table which it is in."""
    is_half: bool = False
    """Whether it is half of what the text states: of a way there and back."""
    is_unsure: bool = False
    """Whether its unit may be another: "24 m. from" are miles in old guides, and metres elsewhere."""


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """The words of distance claims, from ``lexicon.toml``."""
    return tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))


def alternatives(words: Iterator[str] | list[str]) -> str:
    """A regular expression for any of some phrases, the longest first; ``*`` in a phrase is any word."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+").replace(r"\*", r"[\w’'-]+") for w in ordered)


def number_pattern() -> str:
    """A regular expression for a number in figures or in words."""
    words = lexicon()
    numbers = [*words["numbers"]["units"], *filter(None, words["numbers"]["tens"]), "hundred", "thousand", "dozen"]
    spelled = alternatives(numbers)
    figure = (
        r"(?:\d{1,3}[\s-])?[1-9]/[2-9](?![\d/])"
        r"|\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?!\d)(?:\.\d+)?"
        r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)|\d{1,4},\d{1,2}(?![\d,])"
        r"|\d+(?:\.\d+)?(?:\s?[½¼¾])?|[½¼¾]"
    )
    a_hundred = r"an?(?=\s+(?:half|dozen|hundred|thousand|mile|league|kilomet|hour|day|week))"
    # No number has more words; without a limit, a page of nothing but such words takes minutes.
    more = rf"(?:(?:\s+|-(?:and-)?|\s+and\s+(?:an?\s+)?)(?:(?:{spelled})|half)\b)"
    in_words = rf"(?:half\s+an?\b|{a_hundred}|(?:{spelled})\b){more}{{0,9}}"
    return rf"(?:{figure}|{in_words})"


_LOG_MILES = r"(?-i:M)(?=\s+(?:from|to|off|short\s+of|(?-i:[NSEW]{1,3})(?:\s+of)?)\b)"
"""Nautical miles as logs write them: "470 M from"."""
_POINT = r"(?-i:[NSEW](?:\.?\s?[NSEW]){0,2}\.?)"
_GUIDE_MILES = (
    rf"(?:(?-i:m\.)|(?-i:M\.))(?=\s+{_POINT}\s"
    rf"|\s+(?:{_POINT}\s+)?(?:from|off|distant|beyond|short\s+of|by\s+(?:rail|road|coach|river|sea))\b)"
    r"|(?-i:M\.)(?=[\s]*(?:[,;:)]|$))"
)
"""Miles as old guide books write them: "12 m. W. of", "(35 M.)"."""
_SURELY_MILES = re.compile(rf"\s+{_POINT}\s+of\b")
_OF_HOURS = re.compile(r"\d\s?h(?:rs?|ours?)?\.?,?\s+(?:and\s+)?$", re.IGNORECASE)
"""Before minutes: "3 h. 24 m."."""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = lexicon()
    hedges = alternatives([h for group in words["hedges"].values() for h in group])
    number = number_pattern()
    adjectives = alternatives(words["modifiers"]["before_units"])
    between = rf"(?P<so>(?:\s+or\s+so|[\s-]odd)(?=[\s-]))?(?:[\s-]+(?:{adjectives})(?=\s))*"
    return re.compile(
        rf"(?<![\w.,/$£€])(?:(?P<hedge>{hedges})\s*(?:the\s+)?)?(?P<between>between\s+(?={number}\s+and\s))?(?P<low>{number})"
        rf"(?:\s*(?:[-–—−]|to|or|(?(between)and|(?!)))\s*(?P<high>{number}))?"
        rf"{between}[\s-]*(?P<unit>{alternatives(list(words['units']))}|{_LOG_MILES}|{_GUIDE_MILES})(?![\w²³])(?!\s*(?:/(?!\s*\d)|per\b|an\s+hour|[hH]\b))"
        r"(?:\s+and\s+(?P<part>a\s+half|a\s+quarter|three[\s-]quarters)(?![\s-]*(?:hour|day|an?\b)))?"
        rf"(?P<after>\s+(?:or\s+so|or\s+thereabouts|at\s+(?:least|most)|more\s+or\s+less))?",
        re.IGNORECASE,
    )


_NO_DISTANCE = re.compile(
    r"[\s-]*(?:square|cubic|(?:[a-z]+\s+)?(?:pipeline|race|marathon|ultramarathon|cable|fence|wall|canal|trench)s?|across(?=\s*[.,;)]|\s+(?:and|at)\b)|long(?!\s+(?:[\w’'-]+\s+){0,2}(?:way|road|route|track|path|trail|railway|line|highway|motorway|drive|ride|walk"
    r"|journey|trip|crossing|voyage|flight|march|stretch|stage|leg)\s+(?:from|between)\b)|wide|deep|high|thick|tall|in\s+(?:length|width|diameter|circumference|depth|altitude|height)"
    r"|(?:from\s+)?(?:north|south|east|west)\s+to\s+(?:north|south|east|west)"
    r"|above\s+(?:sea|the\s+(?:sea|ground|earth|surface|town|city))|below\s+(?:sea|the\s+(?:sea|ground|earth|surface))|(?:deep|high)er"
    r"|of\s+(?:coast|border|frontier|beach|fence|wall|pipe|cable|wire)\w*|(?:into|up\s+in|in)\s+the\s+(?:air|sky)|round\b|around\b(?!\s+the))\b",
    re.IGNORECASE,
)
_IS_REACH = re.compile(
    r"\b(?:ranges?|radius|radii|reach|perimeter|diameter|circumference|altitude|height|depth|wingspan|visibility)\s+"
    r"(?:(?:is|was|of|at)\s+)+(?:an?\s+)?$",
    re.IGNORECASE,
)
"""Before a length: how far something can go or be seen, or how high it is."""
_MINUS = re.compile(r"(?:^|(?P<name>\b[A-ZÀ-Þ][\w’'-]*|\d\S*)?[\s(])[-−]$")
"""Before a figure: a minus; behind a name or a number it is a dash."""
_SQUARE = re.compile(r"(?:square|sq\.?|cubic)\s*$", re.IGNORECASE)


def find_measures(text: str) -> list[Measure]:
    """Lengths in a text, in order; "254 km (158 miles)" is one.  Speeds, areas, heights and widths are none."""
    found: list[Measure] = []
    for match in _pattern().finditer(text):
        measure = _read(match)
        if measure is None or _NO_DISTANCE.match(text, match.end()) or _SQUARE.search(text[: match.start("unit")]):
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        if _IS_REACH.search(before) or is_negative(before):
            continue
        if found and _is_conversion(text[found[-1].end : match.start()], found[-1], measure):
            end = match.end() + (text[match.end() : match.end() + 1] in (")", "]"))
            first = found.pop()
            found.append(replace(first, end=end))
            continue
        found.append(measure)
    found = [m for measure in found for m in (*_first_figures(text, measure), measure)]
    return [m for measure in found for m in (measure, *_second_figures(text, measure, found))]


def is_negative(before: str) -> bool:
    """Whether the words before a figure end in a minus: "is -20 km"."""
    minus = _MINUS.search(before)
    return minus is not None and not minus["name"]


@lru_cache(maxsize=1)
def _first_figure() -> re.Pattern[str]:
    number = rf"(?:\b|(?<=\s)){number_pattern()}"
    return re.compile(
        rf"(?<![\w.,/$£€])(?<!between\s)(?P<list>(?:{number},\s+){{0,9}})(?P<n>{number}),?\s+and\s+(?:about\s+|some\s+)?$",
        re.IGNORECASE,
    )


def _first_figures(text: str, second: Measure) -> Iterator[Measure]:
    """The figures that share the unit of the one behind them: "140 and 270 km from", "12, 30 and 45 km"."""
    begin = max(0, second.start - 90)
    # A number in words begins early: "one hundred" and not "hundred".
    match = _first_figure().search(text[begin : second.start])
    if match is None:
        return
    is_in_words = not text[second.start].isdigit()
    is_list = bool(match["list"]) or "respectively" in text
    spans = [m.span() for m in re.finditer(r"[^\s,][^,]*(?:,\d{3}[^,]*)*(?=,\s)", match["list"])]
    spans = [(match.start("list") + a, match.start("list") + b) for a, b in spans] + [match.span("n")]
    for start, end in ((begin + a, begin + b) for a, b in spans):
        written = text[start:end]
        value = read_number(written)
        if value and written[0].isdigit() is not is_in_words and (not is_in_words or is_list):
            half = rounding(written, value) / 2
            least, most = ((value + sign * half) * second.unit_km for sign in (-1, 1))
            yield Measure(start, end, value * second.unit_km, least, most, second.nautical, second.unit_km)


@lru_cache(maxsize=1)
def _second_figure() -> re.Pattern[str]:
    name = r"(?:(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3}|the\s+[a-z]+)"
    north = rf"(?:{alternatives([word for word in lexicon()['compass'] if len(word) > 3])})\s+(?:of|from)"
    return re.compile(
        rf"\s+(?:from|to|short\s+of|off|above|below|{north})\s+{name}[^.;:]{{0,40}}?(?:,?\s+(?:and|but)|,)\s+(?:about\s+|some\s+)?"
        rf"(?P<n>(?i:{number_pattern()}))(?=\s+(?:from|to|short\s+of|off|above|below|{north}|by\s+(?:the\s+)?(?:[\w’'-]+\s+)?(?:road|rail|train|sea|car|river|boat|water|air)"
        r"|along\s+the|as\s+the|in\s+a\s+straight)\s?)"
    )


def _second_figures(text: str, first: Measure, others: list[Measure]) -> Iterator[Measure]:
    """The figures that go on without their unit: "40 miles from Arden, 25 from Brunn and 30 from Kestel"."""
    match = _second_figure().match(text, first.end)
    value = read_number(match["n"]) if match else None
    if match and value and not any(m.start <= match.start("n") < m.end for m in others):
        half = rounding(match["n"], value) / 2
        slack = APPROXIMATE * value if first.most_km - first.km >= 0.9 * APPROXIMATE * first.km else half
        least, most = ((value + sign * slack) * first.unit_km for sign in (-1, 1))
        second = Measure(*match.span("n"), value * first.unit_km, least, most, first.nautical, first.unit_km)
        yield second
        yield from _second_figures(text, second, others)


def in_thousands(measure: Measure, text: str) -> list[Measure]:
    """How else a length reads whose point may part its thousands: "1.236 km"; empty for any other."""
    words = text[measure.start : measure.end]
    pointed = None if "(" in words else _THOUSANDS.search(words)
    if pointed is None:
        return []
    value = float(pointed[0].replace(".", ""))
    half, factor = rounding(str(int(value)), value) / 2, 1000.0
    least, most = ((value + sign * half) * measure.unit_km for sign in (-1, 1))
    band = min(least, measure.least_km * factor), max(most, measure.most_km * factor)
    return [replace(measure, km=value * measure.unit_km, least_km=band[0], most_km=band[1])]


_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.])")


def one_way(measure: Measure, text: str) -> Measure | None:
    """Half of a length that is said of a way there and back; None for any other."""
    clause = re.split(r"[.;]\s", text[: measure.start])[-1] + text[measure.start : measure.end + _BEHIND]
    if _THERE_AND_BACK.search(clause) is None:
        return None
    return replace(measure, km=measure.km / 2, least_km=measure.least_km / 2, most_km=measure.most_km / 2, is_half=True)


_BEHIND = 25
"""Characters behind a length that can say that it is there and back."""
_THERE_AND_BACK = re.compile(
    r"\b(?:to\s+(?-i:[A-ZÀ-Þ])[^.;:,]{0,30}|there)\s+and\s+back\b(?!\s+(?:to|in|at|on|from)\b)|\bround[\s-]trip\b|^\W*return\s+(?:trip|journey)\b[^.;]*:",
    re.IGNORECASE,
)


def _is_conversion(between: str, first: Measure, second: Measure) -> bool:
    """Whether a length only repeats the one before it in another unit."""
    opened = re.fullmatch(r"\s*(?:[(\[]|,\s*or|or|/)\s*", between) is not None
    return opened and abs(first.km - second.km) <= 0.07 * max(first.km, second.km)


def _read(match: re.Match[str]) -> Measure | None:
    is_short = match["unit"] in ("m.", "M.")
    if is_short and _OF_HOURS.search(match.string[: match.start()]):
        return None
    unit = "nm" if match["unit"] == "M" else "mile" if is_short else " ".join(match["unit"].casefold().split())
    factor = float(lexicon()["units"][unit])
    low = read_number(match["low"])
    high = read_number(match["high"]) if match["high"] else low
    if low is None or high is None or not 0 < low <= high:
        return None
    if match["part"]:  # "two leagues and a half"
        part = next(share for word, share in _PARTS.items() if word in match["part"].casefold())
        low, high = low + part, high + part
    hedge = " ".join((match["hedge"] or match["after"] or match["so"] or "").casefold().strip("-").split())
    least, most = _band(match["low"], low, high, hedge)
    return Measure(match.start(), match.end(), (low + high) / 2 * factor, least * factor, most * factor,
                   "nautical" in unit or "sea" in unit or unit in ("nm", "nmi"), factor,
                   is_unsure=is_short and not _SURELY_MILES.match(match.string, match.end("unit")))  # fmt: skip


_PARTS = {"three": 0.75, "half": 0.5, "quarter": 0.25}


def _band(written: str, low: float, high: float, hedge: str) -> tuple[float, float]:
    """What a figure allows: its rounding, and what the word before it says."""
    half = rounding(written, low) / 2
    group = next((name for name, words in lexicon()["hedges"].items() if hedge in words), "")
    bands = {
        "": (low - half, high + half),
        "approximate": (low * (1 - APPROXIMATE), high * (1 + APPROXIMATE)),
        "just_over": (low - half, high * (1 + 2 * APPROXIMATE)),
        "at_least": (low - half, math.inf),
        "just_under": (low * (1 - APPROXIMATE), high + half),
        "at_most": (0.0, high + half),
    }
    return bands[group]


def rounding(written: str, value: float) -> float:
    """The step to which a figure is rounded: 254 → 1, 250 → 10, 1,300 → 100, "two hundred" → 10."""
    if not any(c.isdigit() for c in written):
        return max(1.0, 10.0 ** math.floor(math.log10(value)) / 10) if value >= 20 else 1.0
    decimals = _DECIMALS.search(written.strip())
    if decimals is not None and not _POINTED.fullmatch(written.strip()):
        return 10.0 ** -len(decimals[1])
    digits = re.sub(r"\D", "", written)
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


_DECIMALS = re.compile(r"[.,](?:(?<=\.)(?=\d)|(?=\d{1,2}$))(\d+)$")
"""The digits behind a decimal point, or behind a comma that parts no thousands."""
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
"""A figure whose points part its thousands."""
_MOST = 1e9
"""What is more is no figure that anybody means, and would be infinite in some unit."""
_PARTED = re.compile(r"(?:(\d{1,3})[\s-])?([1-9])/([2-9])")
"""A figure with a fraction as old books print it: "2 1/2"."""
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def read_number(written: str) -> float | None:
    """The value of a number in figures or words; None for words that are none, and for figures beyond all measure."""
    if (parted := _PARTED.fullmatch(written.strip())) is not None:
        return float(parted[1] or 0) + int(parted[2]) / int(parted[3])
    fraction = sum(_FRACTIONS.get(c, 0.0) for c in written)
    written = written.replace(".", "") if _POINTED.fullmatch(written.strip()) else written
    figures = re.sub(r"[^\d.]", "", re.sub(r",(?=\d{1,2}$)", ".", written.strip()))
    if figures or fraction:
        value = float(figures or 0) + fraction
        return value if value < _MOST else None
    units, tens = lexicon()["numbers"]["units"], lexicon()["numbers"]["tens"]
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", written.casefold()):
        if word in units:
            current += units.index(word)
        elif word in tens:
            current += tens.index(word) * 10
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word == "dozen":
            current = (current or 1) * 12
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0.0
        elif word == "half":
            current += 0.5
    value = total + current
    return value or (1.0 if re.fullmatch(r"an?\s*", written.casefold()) else None)
