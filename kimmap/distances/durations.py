"""Stated durations of journeys ("the 20-hour train journey from A to B"), and whether any such journey is that fast."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kimmap.distances.added_times import ends_of_length_before
from kimmap.distances.antecedents import NOBODY, Binding, Scene, mentions_before, mentions_in
from kimmap.distances.borders import with_border_points
from kimmap.distances.by_means import Told, way_by_means
from kimmap.distances.fitting import is_unnamed
from kimmap.distances.frames import bind, bind_named
from kimmap.distances.goals import are_there_later, is_later, is_measured
from kimmap.distances.journeys import named_ends, told_ends
from kimmap.distances.judged_times import DurationClaim, is_possible, judge_time
from kimmap.distances.likely_ends import are_unlikely
from kimmap.distances.masking import LENGTH, mask
from kimmap.distances.measures import Measure, find_measures
from kimmap.distances.misread import doubted, is_of_its_clause, is_sound
from kimmap.distances.multiples import bind_multiple, find_multiples
from kimmap.distances.paces import SLOWEST_KM_H, moving_hours
from kimmap.distances.races import tells_of_race
from kimmap.distances.retold import times_retold
from kimmap.distances.sentences import whole_sentences
from kimmap.distances.serial import ends_in_series
from kimmap.distances.tables import rows_of_tables, sentences_beside
from kimmap.distances.times import Duration, mode_in
from kimmap.distances.times_by_fit import ends_by_fit
from kimmap.distances.told_ways import Line, read_line
from kimmap.distances.travel_times import find_times_of_travel
from kimmap.distances.verdicts import extent_km
from kimmap.distances.wordings import pattern
from kimmap.gazetteer import Gazetteer
from kimmap.geodesy import geodesic_km
from kimmap.grouping import by_document
from kimmap.language import Analysis, Sentence
from kimmap.model import Resolution

_BESIDE = 40
"""Characters before and behind a way that can tell by what means it is gone."""


def check_durations(
    analyses: Sequence[Analysis], resolutions: Sequence[Resolution], gazetteer: Gazetteer | None = None
) -> tuple[DurationClaim, ...]:
    """Every journey between two places for which the texts state how long it takes, in document and text order.

    With a ``gazetteer`` a border is its point nearest to the other end.
    """
    found: list[DurationClaim] = []
    places_in = by_document(resolutions, lambda r: r.mention.quote.document)
    for analysis in analyses:
        own = sorted(places_in(analysis.document), key=lambda r: (r.mention.quote.start, r.mention.quote.end))
        own = with_border_points(analysis, own, gazetteer)
        rows = rows_of_tables(analysis.document, own)
        for row in rows:
            if row.time is not None:
                line = Sentence(row.bound.start, row.bound.end, ())
                found.append(judge_time(analysis, line, row.time, row.bound, None))
        before: Told | None = None
        for sentence in sentences_beside(rows, whole_sentences(analysis)):
            told = Told(_scene_of(analysis, sentence, own))
            is_near = before is not None and before.scene.block_start == told.scene.block_start
            found += _in_sentence(analysis, sentence, own, told, before if is_near else None)
            found += _multiples(analysis, sentence, told, before if is_near else None)
            before = told
    return tuple(found)


def _scene_of(analysis: Analysis, sentence: Sentence, resolutions: Sequence[Resolution]) -> Scene:
    text = analysis.document.text[sentence.start : sentence.end]
    inside = mentions_in(resolutions, sentence.start, sentence.end)
    block = analysis.document.block_at(sentence.start)
    earlier = mentions_before(resolutions, sentence.start)
    return Scene(text, sentence.start, inside, earlier, block.start if block else 0, analysis=analysis)


def _in_sentence(
    analysis: Analysis, sentence: Sentence, resolutions: Sequence[Resolution], own: Told, before: Told | None
) -> Iterator[DurationClaim]:
    scene, text = own.scene, own.scene.text
    durations = find_times_of_travel(text)
    if not durations or tells_of_race(text):
        return
    lengths = find_measures(text)
    spans = [(sentence.start + d.start, sentence.start + d.end) for d in durations]
    line = read_line(analysis, (sentence.start, sentence.end), resolutions, spans)
    times = [Measure(d.start, d.end, 1.0, 1.0, 1.0) for d in durations]
    bound: Binding | None = None
    for i, (duration, span) in enumerate(zip(durations, spans, strict=True)):
        others = [t for t in (*times[:i], *times[i + 1 :]) if not any(_overlap(m, t) for m in lengths)]
        last = bound
        bound = _in_series(scene, duration, lengths, others, last)
        by_means = way_by_means(duration, own, before) if bound is None else None
        if by_means is not None and not (_names_both(by_means, scene) or is_possible(by_means, duration)):
            by_means = None  # of another sentence: it may be of another way
        is_sure = duration.is_listed or bound is not None or by_means is not None
        bound = bound or by_means or (None if is_sure else _bind(line, scene, duration, span, lengths, others, last))
        if bound is not None:
            duration = _by_means(line, duration, bound, span)
            bound = doubted(bound, duration)
            scene = replace(scene, grammar=analysis.sentence_at(span[0]))
            if not is_sure and are_unlikely(
                scene, resolutions, duration, sentence.end, [*times[:i], *times[i + 1 :]], bound
            ):
                bound = None
        beside = next((m for m in lengths if _is_beside(text, duration, m)), None)
        if bound is not None and beside is not None:
            means = pattern("means").match(text, beside.end)
            start, end = sentence.start + beside.start, sentence.start + (means.end() if means else beside.end)
            bound = replace(bound, start=min(bound.start, start), end=max(bound.end, end))
        beside = None if duration.is_loose else beside
        if (bound is not None or beside is not None) and not (beside is None and _is_whole_journey(bound, duration)):
            yield judge_time(analysis, sentence, duration, bound, beside)
        own.times.extend([(duration, bound)] if bound is not None else [])
    seen: set[int] = set()
    for duration, bound in reversed(own.times):
        for again in times_retold(analysis.document.text, sentence.start + duration.end, duration):
            at = again.start - sentence.start, again.end - sentence.start
            if again.start not in seen and not any(d.start < at[1] and at[0] < d.end for d, _ in own.times):
                seen.add(again.start)
                yield _judge_again(analysis, sentence, again, bound)


def _multiples(analysis: Analysis, sentence: Sentence, own: Told, before: Told | None) -> Iterator[DurationClaim]:
    """What a sentence tells as so many times a time of travel before it."""
    for multiple in find_multiples(own.scene.text):
        earlier = [t for t in own.times if t[0].end <= multiple.start] or (before.times if before else [])
        for first, told in earlier[-1:]:
            hours = multiple.times * first.hours
            duration = replace(first, start=multiple.start, end=multiple.end, hours=hours, is_loose=True)
            bounds = bind_multiple(own.scene, multiple, told)
            yield from [judge_time(analysis, sentence, duration, b, None) for b in bounds if is_possible(b, duration)][
                :1
            ]


def _is_whole_journey(bound: Binding | None, duration: Duration) -> bool:
    """Whether days are those of a journey to a country and through it: "nine days of a tour of Peru"."""
    return bound is not None and duration.hours >= 2 * _IN_DAYS and _is_of_an_area(bound)


def _judge_again(analysis: Analysis, first: Sentence, again: Duration, bound: Binding) -> DurationClaim:
    """What a figure is worth that says once more how long a way took."""
    sentence = next((s for s in whole_sentences(analysis) if s.start <= again.start < s.end), first)
    own = replace(again, start=again.start - sentence.start, end=again.end - sentence.start)
    return judge_time(analysis, sentence, own, replace(bound, start=again.start, end=again.end), None)


def _overlap(a: Measure, b: Measure) -> bool:
    return a.start < b.end and b.start < a.end


def _bind(
    line: Line, scene: Scene, duration: Duration, at: tuple[int, int], lengths: Sequence[Measure],
    times: Sequence[Measure], previous: Binding | None,
) -> Binding | None:  # fmt: skip
    """The ends of a time: those that its sentence names, that known wordings tell, that stand before, or that fit."""
    found = _worded(line, scene, duration, at, lengths, times, previous)
    if found is not None and not (is_sound(found, duration, line) and is_of_its_clause(found, line, at)):
        found = None
    if found is not None and _names_both(found, scene):
        return found
    return ends_by_fit(line, at, duration) or found


def _worded(
    line: Line, scene: Scene, duration: Duration, at: tuple[int, int], lengths: Sequence[Measure],
    times: Sequence[Measure], previous: Binding | None,
) -> Binding | None:  # fmt: skip
    """The ends of a time that some wording tells."""
    if named := named_ends(line, at, duration.is_bare):
        return named
    if is_measured(line, at) and (told := _told(line, at, duration)):
        return told
    is_alone = is_later(line, at) or (duration.is_bare and not lengths)
    worded = None if is_alone else _ends(scene, duration, lengths, times, previous)
    return worded or _told(line, at, duration)


def _by_means(line: Line, duration: Duration, bound: Binding, at: tuple[int, int]) -> Duration:
    """A time with the means of travel that the words from the first end of its way on tell, or those around them."""
    if duration.mode != "unknown":
        return duration
    text = line.document.text
    spans = [at, *(end.span for end in (bound.origin, bound.goal) if end.span is not None)]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    before = re.split(r"[.;:]\s", text[max(0, start - _BESIDE) : start])[-1]
    after = re.split(r"[,.;:]\s", text[end : min(line.end, end + _BESIDE)])[0]
    modes = map(mode_in, (text[start:end], before, after))
    return replace(duration, mode=next((mode for mode in modes if mode != "unknown"), "unknown"))


def _told(line: Line, at: tuple[int, int], duration: Duration) -> Binding | None:
    """The likeliest ends of which the sentence does not name both."""
    if duration.is_bare or (duration.hours >= _IN_DAYS and is_later(line, at) and not are_there_later(line, at)):
        return None
    told = told_ends(line, at)
    return next((b for b in told if _is_likely(b, _by_means(line, duration, b, at))), None)


_IN_DAYS = 24.0
"""From so many hours on "later" tells only when, and not how long somebody was on the way."""


def _ends(
    scene: Scene, duration: Duration, lengths: Sequence[Measure], times: Sequence[Measure], previous: Binding | None
) -> Binding | None:
    """The ends of a journey: both known, or one that is measured from a known place ("the village is …")."""
    masked, others = _with_length(scene, duration, lengths, times)
    bounds = bind_named(scene, masked, others)
    if not bounds and not (duration.is_loose or duration.is_vague or _WITHIN.search(scene.text[: masked.start])):
        # A week's trip to a country is no way to it.
        bounds = [b for b in bind(scene, masked, others, previous) if not _is_of_an_area(b)]
    bounds = bounds or ends_of_length_before(scene, duration, lengths)
    sure = [b for b in bounds if not b.is_implied and not (b.origin.is_guessed and b.origin.place)]
    known = [b for b in sure if b.origin.place and b.goal.place]
    fitting = next((b for b in known if is_possible(b, duration)), None)
    if known or duration.is_loose:
        # An end from another sentence may be misread: only one named here is held against the text.
        return fitting or next((b for b in known if _names_both(b, scene)), None)
    return next((b for b in sure if b.goal.place and b.origin is not NOBODY and not is_unnamed(b.origin.name)), None)


def _with_length(
    scene: Scene, duration: Duration, lengths: Sequence[Measure], times: Sequence[Measure]
) -> tuple[Measure, list[Measure]]:
    """A time together with the length that is told beside it, and the other lengths and times."""
    beside = [m for m in lengths if _is_beside(scene.text, duration, m)]
    start = min([duration.start, *(m.start for m in beside)])
    end = max([duration.end, *(m.end for m in beside)])
    others = [m for m in (*lengths, *times) if m.end <= start or m.start >= end]
    return Measure(start, end, 1.0, 1.0, 1.0, is_way=not duration.is_loose), others


def _in_series(
    scene: Scene, duration: Duration, lengths: Sequence[Measure], times: Sequence[Measure], previous: Binding | None
) -> Binding | None:
    """The ends of a time that goes on from the one before, in a list or a chain."""
    own, others = _with_length(scene, duration, lengths, times)
    own, *others = (_without_preposition(scene.text, figure) for figure in (own, *others))
    masked = mask(scene, own, others)
    bounds = ends_in_series(scene, masked, masked.text.index(LENGTH), previous)
    known = [b for b in bounds if not b.is_implied and b.origin.place and b.goal.place]
    return next((b for b in known if is_possible(b, duration)), None)


def _without_preposition(text: str, figure: Measure) -> Measure:
    """A figure less the "to" or "from" that told it to be a way's: of lists these words are signs themselves."""
    match = _PREPOSITION.search(text, figure.start, figure.end)
    return replace(figure, end=match.start()) if match else figure


_PREPOSITION = re.compile(r"\s+(?:from|to)(?:\s+the)?\s*$", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:after|for|in|within|every|during)\s+(?:about\s+|some\s+|nearly\s+|almost\s+)?$", re.IGNORECASE
)
"""Before a time: how long something went on, and not how far a place is."""


_SAME_WAY = re.compile(
    r"\s*(?:(?:,\s+and|,|/|;|and|in|of|for|\()\s*(?:about\s+|some\s+|a\s+|the\s+)?"
    r"|to\s+(?:do|cover|make|drive|ride|walk|go|run|sail|fly|cycle|travel)\s+(?:the\s+)?)"
)
"""Between a time and a length of one journey."""


def _is_of_an_area(bound: Binding) -> bool:
    return any(end.place is not None and end.place.is_area for end in (bound.origin, bound.goal))


def _is_likely(bound: Binding, duration: Duration) -> bool:
    """Whether a way that was only guessed is one of so many hours: not too far, and not a few steps."""
    ends = bound.origin.place, bound.goal.place
    if ends[0] is None or ends[1] is None:
        return ends != (None, None)  # to where nobody knows
    if ends[0].id == ends[1].id:
        return False
    km = geodesic_km(ends[0].point, ends[1].point)
    return is_possible(bound, duration) and km + extent_km(ends[0]) + extent_km(ends[1]) >= SLOWEST_KM_H[
        duration.mode
    ] * moving_hours(duration)


def _names_both(bound: Binding, scene: Scene) -> bool:
    return all(end.span is not None and end.span[0] >= scene.offset for end in (bound.origin, bound.goal))


def _is_beside(text: str, duration: Duration, length: Measure) -> bool:
    """Whether a length is of the same journey: "a 20-hour, 1,180-km train ride"."""
    if duration.start <= length.start and length.end <= duration.end:
        return True
    gap = text[duration.end : length.start] if length.start >= duration.end else text[length.end : duration.start]
    return _SAME_WAY.fullmatch(gap) is not None
