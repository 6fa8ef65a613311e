"""Places in lists, tables, timetables and logs: entries with a day and a place, mostly without a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kimmap.claims.belonging import stands_beside
from kimmap.claims.entries import is_row, read_end_of_leg, status_of_entry
from kimmap.claims.fixtures import Fixtures
from kimmap.claims.followed import is_parted, registered_in
from kimmap.claims.lexicon import words
from kimmap.claims.lists import Lists, is_clock, is_day_alone
from kimmap.claims.prose import read_prose
from kimmap.claims.reading import Finding, Reading
from kimmap.claims.rows import is_done, role_in_row
from kimmap.claims.scene import Line, Scene
from kimmap.claims.tracks import (
    is_abeam,
    is_anothers,
    is_elsewhere,
    is_named_alone,
    is_passed,
    is_under_way,
    names_the_fix,
    works_a_station,
)
from kimmap.claims.traveller import fold
from kimmap.geodesy import Point, geodesic_km
from kimmap.model import DateMention, Resolution, Role, Status


def paragraphs(scene: Scene) -> list[list[Line]]:
    """The lines of a document by block, in order."""
    return [
        list(group)
        for _, group in groupby(scene.lines, key=lambda line: line.block.start if line.block else line.number)
    ]


def is_entry(lines: Sequence[Line], lists: Lists) -> bool:
    """Whether a block is an entry of a list: set as one, or opened by a date with a colon after it, or of a log."""
    block = lines[0].block
    if block is None:
        return False
    if block.role in ("list", "table"):
        return True
    if block.role == "body" and lists.are_log and _LOGGED.match(lines[0].sentence_text):
        return True
    if block.role in ("body", "byline", "lead", "heading") and _is_under_its_day(lines, lists):
        return True
    if block.role != "body" or not lines[0].dates:
        return False
    date = lines[0].dates[0].quote
    after = date.document.text[date.end : date.end + 2]
    if date.start != lines[0].sentence.start or is_day_alone(lines[0]):
        return False
    brief = lists.may_be_brief and len(lines) == 1 and len(lines[0].sentence.tokens) <= _BRIEF and not lines[0].events
    in_columns = lists.are_his and _COLUMN.match(date.document.text, date.end) is not None
    return after.lstrip()[:1] == ":" or brief or in_columns


def _is_under_its_day(lines: Sequence[Line], lists: Lists) -> bool:
    """Whether a paragraph without a verb stands under a day of his programme: "Lima: museum; by car to Cusco"."""
    block = lines[0].block
    short = block is not None and block.end - block.start <= _LONGEST_ITEM
    told = any(e.subjects and not e.nominal for line in lines if has_verb(line) for e in line.events.values())
    told = (
        told
        or not any(line.resolutions for line in lines)
        or any(d.granularity == "day" and not is_clock(d) for d in lines[0].dates)
    )
    return short and lists.are_his and lists.are_plans_by_days and lists.are_several and not told


_LONGEST_ITEM = 200
_COLUMN = re.compile(r"[ \u00a0]{3,}(?=\S)|[ \u00a0]*\t")
"""What parts the day from the rest where a programme is set in columns: "Thursday 6 May     Arrival in Lima"."""
_BRIEF = 14
"""Words of a line that is but a day, a place and a hall: "Fri 12 May LIMA, Teatro Segura"."""


_LOGGED = re.compile(
    r"(?:\d{1,2}\.? [A-Z][a-z]{1,8}\b|[A-Z][a-z]{2}\.? \d{1,2}\b|\d{4}-\d\d-\d\d|\d{4}\b(?![-/])|\d{1,2}[:.]\d\d\b)"
)
"""How a line of a log opens: with its day ("03 Tue", "Tue 3", "3 Aug") or its time ("0410", "04:10")."""


def is_dated_entry(line: Line, lists: Lists) -> bool:
    """Whether a sentence is an entry of a programme: "Tuesday 11: by ferry to Lima; lunch with the mayor"."""
    if not line.dates or not lists.are_his:
        return False
    if lists.may_be_brief and _is_place_and_day(line):
        return True
    if line.dates[0].quote.start != line.sentence.start:
        return False
    text, last = line.dates[0].quote.document.text, line.dates[0]
    for date in line.dates[1:]:  # "Sunday 9 and Monday 10:"
        if text[last.quote.end : date.quote.start].strip() not in ("and", "&", ",", "-", "–", "to"):
            break
        last = date
    return text[last.quote.end : last.quote.end + 2].lstrip()[:1] == ":"


def _is_place_and_day(line: Line) -> bool:
    """Whether a paragraph opens with a place and a day and nothing else: "Lima, the next day.", "Thursday, Cusco."."""
    if line.block is None or line.block.role != "body" or line.sentence.start != line.block.start:
        return False
    told = [(r.mention.quote.start, r.mention.quote.end) for r in line.resolutions if r.mention.reference == "name"]
    spans = [*told, *((d.quote.start, d.quote.end) for d in line.dates)]
    rest = (t for t in line.sentence.tokens if not any(s <= t.start < e for s, e in spans))
    return len(told) == 1 and all(t.pos == "PUNCT" or t.lemma in ("the", "on", "at", "of") for t in rest)


def is_enumeration(line: Line) -> bool:
    """Whether a sentence is a row of days and places ("5 May Lima, 6 May Cusco, 7 May Puno")."""
    days = [d for d in line.dates if d.granularity == "day"]
    places = sorted(r.mention.quote.start for r in line.resolutions)
    if len(days) < 2 or len(places) < 2:
        return False
    text = days[0].quote.document.text
    paired = sum(any(not text[d.quote.end : p].strip(" :,–—-") and p >= d.quote.end for p in places) for d in days)
    return paired >= 2 and paired * 3 >= len(days) * 2


def read_entry(
    lines: Sequence[Line], scene: Scene, lists: Lists
) -> list[tuple[Line, Resolution, Reading, tuple[DateMention, ...]]]:
    """The places of one entry with what it says of them and the days it gives them."""
    dates = [d for line in lines for d in line.dates if d.type in ("DATE", "TIME") and not d.interval.is_open]
    found = []
    previous: Resolution | None = None
    fix = lists.track.point_of(lines[0].block)
    halts = lists.track.stands_still(lines[0].block) or any(_halts(line, lines, fix) for line in lines)
    whose = _named_in_row(lines, scene)
    for line in lines:
        for resolution in line.resolutions:
            near = [d for d in dates if stands_beside(line, d, resolution.mention.quote.start)]
            own = tuple(near[:1]) or _dates_before(resolution, dates)  # "in Lima from 3 to 5 May"
            own = lists.day_of(own)
            if lists.are_his and fix is not None and (apart := _apart_from_fix(line, resolution, lines, fix, scene)):
                found.append((line, resolution, apart, own))
                continue
            if leg := read_end_of_leg(resolution, lines, own, scene, lists):
                found.append((line, resolution, leg, own))
                continue
            if lists.fixtures is not None and _is_of_another_cell(line, resolution, lists.fixtures):
                found.append((line, resolution, Reading(Finding(None, None, "background", ("column",))), own))
                continue
            if previous is not None and _is_venue(resolution, previous):
                found.append((line, resolution, Reading(Finding(None, None, "background", ("venue",))), own))
                continue
            if whose == "other" or _is_home_of(line, resolution, scene):
                found.append((line, resolution, Reading(Finding(None, None, "other_person")), own))
                continue
            entry = line, lines, whose == "his"
            found.append((line, resolution, _entry_reading(entry, resolution, own, scene, lists, halts), own))
            previous = resolution
    return found


def _is_home_of(line: Line, resolution: Resolution, scene: Scene) -> bool:
    """ "Senator Olaf Pell of Lima": whom a list names, and where that is from."""
    before = [t for t in line.sentence.tokens if t.end <= resolution.mention.quote.start]
    return (
        not line.dates
        and len(before) > 1
        and before[-1].lemma in ("of", "from")
        and any(map(scene.cast.has_other, before))
        and not any(map(scene.cast.has, before))
    )


def _is_of_another_cell(line: Line, resolution: Resolution, table: Fixtures) -> bool:
    """Whether a name is a heading's, an opponent's or a hall's, in a table that has its towns in a column."""
    block = line.block
    return block is not None and (table.is_head(block) or table.names_another(block, resolution))


def _named_in_row(lines: Sequence[Line], scene: Scene) -> str | None:
    """Whether a row of a table names the traveller or the craft ("his"), or tells of it without him ("other")."""
    block = lines[0].block
    if block is None or block.role != "table":
        return None
    if is_parted(scene.document, block.start) and scene.traveller.registrations:
        return "other"
    if any(registered_in(line.sentence, scene.traveller, scene.document.text) for line in lines):
        return "his"
    his = any(
        scene.cast.has(t) and fold(t.text) in scene.traveller.parts for line in lines for t in line.sentence.tokens
    )
    return "his" if his and any(line.dates for line in lines) else None


def _is_venue(resolution: Resolution, before: Resolution) -> bool:
    """Whether a name right behind a place is no second stop but a hall that is called like a place far away."""
    between = resolution.mention.quote.document.text[before.mention.quote.end : resolution.mention.quote.start]
    if before.place is None or resolution.place is None or between.strip(" \t") not in (",", ""):
        return False
    return geodesic_km(before.place.point, resolution.place.point) > before.place.radius_km + _VENUE_KM


_VENUE_KM = 120.0


def _dates_before(resolution: Resolution, dates: Sequence[DateMention]) -> tuple[DateMention, ...]:
    """The last day named before a place, with its clock time if it has one; else the first named after it."""
    at = resolution.mention.quote.start
    days = [d for d in dates if d.granularity in ("day", "time", "weekend", "week", "month")]
    before = [d for d in days if d.quote.start < at]
    if before:
        head = [d for d in before if d.granularity == "day"][-1:] or before[-1:]
        clock = [d for d in before if d.granularity == "time" and d.interval.overlaps(head[0].interval)][-1:]
        return tuple(dict.fromkeys((*head, *clock)))
    return tuple(days[:1])


def _entry_reading(
    entry: tuple[Line, Sequence[Line], bool],
    resolution: Resolution,
    dates: Sequence[DateMention],
    scene: Scene,
    lists: Lists,
    halts: bool,
) -> Reading:
    """What an entry says of a place; ``entry`` is the place's sentence, all of them, and whether they name him."""
    line, whole, his = entry
    remarks = any(one.sentence.tokens[-1].text == "." for one in whole)
    row = whole if is_row(line) and not remarks else (line,)
    if not his and (not lists.are_his or lists.is_of_another(row)):
        if has_verb(line) and any(map(scene.cast.has, line.sentence.tokens)):
            return read_prose(line, resolution, scene, headline=False)  # a numbered paragraph of a notice
        return Reading(Finding(None, None, "other_person"))
    told_on = _tells_on(line) and not lists.are_plans and not lists.are_log and not scene.cast.first_person
    if told_on or (scene.is_followed and not his):
        return read_prose(line, resolution, scene, headline=False)  # "Tuesday: Lima. A friend says she went to Cusco."
    status, cues = _status_at(resolution, row, dates, scene, lists)
    outcome = lists.fixtures.outcome(line.block) if lists.fixtures and line.block and not cues else None
    status = outcome or status
    if status == "cancelled":
        return Reading(Finding("stays", "cancelled", None, cues))
    if lists.are_supposed:
        return Reading(Finding(None, None, "hypothetical", ("would",)))
    told = read_prose(line, resolution, scene, headline=True, assumed=True)
    if told.finding.reason in ("dateline", "background", "earlier_trip"):
        return told
    position = resolution.mention.reference == "coordinates"
    metonym = told.finding.reason == "metonym" and not is_row(line) and not position  # "Noon 57°26'S 33°40'W"
    if metonym and ({"modifier", "name"} & set(told.finding.cues) or has_verb(line)):
        return told
    if told.finding.role is None and not is_row(line) and _tells_of_another(line, told, scene):
        return told  # a numbered paragraph: "you have lived in Lima all your life"
    if scene.cast.first_person and told.finding.role is None and not dates and not lists.are_log and has_verb(line):
        return told  # an item of a list may be a whole sentence: "it reminded me of Lima"
    if told.finding.role == "heads_for" and status == "planned" and lists.are_plans_by_days:
        return Reading(Finding("arrives", status, None, cues), told.event)  # "08:30 Departure by air for Lima"
    if told.finding.role in ("passes", "heads_for") or (
        told.finding.reason is None and told.finding.status == "cancelled"
    ):
        return told
    done = role_in_row(row) if is_row(line) else None
    role: Role = done or _left_by(line, resolution) or told.finding.role or _role_of_entry(line, resolution)
    by = role == "stays" and _is_passed_by((line, whole), resolution, lists, halts)
    return Reading(Finding("passes" if by else role, status, None, cues), told.event)


def _is_passed_by(entry: tuple[Line, Sequence[Line]], resolution: Resolution, lists: Lists, halts: bool) -> bool:
    """Whether a log only tells what the ship had beside her, or where she was at noon, which is no stop.

    The day's entry in a log written out is where she was that day.
    """
    line, whole = entry
    if lists.are_log and is_passed(line, resolution, whole):
        return True
    listed = line.block is not None and line.block.role != "body" and lists.track.tells_of_halts
    return resolution.mention.reference == "coordinates" and listed and (not halts or is_under_way(line))


def _left_by(line: Line, resolution: Resolution) -> Role | None:
    """ "Lima, off the Cusco train": what one comes off started there."""
    tokens = line.sentence.tokens
    token = line.sentence.token_at(resolution.mention.quote.end - 1)
    behind = tokens[token.i + 1] if token is not None and token.i + 1 < len(tokens) else None
    if token is None or behind is None or behind.lemma not in words("nouns", "vehicles") | words("nouns", "ships"):
        return None
    return "departs" if {"off", "from"} & {t.lemma for t in tokens[max(0, token.i - 3) : token.i]} else None


def _tells_on(line: Line) -> bool:
    """Whether a whole sentence follows in a paragraph of prose that opens with a day."""
    block = line.block
    return block is not None and block.role == "body" and line.sentence.start > block.start and has_verb(line)


def _status_at(
    resolution: Resolution, row: Sequence[Line], dates: Sequence[DateMention], scene: Scene, lists: Lists
) -> tuple[Status, tuple[str, ...]]:
    """The status of an entry for one of its places; "Lima abandoned" is not said of where the ship turned back."""
    done = is_done(scene.document, resolution.mention.quote.start)
    status, cues = status_of_entry(row, dates, scene, lists.are_plans and not done)
    called_off = status == "cancelled" and resolution.mention.reference == "coordinates"
    return ("visited", ()) if called_off else (status, cues)


def _apart_from_fix(
    line: Line, resolution: Resolution, lines: Sequence[Line], fix: Point, scene: Scene
) -> Reading | None:
    """Why a name in a row with a position is not where the row is: passed at a distance, or far away."""
    if resolution.mention.reference == "coordinates":
        return None
    if not is_elsewhere(resolution, fix):
        abeam = is_abeam(line, resolution, lines)
        return Reading(Finding("passes", "visited", None, ("abeam",))) if abeam else None
    if status_of_entry((line,), (), scene, is_plan=False)[0] == "cancelled":
        return None  # "Turned back. Lima abandoned."
    told = read_prose(line, resolution, scene, headline=True, assumed=True)
    theirs = told.event is not None and any(is_anothers(s, line, scene) for s in told.event.subjects)
    role = told.finding.role or _role_of_entry(line, resolution)
    return None if role == "heads_for" and not theirs else Reading(Finding(None, None, "background", ("elsewhere",)))


def _halts(line: Line, lines: Sequence[Line], fix: Point | None) -> bool:
    """Whether the entry around a position tells of a halt or names what is there."""
    lemmas = {t.text.lower().strip(".") for t in line.sentence.tokens} | {t.lemma for t in line.sentence.tokens}
    named = any(
        r.mention.reference == "name"
        and not is_abeam(line, r, lines)
        and (not is_elsewhere(r, fix) or names_the_fix(line, r))
        for r in line.resolutions
    )
    turned = any("turned back" in " ".join(t.text.lower() for t in one.sentence.tokens) for one in lines)
    named = named or (fix is not None and is_named_alone(line))
    return named or turned or works_a_station(line) or bool(lemmas & words("nouns", "halts"))


def _tells_of_another(line: Line, told: Reading, scene: Scene) -> bool:
    """Whether an item is a sentence about the place or about somebody else, with a subject of its own."""
    event = told.event
    if event is None or event.nominal or not event.subjects or not has_verb(line) or event.tense == "none":
        return False
    return not any(scene.cast.has(s) for s in event.subjects) or told.finding.reason == "background"


def has_verb(line: Line) -> bool:
    """Whether an entry is a sentence; a capital tells a name that the grammar took for a verb: "Lima, Stands Hall"."""
    return any(
        not e.nominal and e.tense in ("past", "present", "future", "perfect") and not e.predicate.text[0].isupper()
        for e in line.events.values()
    )


def _role_of_entry(line: Line, resolution: Resolution) -> Role:
    start = resolution.mention.quote.start
    before = [t.text.lower() for t in line.sentence.tokens if t.start < start][-6:]
    if (
        "from" in before[-2:]
        or {"departure", "dep", "dep.", "sailed", "slipped"} & set(before)
        or "left" in before[-2:]
    ):
        return "departs"
    if before[-1:] == ["over"] or before[-2:] == ["over", "the"]:
        return "passes"  # "Over the Andes by road"
    if before[-1:] and before[-1] in ("via", "through", "past", "passed", "passing", "rounded", "rounding"):
        return "passes"
    if before[-1:] == ["for"]:
        return "heads_for"
    if "to" in before[-2:] or "into" in before[-2:] or {"arrival", "arr", "arr."} & set(before):
        return "arrives"
    return "stays"
