"""Whom the traveller met: what lets "their talks on Tuesday" in one text date a visit in another."""

from __future__ import annotations

import re

from kimmap.claims.cast import Cast
from kimmap.claims.lexicon import words
from kimmap.claims.mover import read_mover
from kimmap.claims.scene import Line, Scene
from kimmap.claims.timing import dates_of
from kimmap.claims.traveller import Traveller, fold, name_parts
from kimmap.language import Event, Name
from kimmap.model import DateMention, Interval


def met_in(line: Line, event: Event | None, scene: Scene) -> tuple[str, ...]:
    """The people whom an event brings together with the traveller, by the last word of their names."""
    if event is None or not _is_meeting(event):
        return ()
    near = {t.start for t in line.sentence.subtree(event.predicate.i)}
    near |= {t.start for s in (*event.subjects, *event.objects, *event.companions) for t in line.sentence.subtree(s.i)}
    people = [
        n for n in scene.analysis.names_in(line.sentence.start, line.sentence.end) if _is_other(n, scene.traveller)
    ]
    return tuple(sorted({_last_word(n.text) for n in people if n.start in near and name_parts(n.text)}))


def _last_word(name: str) -> str:
    """The part of a name that texts repeat, as it is written: "Foreign Minister Rui Salgado's" → "Salgado"."""
    last = name_parts(name)[-1]
    written = [w.strip(".,'’\"") for w in re.sub(r"['’]s\b", "", name).split()]
    return next((w for w in reversed(written) if fold(w).endswith(last)), last)


def _is_meeting(event: Event) -> bool:
    stem = event.lemma.split("_")[0]
    if event.nominal:
        return stem in words("nouns", "meetings")
    return stem in words("verbs", "co_present") or any(o.lemma in words("nouns", "meetings") for o in event.objects)


def _is_other(name: Name, traveller: Traveller) -> bool:
    return name.label == "PER" and not traveller.is_called(name.text)


def undated_places(line: Line, scene: Scene) -> list[tuple[Event, tuple[str, ...], Interval, tuple[DateMention, ...]]]:
    """Meetings of the traveller that a sentence dates: on a day, or as over by the day when somebody spoke of them."""
    found = []
    for event in line.events.values():
        people = met_in(line, event, scene)
        if not people or event.tense in ("future", "infinitive") or event.modal or event.negated:
            continue
        if read_mover(event, line.sentence, scene.cast) == "other" and not _takes_part(event, line, scene.cast):
            continue
        dates = dates_of(line, event, event.predicate.start)
        if dates:
            found.append((event, people, dates[0].interval, dates[:1]))
            continue
        told = [
            d for d in line.dates if d.type in ("DATE", "TIME") and d.granularity in ("day", "time") and d.interval.last
        ]
        if told and event.parent is not None and _is_said(event):
            found.append((event, people, Interval(None, told[0].interval.last), tuple(told[:1])))
    return found


def _takes_part(event: Event, line: Line, cast: Cast) -> bool:
    return any(cast.has(t) for t in line.sentence.subtree(event.predicate.i))


def _is_said(event: Event) -> bool:
    """Whether somebody says or denies something about a meeting that is over."""
    link = event.parent
    while link is not None:
        if link.lemma.split("_")[0] in words("verbs", "says") | words("verbs", "denies") and link.tense in (
            "past",
            "perfect",
        ):
            return True
        link = link.parent
    return False
