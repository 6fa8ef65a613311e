"""Documents → dated expressions.

``find_dates`` is the door.  It finds every expression of time (``scanner``, with the rules of ``numeric``,
``absolute``, ``longer``, ``relative``, ``steps``, ``clock`` and ``compounds``, the words before them in
``wrappers``, neighbours joined by ``joins`` and ``ranges``), decides for each document what such expressions
count from (``modes``), and says in the order of the telling which days they mean, and why (``finding``,
``resolving``).  ``settle_local_days`` moves times of elsewhere to the day of the place, once places are known.
"""

from __future__ import annotations

from collections.abc import Sequence

from kimmap.dates.finding import mentions_of
from kimmap.dates.localtime import settle_local_days, zone_at
from kimmap.dates.modes import prepare
from kimmap.model import DateMention, Document

__all__ = ["find_dates", "settle_local_days", "zone_at"]


def find_dates(documents: Sequence[Document], *, ranges: bool = True) -> tuple[DateMention, ...]:
    """All expressions of time in the documents, in document and text order.

    Blocks of noise are skipped; a document without blocks is read whole.  With ``ranges`` a range
    ("12–18 September") is one mention from end to end; without, its ends are mentions of their own, as
    TIMEX3 has them.
    """
    return tuple(mention for story in prepare(documents) for mention in mentions_of(story, ranges=ranges))
