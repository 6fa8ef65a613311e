"""What a place is in an event: where it leads, where it happens, what it leaves, passes or heads for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kimmap.claims.lexicon import role_of_noun, role_of_verb, words
from kimmap.language import Event
from kimmap.language.hanging import Hanging
from kimmap.model import Reason, Role

_AT = frozenset(
    [
        "in",
        "at",
        "on",
        "into",
        "onto",
        "inside",
        "aboard",
        "around",
        "across",
        "throughout",
        "beside",
        "above",
        "below",
        "outside",
        "off",
        "along",
    ]
)
_TO = frozenset(
    ["to", "into", "onto", "as_far_as", "till", "until", "up_to", "down_to", "at", "in", "over_to", "back_to", "to_in"]
)
_FROM = frozenset(["from", "out_of", "out"])
_THROUGH = frozenset(["through", "via", "past", "by", "across", "over", "by_way_of", "beyond"])
_TOWARDS = frozenset(["towards", "toward", "for"])
_NEAR = frozenset(["near", "outside", "off", "below", "above", "beside"])
_IS_MOVED = (
    words("nouns", "meetings") | words("nouns", "lengths") | {"day", "date", "event", "booking", "reservation", "show"}
) - {"camp", "base"}
_NO_PLACE = frozenset(
    [
        "about",
        "on_behalf_of",
        "against",
        "between",
        "with",
        "of",
        "like",
        "than",
        "as",
        "without",
        "instead_of",
        "under",
        "per",
        "since",
        "after",
        "before",
        "despite",
        "during",
        "because_of",
    ]
)


@dataclass(frozen=True, slots=True)
class _Scene:
    """An event's verb as the lexicon has it, and how the place hangs on it."""

    event: Event
    verb: str | None
    preposition: str | None
    last: str | None
    is_object: bool
    in_noun: bool
    """Whether a common noun stands between ("the streets of Lima")."""
    crosses_border: bool
    ride: bool
    """Whether that noun is a train, a flight or the like."""
    by_wire: bool
    """Whether that noun is a telephone or the like."""
    is_on_the_way: bool
    """Whether the place hangs on the noun "way" ("on her way to Lima")."""


def read_role(hanging: Hanging, is_object: bool, crosses_border: bool) -> Role | Reason:
    """The role that a place plays in an event; a `Reason` where it plays none.

    ``is_object`` says that the place is the event's object ("left Lima"); ``crosses_border`` that the
    place is a border or a river.
    """
    event, preposition = hanging.event, hanging.preposition
    if event.nominal:
        if event.parent is not None and event.parent.lemma == "break":
            return "stays"  # "broke the journey at …"
        return _role_of_noun(event.lemma, preposition)
    if event.copular and role_of_noun(event.predicate.lemma) and event.predicate.pos == "NOUN" and preposition:
        return _role_of_noun(event.predicate.lemma, preposition)  # "it was her first visit to Lima"
    stem = event.lemma.split("_")[0]
    if stem in ("move", "shift") and any(o.lemma == "it" or o.lemma in _IS_MOVED for o in event.objects):
        return "no_predicate"  # "moved the rest day from Lima"
    scene = _Scene(
        event=event,
        verb=role_of_verb(event.lemma) or role_of_verb(stem),
        preposition=preposition,
        last=preposition.rsplit("_", 1)[-1] if preposition else None,
        is_object=is_object,
        in_noun=bool(hanging.path)
        and hanging.path[0].pos == "NOUN"
        and not (preposition in _THROUGH and is_ride(hanging.path[0].lemma)),
        crosses_border=crosses_border,
        by_wire=bool(hanging.path) and hanging.path[0].lemma in words("nouns", "wires"),
        ride=is_ride(hanging.path[0].lemma if hanging.path else event.predicate.lemma),
        is_on_the_way=(hanging.path[0] if hanging.path else event.predicate).lemma in ("way", "route"),
    )
    found = (rule(scene) for rule in _RULES)
    return next((role for role in found if role), "no_predicate")


def _over_a_border(s: _Scene) -> Role | Reason | None:
    over = s.event.lemma.startswith("cross") and (s.is_object or s.last in ("at", "over"))
    return "crosses" if over and s.crosses_border else None


def _over_at_sea(s: _Scene) -> Role | Reason | None:
    """ "She cleared Lima at noon", "drifting off Lima": what ships do, with the place for an object."""
    if not s.is_object or s.in_noun or s.event.passive:
        return None
    if s.event.lemma == "clear":
        return "departs"
    return "stays" if s.event.lemma in _LIES_OFF else None


_LIES_OFF = frozenset({"drift_off", "lie_off", "anchor_off", "wait_off", "loiter_off", "moor_off", "stand_off"})


def _no_place(s: _Scene) -> Role | Reason | None:
    return "no_predicate" if s.preposition in _NO_PLACE else None


def _after(s: _Scene) -> Role | Reason | None:
    """ "After Lima she flew home": who goes on after a place has been there."""
    moves = s.verb in ("moves", "departs", "heads", "arrives", "passes")
    return "stays" if s.preposition == "after" and moves and not s.in_noun else None


def _by_ride(s: _Scene) -> Role | Reason | None:
    """ "caught the night train to Lima", "was given a lift to Lima"."""
    rides = words("nouns", "vehicles") | {"lift", "ride", "taxi", "cab", "passage", "distance", "stretch"}
    if s.last != "to":
        return None
    if s.ride and (s.event.copular or (s.in_noun and s.event.lemma.split("_")[0] == "put")):
        return "arrives"  # "was on a train to Lima", "put her on the sleeper to Lima"
    return "arrives" if s.verb is None and any(o.lemma in rides for o in s.event.objects) else None


def is_ride(lemma: str) -> bool:
    """Whether a noun is of something that one rides in: a train, a flight, a ferry."""
    nouns = ("train_nouns", "plane_nouns", "ship_nouns", "road_nouns")
    return lemma in words("nouns", "vehicles") or any(lemma in words("modes", mode) for mode in nouns)


def _towards(s: _Scene) -> Role | Reason | None:
    if s.preposition == "for" and s.event.passive and s.event.lemma.split("_")[0] in words("modality", "booked"):
        return "arrives"  # "is rostered for Lima"
    if s.preposition in _TOWARDS or (s.verb == "heads" and (s.last in _TO or s.is_object)):
        return "heads_for" if s.verb in ("moves", "departs", "heads", "passes", "arrives") else "no_predicate"
    return None


def _away(s: _Scene) -> Role | Reason | None:
    if s.preposition not in _FROM and s.last != "from":
        return None
    sends = s.event.lemma.split("_")[0] in words("verbs", "sends_word") or s.by_wire
    if s.preposition == "from" and sends:
        return "stays"  # "telephoned from Lima", "said by phone from Lima"
    if s.preposition == "out_of" and s.verb is None and s.event.lemma.split("_")[0] in _GETS_OUT:
        return "departs"  # "pulled out of Lima's station"
    return "departs" if s.verb in ("moves", "departs", "arrives", "heads", "passes") else "no_predicate"


_GETS_OUT = frozenset({"pull", "roll", "steam", "chug", "puff", "creep", "crawl", "glide", "rumble", "draw", "back"})


def _through(s: _Scene) -> Role | Reason | None:
    if s.preposition in _THROUGH and s.verb in ("moves", "passes", "departs", "heads"):
        return "stays" if s.in_noun else "passes"  # through its streets is in it; through it is past it
    if s.verb == "passes" and s.last == "to":
        return "arrives"  # "flew over to Lima"
    return "passes" if s.verb == "passes" and (s.is_object or s.preposition) else None


def _about(s: _Scene) -> Role | Reason | None:
    """ "wandered about Lima"."""
    return "stays" if s.preposition in ("about", "round", "around") and s.verb == "moves" and not s.in_noun else None


def _by_leaving(s: _Scene) -> Role | Reason | None:
    if s.verb != "departs":
        return None
    if s.last in ("to", "towards", "for"):
        return "heads_for"
    if s.is_object or s.last in _AT:
        return "departs"
    return "heads_for" if s.last in _TO else "no_predicate"


def _by_arriving(s: _Scene) -> Role | Reason | None:
    if s.verb != "arrives":
        return None
    return "arrives" if s.is_object or s.last in _TO | _AT | _NEAR else "no_predicate"


def _by_moving(s: _Scene) -> Role | Reason | None:
    if s.verb != "moves":
        return None
    if s.event.progressive and s.last in _TO - _AT:
        return "heads_for"
    if s.last in _TO - {"in", "at"} or (s.is_object and s.event.lemma in ("do", "climb", "tour", "explore")):
        return "arrives"
    return "stays" if s.last in _AT | _NEAR else "no_predicate"


_LED_TO = frozenset({
    "into", "onto", "off_to", "up_to", "back_to", "over_to", "down_to", "through_to", "across_to", "on_to", "as_far_as",
})  # fmt: skip


def _by_direction(s: _Scene) -> Role | Reason | None:
    """Into or out of a place moves whoever does it, whatever the verb: "bluffed his way into Lima"."""
    if s.verb is not None or s.event.copular or s.event.passive:
        return None
    led = s.last == "to" and s.event.lemma.rsplit("_", 1)[-1] in (
        "through",
        "over",
        "across",
        "up",
        "down",
        "back",
        "on",
    )
    if led or s.preposition in _LED_TO:
        return "arrives"
    goes = s.last == "to" and not s.event.objects and s.event.tense == "past" and not s.in_noun
    if goes and s.event.lemma.split("_")[0] not in words("verbs", "done_to_something"):
        return "arrives"  # "cheated to Lima"
    return "departs" if s.preposition == "out_of" else None


def _by_being(s: _Scene) -> Role | Reason | None:
    if s.verb == "visits" and s.is_object:
        return "stays"
    if s.event.lemma.split("_")[0] in words("verbs", "aims"):
        return "no_predicate"
    if s.event.copular and s.preposition == "to" and s.event.tense in ("perfect", "pluperfect"):
        return "stays"  # "has been to Lima"
    if s.event.copular and s.preposition == "to" and any(t.lemma in _STRETCHES for t in s.event.subjects):
        return "arrives"  # "the last leg was to Lima"
    if s.event.copular and s.last == "to" and s.is_on_the_way:
        return "heads_for"
    bare = s.event.copular and s.preposition is None
    return "stays" if bare or s.last in _AT or s.preposition in _AT | _NEAR else None


_STRETCHES = frozenset({"leg", "stage", "flight", "stretch", "hop", "crossing", "excursion", "trip", "journey", "ride"})


_RULES: tuple[Callable[[_Scene], Role | Reason | None], ...] = (
    _after, _over_a_border, _over_at_sea, _about, _no_place, _by_ride, _towards, _away, _through, _by_leaving,
    _by_arriving, _by_moving, _by_being, _by_direction,
)  # fmt: skip
"""The first rule that says something decides."""


def _role_of_noun(lemma: str, preposition: str | None) -> Role | Reason:
    noun = role_of_noun(lemma)
    if noun is None:
        return "no_predicate"
    for prepositions, role in ((_FROM, "departs"), (_TOWARDS, "heads_for"), (_THROUGH, "passes")):
        if preposition in prepositions:
            return role  # type: ignore[return-value]
    if noun == "departs":
        return "departs" if preposition in ("of", "at", "in") else "heads_for"
    if noun == "moves":
        return "arrives" if preposition in _TO else "no_predicate"
    if noun in ("crosses", "passes"):
        return "crosses" if preposition in ("of", "at", "into", "to") else "no_predicate"
    if preposition in _TO | _AT | {"of"} | _NEAR:
        return "arrives" if noun == "arrives" else "stays"
    return "no_predicate"
