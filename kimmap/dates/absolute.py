"""Rules for expressions that name a place in the calendar: days, months, years, seasons, feasts."""

from __future__ import annotations

import re
from typing import Any

from kimmap.dates.lexicon import (
    MONTH_WORD,
    ORDINALS,
    WEEKDAY_NAMES,
    WEEKDAY_WORD,
    month_number,
    weekday_number,
)
from kimmap.dates.rules import (
    BEFORE_CHRIST,
    DAY,
    DAY_ENDS,
    MONTH_STARTS,
    ORDINAL_STARTS,
    ORDINAL_WORD,
    PART,
    SUFFIX,
    WEEKDAY_STARTS,
    YEAR,
    Rule,
    no_case,
    rule,
)

Fields = dict[str, Any]


YEAR_OR_ERA = rf"(?:(?P<bc>\d{{1,4}}){BEFORE_CHRIST}|(?P<y>{YEAR})|['’](?P<yy>\d\d)(?!\d))"


_OLD_STYLE = r"(?:O\.? ?S\.?|N\.? ?S\.?|[Oo]ld [Ss]tyle|[Nn]ew [Ss]tyle)"
_STYLED = rf"(?:\.?,? ?\(?(?P<style>{_OLD_STYLE})\)?(?![a-z])(?:,? (?P<sy>{YEAR}))?)?"
""" "3 August, O. S.", "Aug. 3. O. S. 1716"."""


def year_fields(match: re.Match[str]) -> Fields:
    g = match.groupdict()
    if g.get("bc"):
        return {"year": -int(g["bc"])}
    if year := g.get("y") or g.get("sy"):
        return {"year": int(year)}
    return {"two_digits": int(g["yy"])} if g.get("yy") else {}


def day_number(match: re.Match[str]) -> int:
    g = match.groupdict()
    if g.get("d"):
        return int(g["d"])
    return ORDINALS[re.sub(r"\s+", "-", g["dw"].lower())]


def _day_month(match: re.Match[str]) -> Fields | None:
    return {"day": day_number(match), "month": month_number(match["m"]), **_style(match), **year_fields(match)}


_LINE_STARTS = re.compile(r"(?:\A|\n)[ \t]*\Z")
_DAY_COMES = re.compile(
    rf"(?:\A|\n|[,(–-]|{WEEKDAY_WORD}|\b(?:[Oo]n|of|[Ss]ince|until|till|[Ff]rom|to|by|and))[ \t]*\Z"
)
_YEAR_FOLLOWS = re.compile(rf",? ?(?:of )?{YEAR}(?!\d)")


def _year_first(match: re.Match[str]) -> Fields | None:
    """ "1916. - August 7th": a full stop between them belongs to the head of an entry, or else ends a sentence."""
    text = match.string
    is_head = _LINE_STARTS.search(text[max(0, match.start() - 12) : match.start()]) is not None
    if (match["stop"] and not is_head) or _YEAR_FOLLOWS.match(text, match.end()):
        return None
    return _day_month(match)


def _stopped_day(match: re.Match[str]) -> Fields | None:
    """ "4. May 1915", and not the end of a sentence: "mile 4. May 1915 was wet"."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    return _day_month(match) if match[0][0] in "Tt" or _DAY_COMES.search(before) else None


def _hyphened(match: re.Match[str]) -> Fields:
    return {"day": int(match["d"]), "month": month_number(match["m"])} | (
        {"year": int(match["y"])} if len(match["y"]) == 4 else {"two_digits": int(match["y"])}
    )


def _style(match: re.Match[str]) -> Fields:
    """ "(12th, Old Style)" in brackets repeats the day in the other calendar; a bare "O.S." is about the day itself."""
    style = match.groupdict().get("style")
    return {"julian": True} if style and style[0] in "Oo" else {}


def month_of_year(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    base = "told" if which in ("that", "same", "following", "previous", "preceding") else "written"
    day = {"day": int(match["d"])} if match["d"] else {}
    return {"month": month_number(match["m"]), "unit": "of year", "toward": WHICH_MONTH[which], "base": base, **day}


def month_last(match: re.Match[str]) -> Fields:
    fields: Fields = {
        "month": month_number(match["m"]),
        "unit": "which",
        "toward": WHICH_MONTH[match["which"].lower()],
    }
    return fields | ({"day": int(match["d"])} if match["d"] else {})


def _nth_of_month(match: re.Match[str]) -> Fields:
    """ "The second Tuesday of May": ``count`` says which, -1 the last; a weekday of 0 is any day."""
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}[match["nth"].lower()]
    weekday = weekday_number(match["w"]) if match["w"] != "day" else 0
    return {"month": month_number(match["m"]), "count": nth, "weekday": weekday, "unit": "nth", **year_fields(match)}


_MONTH_OF_LETTERS = {"inst": 0, "instant": 0, "ult": -1, "ulto": -1, "ultimo": -1, "prox": 1, "proximo": 1}


def _letter_day(match: re.Match[str]) -> Fields:
    word = match["mon"].lower().rstrip(".")
    return {"day": day_number(match), "unit": "M", "toward": _MONTH_OF_LETTERS[word], "kind": "date"}


WHICH_MONTH = {
    "this": 0,
    "present": 0,
    "current": 0,
    "last": -1,
    "next": 1,
    "that": 0,
    "same": 0,
    "following": 1,
    "previous": -1,
    "preceding": -1,
}


def _day_of_that_month(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    base = "told" if which in ("that", "same", "following", "previous", "preceding") else "written"
    return {"day": day_number(match), "unit": "M", "toward": WHICH_MONTH[which], "base": base}


def _is_title(text: str, start: int, end: int) -> bool:
    """ "The Sunday Ledger", "THE SUNDAY LEDGER": a name, no day."""
    follows = re.match(r" (?!(?:[A-Z][a-z]{2}\.? |[A-Z]+ )?\d)([A-Z][A-Za-z]+)", text[end : end + 20])
    if not follows or re.match(MONTH_WORD, follows[1]):
        return False
    return text[max(0, start - 4) : start] in ("The ", "THE ") or (text[start:end].isupper() and follows[1].isupper())


_ALSO_WORDS = frozenset({"sun", "sat", "mon", "wed", "fri"})
"""Weekdays whose short forms are words or names of their own."""
_WEEKDAY_CUES = re.compile(r"\b(?:on|this|next|last|until|till|by|from|since|late|early|to|through)\s\Z|[–-]\s?\Z")
_WEEKDAY_GOES_ON = re.compile(
    rf"[ ,\u00a0]*(?:\d{{1,2}}\b|at\s\d|the\s\d|{MONTH_WORD}\s\d)|\s{PART}\b|\s?[–-]\s?{WEEKDAY_WORD}"
)


_LIST_DAY = re.compile(r"(?:\A|[.!?\n][ \t]*)\Z")
_WITHIN = re.compile(r"(?<!\bthe)(?<!\bThe)(?<![.!?:]) \Z")
_PHRASE_ENDS = re.compile(r"\s*(?:[,;.!?)]|\Z|then\b|and\b)")


def _ends_phrase(match: re.Match[str]) -> bool:
    """Short days as tweets have them: "Mon: Arden. Wed: Brunn." and "gig in Brunn Sat, then home"."""
    text, word = match.string, match["w"].lower()
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 8]
    if after.startswith(":") and match["w"][0].isupper():
        return _LIST_DAY.search(before) is not None
    is_name_too = word in ("sun", "mon")  # a paper, a people
    return not is_name_too and bool(_WITHIN.search(before) and _PHRASE_ENDS.match(after)) and match["w"].istitle()


def _weekday(match: re.Match[str]) -> Fields | None:
    word, text = match["w"], match.string
    if _is_title(text, match.start(), match.end()):
        return None
    short = len(word) <= 4 and word[:3].lower() in _ALSO_WORDS and not word.endswith(".")
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 16]
    if short and not (_WEEKDAY_CUES.search(before) or _WEEKDAY_GOES_ON.match(after) or _ends_phrase(match)):
        return None
    return {"weekday": weekday_number(word)}


RULES: tuple[Rule, ...] = (
    rule(
        "day month",
        "date",
        {"#", "the"},
        rf"(?:[Tt]he )?(?P<d>{DAY})(?:{SUFFIX})?(?: day)?(?: of)?(?: (?:\((?:\d+)(?:{SUFFIX})?,? {_OLD_STYLE}\) )?"
        rf"|-)(?P<m>{MONTH_WORD})(?:,? (?:of )?{YEAR_OR_ERA})?{_STYLED}",
        _day_month,
    ),
    rule(
        "day-month-year", "date", {"#"}, rf"(?P<d>{DAY})-(?P<m>{MONTH_WORD})-(?P<y>\d\d(?:\d\d)?)(?![\d-])", _hyphened
    ),
    rule(
        "day. month year",
        "date",
        {"#", "the"},
        rf"(?:[Tt]he )?(?P<d>{DAY})\. (?P<m>{MONTH_WORD}),? (?P<y>{YEAR})",
        _stopped_day,
    ),
    rule(
        "year, month day",
        "date",
        {"#"},
        rf"(?P<y>{YEAR})(?P<stop>\.?)[,:]? ?(?:[–—-] ?)?(?<=[\s–—-])(?P<m>{MONTH_WORD}) ?(?<=[\s.])"
        rf"(?:the )?(?P<d>{DAY})(?:{SUFFIX})?{DAY_ENDS}",
        _year_first,
    ),
    rule(
        "day month in words",
        "date",
        {"the", *ORDINAL_STARTS},
        rf"(?:[Tt]he )?(?P<dw>{no_case(ORDINAL_WORD)})(?: day)? of (?P<m>{MONTH_WORD})(?:,? {YEAR_OR_ERA})?",
        _day_month,
    ),
    rule(
        "month day",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD}) ?(?<=[\s.])(?:the )?(?P<d>{DAY})(?:{SUFFIX})?{DAY_ENDS}(?: ?\((?:\d+|{MONTH_WORD}"
        rf" \d+)(?:{SUFFIX})?,? {_OLD_STYLE}\))?(?: ?,? (?:of )?{YEAR_OR_ERA})?"
        rf"{_STYLED}",
        _day_month,
    ),
    rule(
        "month day in words",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD}) the (?P<dw>{no_case(ORDINAL_WORD)})(?:,? {YEAR_OR_ERA})?",
        _day_month,
    ),
    rule(
        "day month last",
        "date",
        {"#", "the"},
        rf"(?:[Tt]he )?(?P<d>{DAY})(?:{SUFFIX})?(?: of)? (?P<m>{MONTH_WORD}) (?P<which>{no_case('last|next')})(?! \w)",
        month_last,
    ),
    rule(
        "nth weekday of a month",
        "date",
        {"the", "last", *ORDINAL_STARTS},
        rf"(?:[Tt]he )?(?P<nth>{no_case('first|second|third|fourth|fifth|last')}) (?P<w>{'|'.join(WEEKDAY_NAMES)}"
        rf"|day) (?:of|in) (?P<m>{MONTH_WORD})(?:,? {YEAR_OR_ERA})?",
        _nth_of_month,
    ),
    rule(
        "day month of which year",
        "date",
        {"#", "the"},
        rf"(?:[Tt]he )?(?P<d>{DAY})(?:{SUFFIX})?(?: of)? (?P<m>{MONTH_WORD}),? (?:of )?(?:the )?"
        rf"(?P<which>{no_case('this|last|next|that|same|following|previous|preceding')}) year\b",
        month_of_year,
    ),
    rule(
        "day of the letter's month",
        "date",
        {"the", "#"},
        rf"(?:[Tt]he )?(?:(?P<d>{DAY})(?:{SUFFIX})?|(?P<dw>{no_case(ORDINAL_WORD)}))(?: of)? "
        rf"(?P<mon>{no_case('inst|ult|ulto|prox')}(?![a-z])\.?|{no_case('instant|ultimo|proximo')}(?![a-z]))",
        _letter_day,
    ),
    rule(
        "day of that month",
        "date",
        {"the", "#", *ORDINAL_STARTS},
        rf"(?:[Tt]he )?(?:(?P<d>{DAY})(?:{SUFFIX})|(?P<dw>{no_case(ORDINAL_WORD)}))(?: day)? of (?:the )?"
        rf"(?P<which>{no_case('|'.join(WHICH_MONTH))}) month",
        _day_of_that_month,
    ),
    rule("weekday", "weekday", WEEKDAY_STARTS, rf"(?P<w>{WEEKDAY_WORD})(?!s\b|-(?!{WEEKDAY_WORD})[A-Z])", _weekday),
    rule(
        "weekdays",
        "set",
        {w.lower() + "s" for w in WEEKDAY_NAMES},
        rf"(?:{'|'.join(WEEKDAY_NAMES)})s(?![\w'’])",
        lambda m: {"value": f"XXXX-WXX-{weekday_number(m[0][:-1])}"},
    ),
)
