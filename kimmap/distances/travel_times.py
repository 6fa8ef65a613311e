"""Lengths of time that somebody was on the way, by what stands around them: what is measured, and by which verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kimmap.distances.measures import alternatives, lexicon, number_pattern, read_number
from kimmap.distances.times import ABOUT, VEHICLES, Duration, find_durations, mode_of, read_hours, time_pattern

_MOTION = (
    r"(?:driv(?:e|es|en|ing)|drove|rid(?:e|es|den|ing)|rode|walk\w*|march\w*|sail\w*|steam(?:ed|ing|s)?|fl(?:y|ies|ew|own|ying)"
    r"|travel\w*|go(?:es|ing|ne)?|went|get(?:s|ting)?|got|com(?:e|es|ing)|came|reach\w*|arriv\w*|cross(?:ed|es|ing)?|cover\w*"
    r"|ma(?:ke|kes|king|de)|travers\w*|perform\w*|cycl\w+|pedal\w*|trek\w*|hik(?:e|es|ed|ing)|tramp\w*|journey\w*"
    r"|drift\w*|paddl\w+|row(?:ed|ing)|return\w*|accomplish\w*|proceed\w*|link\w*|connect\w*|airborne|pass(?:ed|es|ing)?|r[au]n(?:s|ning)?"
    r"|gallop\w*|descend\w*|climb\w*|brought|tak(?:e|es|ing)|took|did|do)"
)
"""What moves: in this or that form."""
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
    r"|(?:sat|stood|lay|parked|idled|loitered|hung\s+around)\s+(?:[\w’'-]+\s+){0,3}for"
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


def find_times_of_travel(text: str) -> list[Duration]:
    """Every length of time in a sentence that can be a journey's, in text order.

    Those that only the ends of a journey make one are loose; bare among them are those around which no word speaks of
    travel.
    """
    if _UNITS.search(text) is None or _CLOCKS.search(text) is not None:
        return []
    sure = [d for d in find_durations(text) if not ((d.is_vague and _is_spent(text, d)) or _is_round(text, d))]
    found = sorted((*sure, *_other_times(text, sure)), key=lambda d: d.start)
    return sorted((*found, *_gapped(text, found)), key=lambda d: d.start)


def _gapped(text: str, found: Sequence[Duration]) -> Iterator[Duration]:
    """Numbers that go on without their unit: "three hours from Arden and two from Brunn"."""
    for match in _without_unit().finditer(text):
        first = next((d for d in reversed(found) if d.end <= match.start()), None)
        unit = _UNIT_OF.search(text[first.start : first.end]) if first is not None else None
        number = read_number(match["number"])
        if first is None or unit is None or not number or not _GOES_ALIKE.match(text[first.end : match.start()]):
            continue
        hours = read_hours(f"{number:g} {unit[0]}")
        if hours and not any(d.start < match.end() and match.start("number") < d.end for d in found):
            yield Duration(*match.span("number"), hours, mode_of(text, *match.span("number")), is_loose=True)


@cache
def _without_unit() -> re.Pattern[str]:
    return re.compile(
        rf"(?:,|\band|\bbut|\bor)\s+{ABOUT}(?P<number>{number_pattern()})"
        r"(?=\s+(?:more\s+|further\s+|on\s+)?(?:from|to)\s+(?:the\s+)?(?-i:[A-ZÀ-Þ]))",
        re.IGNORECASE,
    )


_GOES_ALIKE = re.compile(r"[^.;,]{0,30}\b(?:from|to)\s[^.;]*$", re.IGNORECASE)
"""Between a time with its unit and the number that goes on: the first is measured from or to a place, too."""
_UNIT_OF = re.compile(r"\b(?:minutes?|hours?|days?|weeks?)\b", re.IGNORECASE)


_UNITS = re.compile(r"(?:min|minute|hour|hr|day|night|week|fortnight|month)s?\b|\d\s?h(?![a-z])", re.IGNORECASE)
"""Without any of these there is no length of time; it is what most sentences are asked first."""


def _other_times(text: str, known: Sequence[Duration]) -> Iterator[Duration]:
    """The other lengths of time, less those that are spent otherwise; bare where no word around speaks of travel."""
    for match in _times().finditer(text):
        hours = read_hours(match["time"])
        start, end = match.span("time")
        if not hours or any(d.start < end and start < d.end for d in known) or _is_spent_between(text, start, end):
            continue
        if _OF_THE_CLOCK.search(text[max(0, start - _BEFORE_CLOCK) : end]):
            continue
        left, right = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        behind = _behind().match(right)
        stop = end + (behind.end() if behind else 0)
        is_bare = behind is None and not _is_measured_before(left, right)
        yield Duration(start, stop, hours, mode_of(text, start, stop), is_loose=True, is_bare=is_bare)


_BEFORE_CLOCK = 25
_OF_THE_CLOCK = re.compile(
    r"\b(?:at|by|until|till|from|since|before|around|about|past)\s+(?:[\d.:]+\s?(?:to|and|[-–—])\s?)?[012]?\d[.:]?[0-5]\d\s?(?:hrs?|hours|h)\.?$"
    r"|\b(?:arr|dep|ETA|ETD)\b\.?:?\s*[\d.:]+\s?(?:hrs?|hours|h)?\.?$",
    re.IGNORECASE,
)
"""A time of day in the words of a length of time: "at 17.30 hrs", "by 0600 hours"."""


def _is_spent(text: str, duration: Duration) -> bool:
    match = _times().search(text, duration.start, duration.end)
    return match is not None and _is_spent_between(text, *match.span("time"))


def _is_round(text: str, duration: Duration) -> bool:
    match = _times().search(text, duration.start, duration.end)
    return match is not None and _ROUND.search(text[max(0, match.start("time") - _AROUND) : match.start("time")]) is not None


def _is_spent_between(text: str, start: int, end: int) -> bool:
    """Whether the words around a time say that nobody was on the way in it: a delay, a stay, a tour, a rate."""
    left, right = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    clause = re.split(r"[;:.]\s", left)[-1]
    if _LEFT.search(clause) is not None and _BEFORE_THAT.match(right) is not None:
        return False
    return (
        _OTHERWISE.match(right) is not None
        or (_spent().search(left) is not None and _WAY_REMAINS.search(left) is None)
        or (_SPENT.search(left) is not None and _ON_THE_WAY.match(right) is None)
        or _STAYED_THERE.search(left) is not None
        or _ROUND.search(clause) is not None
        or (_ALLOWS.search(left) is not None and _FOR_A_SIGHT.match(right) is not None)
        or (_UNDER_WAY.search(clause) is not None and _BROKEN_OFF.match(right) is not None)
        or _RATE.search(left + text[start:end]) is not None
        or _COMPARED.search(left) is not None
        or _IN_WEATHER.search(left + text[start:end]) is not None
        or _EXCURSION.search(left + text[start:end]) is not None
        or _STAYED_FOR.search(left + text[start:end]) is not None
        or _IS_OUTING.search(text[start : end + 10]) is not None
        or (_HELD.search(clause) is not None and _behind().match(right) is None)
    )


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
"""Around a time that it took to get where somebody is: "had left Arden three hours before"."""
_ALLOWS = re.compile(rf"\b(?:allow|set\s+aside|budget|plan|reserve|keep|leave|give)\s+(?:yourself\s+)?{ABOUT}$", re.IGNORECASE)
_FOR_A_SIGHT = re.compile(
    rf"\s+(?:for|in|at|inside|to\s+(?:see|visit|explore|look|walk\s+(?:a)?round))\s+(?!(?:the|a|this|that|your|each)\s+(?:[\w-]+\s+){{0,2}}"
    rf"(?:{VEHICLES}|way|road|journey|trip|flight|crossing|passage|ride|drive|voyage|run|route|distance|walk|climb|ascent|descent|transfer|\d)\b)"
    r"(?:the|an?|this|your|its)\b",
    re.IGNORECASE,
)
"""Around a time that a reader is told to have for something: "allow an hour for the museum"."""
_ROUND = re.compile(
    r"\b(?:hike|climb|ascent|trek|walk|tour|loop|circuit|stroll)s?\s+(?:on|of|up|around|round|in|inside)\s+(?:the\s+)?(?-i:[A-ZÀ-Þ])[\w’' -]{1,40}?\s+"
    rf"(?:takes?|took|lasts?|lasted|is|was|needs?|needed)\s+{ABOUT}$",
    re.IGNORECASE,
)
"""What is gone at one place, and back: "the hike on Arden takes"."""
_STAYED_THERE = re.compile(
    rf"\b(?:to|in|into|at)\s+(?:the\s+)?(?-i:[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){{0,2}})\s+for\s+(?:the\s+(?:first|last|next)\s+)?{ABOUT}$",
    re.IGNORECASE,
)
"""Before the time that somebody stayed where they went: "up to Arden for two nights"."""
_UNDER_WAY = re.compile(rf"\b(?:had|have|has|[’']d|[’']ve)\s+(?:\w+\s+)?been\s+\w+ing\b[^;:.]*(?:for\s+)?{ABOUT}$", re.IGNORECASE)
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
_IS_OUTING = re.compile(r"\b(?:a|one|single|half|full)[\s-]+day(?:[’']s)?[\s-]+(?:trip|tour|out|return|excursion|outing)", re.IGNORECASE)
_CLOCKS = re.compile(r"\bclocks?\b[^.;]{0,40}\b(?:forwards?|ahead|back)\b|\btime[\s-]zones?\b|\b(?:ahead\s+of|behind)\s+(?:GMT|UTC|Greenwich)\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:tours?|concerts?|talks|meetings?|summit|festival|strike|curfew|truce|cease-?fire|exhibition|conference|war|siege|battle|trial|match|marathon"
    r"|operation|debate\w*)\b[^,]{0,80}\b(?:last\w*|took|takes?|is|was|for|of|in)\b",
    re.IGNORECASE,
)
"""Before a time: it is that of something held at a place."""


@cache
def _times() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,$£€]){time_pattern()}", re.IGNORECASE)


@cache
def _spent() -> re.Pattern[str]:
    return re.compile(rf"\b{_HAPPENED}\s+{ABOUT}$", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    """What stands behind a time of travel: what it measures, or from where."""
    compass, ways = alternatives(list(lexicon()["compass"])), alternatives(lexicon()["ways"]["nouns"])
    adjectives = (
        r"(?:(?!(?:and|or|to|for|in|on|by|from|at|of|with|before|after|not|the|an?|this|that|our|his|her|their)\b)"
        r"[\w’'-]+\s+){0,2}?"
    )
    sources = (
        rf"[’']?s?[\s-]+{adjectives}(?:{ways})\b",
        rf"[’']?s?[\s-]+{adjectives}(?:{VEHICLES})\b(?=\s*(?:from|to|away|ride|between|across|or|and|at|in|on|for|towards?|over|[,.;)]|$))",
        r"\s+(?:away|distant|off|apart)\b",
        rf"[’']?\s+(?:due\s+|further\s+|to\s+the\s+|\w+\s+)?(?:{compass})(?:wards?)?\s+of\b",
        rf"\s+for\s+the\s+(?:[\w’'-]+\s+)?(?:{ways})\b",
        r"[’']s?\s+(?:(?:hard|steady|good|easy)\s+)?(?:steam|sail|driv|rid|walk|march|fly|travel|cycl|paddl|row)\w*ing\b",
        r"\s+after\s+(?:take-?off|leaving|departure|departing|setting\s+out|starting"
        r"|(?:it|she|he|we|they|i)\s+(?:had\s+)?(?:cast|left|set|started|departed|sailed))\b",
        rf"\s+of\s+(?:\w+\s+)?(?:{VEHICLES})\b(?=\s)",
        rf"\s+with\s+(?:the|an?|our)\s+(?:[\w-]+\s+)?(?:{VEHICLES}|horses)\b",
        r"\s+(?:out\s+of|outside(?:\s+of)?|inland|upriver|downriver|upstream|downstream|up\s+the|down\s+the|beyond|short\s+of)\b",
        rf"\s+(?:away\s+)?(?:by|on|in|aboard)\s+(?:(?:the|a|an)\s+)?(?:[\w-]+\s+)?(?:{VEHICLES})\b"
        r"(?<!the\sroad)(?<!the\sair)|\s+on\s+(?:foot|horseback)\b",
        r"\s+(?:\w+\s+)?(?:from|to)\s+(?:the\s+)?(?-i:(?=[A-ZÀ-Þ]))",
        r"\s+(?:en\s+route|under\s?way|of\s+(?:\w+\s+)?(?:travel\w*|driv\w+|rid\w+|walk\w+|march\w+|sail\w+|steam\w+"
        r"|fly\w+|cycl\w+|transit|journey\w*|going))\b",
        rf"\s+(?:in\s+|in\s+which\s+)?(?:to\s+)(?:{_MOTION})\b(?!\s+(?:sure|a\s+decision|up\b))",
        r"\s+(?:in\s+)?(?:going|passing|travelling|traveling|crossing|reaching|coming|getting|across)\b",
        r"\s+(?:are|were|is|was)\s+(?:\w+\s+)?(?:employed|needed|required|spent|consumed|allowed|enough|sufficient)\b",
        rf"\s+(?:later|after(?:wards)?)\b[^.;]{{0,40}}\b(?:{_MOTION}|landed|anchored|stepped|rolled|pulled|stood"
        r"|(?:was|were)\s+(?:in|at|driven|flown|taken|brought))\b",
        r"\s+(?:up)?on\s+(?:a|the|their|his|her|our)\s+(?:\w+\s+)?(?:journey|voyage|passage|trip|march)\b",
    )
    return re.compile("|".join(f"(?:{source})" for source in sources), re.IGNORECASE)


@cache
def _before() -> tuple[re.Pattern[str], ...]:
    ways = alternatives(lexicon()["ways"]["nouns"])
    whom = r"(?:(?:me|us|him|her|them|it|up|(?:the|his|her|our|their)\s+(?:\w+\s+)?\w+)\s+)?"
    ways = rf"{ways}|commute|transfer|sailing|transit|connection|slog|dash|link|service"
    is_now = (
        r"(?:is|was|are|were|be|been|remains?|to|of|takes?|took|taken|last(?:s|ed)?|occup\w+|(?:made|done)\s+in"
        r"|(?:given|reckoned|put|estimated|counted)(?:\s+(?:at|as))?|itself|:)"
    )
    return tuple(
        re.compile(source, re.IGNORECASE)
        for source in (
            rf"\b(?:took|takes?|taken|taking|last\w*|needs?|needed|requires?|required|occup\w+)\s+{whom}{ABOUT}$",
            rf"\b(?:{ways}|time)\b[^.;]{{0,80}}\b{is_now}\s*(?:\w+ly\s+)?{ABOUT}$",
            rf"\b{_MOTION}\b[^.;:]{{0,90}}\b(?:in|within|for|after)\s+(?:the\s+space\s+of\s+)?{ABOUT}$",
            rf"\b{_MOTION}\s+(?:from\s+)?{ABOUT}$",
            rf"\b{_MOTION}\b[^.;:]{{0,90}}\b(?:means?|meant|involv\w+)\s+{whom}{ABOUT}$",
            rf"\b(?:{ways})\b[^.;]{{0,80}},\s+at\s+{ABOUT}$",
            rf"(?:(?:^|[.;:,(–—]\s*|\b(?:and|to|should|must|you|please|but|or)\s+)allow|\b(?:count|reckon|figure|bank|plan)\s+on|budget|reckon)\s+{ABOUT}$",
            rf"\b(?:on|in|aboard)\s+(?:the|an?|our|that)\s+(?:\w+\s+)?(?:{VEHICLES})\s+(?:\w+\s+)?for\s+{ABOUT}$",
            rf"\b(?:{ways})\b[^.;]{{0,160}}\b(?:hours?|minutes?|days?|weeks?)\s+to\s+{ABOUT}$",
            rf"\b(?:in|within)\s+{ABOUT}$",
            rf"\b(?:is|are|was|were|been|be)\s+{ABOUT}$",
            rf"\b(?:{ways})\b[^.;]{{0,160}}\bfrom\s+{ABOUT}$",
        )
    )


_WANTS_MORE = 9
"""The first of the patterns that want some words behind the time, too: "in two days" a verb that moves."""
_MORE = (
    re.compile(rf"[^.;:]{{0,60}}\b{_MOTION}\b", re.IGNORECASE),
    re.compile(r"\s+on\s+the\s+(?:way|road)\b", re.IGNORECASE),
    re.compile(r"\s+to\s", re.IGNORECASE),
)


_WHERE = re.compile(r",\s+(?:where|who|whose|when|while)\b", re.IGNORECASE)


def _is_measured_before(left: str, right: str) -> bool:
    """Whether the words before a time say that it is one of travel; "in two days" wants a verb that moves."""
    left = _WHERE.split(left)[-1]
    matching = [n for n, pattern in enumerate(_before()) if pattern.search(left)]
    if any(n < _WANTS_MORE for n in matching):
        return True
    return any(_MORE[n - _WANTS_MORE].match(right) is not None for n in matching)
