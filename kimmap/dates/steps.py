"""Rules for expressions that count units from some day: two days later, the next morning, Day 5."""

from __future__ import annotations

import re

from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import MONTH_WORD, ORDINALS, WEEKDAY_WORD, unit_code
from kimmap.dates.relative import Fields, part_code
from kimmap.dates.rules import (
    NUMBER,
    NUMBER_STARTS,
    ORDINAL_STARTS,
    ORDINAL_WORD,
    PART,
    SUFFIX,
    UNIT,
    YEAR,
    Rule,
    no_case,
    rule,
)
from kimmap.language.numbers import number

TODAY_IS = "today is day"
"""The rule that reads "it is day nine": beside the day of writing it tells when the journey began."""

_ABOUT = "(?:(?:about|around|some|roughly) )?"
_DIRECTIONS = "ago|later|earlier|afterwards?|previously|hence|from now|from today|after that|before that|thereafter"


def _same_day(match: re.Match[str]) -> Fields:
    word = match["w"].lower()
    return {"count": 0, "unit": "D", "part": "" if word in ("day", "date") else part_code(word), "base": "told"}


def _next_day(match: re.Match[str]) -> Fields:
    which, word = match["which"].lower(), match["w"].lower()
    toward = -1 if which in ("previous", "preceding", "prior") else 1
    return {"count": 1, "unit": "D", "toward": toward, "part": "" if word == "day" else part_code(word), "base": "told"}


def _day_after(match: re.Match[str]) -> Fields:
    toward = 1 if match["dir"].lower() in ("after", "following") else -1
    word = match["w"].lower()
    unit = {"week": "W", "month": "M", "year": "Y"}.get(word, "D")
    return {"count": 1, "unit": unit, "toward": toward, "part": part_code(word), "base": "told"}


_CAME = re.compile(r"\b(?:arriv\w+|reach\w+|land(?:ed|ing|s)|came|returned|got (?:to|in|back)|checked in|docked)\b")
_WITHIN_TALE = 300
"""Characters before "the day after his arrival" in which it has to be told."""


def _after_arrival(match: re.Match[str]) -> Fields | None:
    """ "Two days after her arrival", where the text has just told of it: counted from the day told."""
    before = match.string[max(0, match.start() - _WITHIN_TALE) : match.start()]
    if _CAME.search(before) is None:
        return None
    groups = match.groupdict()
    if groups.get("w"):
        count = 0 if groups["dir"].lower() == "of" else 1
        part = "" if groups["w"].lower() == "day" else part_code(groups["w"])
        return {"count": count, "unit": "D", "toward": 1, "part": part, "base": "told"}
    days = number(match["n"])
    return {"count": days, "unit": "D", "toward": 1, "base": "told"} if days else None


_ARRIVAL = r"(?:his|her|its|their|our|my|the) (?:arrival|landing|return)\b"


_THAN_MEANT = re.compile(
    r"\s+than\s+(?:planned|expected|intended|hoped|scheduled|usual|foreseen|announced|advertised|first|due|"
    r"(?:originally|at first|he|she|it|they|we|i|her|his|its|our|their|my|the (?:plan|programme|schedule))\b)",
    re.IGNORECASE,
)
""" "Three days later than planned", "a day earlier than she had hoped": no day that anything is told of."""


def _steps(match: re.Match[str]) -> Fields | None:
    count = number(match["n"]) if match["n"] else None
    if match["n"] and count == 0:
        count = None
    if _THAN_MEANT.match(match.string, match.end()):
        return None
    unit = unit_code(match["u"])
    direction = " ".join(match["dir"].lower().split())
    base = "written" if direction in ("ago", "from now", "hence", "from today") else "told"
    toward = -1 if direction in ("ago", "earlier", "before", "previously", "before that", "prior", "since") else 1
    if unit.startswith("T"):
        return {"count": count, "unit": unit, "toward": toward, "base": base}
    return {"count": count, "unit": unit, "toward": toward, "base": base}


def _in_steps(match: re.Match[str]) -> Fields | None:
    count = number(match["n"])
    return {"count": count or None, "unit": unit_code(match["u"]), "toward": 1}


def _exactly(match: re.Match[str]) -> Fields | None:
    count = number(match["n"])
    return {"count": -count, "unit": unit_code(match["u"])} if count else None


def _half(match: re.Match[str]) -> Fields:
    return {"count": 18 if match["n"].lower() != "half" else 6, "unit": "M", "toward": -1}


def _ordinal(words: str) -> int:
    return ORDINALS[re.sub(r"\s+", "-", words.lower())]


def _journey_day(match: re.Match[str]) -> Fields | None:
    count = number(match["n"]) if "n" in match.groupdict() and match["n"] else None
    if count is None:
        return None
    return {"count": count} if 0 < count < 1000 else None


_IS = re.compile(r"\b(?:it\sis|it['’]s|this\sis|today\sis)\s(?:now\s|already\s|only\s)?\Z", re.IGNORECASE)


def _today_is(match: re.Match[str]) -> Fields | None:
    before = match.string[max(0, match.start() - 24) : match.start()]
    return _journey_day(match) if _IS.search(before) else None


def _journey_days(match: re.Match[str]) -> Fields | None:
    first, last = int(match["n"]), int(match["last"])
    until = Expression(match.start("last"), match.end("last"), "journey_day", "journey day", count=last)
    return {"count": first, "until": until} if first < last else None


def _nights(match: re.Match[str]) -> Fields | None:
    count = number(match["n"])
    return {"count": count, "unit": "D", "toward": 1, "base": "told"} if count else None


_ON_A_DAY = re.compile(
    rf"(?:{MONTH_WORD} (?:the )?\d{{1,2}}|\b\d{{1,2}}(?:{SUFFIX})?(?:(?: of)? {MONTH_WORD})?|{WEEKDAY_WORD})"
    rf"(?:{SUFFIX})?(?:,? {YEAR})?,? \Z"
)


def _after_days(match: re.Match[str]) -> Fields | None:
    """ "After five days she left" is a step; "left on 4 May after five days" tells how long she had stayed."""
    before = match.string[max(0, match.start() - 30) : match.start()]
    if match[0][0] == "a" and _ON_A_DAY.search(before) and (count := number(match["n"])):
        return {"kind": "duration", "value": f"P{count}D"}
    return _nights(match)


RULES: tuple[Rule, ...] = (
    rule(
        "same day",
        "step",
        {"that", "the", "same", "this"},
        rf"(?i:(?:that|the) (?:very )?same (?P<w>day|date|{PART}))(?![a-z-])",
        _same_day,
    ),
    rule("that day", "step", {"that"}, rf"(?i:that (?:very )?(?P<w>day|date|{PART}))(?![a-z-])", _same_day),
    rule(
        "next day",
        "step",
        {"the", "next", "following"},
        rf"(?i:(?:the very |the )?(?P<which>next|following|previous|preceding|prior) (?P<w>day|{PART}))(?![a-z-])"
        r"(?! or (?:two|so)\b)(?:['’]s)?",
        _next_day,
    ),
    rule(
        "within the day",
        "step",
        {"earlier", "later", "early", "late"},
        r"(?i:(?:earlier|later|early|late) (?:in|on|that|the same)(?: in)?(?: the| that| the same)? "
        r"(?P<w>day|morning|evening|afternoon|night))(?![a-z-])",
        _same_day,
    ),
    rule(
        "day after",
        "step",
        {"the", "next"},
        rf"(?i:the (?P<w>day|{PART}|week|month|year) (?P<dir>after|before|following))(?![a-z-])(?: that\b)?"
        r"(?! (?:(?:yesterday|tomorrow|the|his|her|its|their|a|an|he|she|it|they|we|I|my|our)\b|[A-Z]))",
        _day_after,
    ),
    rule(
        "after arrival",
        "step",
        {"the"},
        rf"(?i:the (?P<w>day|{PART}) (?P<dir>after|following|of) {_ARRIVAL})",
        _after_arrival,
    ),
    rule(
        "after arrival",
        "step",
        NUMBER_STARTS,
        rf"(?P<n>{no_case(NUMBER)}) days? after (?i:{_ARRIVAL})",
        _after_arrival,
    ),
    rule(
        "steps",
        "step",
        NUMBER_STARTS,
        rf"(?P<n>{no_case(NUMBER)})[\s-](?:(?:short|long|full|whole|more|mere) )?(?P<u>{no_case(UNIT)}) "
        rf"(?P<dir>{no_case(_DIRECTIONS)})(?![a-z-])",
        _steps,
    ),
    rule(
        "steps",
        "step",
        NUMBER_STARTS,
        rf"(?P<n>{no_case(NUMBER)})[\s-](?:(?:short|long|full|whole|more|mere) )?(?P<u>{no_case(UNIT)}) "
        rf"(?P<dir>{no_case('before|after')})(?![a-z-])(?= ?(?:[.,;:)?!—]|\Z|and\b))",
        _steps,
    ),
    rule(
        "exact steps ago",
        "deictic",
        {"exactly"},
        rf"[Ee]xactly (?P<n>{no_case(NUMBER)}) (?P<u>{no_case('weeks?|months?|years?|decades?')}) ago\b",
        _exactly,
    ),
    rule(
        "steps ago today",
        "deictic",
        NUMBER_STARTS,
        rf"(?P<n>{no_case(NUMBER)}) (?P<u>{no_case('weeks?|months?|years?')}) ago (?:today|this (?:very )?day)\b",
        _exactly,
    ),
    rule(
        "weeks ago yesterday",
        "deictic",
        NUMBER_STARTS,
        rf"(?P<n>{no_case(NUMBER)}) weeks? ago yesterday\b",
        lambda m: {"count": -7 * (number(m["n"]) or 1) - 1},
    ),
    rule(
        "vague steps",
        "step",
        {"days", "weeks", "months", "years", "decades", "hours", "minutes"},
        rf"(?P<n>)(?P<u>{no_case(UNIT)}) (?P<dir>{no_case('ago|later|earlier')})(?![a-z-])",
        lambda m: _steps(m) if m["u"].lower().endswith("s") else None,
    ),
    rule(
        "in steps",
        "step",
        {"in", "within"},
        rf"[Ii]n {_ABOUT}(?P<n>{no_case(NUMBER)}) "
        rf"(?P<u>{no_case('days|weeks|months|years|fortnight|week|month|year')})"
        r"(?:['’]s?)? time\b",
        _in_steps,
    ),
    rule(
        "in steps if ahead",
        "step",
        {"in"},
        rf"[Ii]n {_ABOUT}(?P<n>{no_case(NUMBER)}) (?P<u>{no_case('days|weeks|months|years|week|month|year')})"
        r"(?![a-z-]|['’])(?! of\b)",
        _in_steps,
    ),
    rule(
        "year and a half ago",
        "step",
        {"half", "a"},
        rf"(?P<n>{no_case('a year and a half|half')})(?: a)?(?: year)? ago\b",
        _half,
    ),
    rule("after nights", "step", {"after"}, rf"(?:[Aa]fter) (?P<n>{no_case(NUMBER)}) nights\b", _after_days),
    rule(
        "after days",
        "step",
        {"after"},
        rf"[Aa]fter (?P<n>{no_case(NUMBER)}) days(?=,| (?:there|here|we|I|he|she|they)\b| (?:in|at) [A-Z])",
        _after_days,
    ),
    rule(
        "journey day",
        "journey_day",
        {"day"},
        rf"(?:Day|DAY)[\s-](?P<n>\d{{1,3}}|{no_case(NUMBER)})(?![\d-]|[.:]\d|(?: of)? {MONTH_WORD})",
        _journey_day,
    ),
    rule(
        "journey days",
        "journey_day",
        {"days"},
        r"(?:Days|DAYS) (?P<n>\d{1,3})(?: ?[–-] ?| and | to )(?P<last>\d{1,3})\b",
        _journey_days,
    ),
    rule(
        TODAY_IS,
        "journey_day",
        {"day"},
        rf"day (?P<n>\d{{1,3}}|{no_case(NUMBER)})(?![\d-]|[.:]\d)(?= of\b|[,.;:!)]|\s*\Z| and\b)",
        _today_is,
    ),
    rule(
        "day of the journey",
        "journey_day",
        {"on"},
        rf"[Oo]n (?:(?:the|our|my) (?P<dw>{no_case(ORDINAL_WORD)}) day|day (?P<n>{no_case(NUMBER)}))"
        r"(?=,| (?:out|we|I|he|she|they|the|it)\b)",
        lambda m: {"count": _ordinal(m["dw"]) if m["dw"] else number(m["n"])},
    ),
    rule(
        "ordinal day",
        "journey_day",
        {"the", *ORDINAL_STARTS},
        rf"(?:[Tt]he )(?:(?P<d>\d{{1,2}})(?:{SUFFIX})|(?P<dw>{no_case(ORDINAL_WORD)})) day of (?:the|our|his|her|my"
        r"|their|this) (?:\w+ )?(?:tour|trip|journey|voyage|ride|walk|visit|expedition|march|passage|cruise"
        r"|pilgrimage|trek|crossing)\b",
        lambda m: {"count": int(m["d"]) if m["d"] else _ordinal(m["dw"])},
    ),
    rule(
        "reference",
        "reference",
        {"now", "currently", "nowadays", "recently", "formerly", "lately", "these", "presently", "at"},
        r"(?i:(?P<now>(?:right )?now(?! known)|currently|nowadays|these days|at present|at the moment)|"
        r"(?P<past>recently|formerly|lately))(?![a-z-])",
        lambda m: {"value": "PRESENT_REF" if m["now"] else "PAST_REF"},
    ),
    rule(
        "reference",
        "reference",
        {"recent", "current", "future", "the", "present"},
        rf"(?i:(?P<now>current|present[\s-]day)|(?P<past>recent|the past)(?! (?:{NUMBER} )?{UNIT}\b)|"
        r"(?P<next>the future|future))(?![a-z-])",
        lambda m: {"value": "PRESENT_REF" if m["now"] else "PAST_REF" if m["past"] else "FUTURE_REF"},
    ),
)
