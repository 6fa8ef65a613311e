"""Why a place that is mentioned is no stop, in words."""

from __future__ import annotations

from collections.abc import Iterable

from kimmap.model import Reason, Trip

WHY_ASIDE: dict[Reason, str] = {
    "dateline": "a dateline: where the reporter is",
    "metonym": "a government, team or title, not the place",
    "other_person": "somebody else was or went there",
    "earlier_trip": "told of an earlier journey",
    "later_trip": "told of a later journey",
    "background": "background, or a mere denial",
    "passed": "passed without a halt",
    "heading": "headed for, and not said to be reached",
    "container": "an area around finer stops",
    "hypothetical": "a mere supposition",
    "noise": "navigation, teasers or credits",
    "unresolved": "not known which place is meant",
    "no_predicate": "nothing says that the traveller was there",
}
_MOST_REASONS, _MOST_PLACES = 3, 3


def why_none_counts(trip: Trip) -> str:
    """``4 places were found, none counts: somebody else was or went there (Lima, Cusco); …`` and how to see each.

    Empty where no place was found at all.
    """
    by_reason: dict[Reason, dict[str, None]] = {}
    for aside in trip.asides:
        by_reason.setdefault(aside.reason, {})[_name(aside.resolution.mention.name)] = None
    for resolution in trip.unresolved:
        by_reason.setdefault("unresolved", {})[_name(resolution.mention.name)] = None
    if not by_reason:
        return ""
    ranked = sorted(by_reason.items(), key=lambda told: -len(told[1]))
    found = list(dict.fromkeys(name for _, names in ranked for name in names))
    count = (
        "1 place was found, and does not count" if len(found) == 1 else f"{len(found)} places were found, none counts"
    )
    reasons = "; ".join(f"{WHY_ASIDE[reason]} ({_listed(names)})" for reason, names in ranked[:_MOST_REASONS])
    return f"{count}: {reasons}; see each with kimmap explain SOURCES --place {_quoted(found[0])}"


def _name(name: str) -> str:
    return " ".join(name.split())


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _listed(names: Iterable[str]) -> str:
    first = list(names)
    return ", ".join(first[:_MOST_PLACES]) + (" …" if len(first) > _MOST_PLACES else "")
