"""Days that one journey has because one text or one hand tells of them as it goes on, however long it paused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from kimmap.claims.kept import is_letter
from kimmap.claims.scene import Scene
from kimmap.model import Claim

Thread = tuple[dt.date, ...]


def threads(scenes: Sequence[Scene], claims: Sequence[Claim]) -> list[Thread]:
    """The days of each diary or log, of the letters of each hand, and of each narrative, in order.

    A wintering or a siege parts no journey that is told day after day; what a report of the day says of years
    before is none of it.
    """
    own = [scene for scene in scenes if scene.cast.first_person or scene.is_track]
    kept = [tuple(sorted({*_opening_days(scene), *scene.letter_days})) for scene in own]
    told = (_days_of_narrative(s, claims) for s in scenes if not s.cast.first_person and _is_told_after(s))
    return [days for days in (*kept, *_by_hand(own), *told) if len(days) > 1]


def _opening_days(scene: Scene) -> list[dt.date]:
    """The days with which lines open, in lists and tables, too."""
    heads = (line.dates[0] for line in scene.lines if line.dates and line.dates[0].quote.start == line.sentence.start)
    days = (d for d in heads if d.granularity in ("day", "time") and any(map(str.isdigit, d.quote.text)))
    return [d.interval.first for d in days if d.interval.first]


def _by_hand(scenes: Iterable[Scene]) -> Iterator[Thread]:
    """The days of letters and diaries that came as several texts, by who signs them."""
    days: dict[str, set[dt.date]] = {}
    for scene in scenes:
        entries = [*_opening_days(scene), *scene.letter_days]
        letter = _day_of_letter(scene)
        if letter is not None or len(entries) >= _ENTRIES:
            own = days.setdefault((scene.document.author or "").casefold(), set())
            own.update(entries if letter is None else (letter, *entries))
    return (tuple(sorted(each)) for each in days.values())


_ENTRIES = 3
"""So many entries make a diary of a text."""


def _day_of_letter(scene: Scene) -> dt.date | None:
    """The day of a text that greets whom it is written to."""
    return scene.document.published if is_letter(scene.document) else None


def _is_told_after(scene: Scene) -> bool:
    """Whether a text is a life or a history: without a day of its own, or written long after what it tells."""
    last = max((d.interval.last for d in scene.dates if d.interval.last), default=None)
    published = scene.document.published
    return published is None or (last is not None and published > last + _LONG_AFTER)


_LONG_AFTER = dt.timedelta(days=365)


def _days_of_narrative(scene: Scene, claims: Sequence[Claim]) -> Thread:
    """The days of a text that goes on from place to place; none where it goes back in time."""
    dated = [(c.order or c.quote.start, c.when.first) for c in claims
             if c.quote.document is scene.document and c.status == "visited" and c.when.first
             and c.when.days is not None and c.when.days <= _VAGUE_DAYS]  # fmt: skip
    days = [day for _, day in sorted(dated)]
    return tuple(days) if len(days) >= _STEPS and days == sorted(days) else ()


_STEPS = 3
"""So many dated places make a narrative."""
_VAGUE_DAYS = 31


def spans(thread: Thread, before: dt.date, after: dt.date) -> bool:
    """Whether a thread has days up to ``before`` and from ``after`` on: it goes on over the pause between them."""
    return thread[0] <= before and thread[-1] >= after
