"""What a sentence says of one of its places, and of which event it says so."""

from __future__ import annotations

from dataclasses import dataclass

from kimmap.language import Event
from kimmap.model import Reason, Role, Status


@dataclass(frozen=True, slots=True)
class Finding:
    """What a clause says: a claim's role and status, or the reason why it is none; with cue words."""

    role: Role | None
    status: Status | None
    reason: Reason | None
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says of one place: a `Finding`, and the event that it was read from."""

    finding: Finding
    event: Event | None = None


def no_claim(reason: Reason, *cues: str, event: Event | None = None) -> Reading:
    """A place that the sentence does not put the traveller at, and why."""
    return Reading(Finding(None, None, reason, cues), event)
