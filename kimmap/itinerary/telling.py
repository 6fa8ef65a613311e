"""In which order each document tells the journey, and how far that order can be trusted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kimmap.itinerary.reports import DAY, Days, Report, hull, say_days
from kimmap.model import Interval

_TRUSTED_SHARE = 0.8
"""A document is chronological when this share of its steps from date to date goes forward."""


_WEEK = 7
"""What did not happen is told between days that are no farther apart than this, or beside one of them."""

_NARROW_DAYS = 3
"""What is told between two dated claims was between their days when these are no farther apart."""


class Telling:
    """The dated claims of every document in the order of its telling."""

    def __init__(self, reports: Iterable[Report]) -> None:
        dated: dict[str, list[tuple[int, dt.date, dt.date]]] = defaultdict(list)
        told: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            if report.days:
                dated[report.source].append((report.claim.order, report.days.first, report.days.last))
                told[report.source].append(report)
        self._dated = {source: sorted(steps) for source, steps in dated.items()}
        self._told = {source: sorted(those, key=lambda r: (r.claim.order, r.claim.quote.start, r.place.id))
                      for source, those in told.items()}  # fmt: skip

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

    def days_of(self, report: Report) -> Days | None:
        """All days that a document has told of elsewhere as facts, None where a report comes before them."""
        told = [r.days for r in self._told.get(report.source, ())
                if r.days and r.status == "visited" and r.place.id != report.place.id]  # fmt: skip
        opens = all(order > report.claim.order for order, *_ in self._dated.get(report.source, ()))
        return hull(told) if len(set(told)) > 1 and not opens else None

    def is_last(self, report: Report) -> bool:
        """Whether a document tells of no day as a fact after a report."""
        told = (r for r in self._told.get(report.source, ()) if r.status == "visited")
        return all(r.claim.order <= report.claim.order for r in told)

    def beside(self, report: Report) -> tuple[Days, str] | None:
        """The days of the visits that a document tells of right before and after a claim, or of one of them."""
        told = [r for r in self._told.get(report.source, ()) if r.place.id != report.place.id and r.status == "visited"]
        before = [r for r in told if r.claim.order < report.claim.order]
        after = [r for r in told if r.claim.order > report.claim.order]
        around = [*before[-1:], *after[:1]]
        firsts, span = [r.days.first for r in around if r.days], hull(r.days for r in around if r.days)
        if span and (firsts != sorted(firsts) or span.last - span.first > _WEEK * DAY):
            around, span = around[:1], around[0].days
        return (span, f"the days told next to it: {', '.join(map(_named, around))}") if span else None

    def around(self, report: Report) -> tuple[Days, str] | None:
        """Days that the context gives an undated claim, with the reason in words; None where it gives none.

        The context is the sentence, else the paragraph where it tells of few days, else the dated claims
        of the document before and after.
        """
        told = [r for r in self._told.get(report.source, ())
                if r.place.id != report.place.id and (report.status != "planned" or r.status == "planned")]  # fmt: skip
        quote, order = report.claim.quote, report.claim.order
        sentence = [r for r in told if r.claim.quote.sentence_start == quote.sentence_start]
        if found := _narrow(sentence):
            return found, f"the days told in one sentence with {_named(sentence[0])}"
        block = quote.document.block_at(quote.start) if len(quote.document.blocks) > 1 else None
        paragraph = [r for r in told if block and block.role in ("body", "caption", "lead", "list")
                     and block.start <= r.claim.quote.start < block.end]  # fmt: skip
        if (
            report.status != "planned"
            and (found := _narrow(paragraph))
            and any(r.claim.order < order for r in paragraph)
        ):
            return found, f"the days told in one paragraph with {_named(paragraph[0])}"
        before = next((r for r in reversed(told) if r.claim.order < order), None)
        after = next((r for r in told if r.claim.order > order), None)
        if before and after and before.days and after.days and before.days.first <= after.days.last:
            span = Days(before.days.first, after.days.last)
            # A plan or a rumour may be told anywhere: only what surrounds it closely dates it.
            if span.last - span.first <= (_NARROW_DAYS if report.status == "visited" else 1) * DAY:
                return span, f"the days told before and after it: {_named(before)}, {_named(after)}"
        return None


def _narrow(reports: Sequence[Report]) -> Days | None:
    span = hull(r.days for r in reports if r.days)
    return span if span and span.last - span.first <= _NARROW_DAYS * DAY else None


def _named(report: Report) -> str:
    return f"{report.place.name} ({say_days(report.days or report.within)}, {report.source})"
