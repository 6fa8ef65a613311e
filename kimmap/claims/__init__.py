"""Who was where, when, and is it a fact: every place that a sentence puts the traveller at becomes a claim.

``identify_traveller`` says whose trip it is; ``read_claims`` reads the documents for it.  What is no
claim is kept as an aside, with its reason and the words that gave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kimmap.claims.aftermath import heed_aftermath, unless_given_up
from kimmap.claims.beside import NOW
from kimmap.claims.came_here import came_here, comes_in_from, was_before
from kimmap.claims.daytold import day_told, days_passed, moving_on, own_dates
from kimmap.claims.denied_towns import without_denied_towns
from kimmap.claims.firsthand import reached
from kimmap.claims.gapped import as_before
from kimmap.claims.hearsay import verdict_on
from kimmap.claims.identity import identify_traveller, is_told_of
from kimmap.claims.lasting import with_end, with_nights
from kimmap.claims.likely import Likely, likely_readings, own_days
from kimmap.claims.lines import is_dated_entry, is_entry, is_enumeration, paragraphs, read_entry
from kimmap.claims.lists import Lists
from kimmap.claims.looking_back import told_since
from kimmap.claims.meetings import met_in, undated_places
from kimmap.claims.modes import mode_of
from kimmap.claims.pictures import is_of_album, read_caption
from kimmap.claims.prose import read_prose
from kimmap.claims.quoting import quote_of
from kimmap.claims.reading import Reading
from kimmap.claims.retold import without_retold
from kimmap.claims.scene import Line, Scene, set_scene
from kimmap.claims.spelling import as_sources_spell
from kimmap.claims.telling import told_in_first_person
from kimmap.claims.there import read_there
from kimmap.claims.threads import threads
from kimmap.claims.timetables import on_weekday
from kimmap.claims.timing import Narration, dates_of, heading_day, interval_of, is_after, opening_day, says_when
from kimmap.claims.titles import told_at
from kimmap.claims.traveller import Traveller
from kimmap.claims.weeks import agree_on_weeks
from kimmap.claims.window import keep_to, trip_window
from kimmap.claims.years import agree_on_years
from kimmap.grouping import by_document
from kimmap.language import Analysis, Token, read_events
from kimmap.language.hanging import hang, preposition_before
from kimmap.model import Aside, Claim, DateMention, Document, Interval, PlaceMention, Resolution, Status

__all__ = ["Traveller", "as_sources_spell", "identify_traveller", "is_told_of", "read_claims"]


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
        after = since.get(scene.document.name, Interval())
        found = list(_read_document(scene, after, Likely()))
        likely = likely_readings(scene, found)
        if len(scenes) == 1:
            likely = likely.standing_alone(found)
        if likely.changes:
            found = list(_read_document(scene, after, likely))
        told = without_denied_towns(found)
        for claim_or_aside in with_nights([with_end(c, scene) for c in told], scene):
            (claims if isinstance(claim_or_aside, Claim) else asides).append(claim_or_aside)  # type: ignore[arg-type]
    claims = agree_on_years(claims, dates)
    claims = agree_on_weeks(claims, dates, {s.document.name for s in scenes if s.cast.first_person})
    diaries = {s.document.name: s.entry_days for s in scenes if s.cast.first_person}
    window = trip_window(claims, diaries, threads(scenes, claims))
    kept, outside = keep_to(window, claims, dates)
    kept, retold = without_retold(kept, window, scenes)
    return tuple(kept), (*asides, *outside, *retold)


def _is_of_one_thread(before: Document, document: Document) -> bool:
    """Whether two posts follow each other in one file: "thread.jsonl#3" and "thread.jsonl#4"."""
    file, _, number = document.name.rpartition("#")
    return bool(file) and number.isdigit() and before.name == f"{file}#{int(number) - 1}"


def _read_document(scene: Scene, since: Interval, likely: Likely) -> Iterator[Claim | Aside]:
    """``likely`` is believed whatever the rules make of a mention."""
    lists, narration, in_prose = Lists(scene), Narration(keeps=scene.cast.first_person), likely.of_prose
    for lines in paragraphs(scene):
        block = lines[0].block
        if headed := heading_day(lines[0]) if len(lines) == 1 else None:
            narration.enter(lines[0])
            narration.head(headed)
        if is_entry(lines, lists):
            yield from _read_told(read_entry(lines, scene, lists), scene, likely)
        elif block is not None and (block.role == "caption" or is_of_album(lines, scene)):
            yield from _read_told(read_caption(lines, scene), scene, likely)
        else:
            lists.note(lines)
            if lists.is_day_heading(lines):
                yield from _read_told(read_entry(lines, scene, lists), scene, likely)
            else:
                for line in lines:
                    narration.enter(line)
                    if is_enumeration(line) or is_dated_entry(line, lists):
                        yield from _read_told(read_entry([line], scene, lists), scene, likely)
                    else:
                        yield from _read_line(line, scene, narration, since, in_prose)


def _read_told(told: Iterable[Told], scene: Scene, likely: Likely) -> list[Claim | Aside]:
    """What a list, a table or a caption tells, each with its own days."""
    found = list[Claim | Aside]()
    for line, resolution, reading, dates in told:
        if likely.has(resolution):
            dates = own_days(line, resolution, dates)
            reading = likely.read(line, resolution, reading)
        found.append(_make(scene, (line, resolution, reading, dates), interval_of(dates, line.sentence)))
    return found


def _read_line(
    line: Line, scene: Scene, narration: Narration, since: Interval, likely: Likely
) -> Iterator[Claim | Aside]:
    opened = opening_day(line)
    if opened:
        narration.set((opened,))
    headline, told = _is_headline(line), list[tuple[Resolution, Reading]]()
    for resolution in line.resolutions:
        reading = unless_given_up(line, read_prose(line, resolution, scene, headline=headline))
        if reading.finding.role is None:
            reading = as_before(line, resolution, told) or reading
        told.append((resolution, reading))
        reading, is_likely = likely.read(line, resolution, reading), likely.has(resolution)
        own = own_dates(line, resolution, reading, scene)
        own = own_days(line, resolution, own) if is_likely else own
        used, when = day_told((line, resolution, reading), own, opened, scene, narration, since)
        before = was_before(line, resolution, reading, used)
        if not own and _is_state_of_now(line, reading, scene):
            used, when = (), Interval()
        elif before or comes_in_from(reading, scene):  # the day is that of coming in
            used, when = (), Interval(None, when.last)
        if not is_likely:
            reading = _heed(reading, line, resolution, scene)
        elif not own and not scene.cast.first_person:
            when = Interval(when.first, None)  # on the day told before, or some days after it
        claim = _make(scene, (line, resolution, reading, used), when)
        yield _told_earlier(claim, line, resolution, scene) if before else claim
        if reading.finding.status == "visited":
            narration.set(moving_on(own, reading, line), resolution.place)
    narration.set(days_passed(line, scene))
    for here in came_here(line, scene):
        dates = dates_of(line, here[2].event, here[1].mention.quote.start)
        when = interval_of(dates[:1], line.sentence)
        if is_after(when, scene.told_until) and here[2].finding.status == "visited":
            dates, when = (), Interval()  # "in the morning", counted from a day that was only foretold
        yield _make(scene, (*here, dates), when)
    yield from _there(line, scene)
    for event, people, when, used in undated_places(line, scene):
        yield Claim(
            scene.traveller.name, None, "stays", "visited", quote_of(scene, line), when, used, (event.lemma,), people,
            order=line.sentence.start,
        )  # fmt: skip


def _heed(reading: Reading, line: Line, resolution: Resolution, scene: Scene) -> Reading:
    """A reading as what is said elsewhere leaves it: hearsay, what came of a plan, what a witness saw himself."""
    if reading.finding.status == "visited" and (verdict := verdict_on(line, scene)):
        cues = (*reading.finding.cues, "claim")
        reading = replace(reading, finding=replace(reading.finding, status=verdict, cues=cues))
    return reached(heed_aftermath(reading, line, resolution, scene), line, scene)


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


def _is_headline(line: Line) -> bool:
    return line.block is not None and line.block.role in ("title", "heading", "lead", "caption")


def _order_of(told: Told, scene: Scene) -> int:
    """Where in its text a claim is told; "reached Lima, having slept in Cusco" tells of Cusco first."""
    line, resolution, reading, _ = told
    if reading.finding.cues == ("title",) and reading.finding.role != "departs":
        return told_at(resolution, scene)
    event = reading.event
    before = (
        event is not None
        and event.relation == "advcl"
        and any(c.text.lower() == "having" for c in line.sentence.children(event.predicate.i))
    )
    return line.sentence.start if before else resolution.mention.quote.start


def _is_now(line: Line, reading: Reading, scene: Scene) -> bool:
    """ "She is in Lima": a state of the day of writing."""
    event, finding = reading.event, reading.finding
    is_there = event is not None and event.tense == "present" and finding.role == "stays"
    if is_there and scene.cast.first_person and event is not None:  # "we spend it in Lima" tells of a day gone
        is_there = event.copular or event.progressive
    is_there = is_there and not says_when(line, lasts=scene.cast.first_person) and not _is_headline(line)
    return is_there or finding.cues in NOW


def _is_state_of_now(line: Line, reading: Reading, scene: Scene) -> bool:
    """ "She is in Lima", in a report: not on the day that it told of last."""
    event = reading.event
    told = event is not None and event.copular and event.relation != "acl:relcl"
    told = (told or reading.finding.cues in NOW) and not scene.cast.first_person
    return told and scene.told_until is not None and _is_now(line, reading, scene)


def _told_earlier(claim: Claim | Aside, line: Line, resolution: Resolution, scene: Scene) -> Claim | Aside:
    """A claim of what was before its sentence, or before the one that it goes on from, where that stands."""
    comes = any(e.lemma.split("_")[0] == "come" and not e.nominal for e in line.events.values())
    above = scene.lines[line.number - 1] if line.number and comes else line
    start = above.sentence.start if above.block is line.block else line.sentence.start
    return replace(claim, order=start + line.resolutions.index(resolution)) if isinstance(claim, Claim) else claim


def _make(scene: Scene, told: Told, when: Interval) -> Claim | Aside:
    line, resolution, reading, dates = told
    finding, quote = reading.finding, quote_of(scene, line, resolution.mention)
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
    behind = when.last and published and (when.last < published or (scene.is_timeline and when.last == published))
    coming = "to come" in finding.cues or ("present tense" in finding.cues and any(map(on_weekday, dates)))
    if status == "planned" and coming and behind:
        dates, when = (), Interval(published)  # "A rally in Lima on Friday closes the week": no Friday gone by
    elif status == "planned" and "present tense" in finding.cues and behind:
        status = "visited"  # "Saturday: they land in Lima", in a summary of the tour
    if status == "visited" and _is_now(line, reading, scene) and when.is_open and published:
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
        _order_of((line, resolution, reading, dates), scene),
    )
