"""Rules for months, years, seasons and longer stretches, and for feasts."""

from __future__ import annotations

import re

from kimmap.dates.absolute import WHICH_MONTH, YEAR_OR_ERA, Fields, month_last, month_of_year, year_fields
from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import (
    EASTER_FEASTS,
    HOLIDAYS,
    MONTH_WORD,
    ORDINALS,
    SEASONS,
    month_number,
    one_of,
)
from kimmap.dates.rules import (
    BEFORE_CHRIST,
    DAY,
    MONTH_STARTS,
    ORDINAL_STARTS,
    ORDINAL_WORD,
    SEASON,
    SEASON_STARTS,
    SUFFIX,
    YEAR,
    Rule,
    no_case,
    rule,
)


def _month_year(match: re.Match[str]) -> Fields:
    return {"month": month_number(match["m"]), **year_fields(match)}


_COMMON_WORD_MONTHS = re.compile(r"(?:May|March|Jan|Mar|Jun|Dec|Sep|Apr|Oct|Nov|Jul|Aug|Feb|MAY|MARCH|Sept)$")


_TEMPORAL_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|from|last|this|next|early|late|mid|to|and|or|through|during|before|after"
    r"|between"
    r"|every|each|middle|end|beginning|start|previous|following|half|around|about|throughout|as of)\s|[Mm]id-"
    r"|[–-])\s?$",
    re.IGNORECASE,
)


def _bare_month(match: re.Match[str]) -> Fields | None:
    text, start = match.string, match.start()
    if _COMMON_WORD_MONTHS.match(match["m"].rstrip(".")) and not _TEMPORAL_BEFORE.search(
        text, max(0, start - 14), start
    ):
        return None
    return {"month": month_number(match["m"])}


_YEAR_CUES = re.compile(
    r"\b(?:in|since|of|until|till|by|from|to|before|after|during|year|years|between|and|through|for|spring|summer"
    r"|autumn"
    r"|fall|winter|early|late|circa|ca\.|c\.|around|about|throughout|as|mid|the|or|than|back in|near)[\s-]\s?$"
    r"|[(–-]\s?$",
    re.IGNORECASE,
)


_NOT_A_YEAR_BEFORE = re.compile(
    r"\b[A-Z]{1,6}[–-]\Z"  # the cruise QX-1407
    r"|[$£€¥#@/.:\d]\Z|\d,\Z|[$£€¥]\s\Z|\d[–-]\s?\Z|\b(?:No|no|nos|number|Nr|page|pp|p|room|flight|US|UN)\.? ?\Z"
    r"|\b(?:his|her|their|my|our|your)\s\Z"
)


_NOT_A_YEAR_AFTER = re.compile(
    r"\s?(?:%|[°′″'’]\s?\d|per\s?cent\b|percent\b|(?:sq(?:uare|\.)?\s)?(?:km|kilomet|miles?|met(?:er|re)s?|m|ft"
    r"|feet|kg|tons?"
    r"|tonnes|nautical|hours?|hrs?|GMT|UTC|BST|CET|EST|EDT|PST|PDT|days|people|men|women|troops|soldiers|children"
    r"|families|dollars|euros?|pounds|francs|marks|yen|roubles|rubles|killed|dead|wounded|prisoners|casualties"
    r"|aircraft|planes|tanks|guns|ships|horses|copies|seats|sheets|volunteers|mm|cm|hectares|acres|inhabitants"
    r"|passengers|residents|refugees|pilgrims|workers|students|members|barrels|feet|steps|points|million|billion)\b)"
)


def _bare_year(match: re.Match[str]) -> Fields | None:
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - 14) : start]
    if (
        _NOT_A_YEAR_BEFORE.search(before)
        or _NOT_A_YEAR_AFTER.match(text, end)
        or re.match(r"[-–/]\d{1,4}\b(?!s)", text[end : end + 6])
    ):
        return None
    year = int(match["y"])
    known = 1900 <= year < 2100 or _YEAR_CUES.search(before) or _is_of_title(text, start, end)
    return {"year": year} if known else None


def _is_of_title(text: str, start: int, end: int) -> bool:
    """ "Journal of the brig Ondine, 1822": a year at the end of its line, or at its beginning, before a stop."""
    ends = re.match(r"\.?\s*(?:\n|\Z)|\.\s+[A-Z]", text[end : end + 6])
    begins = re.match(r"\s?[.:—–-]\s", text[end : end + 3]) and text[:start].rpartition("\n")[2].strip() == ""
    return bool((ends and re.search(r"[a-z][,.:;]\s\Z", text[max(0, start - 4) : start])) or begins)


def _year_range(match: re.Match[str]) -> Fields | None:
    if _NOT_A_YEAR_BEFORE.search(match.string[max(0, match.start() - 14) : match.start()]):
        return None
    first, last = int(match["y"]), match["y2"]
    end = int(match["y"][: 4 - len(last)] + last)
    if not first < end <= first + 150 or _NOT_A_YEAR_AFTER.match(match.string, match.end()):
        return None
    until = Expression(match.start("y2"), match.end("y2"), "date", "year", year=end)
    return {"year": first, "until": until}


def _decade(match: re.Match[str]) -> Fields | None:
    before = match.string[max(0, match.start() - 16) : match.start()]
    if re.search(r"\b(?:his|her|their|my|our|your|its)\s(?:\w+\s)?$", before):
        return None
    digits = match["d"]
    return {"year": int(digits)} if len(digits) == 4 else {"value": digits}


def _century(match: re.Match[str]) -> Fields:
    ordinal = int(match["d"]) if match["d"] else _ORDINALS_TO_20[match["dw"].lower()]
    return {"count": -ordinal if match["bc"] else ordinal}


_ORDINALS_TO_20 = {word: n for word, n in ORDINALS.items() if n < 32}


def _season(match: re.Match[str]) -> Fields | None:
    word = match["s"]
    if word.lower() == "fall" and not match["y"] and not match["which"]:
        before = match.string[max(0, match.start() - 10) : match.start()]
        if not re.search(r"\b(?:early|late|[Ii]n)\s$", before) or not match["the"]:
            return None
    if word.lower() == "spring" and not match["y"] and not match["which"] and not match["the"]:
        before = match.string[max(0, match.start() - 12) : match.start()]
        if not re.search(
            r"\b(?:early|late|by|until|since|in|before|after|mid|during|following)[\s-]$", before, re.IGNORECASE
        ):
            return None
    if word[0].isupper() and not match["y"] and re.match(r"\s[A-Z][a-z]", match.string[match.end() : match.end() + 3]):
        return None
    which = (match["which"] or "").lower()
    toward = {"last": -1, "next": 1, "coming": 1, "following": 1, "previous": -1, "past": -1}.get(which, 0)
    fields: Fields = {"value": SEASONS[word.lower()], "toward": toward, **year_fields(match)}
    if which in ("following", "previous", "that", "same"):
        fields["base"] = "told"
    return fields | {"count": 0} if which in ("this", "last", "next", "coming", "past") else fields


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _quarter(match: re.Match[str]) -> Fields:
    """``count`` is the number of the quarter; without one ``toward`` counts from the present one."""
    if match["which"]:
        return {
            "toward": {"last": -1, "latest": -1, "previous": -1, "next": 1, "coming": 1}.get(match["which"].lower(), 0)
        }
    number = int(match["q"]) if match["q"] else _QUARTERS[match["n"].lower()]
    fields: Fields = {"count": number, **year_fields(match)}
    whose = (match["whose"] or "").split()
    if len(whose) == 1:
        return fields | {"year": int(whose[0][:4])}
    if whose:
        return fields | {"toward": WHICH_MONTH[whose[0].lower()], "unit": "of year"}
    return fields | ({"toward": WHICH_MONTH[match["year"].lower()], "unit": "of year"} if match["year"] else {})


_NAMED_AFTER = re.compile(r"\b[Tt]he\s(?:\w+\s)?[\"“]?\Z")


def _holiday(match: re.Match[str]) -> Fields | None:
    """A feast; "the Christmas market" is none."""
    before, after = (
        match.string[max(0, match.start() - 16) : match.start()],
        match.string[match.end() : match.end() + 3],
    )
    if not match["h"][0].isupper() or (_NAMED_AFTER.search(before) and re.match(r"[\"”]?\s[a-z]", after)):
        return None
    return {"value": re.sub(r"\s+", " ", match["h"].lower().replace("’", "'")), **year_fields(match)}


_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}


_TENS = {word: 10 * n for n, word in enumerate(
    ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2)}  # fmt: skip
_ONES = {word: n for n, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), start=1)}  # fmt: skip

_IN_YEAR = re.compile(r"\b(?:in|of|since|until|till|before|after|autumn|summer|spring|winter)\s['’]\Z")


def _year_in_words(match: re.Match[str]) -> Fields | None:
    """ "in 'fifty-one"; not "'fifty fine fellows'"."""
    if not _IN_YEAR.search(match.string, max(0, match.start() - 12), match.start()):
        return None
    return {"two_digits": _TENS[match["tens"]] + _ONES.get(match["ones"], 0)}


RULES: tuple[Rule, ...] = (
    rule(
        "month year",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD})(?:,? | of |, ?of )(?:the year )?{YEAR_OR_ERA}",
        _month_year,
    ),
    rule(
        "month last",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD})(?: (?P<d>{DAY})(?:{SUFFIX})?)? (?P<which>{no_case('last|next')})"
        rf"(?! (?:\w|{MONTH_WORD}))",
        month_last,
    ),
    rule(
        "month of which year",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD})(?: (?P<d>{DAY})(?:{SUFFIX})?)?,? (?:of )?(?:the )?"
        rf"(?P<which>{no_case('this|last|next|that|same|following|previous|preceding')}) year\b",
        month_of_year,
    ),
    rule(
        "month",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD})(?![A-Za-z]|-(?!{MONTH_WORD})[A-Za-z]|['’]s [A-Z])",
        _bare_month,
    ),
    rule("year range", "date", {"#"}, rf"(?P<y>{YEAR})(?:[–-]|/)(?P<y2>\d\d(?:\d\d)?)(?![\d-])", _year_range),
    rule("year", "date", {"#"}, rf"(?P<y>{YEAR})(?!{BEFORE_CHRIST})", _bare_year),
    rule("year in words", "date", {"the"}, rf"[Tt]he years? {YEAR_OR_ERA}", year_fields),
    rule("year BC", "date", {"#"}, rf"(?P<bc>\d{{1,4}}){BEFORE_CHRIST}", year_fields),
    rule(
        "year AD",
        "date",
        {"ad", "a", "#"},
        r"(?:A\.?D\.? (?P<y>\d{1,4})|(?P<y2>\d{1,4}) (?:AD|A\.D\.|CE)(?!\w))",
        lambda m: {"year": int(m["y"] or m["y2"])} if 100 <= int(m["y"] or m["y2"]) < 2100 else None,
    ),
    rule(
        "year after the century",
        "date",
        {"#"},
        r"['’](?P<yy>\d\d)(?!\d|['’]?s\b)",
        lambda m: {"two_digits": int(m["yy"])},
    ),
    rule(
        "year after the century in words",
        "date",
        set(_TENS),
        rf"(?<=['’])(?P<tens>{'|'.join(_TENS)})(?:-(?P<ones>{'|'.join(_ONES)}))?(?![a-z-])",
        _year_in_words,
    ),
    rule(
        "decade",
        "decade",
        {"the", "#"},
        r"(?:[Tt]he )?(?P<d>(?:1\d|20)\d0|['’]?\d0(?= ?['’]?s\b)) ?['’]?s\b",
        lambda m: _decade(m),
    ),
    rule(
        "decade in words",
        "decade",
        {"the"},
        rf"[Tt]he (?P<d>{'|'.join(_DECADES)})\b",
        lambda m: {"value": str(_DECADES[m["d"]])},
    ),
    rule(
        "century",
        "century",
        {"the", "#", *ORDINAL_STARTS},
        rf"(?:[Tt]he )?(?:(?P<d>\d{{1,2}}){SUFFIX}|(?P<dw>{no_case(ORDINAL_WORD)}))[\s-][Cc]entury"
        rf"(?P<bc>{BEFORE_CHRIST})?",
        _century,
    ),
    rule(
        "season",
        "season",
        {"the", "this", "last", "next", "that", "coming", "following", "previous", *SEASON_STARTS},
        rf"(?:(?P<the>[Tt]he )?(?:(?P<which>{no_case('this|last|next|coming|past|following|previous|that|same')})"
        rf" )?)(?P<s>{SEASON})(?![a-z-])(?:,? (?:of )?{YEAR_OR_ERA}(?:[–/-]\d\d(?:\d\d)?)?)?",
        _season,
    ),
    rule(
        "quarter",
        "quarter",
        {"the", "first", "second", "third", "fourth", "this", "last", "next", "latest", "q", "#"},
        rf"(?:(?P<whose>(?:{YEAR}|{no_case('this|last|next')} year)['’]s )?(?:[Tt]he |[Ii]n )?"
        rf"(?:(?P<n>{no_case('first|second|third|fourth')})[\s-]quarter|"
        rf"(?P<which>{no_case('this|last|next|latest|current|previous|same|coming')}) quarter)|Q(?P<q>[1-4]))"
        rf"(?![a-z-])(?: (?:of )?(?:{YEAR_OR_ERA}|(?P<year>{no_case('last|this|next')}) year))?",
        _quarter,
    ),
    rule("fiscal year", "date", {"fiscal"}, rf"[Ff]iscal (?:year )?{YEAR_OR_ERA}", year_fields),
    rule(
        "feast",
        "holiday",
        {w.split()[0].split("'")[0] for w in [*HOLIDAYS, *EASTER_FEASTS]},
        rf"(?P<h>{no_case(one_of([*HOLIDAYS, *EASTER_FEASTS]))})(?![a-z]|['’]s [A-Z])(?: (?:of )?{YEAR_OR_ERA}|"
        r"(?! [A-Z][a-z]+\b(?<!Eve)(?<!Day)))",
        _holiday,
    ),
)
