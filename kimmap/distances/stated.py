"""The distances that a text states, each bound to its two ends and judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kimmap.distances.antecedents import (
    NOBODY,
    Binding,
    End,
    Scene,
    mentions_before,
    mentions_in,
    satellites_of,
    told_elsewhere,
)
from kimmap.distances.atlas import Atlas
from kimmap.distances.borders import at_border, with_borders
from kimmap.distances.comparisons import check_comparisons
from kimmap.distances.fitting import at_sea, fit, is_misread, is_unnamed, lies_there, settle
from kimmap.distances.frames import bind, bind_unknown, is_no_way
from kimmap.distances.halfway import check_halfway
from kimmap.distances.likely_ends import likely_ends
from kimmap.distances.measures import Measure, find_measures, in_thousands, lexicon, one_way
from kimmap.distances.multiples import bind_multiple, find_multiples, length_of
from kimmap.distances.namesakes import are_hardly_meant, area_meant, fit_namesakes, say_fitting_namesakes
from kimmap.distances.phrases import with_unknown_names
from kimmap.distances.races import tells_of_race
from kimmap.distances.sentences import whole_sentences
from kimmap.distances.tables import rows_of_tables, sentences_beside
from kimmap.distances.unitless import find_elided, find_gapped, find_repeats, find_rows, unit_of_heading
from kimmap.distances.verdicts import check_direction, is_wrong_direction, judge, say_wrong_direction
from kimmap.geodesy import geodesic_km
from kimmap.language import Analysis, Sentence
from kimmap.language.boundaries import is_in_dateline
from kimmap.model import DistanceClaim, Document, Resolution

_CLOSE = 0.04
"""How far off the geodesic between towns a straight line is that somebody measured."""
_TWISTED = 2.0
"""So many times the geodesic few ways are: only known wordings are believed from here on."""
_HALF = "; half of what the text states for there and back"
_NEXT_ROW = 3
_NEXT_SENTENCE = 100
"""Characters between a length and the figure without a unit that takes it up."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A length with its ends that a later figure can take up, and where its sentence ended."""

    measure: Measure
    bound: Binding
    end: int


def stated_distances(analysis: Analysis, resolutions: Sequence[Resolution], atlas: Atlas) -> Iterator[DistanceClaim]:
    """Every distance between places that a document states, in text order; ``resolutions`` are its own, in order."""
    last: _Told | None = None
    satellites: set[str] = set()
    rows = rows_of_tables(analysis.document, resolutions)
    for row in rows:
        if row.length is not None:
            line = Sentence(row.bound.start, row.bound.end, ())
            yield _claim(analysis, line, row.length, settle(row.bound, atlas))
    for sentence in sentences_beside(rows, whole_sentences(analysis)):
        in_sentence: list[_Told] = [last] if last is not None and sentence.start - last.end <= _NEXT_SENTENCE else []
        for told, claim in _in_sentence(analysis, sentence, resolutions, last, atlas, frozenset(satellites)):
            last, in_sentence = told, [*in_sentence, told]
            satellites |= satellites_of(told.bound)
            if claim is not None:
                yield claim
        yield from _multiples(analysis, sentence, resolutions, in_sentence)
        yield from check_halfway(analysis, sentence, resolutions)
        yield from check_comparisons(analysis, sentence, resolutions)


def _in_sentence(
    analysis: Analysis,
    sentence: Sentence,
    resolutions: Sequence[Resolution],
    last: _Told | None,
    atlas: Atlas,
    satellites: frozenset[str],
) -> Iterator[tuple[_Told, DistanceClaim | None]]:
    """Every length of a sentence that has ends, with the claim that it makes unless the ends were guessed in vain."""
    text = analysis.document.text[sentence.start : sentence.end]
    measures = find_measures(text)
    measures = sorted((*measures, *find_elided(text, measures)), key=lambda m: m.start)
    measures = sorted((*measures, *find_gapped(text, measures)), key=lambda m: m.start)
    measures = [m for m in measures if not _is_from_no_place(text, m)]
    repeats: list[Measure] = []
    if not measures and last is not None and sentence.start - last.end <= _NEXT_SENTENCE:
        repeats = find_repeats(text, last.measure)
        for measure in repeats:
            bound = replace(last.bound, start=sentence.start + measure.start, end=sentence.start + measure.end)
            bound = replace(bound, stated_as="road", direction_deg=None)
            yield _Told(measure, bound, sentence.end), _claim(analysis, sentence, measure, bound)
    if not measures and not repeats:
        measures = find_rows(text, _unit_km(analysis, sentence, last))
    if not measures:
        return
    inside = mentions_in(resolutions, sentence.start, sentence.end)
    earlier = mentions_before(resolutions, sentence.start)
    block = analysis.document.block_at(sentence.start)
    scene = Scene(text, sentence.start, inside, earlier, block.start if block else 0, None, analysis, satellites)
    scene = with_borders(scene, atlas.gazetteer)
    previous: Binding | None = None
    for measure in measures:
        scene = replace(scene, grammar=analysis.sentence_at(sentence.start + measure.start))
        others = [m for m in measures if m is not measure]
        bounds = bind(scene, measure, others, previous)
        if not bounds or None in (bounds[0].origin.place, bounds[0].goal.place):
            bounds = bind_unknown(with_unknown_names(scene), measure, others, previous) or bounds
        if not bounds:
            if not is_no_way(scene, measure, others):
                yield from _likely(analysis, sentence, measure, scene, resolutions, others)
            continue
        bounds = [settle(replace(bound, sentence=(sentence.start, sentence.end)), atlas) for bound in bounds]
        bounds = [at_border(bound, measure, scene, atlas.gazetteer) for bound in bounds]
        half = one_way(measure, text)
        meant = (half,) if half else (*in_thousands(measure, text), measure, *at_sea(measure, scene, analysis))
        readings = [_read(analysis, sentence, read, bounds) for read in meant]
        read, previous, claim = next((r for r in readings if not _is_senseless(r[2])), readings[0])
        told = _settled(analysis, sentence, read, previous, claim, bounds, atlas, scene)
        is_named = all(e.span and e.span[0] >= sentence.start for e in (told[0].origin, told[0].goal))
        if measure.is_unsure and (not is_named or told[1] is None or _is_senseless(told[1])):
            continue  # of metres, perhaps
        previous = told[0]
        if told[1] is not None and told[1].verdict == "implausible" and tells_of_race(text):
            why = "not judged: a way that was raced is as long as it was laid out"
            told = previous, replace(told[1], verdict="unresolved", explanation=why)
        worth = None if told[1] is None or _is_nowhere(previous) else _with_direction(told[1], previous)
        yield _Told(read, previous, sentence.end), worth


def _multiples(
    analysis: Analysis, sentence: Sentence, resolutions: Sequence[Resolution], told: Sequence[_Told]
) -> Iterator[DistanceClaim]:
    """What a sentence tells as so many times a length before it."""
    text = analysis.document.text[sentence.start : sentence.end]
    for multiple in find_multiples(text) if told else ():
        before = [t for t in told if t.bound.end <= sentence.start + multiple.start]
        inside = mentions_in(resolutions, sentence.start, sentence.end)
        scene = Scene(text, sentence.start, inside, (), analysis=analysis)
        bounds = bind_multiple(scene, multiple, before[-1].bound) if before else []
        claims = [_claim(analysis, sentence, length_of(multiple, before[-1].measure), bound) for bound in bounds]
        fitting = [claim for claim in claims if not _is_senseless(claim)]
        is_near = bool(before) and before[-1].bound.start >= sentence.start
        yield from fitting[:1] or claims[: int(is_near)]


def _likely(
    analysis: Analysis,
    sentence: Sentence,
    measure: Measure,
    scene: Scene,
    resolutions: Sequence[Resolution],
    others: Sequence[Measure],
) -> Iterator[tuple[_Told, DistanceClaim]]:
    """A length in no known wording, with the ends that it most likely has; nobody is accused on a likelihood."""
    bound = likely_ends(scene, resolutions, measure, sentence.end, others)
    if bound is None:
        return
    claim = _claim(analysis, sentence, measure, bound)
    if claim.verdict in ("straight-line", "network") and claim.ratio is not None and claim.ratio < _TWISTED:
        yield _Told(measure, bound, sentence.end), claim


def _unit_km(analysis: Analysis, sentence: Sentence, last: _Told | None) -> float | None:
    """The unit of figures without one: that of the table's heading, or of the row before."""
    if last is not None and 0 <= sentence.start - last.end <= _NEXT_ROW:
        return last.measure.unit_km
    return unit_of_heading(analysis.document.text, sentence.start)


def _read(
    analysis: Analysis, sentence: Sentence, measure: Measure, bounds: Sequence[Binding]
) -> tuple[Measure, Binding, DistanceClaim]:
    """A length with the ends that fit it best: one that only the context tells is the one that makes sense of it."""
    claims = [_claim(analysis, sentence, measure, bound) for bound in bounds]
    best = min(range(len(claims)), key=lambda i: (_senselessness(claims[i]), not lies_there(bounds[i]), i))
    return measure, bounds[best], claims[best]


def _settled(
    analysis: Analysis,
    sentence: Sentence,
    measure: Measure,
    bound: Binding,
    claim: DistanceClaim,
    bounds: Sequence[Binding],
    atlas: Atlas,
    scene: Scene,
) -> tuple[Binding, DistanceClaim | None]:
    """The ends and the claim, where it makes no sense with what else its ends can be, or without those guessed."""
    refit = next(fit(measure, bounds, atlas, analysis.document), None) if _is_senseless(claim) else None
    if refit is not None:
        return refit, _claim(analysis, sentence, measure, refit)
    together = fit_namesakes(measure, bound) if claim.verdict == "implausible" else None
    if together is not None:
        return together, _claim(analysis, sentence, measure, together)
    if claim.verdict == "implausible" and is_misread(bound, analysis.document):
        bound = replace(bound, origin=replace(bound.origin, name=bound.origin.words or bound.origin.name, place=None))
        return bound, _claim(analysis, sentence, measure, bound)
    if claim.verdict == "implausible" and (bound.origin.is_guessed or bound.goal.is_guessed):
        bound = replace(bound, origin=_unguessed(bound.origin), goal=_unguessed(bound.goal))
        return bound, _claim(analysis, sentence, measure, bound)
    if claim.verdict == "implausible" and bound.is_implied:
        return bound, None
    if claim.verdict == "implausible" and (told := _told_in_vain(bounds, analysis.document, scene)):
        origin, goal = (NOBODY if end in told else end for end in (bound.origin, bound.goal))
        bound = replace(bound, origin=origin, goal=goal)
        return bound, _claim(analysis, sentence, measure, bound)
    if claim.verdict == "implausible" and (unmeant := are_hardly_meant(measure, (bound.origin, bound.goal))):
        origin, goal = (End(end.words, None, end.span) if end in unmeant else end for end in (bound.origin, bound.goal))
        bound = replace(bound, origin=origin, goal=goal)
        return bound, _claim(analysis, sentence, measure, bound)
    if claim.verdict == "implausible" and (area := area_meant(measure, (bound.origin, bound.goal), atlas.gazetteer)):
        why = f"not judged: {area} may be the town or what is called after it"
        return bound, replace(claim, verdict="unresolved", explanation=why, geodesic_km=None, ratio=None)
    return bound, claim


def _with_direction(claim: DistanceClaim, bound: Binding) -> DistanceClaim:
    """A claim whose figure is right, wrong where its direction is; no end may be one that was guessed."""
    place, reference, said = claim.from_place, claim.to_place, bound.direction_deg
    if claim.verdict not in ("straight-line", "network") or place is None or reference is None or said is None:
        return claim
    is_guess = bound.is_implied or bound.origin.is_guessed or bound.goal.is_guessed
    if is_guess or not is_wrong_direction(said, reference, place):
        return claim
    figure = claim.explanation.replace(check_direction(said, reference, place), "")
    why = say_wrong_direction(said, reference, place, figure)
    return replace(claim, verdict="implausible", explanation=why)


def _told_in_vain(bounds: Sequence[Binding], document: Document, scene: Scene) -> list[End]:
    """The ends that only the words before a sentence offer, unless one alone is well told.

    Where a report was written, and what the text has only told the distance of, is not where things are measured from.
    """
    told = told_elsewhere(bounds, document)
    if len(told) != 1 or told[0].place is None or told[0].span is None:
        return told
    is_aside = told[0].place.id in scene.satellites or is_in_dateline(document, told[0].span[0])
    return told if is_aside else []


def _unguessed(end: End) -> End:
    """An end without the place that was guessed for it."""
    if not end.is_guessed:
        return end
    is_described = end.words and end.words[0].islower()
    return End(end.words, None, end.span) if is_described else NOBODY


_EPICENTRE = re.compile(r"\b(?:epi|hypo)cent(?:re|er)s?\b[^.;:]*$", re.IGNORECASE)
_OFF_THE_COAST = re.compile(
    r"\s*(?:off\s+(?:the|its|our|their)\s+(?:coast|shore)\b(?!\s+of\b)|inland\b(?!\s+(?:from|of)\b))", re.IGNORECASE
)


def _is_from_no_place(text: str, measure: Measure) -> bool:
    """Whether a length has an end that nobody names: an epicentre, or the coast wherever one is beside it."""
    behind = _OFF_THE_COAST.match(text, measure.end)
    return behind is not None or _EPICENTRE.search(text[: measure.start]) is not None


def _is_nowhere(bound: Binding) -> bool:
    """Whether neither end is a place or has a name ("we made 60 miles"), or both are one place."""
    if bound.origin.place is not None and bound.goal.place is not None and bound.origin.place.id == bound.goal.place.id:
        return True
    unknown = [end.words or end.name for end in (bound.origin, bound.goal) if end.place is None]
    if len(unknown) < 2:
        return False
    told = [words for words in unknown if not is_unnamed(words)]
    is_kind = len(told) == 1 and told[0].casefold().split()[-1] in lexicon()["nouns"]
    return all(words.casefold().split()[0] in ("the", "a", "an") for words in told) and not is_kind


def _is_senseless(claim: DistanceClaim) -> bool:
    return claim.verdict == "implausible" or claim.from_place is None or claim.to_place is None


def _senselessness(claim: DistanceClaim) -> int:
    """How little a figure fits its ends: a straight line wants to be one, and closely."""
    if claim.verdict in ("implausible", "unresolved") or claim.ratio is None:
        return 3
    if claim.stated_as != "straight":
        return 0
    return 2 if claim.verdict != "straight-line" else int(abs(claim.ratio - 1) > _CLOSE)


def _claim(analysis: Analysis, sentence: Sentence, measure: Measure, bound: Binding) -> DistanceClaim:
    quote = analysis.document.quote(bound.start, bound.end, (sentence.start, sentence.end))
    origin, goal = bound.origin, bound.goal
    stated = bound.stated_as or ("sea" if measure.nautical else None)
    if origin.place is None or goal.place is None:
        unknown = " and ".join(f"“{e.name}”" for e in (origin, goal) if e.place is None)
        explanation = f"not judged: nothing tells where {unknown} is" + _HALF * measure.is_half
        ends = (origin.place, goal.place)
        return DistanceClaim(quote, origin.name, goal.name, measure.km, "unresolved", explanation, *ends, stated)
    km = geodesic_km(origin.place.point, goal.place.point)
    judged = judge(measure, (origin.place, goal.place), km, stated)
    explanation = judged.explanation
    if judged.verdict == "implausible":
        ends_known = (origin.place, *origin.namesakes), (goal.place, *goal.namesakes)
        explanation += say_fitting_namesakes(measure, *ends_known, stated)
    if bound.direction_deg is not None:
        explanation += check_direction(bound.direction_deg, goal.place, origin.place)
    explanation += bound.note + _HALF * measure.is_half
    return DistanceClaim(quote, origin.name, goal.name, measure.km, judged.verdict, explanation,
                         origin.place, goal.place, stated, km if judged.ratio else None, judged.ratio)  # fmt: skip
