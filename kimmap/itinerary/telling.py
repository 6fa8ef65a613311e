"""In which order each document tells the journey, and how far that order can be trusted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from kimmap.itinerary.reports import Report
from kimmap.model import Interval

_TRUSTED_SHARE = 0.8
"""A document is chronological when this share of its steps from date to date goes forward."""


class Telling:
    """The dated claims of every document in the order of its telling."""

    def __init__(self, reports: Iterable[Report]) -> None:
        dated: dict[str, list[tuple[int, dt.date, dt.date]]] = defaultdict(list)
        for report in reports:
            if report.days:
                dated[report.source].append((report.claim.order, report.days.first, report.days.last))
        self._dated = {source: sorted(steps) for source, steps in dated.items()}

    def is_chronological(self, source: str) -> bool:
        """Whether a document tells forward: at least two steps between days, nearly all of them forward."""
        firsts = [first for _, first, _ in self._dated.get(source, ())]
        steps = [(b - a).days for a, b in pairwise(firsts) if a != b]
        return len(steps) >= 2 and sum(s > 0 for s in steps) >= _TRUSTED_SHARE * len(steps)

    def window(self, report: Report) -> Interval:
        """The days between the dated claims before and after an undated one; open where telling is no guide."""
        if not self.is_chronological(report.source):
            return Interval()
        steps, order = self._dated[report.source], report.claim.order
        before = max((first for o, first, _ in steps if o < order), default=None)
        after = min((last for o, _, last in steps if o > order), default=None)
        return Interval(before, after) if not (before and after) or before <= after else Interval()
