"""Lengths of time that nobody was on the way: delays, stays, tours, rates, hours of the clock."""

from __future__ import annotations

import re
from functools import cache

from kimmap.distances.times import ABOUT, VEHICLES, is_of_a_round_trip

_AROUND = 400
"""Characters on either side of a time that can say what it is."""
_HAPPENED = (
    r"(?:every|each|delay\w*(?:\s+\w+)?(?:\s+(?:of|by))?|wait\w*(?:\s+(?:for|of))?|stop\w*\s+(?:for|of)|stay\w*(?:\s+(?:for|of))?"
    r"|halt\w*(?:\s+(?:of|for))?|layover\s+of|lived(?:\s+\w+){0,3}\s+for|open(?:\s+for)?|closed\s+for|shut\s+for|until|since"
    r"|intervals?\s+of|leaving|departing|(?:held|kept|pinned|detained|delayed)\s+(?:\w+\s+){1,2}(?:(?:down|up|back)\s+)?for"
    r"|stay\w*\s+(?:on\s+the\s+ground|ashore|at\s+anchor|in\s+port|there|here|put|behind|(?:at|in|with)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+)\s+for"
    r"|(?:breaks?|pauses?|gaps?|absences?|silences?|interruptions?|outages?|blackouts?|shut-?downs?|closures?)\s+of"
    r"|(?:lunch|dinner|supper|breakfast|meals?|queues?)\s+(?:[\w’'-]+\s+){0,3}?(?:is|was|takes?|took|lasts?|lasted|goes\s+on\s+for|went\s+on\s+for)"
    r"|(?:not|never|n[’']t)\s+(?:move|budge|stir|go|leave|sail|fly)\w*(?:\s+[\w’'-]+){0,4}?\s+for"
    r"|rest\w*(?:\s+for)?|slept(?:\s+for)?|lost|sojourns?|remain\w*(?:\s+for)?|late\s+by|overslept\s+by"
    r"|(?:resum\w+|re-?open\w*|begin\w*|start\w*|depart\w*|leav\w+|open\w*)\s+(?:with)?in"
    r"|(?:beat\w*|cut\w*|reduc\w+|sav\w+|gain\w*|short\w*)\b[^.;:]{0,60}\b(?:by|than|time))"
)
"""Before a time that nobody was on the way."""
_OTHERWISE = re.compile(
    r"[’']s?\s+(?:\w+\s+)?(?:wages|pay|work|notice|supply|supplies|rations|food|fuel|water|leave|warning)\b"
    r"|[’']?s?[\s-]*(?:(?:less|more|longer|shorter|fewer|quicker|faster|slower)\b|ago|in\s+advance|late\b|early|earlier|behind|ahead|old\b|before\b(?!\s+(?:it|he|she|we|they|i|reaching|arriving|stopping|coming|getting|landing|entering)\b)|each\b(?!\s+way)|(?:a|per|every)\s+(?:day|week|night)|daily"
    r"|(?:\w+\s+){0,2}?(?:delay\w*|layover|wait\w*|break|halts?|stops?|stop-?overs?|tours?\b(?!\s+bus)|visits?|stay|rest|meeting|talks"
    r"|curfew|truce|clinic|walking\s+tour|head\s+start|ultimatum|strike|marathon|race)\b"
    r"|to\s+(?:kill|spare|wait|find|answer|decide|prepare|change|convince|spend|rest|think|explore|see|visit)\b"
    r"|(?:is|was|are|were)\s+(?:(?:not|hardly|scarcely|quite|more\s+than)\s+)?(?:enough|sufficient)\b(?!\s+to\s+(?:reach|get|go|cross|cover|drive|ride))"
    r"|of\s+(?:rain|rest|sleep|talks|silence|daylight|engine)\b|ahead\s+of|(?:\w+\s+)?(?:shunting|waiting|queu\w+))",
    re.IGNORECASE,
)
"""Behind such a time."""


def is_of_the_clock(text: str, start: int, end: int) -> bool:
    """Whether the words of a length of time are a time of day: "at 17.30 hrs"."""
    return _OF_THE_CLOCK.search(text[max(0, start - _BEFORE_CLOCK) : end]) is not None


_BEFORE_CLOCK = 25
_OF_THE_CLOCK = re.compile(
    r"\b(?:at|by|until|till|from|since|before|around|about|past)\s+(?:[\d.:]+\s?(?:to|and|[-–—])\s?)?[012]?\d[.:]?[0-5]\d\s?(?:hrs?|hours|h)\.?$"
    r"|\b(?:arr|dep|ETA|ETD)\b\.?:?\s*[\d.:]+\s?(?:hrs?|hours|h)?\.?$",
    re.IGNORECASE,
)
"""A time of day in the words of a length of time: "at 17.30 hrs", "by 0600 hours"."""


def tells_of_clocks(text: str) -> bool:
    """Whether a sentence tells by how much clocks differ."""
    return _CLOCKS.search(text) is not None


_CLOCKS = re.compile(
    r"\bclocks?\b[^.;]{0,40}\b(?:forwards?|ahead|back)\b"
    r"|\btime[\s-]zones?\b|\b(?:ahead\s+of|behind)\s+(?:GMT|UTC|Greenwich)\b",
    re.IGNORECASE,
)


def is_of_a_round(text: str, start: int) -> bool:
    """Whether the words before a time say that one comes back in it to where one was: "the hike on Arden takes"."""
    return _ROUND.search(text[max(0, start - _AROUND) : start]) is not None


def is_spent(text: str, start: int, end: int, is_measured: bool) -> bool:
    """Whether the words around a time say that nobody was on the way in it: a delay, a stay, a tour, a rate.

    ``is_measured`` tells that the words behind it say that it is one of travel.
    """
    left, right = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    clause = re.split(r"[;:.]\s", left)[-1]
    if is_since_departure(left, right):
        return False
    return (
        _OTHERWISE.match(right) is not None
        or (_spent().search(left) is not None and _WAY_REMAINS.search(left) is None)
        or (_SPENT.search(left) is not None and _ON_THE_WAY.match(right) is None)
        or _STAYED_THERE.search(left) is not None
        or _ROUND.search(clause) is not None
        or is_of_a_round_trip(text, start, end)
        or (_ALLOWS.search(left) is not None and _FOR_A_SIGHT.match(right) is not None)
        or (_UNDER_WAY.search(clause) is not None and _BROKEN_OFF.match(right) is not None)
        or _RATE.search(left + text[start:end]) is not None
        or _COMPARED.search(left) is not None
        or _IN_WEATHER.search(left + text[start:end]) is not None
        or _EXCURSION.search(left + text[start:end]) is not None
        or _STAYED_FOR.search(left + text[start:end]) is not None
        or _IS_OUTING.search(text[start : end + 10]) is not None
        or (_HELD.search(clause) is not None and not is_measured)
    )


def is_since_departure(left: str, right: str) -> bool:
    """Whether the words around a time say how long before somebody had set out: "had left Arden three hours before"."""
    return _LEFT.search(re.split(r"[;:.]\s", left)[-1]) is not None and _BEFORE_THAT.match(right) is not None


_SPENT = re.compile(
    r"\b(?:spen[dt]s?|spending|pass(?:ed|es|ing)?|gi(?:ve|ves|ven|ving)|gave|devot\w+|allot\w*|deserv\w+|(?:is|was|are|were)\s+worth)"
    rf"(?:\s+(?:me|us|him|her|it|them|(?-i:[A-ZÀ-Þ])[\w’'-]+(?:\s(?-i:[A-ZÀ-Þ])[\w’'-]+)?))?\s+{ABOUT}$",
    re.IGNORECASE,
)
"""Before a time that somebody had for something: "gave two days to the hills"."""
_LEFT = re.compile(
    r"\b(?:had|having)\s+(?:only\s+|just\s+)?(?:left|quitted|departed|(?:sailed|started|taken\s+off|set\s+(?:out|off)|flown\s+out)\s+(?:from|of))"
    rf"\s+(?:the\s+)?(?-i:[A-ZÀ-Þ])[^.;,]{{1,40}}\s{ABOUT}$",
    re.IGNORECASE,
)
_BEFORE_THAT = re.compile(r"\s+(?:before|earlier|previously)(?=\s*(?:[.,;:!?)”\"]|$))", re.IGNORECASE)
_ALLOWS = re.compile(
    rf"\b(?:allow|set\s+aside|budget|plan|reserve|keep|leave|give)\s+(?:yourself\s+)?{ABOUT}$", re.IGNORECASE
)
_FOR_A_SIGHT = re.compile(
    rf"\s+(?:for|in|at|inside|to\s+(?:see|visit|explore|look|walk\s+(?:a)?round))\s+(?!(?:the|a|this|that|your|each)\s+(?:[\w-]+\s+){{0,2}}"
    rf"(?:{VEHICLES}|way|road|journey|trip|flight|crossing|passage|ride|drive|voyage|run|route|distance|walk|climb|ascent|descent|transfer|\d)\b)"
    r"(?:the|an?|this|your|its)\b",
    re.IGNORECASE,
)
"""Around a time that a reader is told to have for something: "allow an hour for the museum"."""
_ROUND = re.compile(
    r"\b(?:hike|climb|ascent|trek|walk|tour|loop|circuit|stroll)s?\s+(?:on|of|up|around|round|in|inside)\s+(?:the\s+)?"
    r"(?-i:[A-ZÀ-Þ])[\w’' -]{1,40}?\s+"
    rf"(?:takes?|took|lasts?|lasted|is|was|needs?|needed)\s+{ABOUT}$",
    re.IGNORECASE,
)
"""What is gone at one place, and back: "the hike on Arden takes"."""
_STAYED_THERE = re.compile(
    rf"\b(?:to|in|into|at)\s+(?:the\s+)?(?-i:[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){{0,2}})\s+for\s+(?:the\s+(?:first|last|next)\s+)?{ABOUT}$",
    re.IGNORECASE,
)
"""Before the time that somebody stayed where they went: "up to Arden for two nights"."""
_UNDER_WAY = re.compile(
    rf"\b(?:had|have|has|[’']d|[’']ve)\s+(?:\w+\s+)?been\s+\w+ing\b[^;:.]*(?:for\s+)?{ABOUT}$", re.IGNORECASE
)
_BROKEN_OFF = re.compile(
    r"\s*,?\s+when\s+(?!(?:they|we|i|he|she|it|the\s+\w+)\s+(?:(?:at\s+last|finally)\s+)?(?:reach|arriv|came\s+(?:to|into|in\s+sight)|got\s+to|enter|land))",
    re.IGNORECASE,
)
"""What happened on the way, which had not ended: "had been driving for two hours when a tyre burst"."""
_ON_THE_WAY = re.compile(
    r"\s+(?:of\s+)?(?:(?:on|in|aboard)\s+(?:the|an?|our|his|her|their|that|this)\s+(?:[\w-]+\s+)?"
    rf"(?:{VEHICLES}|way|road|water|saddle|air|journey|passage|voyage|crossing|march|ride|drive|trip)\b"
    rf"|at\s+(?:sea|the\s+wheel)|(?:\w+ly\s+)?(?-i:[a-z]+ing)\b(?<!waiting)(?<!resting)(?<!talking)(?<!meeting)(?<!visiting)"
    r"[^.;:]{0,60}\b(?:from|to|up|down|over|across|through|between)\b)",
    re.IGNORECASE,
)
"""Behind a time that was spent: on the way."""
_RATE = re.compile(
    r"\b(?:\w+ing|hours?|miles|kilomet\w+|km|leagues|stages|times?|once|twice)\s+an?\s+(?:day|week|hour)$"
    r"|(?<!\btakes)(?<!\blasts)(?<!\bneeds)(?<!\bis)(?<!\bwas)(?<!\brequires)(?<!\bmeans)(?<!\bless)(?<!’s)(?<!'s)(?<![Aa]s)(?<!\bus)"
    r"\b[a-z]{3,}s\s+an?\s+(?:day|week|month|night)$",
    re.IGNORECASE,
)
_STAYED_FOR = re.compile(
    r"(?<!\bwalked\s)(?<!\bmarched\s)(?<!\brode\s)(?<!\bsailed\s)(?<!\btravelled\s)(?<!\bdrove\s)(?<!\bdrifted\s)"
    r"\bfor\s+(?:a|one|the)\s+(?:day|week|night|month|fortnight)$",
    re.IGNORECASE,
)
"""A time that somebody went somewhere for: "come over for a day"."""
_IN_WEATHER = re.compile(r"\bon\s+an?\s+(?:\w+\s+)?(?:day|night)$", re.IGNORECASE)
"""When something is so: "on a good day"."""
_EXCURSION = re.compile(
    r"\b(?:trips|tours?|excursions?|outings?)\b[^.;]{0,40}\b(?:takes?|wants?|needs?|fills?)\s+(?:an?|the)\s+(?:full\s+|whole\s+|half\s+|good\s+)?day$",
    re.IGNORECASE,
)
"""How long one is away on an outing."""
_WAY_REMAINS = re.compile(
    rf"\b(?:journey|trip|flight|crossing|passage|ride|drive|voyage|run|route)\b[^.;]{{0,60}}\bremains?\s+{ABOUT}$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\bthan\b[^;:.]*\b(?:can|could|may|might|will|would)\b[^;:.]*$", re.IGNORECASE)
"""Before a time that tells what somebody is able to: "more than a bus can do in a day"."""
_IS_OUTING = re.compile(
    r"\b(?:a|one|single|half|full)[\s-]+day(?:[’']s)?[\s-]+(?:trip|tour|out|return|excursion|outing)", re.IGNORECASE
)
_HELD = re.compile(
    r"\b(?:tours?|concerts?|talks|meetings?|summit|festival|strike|curfew|truce|cease-?fire|exhibition|conference|war|siege|battle|trial|match|marathon"
    r"|operation|debate\w*)\b[^,]{0,80}\b(?:last\w*|took|takes?|is|was|for|of|in)\b",
    re.IGNORECASE,
)
"""Before a time: it is that of something held at a place."""


@cache
def _spent() -> re.Pattern[str]:
    return re.compile(rf"\b{_HAPPENED}\s+{ABOUT}$", re.IGNORECASE)
