"""By what means the traveller moved, as the sentence tells it."""

from __future__ import annotations

from kimmap.claims.lexicon import words
from kimmap.claims.scene import Line
from kimmap.language import Event
from kimmap.model import Mode

MODES: tuple[Mode, ...] = ("train", "plane", "ship", "bicycle", "foot", "road")


def mode_of(line: Line, event: Event | None) -> Mode:
    """The means of transport: of the event's verb, else of a vehicle that the sentence names."""
    if event is not None:
        verb = event.lemma.split("_")[0]
        own = next((m for m in MODES if verb in words("modes", f"{m}_verbs")), None)
        if own and not event.nominal:
            return own
        if event.nominal and (named := next((m for m in MODES if verb in words("modes", f"{m}_nouns")), None)):
            return named
    lemmas = {t.lemma for t in line.sentence.tokens if t.pos in ("NOUN", "PROPN")}
    found = [m for m in MODES if lemmas & words("modes", f"{m}_nouns")]
    return found[0] if len(found) == 1 else "unknown"
