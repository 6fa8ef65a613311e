"""What the context of a place says of the traveller's being there, where no rule says so, or where one hardly may.

Trees weigh the signs of each mention (``mention_signs``) that were trained on texts in which every place is marked
(``data/mentions``).  They speak where the rules are silent: anywhere of visits that they are sure of, and in a
document that stands alone, which no other bears out or fills up, of all statuses and sooner.  And they doubt visits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, get_args

from kimmap.boosted_trees import stored_trees
from kimmap.claims.anothers import is_told_of_another, of_another
from kimmap.claims.mention_signs import signs_of
from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.claims.told_state import told_of
from kimmap.datafiles import data_path
from kimmap.geodesy import geodesic_km
from kimmap.language.hanging import preposition_of
from kimmap.model import AGAINST_CONTEXT, BY_CONTEXT, Aside, Claim, DateMention, Place, Reason, Resolution, Role, Status

STATUSES: tuple[Status, ...] = get_args(Status)
_SURE = 0.8
"""From this chance on a visit is told: seven in eight are right, in texts that the trees have not seen."""
_LIKELY = 0.7
"""From this chance on a place of a lone document has its likeliest status: five in six are right."""
DOUBTED = 0.1
"""Below it: ten in eleven are no visits."""
SILENT: frozenset[Reason] = frozenset({"other_person", "no_predicate", "metonym", "background"})
"""Reasons that only say that the rules have found nothing."""
_LEAST, _MOST = 4, 2_000
"""Places of a text: what has fewer or more is no text like those that the trees have learnt from."""
_WIDE_KM, _SAME_PLACE_KM = 15.0, 10.0
_FROM, _TO = frozenset({"from", "out_of"}), frozenset({"to", "into"})


class Guess(NamedTuple):
    """The likeliest status of a mention of which the rules say nothing."""

    chance: float
    status: Status
    place: Place


@dataclass(frozen=True, slots=True)
class Likely:
    """What mentions are by where they begin, and which are no visits, whatever the rules make of them."""

    statuses: Mapping[int, Status] = field(default_factory=dict)
    others: frozenset[int] = frozenset()
    in_prose: Mapping[int, Status] = field(default_factory=dict)
    """What is believed of a sentence, and not of an entry of a programme or a list, which rules read as a whole."""
    guesses: Mapping[int, Guess] = field(default_factory=dict)

    def has(self, resolution: Resolution) -> bool:
        """Whether it says something of a mention."""
        start = resolution.mention.quote.start
        return start in self.statuses or start in self.others

    def read(self, line: Line, resolution: Resolution, reading: Reading) -> Reading:
        """A reading as the trees leave it."""
        start = resolution.mention.quote.start
        if start in self.statuses:
            return _by_context(line, resolution, reading, self.statuses[start])
        return no_claim("background", AGAINST_CONTEXT, event=reading.event) if start in self.others else reading

    @property
    def of_prose(self) -> Likely:
        """What is believed of sentences."""
        return replace(self, statuses={**self.in_prose, **self.statuses})

    @property
    def changes(self) -> bool:
        """Whether anything is read in another way than the rules have it."""
        return bool(self.statuses or self.others or self.in_prose)

    def standing_alone(self, found: Sequence[Claim | Aside]) -> Likely:
        """For a document that stands alone: each place that nothing is ``found`` of has its likeliest status, too."""
        claims = [c for c in found if isinstance(c, Claim)]
        if any("programme" in c.cues for c in claims):
            return self  # whose makers know what is on it
        told = [c.place for c in claims if c.place is not None]
        told += [self.guesses[start].place for start in self.statuses]
        best: dict[str, tuple[float, int]] = {}
        for start, guess in self.guesses.items():
            if guess.chance >= _LIKELY and not _is_told(guess.place, told):
                best[guess.place.id] = max(best.get(guess.place.id, (0.0, 0)), (guess.chance, start))
        return replace(self, in_prose={at: self.guesses[at].status for _, at in best.values()})


def _is_told(place: Place, told: Sequence[Place]) -> bool:
    if is_wide(place):
        return True
    near = any(geodesic_km(p.point, place.point) < _SAME_PLACE_KM for p in told if not is_wide(p))
    return near or any(p.id == place.id for p in told)


def is_wide(place: Place) -> bool:
    """Whether a place is a region or a country, in which one can be at many places."""
    return place.is_area and place.radius_km > _WIDE_KM


def likely_readings(scene: Scene, found: Sequence[Claim | Aside]) -> Likely:
    """What the trees make of the places of a document; ``found`` is what the rules found."""
    told = told_of(scene, found)
    asked = {
        start
        for start, outcome in told.outcomes.items()
        if (outcome.status == "none" and outcome.why in SILENT) or outcome.status == "visited"
    }
    if not asked or not _LEAST <= len(told.order) <= _MOST:
        return Likely()
    if not (scene.cast.traveller or scene.cast.first_person or scene.is_followed or scene.is_titled_after_him):
        return Likely()  # a text that speaks of the traveller nowhere
    here = {r.mention.quote.start: (line, r) for line in scene.lines for r in line.resolutions
            if r.mention.quote.start in asked and not of_another(line, r, scene)
            and not is_told_of_another(line, r, scene)}  # fmt: skip
    signs = {start: s for start, (line, r) in here.items() if (s := signs_of(line, r, scene, told))}
    if not signs:
        return Likely()
    path = data_path("claims/models/statuses.npz", "mentions/statuses.npz", "the model of statuses")
    chances = {status: stored_trees(path, status).chances(list(signs.values())).tolist() for status in STATUSES}
    visited = dict(zip(signs, chances["visited"], strict=True))
    rules = {start: told.outcomes[start] for start in signs if told.outcomes[start].status == "visited"}
    guesses = {
        start: Guess(*max((chances[status][i], status) for status in STATUSES), told.outcomes[start].place)
        for i, start in enumerate(signs)
        if start not in rules
    }
    return Likely(
        {start: "visited" for start, chance in visited.items() if chance >= _SURE and start not in rules},
        frozenset(start for start, rule in rules.items() if visited[start] < DOUBTED and rule.why != "heads_for"),
        guesses=guesses,
    )


def _by_context(line: Line, resolution: Resolution, reading: Reading, status: Status) -> Reading:
    """The reading of a mention that the trees are sure of."""
    quote = resolution.mention.quote
    head, inside = line.sentence.head_of(quote.start, quote.end), line.sentence.tokens_in(quote.start, quote.end)
    preposition = preposition_of(line.sentence, head.i, inside[0].i) if head and inside else None
    role: Role = "departs" if preposition in _FROM else "arrives" if preposition in _TO else "stays"
    return Reading(Finding(role, status, None, (BY_CONTEXT,)), reading.event)


def own_days(line: Line, resolution: Resolution, dates: Sequence[DateMention]) -> tuple[DateMention, ...]:
    """The dates without those that another place stands nearer to: "Lima, then Cusco, and Puno on Saturday"."""
    at = resolution.mention.quote
    kept = []
    for date in dates:
        first, last = sorted(((at.start, at.end), (date.quote.start, date.quote.end)))
        between = range(first[1], last[0])
        if not any(r.mention.quote.start in between for r in line.resolutions if r is not resolution):
            kept.append(date)
    return tuple(kept)
