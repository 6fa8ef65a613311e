"""Rules for expressions that name a place in the calendar: days, months, years, seasons, feasts."""

from __future__ import annotations

import re
from typing import Any

from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import (
    EASTER_FEASTS,
    HOLIDAYS,
    MONTH_WORD,
    ORDINALS,
    SEASONS,
    WEEKDAY_NAMES,
    WEEKDAY_WORD,
    month_number,
    one_of,
    weekday_number,
)
from kimmap.dates.rules import (
    BEFORE_CHRIST,
    DAY,
    DAY_ENDS,
    MONTH_STARTS,
    ORDINAL_STARTS,
    ORDINAL_WORD,
    SEASON,
    SEASON_STARTS,
    SUFFIX,
    WEEKDAY_STARTS,
    YEAR,
    Rule,
    no_case,
    rule,
)
from kimmap.dates.zones import named_zone

Fields = dict[str, Any]

_YEAR_OR_ERA = rf"(?:(?P<bc>\d{{1,4}}){BEFORE_CHRIST}|(?P<y>{YEAR})|['’](?P<yy>\d\d)(?!\d))"
_OLD_STYLE = r"(?:O\.? ?S\.?|N\.? ?S\.?|[Oo]ld [Ss]tyle|[Nn]ew [Ss]tyle)"


def _year(match: re.Match[str]) -> Fields:
    g = match.groupdict()
    if g.get("bc"):
        return {"year": -int(g["bc"])}
    if g.get("y"):
        return {"year": int(g["y"])}
    return {"value": g["yy"]} if g.get("yy") else {}


def _day_number(match: re.Match[str]) -> int:
    g = match.groupdict()
    if g.get("d"):
        return int(g["d"])
    return ORDINALS[re.sub(r"\s+", "-", g["dw"].lower())]


def _day_month(match: re.Match[str]) -> Fields | None:
    return {"day": _day_number(match), "month": month_number(match["m"]), **_style(match), **_year(match)}


def _hyphened(match: re.Match[str]) -> Fields:
    return {"day": int(match["d"]), "month": month_number(match["m"])} | (
        {"year": int(match["y"])} if len(match["y"]) == 4 else {"value": match["y"]}
    )


def _style(match: re.Match[str]) -> Fields:
    """ "(12th, Old Style)" in brackets repeats the day in the other calendar; a bare "O.S." is about the day itself."""
    style = match.groupdict().get("style")
    return {"julian": True} if style and style[0] in "Oo" else {}


def _month_year(match: re.Match[str]) -> Fields:
    return {"month": month_number(match["m"]), **_year(match)}


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
    r"[$£€¥#@/.:\d]\Z|\d,\Z|[$£€¥]\s\Z|\d[–-]\s?\Z|\b(?:No|no|nos|number|Nr|page|pp|p|room|flight|US|UN)\.? ?\Z"
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
    return {"year": year} if 1900 <= year < 2100 or _YEAR_CUES.search(before) else None


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
    before = match.string[max(0, match.start() - 8) : match.start()]
    if re.search(r"\b(?:his|her|their|my|our|your|its)\s(?:\w+\s)?$", before):
        return None
    digits = match["d"]
    return {"year": int(digits)} if len(digits) == 4 else {"value": digits}


def _month_of_year(match: re.Match[str]) -> Fields:
    which = match["which"].lower()
    base = "told" if which in ("that", "same", "following", "previous", "preceding") else "written"
    day = {"day": int(match["d"])} if match["d"] else {}
    return {"month": month_number(match["m"]), "unit": "of year", "toward": _WHICH_MONTH[which], "base": base, **day}


def _month_last(match: re.Match[str]) -> Fields:
    fields: Fields = {
        "month": month_number(match["m"]),
        "unit": "which",
        "toward": _WHICH_MONTH[match["which"].lower()],
    }
    return fields | ({"day": int(match["d"])} if match["d"] else {})


def _nth_of_month(match: re.Match[str]) -> Fields:
    """ "The second Tuesday of May": ``count`` says which, -1 the last; a weekday of 0 is any day."""
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}[match["nth"].lower()]
    weekday = weekday_number(match["w"]) if match["w"] != "day" else 0
    return {"month": month_number(match["m"]), "count": nth, "weekday": weekday, "unit": "nth", **_year(match)}


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
    fields: Fields = {"value": SEASONS[word.lower()], "toward": toward, **_year(match)}
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
    fields: Fields = {"count": number, **_year(match)}
    return fields | ({"toward": _WHICH_MONTH[match["year"].lower()], "unit": "of year"} if match["year"] else {})


def _numeric(match: re.Match[str]) -> Fields | None:
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += (2000 if year < 70 else 1900) if len(match["y"]) == 2 else 0
    day, month = (a, b) if b <= 12 and (a > 12 or match["sep"] == ".") else (b, a)
    if month > 12 or day > 31 or not day or not month or match["sep"] != match["sep2"]:
        return None
    return {"day": day, "month": month, "year": year, "value": _order(a, b, match["sep"])}


def _numeric_day(match: re.Match[str]) -> Fields | None:
    """ "14/08" opens the line of a log."""
    text, start = match.string, match.start()
    opens = text[:start].rpartition("\n")[2].strip() == ""
    if not opens or not re.match(r"\s+(?:[012]?\d[:.h][0-5]\d|[A-Z])|\t| {2,}", text[match.end() : match.end() + 8]):
        return None
    a, b = int(match["a"]), int(match["b"])
    day, month = (a, b) if a > 12 else (b, a)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return {"day": day, "month": month, "value": _order(a, b, "/")}


def _order(a: int, b: int, separator: str) -> str:
    if a == b or separator == ".":
        return ""
    return "ambiguous" if a <= 12 and b <= 12 else "day first" if a > 12 else "month first"


def _iso(match: re.Match[str]) -> Fields | None:
    month, day = int(match["mo"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31) or match["sep"] != match["sep2"]:
        return None
    fields: Fields = {"year": int(match["y"]), "month": month, "day": day}
    if match["h"]:
        fields |= {"part": f"T{match['h']}:{match['mi']}", "zone": named_zone(match["z"]) if match["z"] else None}
    return fields


def _holiday(match: re.Match[str]) -> Fields:
    return {"value": re.sub(r"\s+", " ", match["h"].lower().replace("’", "'")), **_year(match)}


_MONTH_OF_LETTERS = {"inst": 0, "instant": 0, "ult": -1, "ulto": -1, "ultimo": -1, "prox": 1, "proximo": 1}


def _letter_day(match: re.Match[str]) -> Fields:
    word = match["mon"].lower().rstrip(".")
    return {"day": _day_number(match), "unit": "M", "toward": _MONTH_OF_LETTERS[word], "kind": "date"}


_WHICH_MONTH = {
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
    return {"day": _day_number(match), "unit": "M", "toward": _WHICH_MONTH[which], "base": base}


_DAY_GOES_ON = re.compile(
    r"\s*(?:$|[,.;:!?)\]—–-](?!\d)|\n|(?:we|I|he|she|they|it|the|there|at|in|on|of\s(?:this|that|next|last)|to|from"
    r"|for|with|by|and|or|when|where"
    r"|was|were|is|are|had|has|will|came|went|left|as|after|before|until|till|through|off|upon|among|near|near"
    r"|under|across|but"
    r"|down|up|again|early|late|morning|evening|night|afternoon|only|also|not|he’d|she’d|a|an|my|our|his|her|their"
    r"|this|that"
    r"|between|ashore|aboard|about|towards?|without|who|which|should|would|could|may|might|must|shall|Mr|Mrs|Dr)\b)"
)
_DAY_CUES = re.compile(
    r"\b(?:on|upon|by|until|till|since|from|to|and|of|before|after|about|between|through|is|was|night of|morning of"
    r"|evening of"
    r"|or|for|following|unto|past|not|on or about|at|only on|around|towards?)\s+$|[,(–—]\s?$",
    re.IGNORECASE,
)


def _bare_day(match: re.Match[str]) -> Fields | None:
    before = match.string[max(0, match.start() - 12) : match.start()]
    if not _DAY_CUES.search(before) or not _DAY_GOES_ON.match(match.string, match.end()):
        return None
    if match["dw"] and not re.search(r"\b(?:on|upon|until|till|by|since)\s+$", before):
        return None
    if re.match(
        r"\s(?:time|century|anniversary|birthday|of)\b(?!\s(?:this|that|next|last))",
        match.string[match.end() : match.end() + 14],
    ):
        return None
    return {"day": _day_number(match)}


def _weekday_and_day(match: re.Match[str]) -> Fields | None:
    goes_on = _DAY_GOES_ON.match(match.string, match.end())
    in_words = bool(match.groupdict().get("dw"))
    if not goes_on and (in_words or re.match(r"\s[a-z]", match.string[match.end() : match.end() + 2])):
        return None
    return {"weekday": weekday_number(match["w"]), "day": _day_number(match)}


def _is_title(text: str, start: int, end: int) -> bool:
    """ "The Sunday Ledger", "THE SUNDAY LEDGER": a name, no day."""
    follows = re.match(r" (?!(?:[A-Z][a-z]{2}\.? |[A-Z]+ )?\d)([A-Z][A-Za-z]+)", text[end : end + 20])
    if not follows or re.match(MONTH_WORD, follows[1]):
        return False
    return text[max(0, start - 4) : start] in ("The ", "THE ") or (text[start:end].isupper() and follows[1].isupper())


def _weekday(match: re.Match[str]) -> Fields | None:
    word, text = match["w"], match.string
    if _is_title(text, match.start(), match.end()):
        return None
    bare = word.rstrip(".")
    if len(bare) <= 4 and bare.lower() in ("sun", "sat", "mon", "wed", "fri") and not word.endswith("."):
        follows = re.match(
            rf"[ ,\u00a0]*(?:\d{{1,2}}\b|at\s\d|the\s\d|{MONTH_WORD}\s\d)", text[match.end() : match.end() + 16]
        )
        if not follows and not re.match(
            r"\s*[–-]\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)", text[match.end() : match.end() + 8]
        ):
            return None
    return {"weekday": weekday_number(word)}


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

RULES: tuple[Rule, ...] = (
    rule(
        "iso",
        "date",
        {"#"},
        r"(?P<y>(?:1\d|20)\d\d)(?P<sep>[-/.])(?P<mo>\d\d)(?P<sep2>[-/.])(?P<d>\d\d)(?![\d]|/(?!\d{4}-)|[-.]\d)"
        r"(?:(?:T| +|, )(?P<h>[012]\d):?(?P<mi>[0-5]\d)(?!\d)(?::\d\d(?:\.\d+)?)?(?: ?(?P<z>Z|UTC|GMT"
        r"|[+-]\d\d:?\d\d)(?!\w))?)?",
        _iso,
    ),
    rule(
        "numeric",
        "date",
        {"#"},
        r"(?P<a>\d{1,2})(?P<sep>[./-])\s?(?P<b>\d{1,2})(?P<sep2>[./-])\s?(?P<y>(?:1[5-9]|20)\d\d|\d\d)(?![\d./-]\d|\d)",
        _numeric,
    ),
    rule(
        "day month",
        "date",
        {"#", "the"},
        rf"(?:[Tt]he )?(?P<d>{DAY})(?:{SUFFIX})?(?: day)?(?: of)?(?: (?:\((?:\d+)(?:{SUFFIX})?,? {_OLD_STYLE}\) )?"
        rf"|-)(?P<m>{MONTH_WORD})(?:,? (?:of )?{_YEAR_OR_ERA})?(?:,? ?\(?(?P<style>{_OLD_STYLE})\)?(?![a-z]))?",
        _day_month,
    ),
    rule(
        "day-month-year", "date", {"#"}, rf"(?P<d>{DAY})-(?P<m>{MONTH_WORD})-(?P<y>\d\d(?:\d\d)?)(?![\d-])", _hyphened
    ),
    rule(
        "day month in words",
        "date",
        {"the", *ORDINAL_STARTS},
        rf"(?:[Tt]he )?(?P<dw>{no_case(ORDINAL_WORD)})(?: day)? of (?P<m>{MONTH_WORD})(?:,? {_YEAR_OR_ERA})?",
        _day_month,
    ),
    rule(
        "month day",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD}) ?(?<=[\s.])(?:the )?(?P<d>{DAY})(?:{SUFFIX})?{DAY_ENDS}(?: ?\((?:\d+|{MONTH_WORD}"
        rf" \d+)(?:{SUFFIX})?,? {_OLD_STYLE}\))?(?: ?,? (?:of )?{_YEAR_OR_ERA})?"
        rf"(?:,? ?\(?(?P<style>{_OLD_STYLE})\)?(?![a-z]))?",
        _day_month,
    ),
    rule(
        "month day in words",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD}) the (?P<dw>{no_case(ORDINAL_WORD)})(?:,? {_YEAR_OR_ERA})?",
        _day_month,
    ),
    rule(
        "month year",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD})(?:,? | of |, ?of )(?:the year )?{_YEAR_OR_ERA}",
        _month_year,
    ),
    rule(
        "month last",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD})(?: (?P<d>{DAY})(?:{SUFFIX})?)? (?P<which>{no_case('last|next')})"
        rf"(?! (?:\w|{MONTH_WORD}))",
        _month_last,
    ),
    rule(
        "day month last",
        "date",
        {"#", "the"},
        rf"(?:[Tt]he )?(?P<d>{DAY})(?:{SUFFIX})?(?: of)? (?P<m>{MONTH_WORD}) (?P<which>{no_case('last|next')})(?! \w)",
        _month_last,
    ),
    rule(
        "nth weekday of a month",
        "date",
        {"the", "last", *ORDINAL_STARTS},
        rf"(?:[Tt]he )?(?P<nth>{no_case('first|second|third|fourth|fifth|last')}) (?P<w>{'|'.join(WEEKDAY_NAMES)}"
        rf"|day) (?:of|in) (?P<m>{MONTH_WORD})(?:,? {_YEAR_OR_ERA})?",
        _nth_of_month,
    ),
    rule(
        "month of which year",
        "date",
        MONTH_STARTS,
        rf"(?P<m>{MONTH_WORD})(?: (?P<d>{DAY})(?:{SUFFIX})?)?,? (?:of )?(?:the )?"
        rf"(?P<which>{no_case('this|last|next|that|same|following|previous|preceding')}) year\b",
        _month_of_year,
    ),
    rule(
        "day month of which year",
        "date",
        {"#", "the"},
        rf"(?:[Tt]he )?(?P<d>{DAY})(?:{SUFFIX})?(?: of)? (?P<m>{MONTH_WORD}),? (?:of )?(?:the )?"
        rf"(?P<which>{no_case('this|last|next|that|same|following|previous|preceding')}) year\b",
        _month_of_year,
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
    rule("year in words", "date", {"the"}, rf"[Tt]he years? {_YEAR_OR_ERA}", _year),
    rule("year BC", "date", {"#"}, rf"(?P<bc>\d{{1,4}}){BEFORE_CHRIST}", _year),
    rule(
        "year AD",
        "date",
        {"ad", "a", "#"},
        r"(?:A\.?D\.? (?P<y>\d{1,4})|(?P<y2>\d{1,4}) (?:AD|A\.D\.|CE)(?!\w))",
        lambda m: {"year": int(m["y"] or m["y2"])},
    ),
    rule(
        "year after the century",
        "date",
        {"#"},
        r"['’](?P<yy>\d\d)(?!\d|['’]?s\b)",
        lambda m: {"value": m["yy"], "kind": "date"},
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
        rf" )?)(?P<s>{SEASON})(?![a-z-])(?:,? (?:of )?{_YEAR_OR_ERA}(?:[–/-]\d\d(?:\d\d)?)?)?",
        _season,
    ),
    rule(
        "quarter",
        "quarter",
        {"the", "first", "second", "third", "fourth", "this", "last", "next", "latest", "q"},
        rf"(?:(?:[Tt]he |[Ii]n )?(?:(?P<n>{no_case('first|second|third|fourth')})[\s-]quarter|"
        rf"(?P<which>{no_case('this|last|next|latest|current|previous|same|coming')}) quarter)|Q(?P<q>[1-4]))"
        rf"(?![a-z-])(?: (?:of )?(?:{_YEAR_OR_ERA}|(?P<year>{no_case('last|this|next')}) year))?",
        _quarter,
    ),
    rule("fiscal year", "date", {"fiscal"}, rf"[Ff]iscal (?:year )?{_YEAR_OR_ERA}", _year),
    rule(
        "feast",
        "holiday",
        {w.split()[0].split("'")[0] for w in [*HOLIDAYS, *EASTER_FEASTS]},
        rf"(?P<h>{no_case(one_of([*HOLIDAYS, *EASTER_FEASTS]))})(?![a-z]|['’]s [A-Z])(?: (?:of )?{_YEAR_OR_ERA}|"
        r"(?! [A-Z][a-z]+\b(?<!Eve)(?<!Day)))",
        lambda m: _holiday(m) if m["h"][0].isupper() else None,
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
        rf"(?P<which>{no_case('|'.join(_WHICH_MONTH))}) month",
        _day_of_that_month,
    ),
    rule(
        "day of a month told",
        "date",
        {"the"},
        rf"[Tt]he (?:(?P<d>{DAY})(?:{SUFFIX})|(?P<dw>{no_case(ORDINAL_WORD)}))(?![-\w])",
        _bare_day,
    ),
    rule(
        "weekday and day",
        "date",
        WEEKDAY_STARTS,
        rf"(?P<w>{WEEKDAY_WORD}),? (?:the )?(?:(?P<d>{DAY})(?:{SUFFIX})|(?P<dw>{no_case(ORDINAL_WORD)}))"
        rf"(?! (?:of )?{MONTH_WORD})(?![-\w])",
        _weekday_and_day,
    ),
    rule(
        "weekday and day",
        "date",
        WEEKDAY_STARTS,
        rf"(?P<w>{WEEKDAY_WORD}),? (?P<d>{DAY})(?! (?:of )?{MONTH_WORD})(?! ?[ap]\.? ?m\b)(?=[,;:.)—–-]?(?:\s|$))"
        r"(?![,.:]\d)",
        _weekday_and_day,
    ),
    rule("numeric day", "date", {"#"}, r"(?P<a>\d{1,2})[/.](?P<b>\d\d)\.?(?=\s)", _numeric_day),
    rule("weekday", "weekday", WEEKDAY_STARTS, rf"(?P<w>{WEEKDAY_WORD})(?!s\b|-[A-Z])", _weekday),
    rule(
        "weekdays",
        "set",
        {w.lower() + "s" for w in WEEKDAY_NAMES},
        rf"(?:{'|'.join(WEEKDAY_NAMES)})s(?![\w'’])",
        lambda m: {"value": f"XXXX-WXX-{weekday_number(m[0][:-1])}"},
    ),
)
