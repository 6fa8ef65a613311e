"""Places in captions: where the traveller is seen, on the day that the caption carries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.claims.lexicon import phrases, words
from kimmap.claims.lines import has_verb
from kimmap.claims.prose import read_prose
from kimmap.claims.reading import Finding, Reading
from kimmap.claims.scene import Line, Scene
from kimmap.language import Token
from kimmap.language.hanging import preposition_before
from kimmap.model import DateMention, Resolution

_ALBUM = re.compile(r"\b(?:album|photos?|photographs?|pictures?|captions?|slides|contact sheet)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:archive\W+)?(?:(?:no|nr|img|frame|fig|plate|photo|picture)\b\W{0,2})?\d{1,5}\b(?![-/])", re.I
)
_FEWEST = 4


def is_of_album(lines: Sequence[Line], scene: Scene) -> bool:
    """Whether a paragraph opens with a number in a text that calls itself an album: "0412  Lima, 2 May. …"."""
    block, text = lines[0].block, scene.document.text
    if block is None or block.role != "body" or not _NUMBERED.match(text, block.start):
        return False
    blocks = scene.document.blocks
    heads = " ".join(text[b.start : b.end] for b in blocks if b.role in ("title", "byline", "heading"))
    if not _ALBUM.search(heads):
        return False
    return sum(b.role == "body" and _NUMBERED.match(text, b.start) is not None for b in blocks) >= _FEWEST


def read_caption(
    lines: Sequence[Line], scene: Scene
) -> list[tuple[Line, Resolution, Reading, tuple[DateMention, ...]]]:
    """The places of a caption: where the traveller is seen, on the day that the caption carries."""
    dates = [d for line in lines for d in line.dates if d.type in ("DATE", "TIME") and not d.interval.is_open]
    text = " ".join(t.text.lower() for line in lines for t in line.sentence.tokens)
    is_archive = any(p in text for p in phrases("modality", "archive")) or text.startswith("archive")
    # "lays the President's wreath" shows the wreath
    shows_him = any(scene.cast.has(t) and t.dep != "nmod:poss" for line in lines for t in line.sentence.tokens)
    shows_him = shows_him or (scene.is_titled_after_him and _shows_with(lines))
    named = any(scene.cast.has_other(t) for line in lines for t in line.sentence.tokens)
    titled = any(t.lemma in words("nouns", "offices") for line in lines for t in line.sentence.tokens)
    found = []
    for line in lines:
        own = [d for d in line.dates if d in dates] or dates
        days = tuple(d for d in own if d.granularity in ("day", "time"))[:1] or tuple(own[:1])
        for resolution in line.resolutions:
            told = read_prose(line, resolution, scene, headline=True)
            if is_archive:
                told = Reading(Finding(None, None, "earlier_trip", ("archive",)))
            elif told.finding.reason in ("no_predicate", "other_person", "metonym"):
                if scene.cast.first_person and has_verb(line):
                    found.append((line, resolution, told, days))
                    continue  # a whole sentence under a picture tells what it tells: "the beer is better in Lima"
                heads = line is lines[0] and not _said_before(line, resolution)  # "0412 Lima, 4 May 2031. …"
                shows_other = named or (titled and not heads) or _acts_other(lines, scene)
                told = _seen_in(line, resolution, told, shows_him, shows_other, bool(days))
            found.append((line, resolution, told, days))
    return found


def _said_before(line: Line, resolution: Resolution) -> list[Token]:
    """What a sentence says before a place; nothing where that is but the number of the picture."""
    before = [t for t in line.sentence.tokens if t.start < resolution.mention.quote.start]
    said = any(t.pos not in ("NUM", "X", "SYM", "PUNCT") and not t.text.isdigit() for t in before)
    return before if said else []


def _shows_with(lines: Sequence[Line]) -> bool:
    """ "With the mayor and his bees, Lima": in a gallery of the traveller's, whom he is with."""
    opening = [t for t in lines[0].sentence.tokens if t.pos not in ("PUNCT", "NUM", "SYM", "X")][:1]
    return bool(opening) and opening[0].text == "With"


def _acts_other(lines: Sequence[Line], scene: Scene) -> bool:
    """Whether a caption tells what somebody else does: "a governor opens the bridge"."""
    someone = words("nouns", "offices") | words("nouns", "titles") | words("nouns", "people")
    return any(
        s.lemma in someone and not scene.cast.has(s)
        for line in lines for e in line.events.values() if not e.nominal for s in e.subjects
    )  # fmt: skip


def _seen_in(
    line: Line, resolution: Resolution, told: Reading, shows_him: bool, shows_other: bool, dated: bool
) -> Reading:
    """A place named without a verb of its own in a caption that shows the traveller (or nobody, on a day)."""
    before = _said_before(line, resolution)
    near = " ".join(t.text.lower() for t in before[-6:])
    if any(near.endswith(p) or f"{p} " in near[-24:] for p in phrases("modality", "seen_from_afar")):
        return Reading(Finding(None, None, "passed", ("seen",)))
    behind = line.sentence_text[-60:].lower()
    if "seen from" in behind or "from the air" in behind:
        return Reading(Finding(None, None, "passed", ("seen",)))
    last = before[-1].lemma if before else ""
    placed = not before or last in (
        ",",
        ":",
        "in",
        "at",
        "near",
        "outside",
        "on",
        "inside",
        "of",
        "above",
        "below",
        "under",
    )
    if not placed and (before[-1].lemma in words("nouns", "facilities") | words("nouns", "parts")):
        placed = preposition_before(line.sentence, before[-1].i) is not None  # "on the bank of the river …"
    if told.finding.reason == "metonym" and last not in (",", "in", "at", "near", "outside", "of") and before:
        return told
    if placed and (shows_him or (dated and not shows_other)):
        return Reading(Finding("stays", "visited", None, ("caption",)))
    return told
