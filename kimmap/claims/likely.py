"""Places that the traveller most likely was at where no rule says so, and most likely was not where one does.

Trees weigh the signs of each mention (``mention_signs``) that were trained on texts in which every place is marked
(``data/mentions``).  They speak where the rules are silent, and where these take for a visit what hardly is one; only
of what has happened: what is planned, guessed or called off is said in words that rules can read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kimmap.boosted_trees import stored_trees
from kimmap.claims.mention_signs import signs_of
from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.claims.told_state import told_of
from kimmap.datafiles import data_path
from kimmap.language.hanging import preposition_of
from kimmap.model import AGAINST_CONTEXT, BY_CONTEXT, Aside, Claim, DateMention, Reason, Resolution, Role

_SURE = 0.8
"""From this chance on: nine in ten are right, in texts that the trees have not seen."""
_DOUBTED = 0.1
"""Below it: eight in nine are no visits."""
SILENT: frozenset[Reason] = frozenset({"other_person", "no_predicate", "metonym", "background"})
"""Reasons that only say that the rules have found nothing."""
_LEAST, _MOST = 4, 2_000
"""Places of a text: what has fewer or more is no text like those that the trees have learnt from."""
_FROM, _TO = frozenset({"from", "out_of"}), frozenset({"to", "into"})


@dataclass(frozen=True, slots=True)
class Likely:
    """Where the mentions begin that are visits, and those that are none, whatever the rules make of them."""

    visits: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.visits or self.others)

    def has(self, resolution: Resolution) -> bool:
        """Whether it says something of a mention."""
        start = resolution.mention.quote.start
        return start in self.visits or start in self.others

    def read(self, line: Line, resolution: Resolution, reading: Reading) -> Reading:
        """A reading as the trees leave it."""
        start = resolution.mention.quote.start
        if start in self.visits:
            return _as_visited(line, resolution, reading)
        return no_claim("background", AGAINST_CONTEXT, event=reading.event) if start in self.others else reading


def likely_visits(scene: Scene, found: Sequence[Claim | Aside]) -> Likely:
    """What the trees make of the places of a document; ``found`` is what the rules found."""
    told = told_of(scene, found)
    asked = {
        start
        for start, outcome in told.outcomes.items()
        if (outcome.status == "none" and outcome.why in SILENT) or outcome.status == "visited"
    }
    if not asked or not _LEAST <= len(told.order) <= _MOST:
        return Likely()
    here = {r.mention.quote.start: (line, r) for line in scene.lines for r in line.resolutions
            if r.mention.quote.start in asked}  # fmt: skip
    signs = {start: s for start, (line, r) in here.items() if (s := signs_of(line, r, scene, told))}
    if not signs:
        return Likely()
    trees = stored_trees(data_path("claims/models/visits.npz", "mentions/visits.npz", "the model of visits"), "visits")
    chances = dict(zip(signs, trees.chances(list(signs.values())).tolist(), strict=True))
    rules = {start: told.outcomes[start] for start in chances if told.outcomes[start].status == "visited"}
    return Likely(
        frozenset(start for start, chance in chances.items() if chance >= _SURE and start not in rules),
        frozenset(start for start, rule in rules.items() if chances[start] < _DOUBTED and rule.why != "heads_for"),
    )


def _as_visited(line: Line, resolution: Resolution, reading: Reading) -> Reading:
    """The reading of a mention that the trees are sure of."""
    quote = resolution.mention.quote
    head, inside = line.sentence.head_of(quote.start, quote.end), line.sentence.tokens_in(quote.start, quote.end)
    preposition = preposition_of(line.sentence, head.i, inside[0].i) if head and inside else None
    role: Role = "departs" if preposition in _FROM else "arrives" if preposition in _TO else "stays"
    return Reading(Finding(role, "visited", None, (BY_CONTEXT,)), reading.event)


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
