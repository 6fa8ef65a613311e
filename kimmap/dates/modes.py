"""Decides what the expressions of each document count from, by what the collection shows.

News is told from its day of writing; a narrative tells of days that lie far from it, one after the other.
The year of a story without a day of writing comes from its weekdays, its own years, and the other documents;
the first day of a journey from a "Day 5" that stands beside its date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kimmap.dates.expressions import Expression
from kimmap.dates.finding import Story, readings_of
from kimmap.dates.heads import settled
from kimmap.dates.imprints import printed_by, signed_day
from kimmap.dates.scanner import scan
from kimmap.dates.steps import TODAY_IS
from kimmap.dates.telling import NEAR_DAYS, Mode
from kimmap.dates.values import DAY, date_or_none
from kimmap.dates.watches import without_times_for_years
from kimmap.model import Document

CLOSE_DAYS = 14
_FAR_DAYS, _NEWS_DAYS = 60, 30
"""A date farther from the day of writing than the one speaks for a narrative, nearer than the other for news."""

_WeekdayOfDay = tuple[int, int, int]
"""A month, a day and the weekday given with them."""


def prepare(documents: Sequence[Document]) -> tuple[Story, ...]:
    """The documents with their expressions, in order."""
    scanned = [(d, expressions_of(d)) for d in documents]
    signed = {d.name: signed_day(d, e) for d, e in scanned if d.published is None}
    published = sorted(day for d in documents if (day := d.published or signed[d.name]))
    stories = []
    for document, expressions in scanned:
        own = signed.get(document.name)
        written = document.published or own
        year, words = _year_long_past(document, expressions, written) if written else _year_told(expressions, published)
        mode = "narrative" if year else _mode(document, expressions, written)
        story = Story(document, expressions, mode, year, words, month_first=_month_first(expressions),
                      looks_back=_looks_back(expressions, written), signed=own,
                      printed=None if written else printed_by(document, expressions))  # fmt: skip
        stories.append(story if written else _undated(story, published))
    return _with_journeys(stories)


def expressions_of(document: Document) -> tuple[Expression, ...]:
    """All expressions outside noise."""
    text = document.text
    if not document.blocks:
        found = list(scan(text, 0, len(text)))
    else:
        found = [e for b in document.blocks if b.role != "noise" for e in scan(text, b.start, b.end)]
    found = [e for e in found if e.kind != "date" or e.year or not _NAMED_FOR.match(text, e.end)]
    return settled(text, without_times_for_years(text, found))


_NAMED_FOR = re.compile(r"\s(?:[Ss]tadium|[Ss]quare|[Ss]treet|[Aa]venue|[Bb]ridge|[Bb]oulevard|[Aa]irport)\b")
""" "At the 20 August stadium": called after a day."""


def _mode(document: Document, expressions: Sequence[Expression], written: dt.date | None) -> Mode:
    if written is None:
        return "narrative"
    far = near = chained = weekdays = 0.0
    for e in expressions:
        if e.spells(written):  # the date line says nothing of what is told
            continue
        if (
            (e.base == "told" and e.kind == "step" and e.unit == "D")
            or _with_article(document.text, e)
            or (e.kind == "date" and e.day is not None and e.month is None and e.unit is None)
        ):
            chained += 1
        if e.kind == "deictic" or (
            e.kind in ("unit", "step") and e.base == "written" and e.count != -1 and e.rule != "in steps if ahead"
        ):
            near += 1
        elif e.kind == "weekday" and e.base == "written":
            weekdays += 0.5
        elif e.kind == "date" and e.month is not None and e.unit is None:
            apart = _days_apart(e, written)
            far += apart > _FAR_DAYS
            near += apart <= _NEWS_DAYS and e.day is not None
        elif e.kind == "date" and e.year is not None and e.month is None:
            far += 0.5 * (abs(e.year - written.year) > 1)
    if far >= 3 and near + weekdays < 0.5 * far:
        return "narrative"
    if any(e.kind == "deictic" for e in expressions):  # who says "tomorrow" has weekdays of the day of writing, too
        near += weekdays / 2
    return "narrative" if chained >= 2 and chained >= near else "news"


def _looks_back(expressions: Sequence[Expression], written: dt.date | None) -> bool:
    """Whether no expression is of the time of writing: no "yesterday", no "on Monday", no day near it."""
    if written is None:
        return False
    for e in expressions:
        if e.kind in ("deictic", "weekday") or (e.kind in ("unit", "step") and e.base == "written"):
            return False
        near = e.kind == "date" and e.month is not None and _days_apart(e, written) <= NEAR_DAYS
        if near and not e.spells(written):
            return False
    return True


def _with_article(text: str, e: Expression) -> bool:
    """ "On the Wednesday": the one after what has been told."""
    return e.kind == "weekday" and not e.unit and text[max(0, e.start - 4) : e.start].lower() == "the "


def _days_apart(e: Expression, written: dt.date) -> int:
    if e.year is not None:
        if e.year < 1:
            return 10**6
        day = date_or_none(e.year, e.month or 1, e.day or 15)
        return abs((day - written).days) if day else 0
    days = [
        d
        for y in (written.year - 1, written.year, written.year + 1)
        if (d := date_or_none(y, e.month or 1, e.day or 15))
    ]
    return min((abs((d - written).days) for d in days), default=0) if e.day is not None else 0


def _undated(story: Story, published: Sequence[dt.date]) -> Story:
    """A story without a day of writing, with what stands in for one."""
    days = []
    for e in story.expressions:
        year = e.year or (story.year if "agree" in story.year_words else None)
        if e.kind == "date" and e.month and e.day and year and year > 0 and (day := date_or_none(year, e.month, e.day)):
            days.append(day)
    latest = max(days) if days and max(days) - min(days) <= CLOSE_DAYS * DAY else None
    others = (published[0], published[-1]) if published and published[-1] - published[0] <= CLOSE_DAYS * DAY else None
    return replace(story, latest=latest, others=others)


def _month_first(expressions: Sequence[Expression]) -> bool | None:
    """How this document writes 3/4/2021: as its plain ones show, else as the order of its dates in words."""
    plain = Counter(
        e.value for e in expressions if e.rule.startswith("numeric") and e.value in ("day first", "month first")
    )
    if plain:
        return plain["month first"] > plain["day first"]
    spelt = Counter(e.rule for e in expressions if e.rule in ("day month", "month day"))
    return spelt["month day"] >= spelt["day month"] if spelt else None


def _year_told(expressions: Sequence[Expression], published: Sequence[dt.date]) -> tuple[int | None, str]:
    """The year of a story without a day of writing."""
    pairs, own = _weekdays_of_days(expressions), _years_named(expressions)
    near = sorted({d.year for d in published}, key=lambda y: (-sum(d.year == y for d in published), -y))
    if pairs:
        for year in (*near, *reversed(own)):
            if _agree(pairs, year):
                beside = "as in the other documents" if year in near else "a year that it names"
                return year, f"the year {year}, {beside}, in which the weekdays agree"
        if own:
            following = next((y for y in range(own[-1], own[-1] + 12) if _agree(pairs, y)), None)
            if following:
                return following, f"the year {following}, the first after {own[-1]} in which the weekdays agree"
        return None, ""
    full = {e.year for e in expressions if e.kind == "date" and e.day and e.year}
    if len(full) == 1 and (own_year := min(y for y in full if y)) in near:
        return own_year, f"the year {own_year}, which it names"
    if near:
        return near[0], f"the year {near[0]} of the other documents"
    return None, ""


_JOURNEY = (
    r"(?:trip|tour|journey|voyage|ride|cruise|expedition|holiday|vacation|pilgrimage|hike|travels|road\s?trip|passage|"
    r"crossing|interrail|camino|walk|trek)"
)
_JOURNEY_OF = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur|[Tt]his|[Tt]he|[Tt]hat)\s(?:[\w'’-]+\s){{0,3}}{_JOURNEY}\s(?:in|of|from|back\sin)\s(?:the\s)?"
    rf"(?:[A-Za-z]+\s(?:of\s)?){{0,2}}(?P<a>(?:1[5-9]|20)\d\d)\b"
    rf"|\b(?:[Mm]y|[Oo]ur)\s(?P<b>(?:1[5-9]|20)\d\d)\s(?:[\w'’-]+\s){{0,3}}{_JOURNEY}\b",
)


def _year_of_the_journey(document: Document, expressions: Sequence[Expression], written: dt.date) -> int | None:
    """The one year before the writing of which a text says that the journey was then: "our ride in May 2009"."""
    told = {int(m["a"] or m["b"]) for m in _JOURNEY_OF.finditer(document.text)}
    dated = {e.year for e in expressions if e.year and e.kind == "date" and e.day and not e.spells(written)}
    year = min(told, default=written.year)
    return year if len(told) == 1 and year < written.year and dated <= told else None


def _year_long_past(document: Document, expressions: Sequence[Expression], written: dt.date) -> tuple[int | None, str]:
    """The year of a diary that is published long after: its weekdays fit no year about then but one that it names."""
    pairs = _weekdays_of_days(expressions)
    if not pairs and (year := _year_of_the_journey(document, expressions, written)):
        return year, f"the year {year}, in which it says that the journey was"
    if len(pairs) < 2 or any(_agree(pairs, year) for year in (written.year, written.year - 1)):
        return None, ""
    named = [year for year in _years_named(expressions) if year < written.year - 1 and _agree(pairs, year)]
    return (named[-1], f"the year {named[-1]}, one that it names, in which the weekdays agree") if named else (None, "")


def _weekdays_of_days(expressions: Sequence[Expression]) -> set[_WeekdayOfDay]:
    """Days without a year that have their weekday beside them."""
    return {(e.month, e.day, e.weekday) for e in expressions if e.month and e.day and e.weekday and e.year is None}


def _years_named(expressions: Sequence[Expression]) -> list[int]:
    return sorted({e.year for e in expressions if e.year and e.year > 0 and e.kind == "date"})


def _agree(days: set[_WeekdayOfDay], year: int) -> bool:
    """Whether most of the days bear their weekday in a year."""
    right = sum(1 for m, d, w in days if (day := date_or_none(year, m, d)) and day.isoweekday() == w)
    return right > 0 and 2 * right > len(days)


_SAME_DAY = re.compile(
    r"(?:(?: was| is|:)(?: [A-Z][\w’'-]+){1,3},\s)?[\s,.:;()\[\]–—-]*"
    r"(?:(?:and )?(?:(?:that|this|it|which|today)\s)?(?:was|is|began on|began|started on|fell on"
    r"|on)\s)?(?:the\s)?[\s,.:;()\[\]–—-]*",
    re.IGNORECASE,
)


def _with_journeys(stories: list[Story]) -> tuple[Story, ...]:
    """Every story with the day that it calls Day 1: its own, or that of the same author, or of the collection."""
    counted = [s for s in stories if any(e.kind == "journey_day" for e in s.expressions)]
    if not counted:
        return tuple(stories)
    votes = {id(s): _first_days(s) for s in counted}
    out = []
    for story in stories:
        pool = Counter[dt.date]()
        weekdays = Counter[dt.date]()
        if id(story) in votes:
            for other in counted:
                weight = 100 if other is story else 10 if _same_hand(story, other) else 1
                for (day, is_weekday), n in votes[id(other)].items():
                    (weekdays if is_weekday else pool)[day] += n * weight
        start = _best_start(pool, weekdays) or _counted_back(story)
        out.append(replace(story, journey_start=start) if start else story)
    return tuple(out)


def _counted_back(story: Story) -> dt.date | None:
    """Day 1 by the last of the days that head the parts of a post, which is the post's own: "Day 12: …"."""
    text, written = story.document.text, story.written
    opens = [
        e for e in story.expressions if e.kind == "journey_day" and e.count and _OPENS_LINE.search(text[: e.start])
    ]
    days = [e.count or 0 for e in opens]
    if written is None or len(days) < _PARTS or days != sorted(days):
        return None
    return written - ((opens[-1].until or opens[-1]).count or days[-1]) * DAY + DAY


_OPENS_LINE = re.compile(r"(?:\A|\n)[^\w\n]{0,4}\Z")
_PARTS = 2


def _best_start(days: Counter[dt.date], weekdays: Counter[dt.date]) -> dt.date | None:
    """The day for which most speaks; a weekday ("Day 10, the Monday") speaks for its week least, for itself in any."""

    def rank(day: dt.date) -> tuple[int, int, int]:
        fits = sum(n for d, n in weekdays.items() if (day - d).days % 7 == 0)
        return days[day] + fits, weekdays[day], -day.toordinal()

    return max({*days, *weekdays}, key=rank, default=None)


def _same_hand(one: Story, other: Story) -> bool:
    a, b = one.document, other.document
    return bool((a.author and a.author == b.author) or (a.publisher and a.publisher == b.publisher))


def _first_days(story: Story) -> Counter[tuple[dt.date, bool]]:
    """What the days beside a "Day N" make of Day 1, and whether they are mere weekdays."""
    votes: Counter[tuple[dt.date, bool]] = Counter()
    text, written = story.document.text, story.document.published
    for e in story.expressions:
        if e.rule == TODAY_IS and e.count and written:
            votes[written - (e.count - 1) * DAY, False] += 3
    told = list(readings_of(story))
    for (e, reading), (f, following) in pairwise(told):
        between = text[e.end : f.start]
        if not _SAME_DAY.fullmatch(between):
            continue
        weight = 1 if "." in between else 3  # "Day 1 was 3 July. On Day 5 …": one sentence says more than two
        if "." in between and "day of the journey" in (e.rule, f.rule):
            continue  # "He set out on 3 May. On the third day …"
        for numbered, dated, other in ((e, following, f), (f, reading, e)):
            if numbered.kind == "journey_day" and numbered.count and dated.day:
                votes[dated.day - (numbered.count - 1) * DAY, other.kind == "weekday"] += weight
    return votes
