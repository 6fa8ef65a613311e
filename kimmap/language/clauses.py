"""A clause as a small value: who does what, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kimmap.language.analysis import Token, quickly

Tense = Literal["past", "present", "future", "perfect", "pluperfect", "infinitive", "participle", "none"]

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")


@dataclass(frozen=True, slots=True)
class Event:
    """A predicate with its participants.

    ``lemma`` joins a particle ("set_off"); ``subjects`` are who does it, or in the passive to whom it is
    done (``passive``), inherited where the grammar inherits them; ``modal`` the modal verb; ``parent``
    the event above it and ``relation`` how it depends on it (a UD relation); ``marks`` the words that
    introduce the clause ("if", "before", "to").
    """

    predicate: Token
    lemma: str
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    agents: tuple[Token, ...] = ()
    companions: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    tense: Tense = "none"
    progressive: bool = False
    marks: tuple[str, ...] = ()
    relation: str = "root"
    parent: Event | None = None
    nominal: bool = False
    copular: bool = False


make_event = quickly(Event)
