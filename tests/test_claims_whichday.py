"""Which of the days of a sentence is that of a visit."""

from __future__ import annotations

import pytest
from test_claims import document, read


def whens(text: str) -> dict[str, str | None]:
    """The first day of the claims about each place."""
    claims, _ = read(document(f"Minister Ada Vinter is on a tour. {text}"))
    named = ((c.resolution.mention.name, c.when.first) for c in claims if c.resolution is not None)
    return {name: str(first) if first else None for name, first in named}


@pytest.mark.parametrize(
    "sentence",
    [
        "On 9 May 2031 she was in Lima, on 12 May in Cusco.",
        "On 9 May 2031 she was in Lima, and on 12 May in Cusco.",
        "On May 9 she was in Lima, on May 12 in Cusco.",
        "On 9 May Vinter spoke in Lima, on 12 May in Cusco.",
        "On 9 May she was in Lima, on the 12th in Cusco.",
        "On 9 May she opened a school in Lima, on 12 May in Cusco.",
    ],
)
def test_each_of_two_days_stands_before_its_own_place(sentence: str) -> None:
    assert whens(sentence) == {"Lima": "2031-05-09", "Cusco": "2031-05-12"}


@pytest.mark.parametrize("told", ["announced in April", "announced on 3 April", "announced by her on 3 April",
                                  "proposed in April", "agreed on 3 April", "reported in April"])  # fmt: skip
def test_the_day_of_announcing_is_not_that_of_the_visit(told: str) -> None:
    assert whens(f"Her visit to Lima, {told}, was called off.") == {"Lima": None}


def test_the_day_that_it_was_announced_for_is() -> None:
    assert whens("Her visit to Lima, announced for 3 June, was called off.") == {"Lima": "2031-06-03"}
