"""Many short documents: what belongs to each is found at once, and is what looking through all of it would find."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from types import SimpleNamespace as Of
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kimmap.grouping import by_document
from kimmap.itinerary.announcements import _announcing
from kimmap.itinerary.reports import DAY, Days
from kimmap.model import Document
from kimmap.places.resolution import _MOST_FROM_OTHERS, _by_others


def test_values_are_found_by_the_one_document_and_in_order() -> None:
    first, twin, empty = (Document(name="a.txt", text="Rain.") for _ in range(3))
    found = by_document([(1, first), (2, twin), (3, first)], lambda value: value[1])
    assert [[number for number, _ in found(document)] for document in (first, twin, empty)] == [[1, 3], [2], []]


@given(st.lists(st.sets(st.integers(0, 3 * _MOST_FROM_OTHERS)), max_size=9))
def test_what_other_documents_tell_of_is_what_counting_for_each_finds(told: list[set[int]]) -> None:
    named: list[dict[str, Any]] = [{f"{id_:03}": id_ for id_ in own} for own in told]
    for own, chosen in zip(told, _by_others(named), strict=True):
        count = Counter(id_ for places in told if places is not own for id_ in places)
        assert chosen == sorted(count, key=lambda id_: (-count[id_], id_))[:_MOST_FROM_OTHERS]


_DAY = st.dates(min_value=dt.date(2021, 5, 1), max_value=dt.date(2021, 5, 9))
_REPORTS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["visited", "planned", "possible"]), _DAY, _DAY))


@given(_REPORTS)
def test_who_announces_is_what_looking_through_all_reports_finds(given_reports: list[Any]) -> None:
    published = {source: day for source, _, _, day in given_reports}
    reports: list[Any] = [
        Of(source=source, status=status, days=Days(day, day), published=published[source])
        for source, status, day, _ in given_reports
    ]
    expected = set()
    for source, day in published.items():
        own = [r for r in reports if r.source == source]
        planned = [r.days.first for r in own if r.status != "visited"]
        others = [r.days.first for r in reports if r.source != source and r.status != "possible"]
        begun = any(r.status == "visited" and r.days.last < day for r in own)
        if planned and others and not begun and day + DAY < min(*planned, *others):
            expected.add(source)
    assert _announcing(reports) == expected
