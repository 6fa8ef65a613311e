"""Who was where, when, and is it a fact: every place that a sentence puts the traveller at becomes a claim.

``identify_traveller`` says whose trip it is; ``read_claims`` reads the documents for it.  What is no
claim is kept as an aside, with its reason and the words that gave it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kimmap.claims.aftermath import heed_aftermath
from kimmap.claims.beside import NOW
from kimmap.claims.firsthand import reached
from kimmap.claims.hearsay import verdict_on
from kimmap.claims.identity import identify_traveller
from kimmap.claims.lasting import with_nights
from kimmap.claims.leaving import with_end
from kimmap.claims.letterheads import dateline_day
from kimmap.claims.lines import is_dated_entry, is_entry, is_enumeration, paragraphs, read_entry
from kimmap.claims.lists import Lists
from kimmap.claims.looking_back import lately, told_since
from kimmap.claims.meetings import met_in, undated_places
from kimmap.claims.modes import mode_of
from kimmap.claims.moved import to_new_day, unless_given_up
from kimmap.claims.pictures import read_caption
from kimmap.claims.prose import read_prose
from kimmap.claims.quoting import quote_of
from kimmap.claims.reading import Reading
from kimmap.claims.scene import Line, Scene, set_scene
from kimmap.claims.telling import told_in_first_person
from kimmap.claims.there import read_there
from kimmap.claims.timing import Narration, dates_of, heading_day, interval_of, is_after, opening_day, says_when
from kimmap.claims.titles import told_at
from kimmap.claims.traveller import Traveller
from kimmap.claims.window import keep_to, trip_window
from kimmap.grouping import by_document
from kimmap.language import Analysis, Token, read_events
from kimmap.language.hanging import hang, preposition_before
from kimmap.model import Aside, Claim, DateMention, Document, Interval, PlaceMention, Resolution, Status

__all__ = ["Traveller", "identify_traveller", "read_claims"]


Told = tuple[Line, Resolution, Reading, tuple[DateMention, ...]]


def read_claims(
    analyses: Sequence[Analysis],
    resolutions: Sequence[Resolution],
    dates: Sequence[DateMention],
    traveller: Traveller,
) -> tuple[tuple[Claim, ...], tuple[Aside, ...]]:
    """The claims about the traveller in all documents, and the mentions that are none with their reasons."""
    claims, asides, scenes = list[Claim](), list[Aside](), list[Scene]()
    places_in = by_document((r for r in resolutions if r.place is not None), lambda r: r.mention.quote.document)
    dates_in = by_document(dates, lambda d: d.quote.document)
    for analysis, telling in zip(analyses, told_in_first_person(analyses, traveller), strict=True):
        document = analysis.document
        goes_on = bool(scenes) and _is_of_one_thread(scenes[-1].document, document) and scenes[-1].cast.ends_with_him
        scenes.append(set_scene(analysis, places_in(document), dates_in(document), traveller, telling, goes_on))
    since = told_since(scenes)
    for scene in scenes:
        for claim_or_aside in with_nights(
            [with_end(c, scene) for c in _read_document(scene, since.get(scene.document.name, Interval()))], scene
        ):
            (claims if isinstance(claim_or_aside, Claim) else asides).append(claim_or_aside)  # type: ignore[arg-type]
    diaries = {s.document.name: s.entry_days for s in scenes if s.cast.first_person}
    kept, outside = keep_to(trip_window(claims, diaries), claims, dates)
    return tuple(kept), (*asides, *outside)


def _is_of_one_thread(before: Document, document: Document) -> bool:
    """Whether two posts follow each other in one file: "thread.jsonl#3" and "thread.jsonl#4"."""
    file, _, number = document.name.rpartition("#")
    return bool(file) and number.isdigit() and before.name == f"{file}#{int(number) - 1}"


def _read_document(scene: Scene, since: Interval) -> Iterator[Claim | Aside]:
    lists, narration = Lists(scene), Narration(keeps=scene.cast.first_person)
    for lines in paragraphs(scene):
        block = lines[0].block
        if headed := heading_day(lines[0]) if len(lines) == 1 else None:
            narration.enter(lines[0])
            narration.head(headed)
        if is_entry(lines, lists):
            found = [
                _make(scene, told, interval_of(told[3], told[0].sentence)) for told in read_entry(lines, scene, lists)
            ]
        elif block is not None and block.role == "caption":
            found = [_make(scene, told, interval_of(told[3], told[0].sentence)) for told in read_caption(lines, scene)]
        else:
            lists.note(lines)
            if lists.is_day_heading(lines):
                found = [
                    _make(scene, told, interval_of(told[3], told[0].sentence))
                    for told in read_entry(lines, scene, lists)
                ]
            else:
                found = [made for line in lines for made in _read_line(line, scene, lists, narration, since)]
        yield from found


def _read_line(
    line: Line, scene: Scene, lists: Lists, narration: Narration, since: Interval
) -> Iterator[Claim | Aside]:
    narration.enter(line)
    if is_enumeration(line) or is_dated_entry(line, lists):
        for told in read_entry([line], scene, lists):
            yield _make(scene, told, interval_of(told[3], line.sentence))
        return
    opened = opening_day(line)
    if opened:
        narration.set((opened,))
    headline = _is_headline(line)
    for resolution in line.resolutions:
        reading = unless_given_up(line, read_prose(line, resolution, scene, headline=headline))
        stated = () if reading.finding.cues in NOW else dates_of(line, reading.event, resolution.mention.quote.start)
        own = behind_the_writer(stated, reading, scene)
        if not own and reading.finding.status in ("cancelled", "possible"):
            own = _told_between(line, reading, resolution)
        when, used = interval_of(own[:1], line.sentence, stays=reading.finding.role == "stays"), own
        if reading.finding.cues == ("written at",):
            used, when = dateline_day(line, scene)
        elif (
            reading.finding.status == "visited"
            and not own
            and (not says_when(line, lasts=_lasts(reading, scene)) or _heads_alone(opened, line))
            and (not _is_before_the_story(reading) or _all_of_one_day(since, narration))
        ):
            used, when = _as_narrated((line, resolution, reading), scene, narration, since)
            used = used or tuple(d for d in scene.dates if since.days != 1 and d.interval == since)
        elif not line.dates and _is_of_day_told(reading, scene, narration):
            used, when = narration.dates, narration.dates[0].interval
        used, when = (used, when) if own else _of_words_alone(reading, scene, used, when)
        reading, used, when = to_new_day(line, reading, used, when)
        if reading.finding.status == "visited" and (verdict := verdict_on(line, scene)):
            reading = replace(
                reading, finding=replace(reading.finding, status=verdict, cues=(*reading.finding.cues, "claim"))
            )
        reading = heed_aftermath(reading, line, resolution, scene)
        yield _make(scene, (line, resolution, reached(reading, line, scene), used), when)
        if reading.finding.status == "visited":
            narration.set(_moving_on(own, reading, line), resolution.place)
    yield from _there(line, scene)
    for event, people, when, used in undated_places(line, scene):
        yield Claim(
            scene.traveller.name, None, "stays", "visited", quote_of(scene, line), when, used, (event.lemma,), people,
            order=line.sentence.start,
        )  # fmt: skip


def _is_of_day_told(reading: Reading, scene: Scene, narration: Narration) -> bool:
    """Whether a plan is of the day to come that is told of, or a chronicle tells in the present under its days."""
    to_come = reading.finding.status == "planned" and narration.is_to_come(scene.told_until)
    return to_come or (narration.is_headed and "present tense" in reading.finding.cues)


def _moving_on(own: tuple[DateMention, ...], reading: Reading, line: Line) -> tuple[DateMention, ...]:
    """The dates from which a text goes on: not those of what was done before, at a place that was left.

    "She came on Tuesday from Lima, where she had sung on Monday."
    """
    cues = reading.finding.cues
    before = cues[-1:] == ("from",) and cues[0] in ("where", "which")
    return tuple(d for d in line.dates if d not in own) if before else own


def _of_words_alone(
    reading: Reading, scene: Scene, used: tuple[DateMention, ...], when: Interval
) -> tuple[tuple[DateMention, ...], Interval]:
    """The day of a letter that says where it is written, and none for thanks to all the towns of a journey."""
    event, day = reading.event, scene.document.published
    if reading.finding.cues in (("thank you", "all"), ("to us",)):
        return (), Interval()
    if event is None or day is None or not scene.cast.first_person or reading.finding.status != "visited":
        return used, when
    writes = event.lemma.split("_")[0] in ("write", "type", "scribble", "post") and event.tense == "present"
    own = any(s.text.lower() in ("i", "we") for s in event.subjects)
    return ((), Interval(day, day)) if writes and own and not event.modal and not event.negated else (used, when)


def behind_the_writer(dates: tuple[DateMention, ...], reading: Reading, scene: Scene) -> tuple[DateMention, ...]:
    """Without days after the writing that a first-person text tells as past: "the next day" was counted wrongly."""
    event, until = reading.event, scene.told_until
    if not scene.cast.first_person or until is None or event is None or reading.finding.status != "visited":
        return dates
    if event.tense not in ("past", "pluperfect", "perfect"):
        return dates
    return tuple(d for d in dates if d.anchor is None or d.interval.first is None or d.interval.first <= until)


def _told_between(line: Line, reading: Reading, resolution: Resolution) -> tuple[DateMention, ...]:
    """The one day between a place and what is said of it: "Lima, where she was seen on 4 May, can be ruled out"."""
    end = reading.event.predicate.start if reading.event else 0
    days = [
        d
        for d in line.dates
        if d.granularity == "day" and not d.interval.is_open and resolution.mention.quote.end < d.quote.start < end
    ]
    return tuple(days) if len(days) == 1 else ()


def _there(line: Line, scene: Scene) -> Iterator[Claim | Aside]:
    """What the traveller did "there": at the place named last, in this sentence or the one before."""
    for token in line.sentence.tokens:
        if token.lemma != "there" or token.pos != "ADV" or token.dep == "expl":
            continue
        antecedent = _named_last(line, token, scene)
        event = hang(line.sentence, line.events or read_events(line.sentence), token.i)
        if antecedent is None or event is None or antecedent.place is None:
            continue
        sentence = (line.sentence.start, line.sentence.end)
        mention = PlaceMention(
            scene.document.quote(token.start, token.end, sentence), antecedent.mention.name, "description"
        )
        why = f"“there” is {antecedent.place.name}, named just before"
        resolution = Resolution(mention, antecedent.place, why, antecedent.score)
        reading = read_there(line, event, scene)
        if reading.finding.status == "visited":
            dates = dates_of(line, reading.event, token.start)
            yield _make(scene, (line, resolution, reading, dates), interval_of(dates[:1], line.sentence))


def _named_last(line: Line, there: Token, scene: Scene) -> Resolution | None:
    """The place that "there" points back to: the last one named in its sentence, unless that is vast or unknown."""
    before = [
        r for r in line.resolutions if r.mention.quote.end <= there.start and r.mention.reference != "coordinates"
    ]
    end = there.start
    if not before and there.i < _OPENING and line.number and scene.cast.first_person:
        above = scene.lines[line.number - 1]  # "We drove on to Lima. There we slept."
        if line.block is not above.block:
            return None
        line, end = above, above.sentence.end
        before = [r for r in line.resolutions if r.mention.reference == "name"]
    elif there.i and line.sentence.tokens[there.i - 1].lemma in ("from", "to"):
        return None
    if not before:
        return None
    names = [n for n in scene.analysis.names_in(line.sentence.start, end) if n.label == "LOC"]
    led = [r for r in before if not _is_left(line, r)]
    last = (led or before)[-1]  # "it is far to Lima from Cusco, and we were there by noon"
    vast = last.place is not None and last.place.is_area and last.place.radius_km > _CITY_STATE_KM
    overlooked = any(n.start > last.mention.quote.end for n in names)
    return None if vast or overlooked else last


_OPENING = 2


def _is_left(line: Line, resolution: Resolution) -> bool:
    token = line.sentence.token_at(resolution.mention.quote.start)
    return token is not None and preposition_before(line.sentence, token.i) == "from"


_CITY_STATE_KM = 40.0


def _as_narrated(
    told: tuple[Line, Resolution, Reading], scene: Scene, narration: Narration, since: Interval
) -> tuple[tuple[DateMention, ...], Interval]:
    """The day of what is told without one: that told of last, or that of a report whose writer is there now."""
    line, resolution, reading = told
    if _is_now(line, reading, scene) and (written := _written_on(line, scene)):
        return (written,), written.interval
    place, role = resolution.place, reading.finding.role
    if narration.dates and place and role:
        return narration.dates, narration.day_of(place, role)
    return narration.dates, _since(since, reading, scene)


def _is_now(line: Line, reading: Reading, scene: Scene) -> bool:
    """ "We are now in Lima": of a report by the traveller, the day of its writing and not the one told of last."""
    present = reading.event is not None and reading.event.tense == "present" and reading.finding.role == "stays"
    return (present or reading.finding.cues in NOW) and scene.cast.first_person and any(d.value == "PRESENT_REF" for d in line.dates)


def _written_on(line: Line, scene: Scene) -> DateMention | None:
    """The day in the heading above a line: "Report 4, Lima, 13 May"."""
    heads = [b for b in scene.document.blocks if b.role == "heading" and b.end <= line.sentence.start]
    days = [d for d in scene.dates if heads and heads[-1].start <= d.quote.start < heads[-1].end]
    return days[0] if len(days) == 1 and days[0].interval.days == 1 else None


def _is_headline(line: Line) -> bool:
    return line.block is not None and line.block.role in ("title", "heading", "lead", "caption")


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


def _all_of_one_day(since: Interval, narration: Narration) -> bool:
    """Whether a text tells of its own day alone, so that what it puts before that day's story was then, too."""
    return since.days == 1 and all(d.interval == since for d in narration.dates)


def _make(scene: Scene, told: Told, when: Interval) -> Claim | Aside:
    line, resolution, reading, dates = told
    finding, quote = reading.finding, quote_of(scene, line, resolution.mention)
    quote_start = resolution.mention.quote.start
    if finding.role is None or finding.status is None:
        return Aside(resolution, finding.reason or "no_predicate", quote, finding.cues)
    status: Status = finding.status
    published = scene.told_until
    foretold = reading.event is None or reading.event.tense in ("present", "none", "participle")
    if status == "visited" and foretold and when.first and published is not None:
        going = (
            finding.role in ("arrives", "departs", "heads_for")
            and reading.event is not None
            and not reading.event.copular
        )
        under_way = going and reading.event is not None and reading.event.tense == "present" and not _is_headline(line)
        tonight = bool(dates) and dates[0].value.endswith(("TEV", "TNI"))
        if when.first > published or (under_way and tonight and when.first == published):
            status = "planned"
    ahead = bool(dates) and dates[0].quote.text.lower().startswith(("tomorrow", "next "))
    if status == "visited" and ahead and not scene.cast.first_person and is_after(when, published):
        status = "planned"  # "she read in Lima and finishes tomorrow in Cusco", however it is parsed
    if status == "planned" and "present tense" in finding.cues and when.last and published and when.last < published:
        status = "visited"  # "Saturday: they land in Lima", in a summary of the tour
    is_there = reading.event is not None and reading.event.tense == "present" and finding.role == "stays"
    if is_there and scene.cast.first_person and reading.event is not None:  # "we spend it in Lima" tells of a day gone
        is_there = reading.event.copular or reading.event.progressive
    is_there = (
        is_there and not says_when(line, lasts=scene.cast.first_person) and not _is_headline(line)
    ) or finding.cues in NOW
    if status == "visited" and is_there and when.is_open and published:
        when = Interval(published, published)  # "she is in Lima" is said of the day of writing
    return Claim(
        scene.traveller.name,
        resolution,
        finding.role,
        status,
        quote,
        when,
        tuple(dates),
        finding.cues,
        met_in(line, reading.event, scene),
        mode_of(line, reading.event),
        told_at(resolution, scene) if finding.cues == ("title",) and finding.role != "departs" else quote_start,
    )
