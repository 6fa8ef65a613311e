"""Rules for days that are told without their month: "the 14th", "Sunday the 9th", "Tues. 4", "9th." in a diary.

A number is a day of a month only where the words around it say so: "on the 4th we left", not "on the 4th floor".
"""

from __future__ import annotations

import re
from typing import Any

from kimmap.dates.absolute import day_number
from kimmap.dates.lexicon import CUES, MONTH_WORD, WEEKDAY_WORD, weekday_number
from kimmap.dates.rules import DAY, ORDINAL_WORD, SUFFIX, WEEKDAY_STARTS, Rule, no_case, rule

Fields = dict[str, Any]

HEAD = "day at the head of an entry"
"""A number alone in its sentence; ``heads`` keeps it only where it goes on from a dated entry."""

COLUMN = "day in a column"
"""A number alone in the first column of a line; ``heads`` keeps it only below a day with its month."""

_GOES_ON = re.compile(
    r"\s*(?:$|[,.;:!?)\]—–-](?!\d)|\n|\(|(?:we|I|he|she|they|it|the|there|at|in|on|of\s(?:this|that|next|last)|to|from"
    r"|for|with|by|and|or|when|where"
    r"|was|were|is|are|had|has|have|will|came|went|left|as|after|before|until|till|through|off|upon|among|near"
    r"|under|across|but"
    r"|down|up|again|early|late|morning|evening|night|afternoon|only|onwards?|also|not|he’d|she’d|a|an|my|our|his|her|their"
    r"|this|that"
    r"|between|ashore|aboard|about|towards?|without|who|which|should|would|could|may|might|must|shall|Mr|Mrs|Dr)\b)"
)
_VERB_GOES_ON = re.compile(
    r"\s(?:(?:never|then|so|because|if|unless|though|although|while|whilst|whence|thence|thither|hither|hence|here|instead"
    r"|just|still|already|soon|once|having|being|does|do|can|cannot|ought|back|home|against|along|around|into|out|over"
    r"|round|since|than|however|all|both|no|nobody|nothing|some|more|you|your|its|these|those|what|how|why|whereupon"
    rf"|whither|despite|(?:{'|'.join(CUES['past'])})|[a-z]+ly)\b"
    r"|(?!series\b|species\b|class\b|bus\b|pass\b|process\b|princess\b|census\b|congress\b|business\b|mass\b|address\b)"
    r"[a-z]{2,}(?<!s)s\b(?!['’]))"
)
"""A verb or adverb, after a cue that no number of a thing follows so: "on the 19th depends", "on the 9th never"."""
_CUES = re.compile(
    r"\b(?:on|upon|by|until|till|since|from|to|and|of|before|after|about|between|through|is|was|night of|morning of"
    r"|evening of"
    r"|or|for|than|following|unto|past|not|on or about|at|only on|around|towards?|arriv(?:ing|ed)|leaving|sailed)\s+$"
    r"|[,(–—]\s?$",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|upon|until|till|by|since)\s+$", re.IGNORECASE)
_OPENS = re.compile(r"(?:\A|[.!?;]\s+|\n)\Z")
_OPENING_GOES_ON = re.compile(r"\s(?:(?:we|I|he|she|they)\b|and\s(?:the\s)?\d{1,2}(?:st|nd|rd|th|d)\b)")
""" "The 29th we rested", "The 29th and 30th we gave to the ruins"."""
_OF_A_STAY = re.compile(r"\s(?:morning|afternoon|evening|night)\b")
""" "On the second afternoon" is of a stay, "on the 2nd, in the afternoon" of a month."""
_NAME_GOES_ON = re.compile(
    r"(?!\s(?:Infantry|Regiment|Battalion|Division|Brigade|Army|Corps|Street|Avenue|Congress|Parliament|Marines|Foot)\b)"
    rf"\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?\s(?:and\s(?:I|he|she|we|[A-Z])|(?:{'|'.join(CUES['past'])})\b)"
)
""" "On the 22nd | Pell and I climbed", "on the 9th | Vinter left"."""
_NOT_A_DAY = re.compile(r"\s(?:time|century|anniversary|birthday|of)\b(?!\s(?:this|that|next|last))")


def _bare_day(match: re.Match[str]) -> Fields | None:
    text, end = match.string, match.end()
    before = text[max(0, match.start() - 12) : match.start()]
    on = _ON.search(before)
    if match["d"] and _OPENS.search(before) and _OPENING_GOES_ON.match(text, end):
        return {"day": day_number(match)}
    goes_on = _GOES_ON.match(text, end)
    if on and match["d"] and not goes_on:
        goes_on = _VERB_GOES_ON.match(text, end) or _NAME_GOES_ON.match(text, end)
    if not _CUES.search(before) or not goes_on or (match["dw"] and not on) or _NOT_A_DAY.match(text, end):
        return None
    if match["dw"] and _OF_A_STAY.match(text, end):
        return None
    return {"day": day_number(match)}


def _weekday_and_day(match: re.Match[str]) -> Fields | None:
    goes_on = _GOES_ON.match(match.string, match.end())
    in_words = bool(match.groupdict().get("dw"))
    if not goes_on and (in_words or re.match(r"[^\S\t][a-z]", match.string[match.end() : match.end() + 2])):
        return None
    return {"weekday": weekday_number(match["w"]), "day": day_number(match)}


_DATED_BRACKET = re.compile(
    rf"\((?:[a-z]+\.? )?(?:\d{{1,2}} {MONTH_WORD}|{MONTH_WORD} \d{{1,2}})\)[^()]*\(\Z"
    r"|\b(?:morning|afternoon|evening|night|day|dawn|noon) \(\Z"
)
""" "Lima (2 December) and Cusco (|7th)", "in the morning (|26th)"; not "Pell (7th)", who came in so."""

_SABBATH = r"(?:(?:Sabbath|Lord['’]s [Dd]ay),? (?:the )?)?"
""" "Sabbath, 20th. At Lima."."""

RULES: tuple[Rule, ...] = (
    rule(
        "day of a month told",
        "date",
        {"the"},
        rf"[Tt]he (?:(?P<d>{DAY})(?:{SUFFIX})|(?P<dw>{no_case(ORDINAL_WORD)}))(?: of the month)?(?![-\w])",
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
        rf"(?P<w>{WEEKDAY_WORD}),? (?P<d>{DAY})(?! (?:of )?{MONTH_WORD})(?! ?[ap]\.? ?m\b)(?=[,;:.)—–-]{{0,3}}(?:\s|$))"
        r"(?![,.:]\d)",
        _weekday_and_day,
    ),
    rule(
        "weekday and day",
        "date",
        {"#"},
        rf"(?<![^\n])(?P<d>{DAY})\.? (?P<w>{WEEKDAY_WORD})"
        rf"(?! (?:the )?\d{{1,2}}(?!\d)|,? (?:of )?{MONTH_WORD})(?![-\w])",
        _weekday_and_day,
    ),
    rule(
        "day of a month told",
        "date",
        {"#"},
        rf"(?<=\()(?P<d>{DAY})(?:{SUFFIX})(?=\))",
        lambda m: {"day": int(m["d"])} if _DATED_BRACKET.search(m.string, max(0, m.start() - 60), m.start()) else None,
    ),
    rule(
        HEAD,
        "date",
        {"#", "the", "sabbath", "lord"},
        rf"(?:The )?{_SABBATH}(?P<d>{DAY})(?:{SUFFIX})?(?=\.?\s?(?:[—–]|--)\s?\S|\.\s?-\s|\.\s+[\"“‘(]?[A-Z]|\.?\s*\n)",
        lambda m: {"day": int(m["d"]), "base": "entry"},
    ),
    rule(
        COLUMN,
        "date",
        {"#"},
        rf"(?:(?<![^\n])|(?<=\d[-–/]))(?P<d>{DAY})(?=(?:[-–/]{DAY})?(?:\x20{{2,}}|\t)\S)",
        lambda m: {"day": int(m["d"])},
    ),
)
