"""On which day a claim of prose is: the days its own words give it, else the day that the text tells of there."""

from __future__ import annotations

from kimmap.claims.beside import NOW
from kimmap.claims.letterheads import dateline_day
from kimmap.claims.lists import is_clock
from kimmap.claims.looking_back import lately
from kimmap.claims.reading import Reading
from kimmap.claims.scene import Line, Scene
from kimmap.claims.timing import Narration, dates_of, interval_of, is_after, is_of_announcing, says_when
from kimmap.language.hanging import event_with
from kimmap.model import DateMention, Interval, Resolution

Dated = tuple[tuple[DateMention, ...], Interval]
"""The expressions behind a day, and the day."""


def own_dates(line: Line, resolution: Resolution, reading: Reading, scene: Scene) -> tuple[DateMention, ...]:
    """The days that the sentence itself gives a claim, best first."""
    stated = () if reading.finding.cues in NOW else dates_of(line, reading.event, resolution.mention.quote.start)
    own = _behind_the_writer(stated, reading, scene) or _of_its_turn(line, reading)
    if not own and reading.finding.status in ("cancelled", "possible"):
        own = _told_between(line, reading, resolution)
    return own


def _of_its_turn(line: Line, reading: Reading) -> tuple[DateMention, ...]:
    """The day of "On Monday it was the turn of Lima, where | she sang": of a clause that only names the place."""
    event = reading.event
    if event is None or event.parent is None or not event.parent.copular or reading.finding.cues[:1] != ("where",):
        return ()
    itself = all(s.lemma in ("it", "this", "that", "next") for s in event.parent.subjects)
    return line.dates if itself and len(line.dates) == 1 and line.dates[0].type != "DURATION" else ()


def day_told(
    told: tuple[Line, Resolution, Reading],
    own: tuple[DateMention, ...],
    opened: DateMention | None,
    scene: Scene,
    narration: Narration,
    since: Interval,
) -> Dated:
    """The day of a claim: by its ``own`` dates, the day that ``opened`` its line, or what was told last."""
    line, resolution, reading = told
    when, used = interval_of(own[:1], line.sentence, stays=reading.finding.role == "stays"), own
    if _is_of_sailing(reading) and when.first is not None:
        when = Interval(when.first, None)
    if reading.finding.cues == ("written at",):
        used, when = dateline_day(line, scene)
    elif (
        reading.finding.status == "visited"
        and not own
        and (not says_when(line, lasts=_lasts(reading, scene)) or _heads_alone(opened, line))
        and (not _is_before_the_story(reading) or _all_of_one_day(since, narration, scene.cast.first_person))
    ):
        used, when = _as_narrated((line, resolution, reading), scene, narration, since)
        used = used or tuple(d for d in scene.dates if since.days != 1 and d.interval == since)
    elif not line.dates and _is_of_day_told(reading, scene, narration):
        used, when = narration.dates, narration.dates[0].interval
    return (used, when) if own else _of_words_alone(reading, scene, used, when)


def _is_of_sailing(reading: Reading) -> bool:
    """ "Sails on Friday for Lima": the day of casting off; when she will be there, nobody says."""
    event = reading.event
    return reading.finding.role == "heads_for" and event is not None and event.lemma in ("sail", "set_sail")


def moving_on(own: tuple[DateMention, ...], reading: Reading, line: Line) -> tuple[DateMention, ...]:
    """The dates from which a text goes on: not those of what was done before, at a place that was left.

    "She came on Tuesday from Lima, where she had sung on Monday."
    """
    cues = reading.finding.cues
    before = cues[-1:] == ("from",) and cues[0] in ("where", "which")
    return tuple(d for d in line.dates if d not in own) if before else own


def days_passed(line: Line, scene: Scene) -> tuple[DateMention, ...]:
    """The last day on which a sentence has the traveller do something, wherever that was.

    "I slept all Friday, and on Saturday I packed." tells of Saturday from there on.
    """
    last: DateMention | None = None
    for date in line.dates if scene.cast.first_person else ():
        if date.granularity not in ("day", "time") or date.type not in ("DATE", "TIME") or date.interval.is_open:
            continue
        event = event_with(line.sentence, line.events, date.quote.start, date.quote.end)
        if event is None or event.nominal or event.modal or event.tense != "past" or is_clock(date):
            continue
        if any(map(scene.cast.has, event.subjects)) and not is_after(date.interval, scene.told_until):
            last = date
    return (last,) if last is not None else ()


def _is_of_day_told(reading: Reading, scene: Scene, narration: Narration) -> bool:
    """Whether a plan is of the day to come that is told of, or a chronicle tells in the present under its days."""
    to_come = reading.finding.status == "planned" and narration.is_to_come(scene.told_until)
    return to_come or (narration.is_headed and "present tense" in reading.finding.cues)


def _of_words_alone(reading: Reading, scene: Scene, used: tuple[DateMention, ...], when: Interval) -> Dated:
    """The day of a letter that says where it is written, and none for thanks to all the towns of a journey."""
    event, day = reading.event, scene.document.published
    if reading.finding.cues in (("thank you", "all"), ("to us",)):
        return (), Interval()
    if event is None or day is None or not scene.cast.first_person or reading.finding.status != "visited":
        return used, when
    writes = event.lemma.split("_")[0] in ("write", "type", "scribble", "post") and event.tense == "present"
    own = any(s.text.lower() in ("i", "we") for s in event.subjects)
    return ((), Interval(day, day)) if writes and own and not event.modal and not event.negated else (used, when)


def _behind_the_writer(dates: tuple[DateMention, ...], reading: Reading, scene: Scene) -> tuple[DateMention, ...]:
    """Without days after the writing that a first-person text tells as past: "the next day" was counted wrongly."""
    event, until = reading.event, scene.told_until
    if not scene.cast.first_person or until is None or event is None or reading.finding.status != "visited":
        return dates
    if event.tense not in ("past", "pluperfect", "perfect"):
        return dates
    return tuple(d for d in dates if d.anchor is None or d.interval.first is None or d.interval.first <= until)


def _told_between(line: Line, reading: Reading, resolution: Resolution) -> tuple[DateMention, ...]:
    """The one day between a place and what is said of it: "Lima, where she was seen on 4 May, can be ruled out"."""
    event = reading.event
    if event is not None and event.nominal and event.parent is not None:
        event = event.parent
    end = event.predicate.start if event else 0
    days = [
        d
        for d in line.dates
        if d.granularity == "day"
        and not d.interval.is_open
        and not is_of_announcing(line, d)
        and resolution.mention.quote.end < d.quote.start < end
    ]
    return tuple(days) if len(days) == 1 else ()


def _as_narrated(told: tuple[Line, Resolution, Reading], scene: Scene, narration: Narration, since: Interval) -> Dated:
    """The day of what is told without one: that told of last, or that of a report whose writer is there now."""
    line, resolution, reading = told
    if _is_now(line, reading, scene) and (written := _written_on(line, scene)):
        return (written,), written.interval
    if _is_still_here(resolution, reading) and scene.cast.first_person and (day := scene.document.published):
        return (), Interval(day, day)
    place, role = resolution.place, reading.finding.role
    if narration.dates and place and role:
        return narration.dates, narration.day_of(place, role)
    return narration.dates, _since(since, reading, scene)


def _is_now(line: Line, reading: Reading, scene: Scene) -> bool:
    """ "We are now in Lima": of a report by the traveller, the day of its writing and not the one told of last."""
    present = reading.event is not None and reading.event.tense == "present" and reading.finding.role == "stays"
    if not scene.cast.first_person or not (present or reading.finding.cues in NOW):
        return False
    return any(d.value == "PRESENT_REF" for d in line.dates)


def _is_still_here(resolution: Resolution, reading: Reading) -> bool:
    """ "So here I am, still.": at the end of what was told, on the day of writing."""
    event = reading.event
    return (
        resolution.mention.name.lower() == "here"
        and event is not None
        and event.copular
        and event.tense == "present"
        and not event.modal
    )


def _written_on(line: Line, scene: Scene) -> DateMention | None:
    """The day in the heading above a line: "Report 4, Lima, 13 May"."""
    heads = [b for b in scene.document.blocks if b.role == "heading" and b.end <= line.sentence.start]
    days = [d for d in scene.dates if heads and heads[-1].start <= d.quote.start < heads[-1].end]
    return days[0] if len(days) == 1 and days[0].interval.days == 1 else None


def _heads_alone(opened: DateMention | None, line: Line) -> bool:
    """Whether a sentence has no other day than the one set before it: "18 Aug. Made fast in …"."""
    if opened is None or any(d is not opened and d.type == "DATE" for d in line.dates):
        return False
    return opened.quote.document.text[opened.quote.end :].lstrip()[:1] in tuple(".:–—-")


def _since(since: Interval, reading: Reading, scene: Scene) -> Interval:
    """The days that a post tells of; the place that its title names was the last of them."""
    titled = reading.finding.cues == ("title",) and reading.finding.role != "departs"
    return lately(since, scene.document.published) if titled else since


def _lasts(reading: Reading, scene: Scene) -> bool:
    """Whether a length of time is that of a stay: "we had three nights in Lima", not "three days to Lima"."""
    return scene.cast.first_person and reading.finding.role in ("stays", "departs")


def _is_before_the_story(reading: Reading) -> bool:
    return reading.event is not None and reading.event.tense == "pluperfect"


def _all_of_one_day(since: Interval, narration: Narration, first_person: bool) -> bool:
    """Whether a text tells of its own day alone, so that what it puts before that day's story was then, too."""
    return first_person and since.days == 1 and all(d.interval == since for d in narration.dates)
