"""Places that are surely somebody else's: of a clause that says who he is, of his office, or of a club's name."""

from __future__ import annotations

import re
from itertools import takewhile

from kimmap.claims.lexicon import words
from kimmap.claims.reading import Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.claims.traveller import fold
from kimmap.language import Token
from kimmap.model import Resolution


def of_another(line: Line, resolution: Resolution, scene: Scene) -> Reading | None:
    """Why a place says nothing of the traveller, whatever verb or context it hangs on; None where nothing is sure."""
    quote = resolution.mention.quote
    if resolution.mention.reference != "name":
        return None
    inside = line.sentence.tokens_in(quote.start, quote.end)
    if not inside:
        return None
    if _is_of_vessel(line, inside):
        return no_claim("metonym", "vessel")
    if _is_before_office(line, inside):
        return no_claim("metonym", "office")
    if _is_of_club(line, resolution) or (scene.traveller.plays and _is_opponent(line, resolution)):
        return no_claim("metonym", "club")
    if _says_who_another_is(line, inside[0], scene):
        return no_claim("other_person", "who")
    return None


def is_told_of_another(line: Line, resolution: Resolution, scene: Scene) -> bool:
    """Whether a sentence names somebody else before a place, and has no word for the traveller; "I" may be his."""
    if scene.cast.first_person or any(scene.cast.has(t) or t.text in ("I", "we", "We") for t in line.sentence.tokens):
        return False
    names = scene.analysis.names_in(line.sentence.start, resolution.mention.quote.start)
    people = (n for n in names if n.label == "PER")
    return any(scene.cast.has_other(t) for n in people for t in line.sentence.tokens_in(n.start, n.end))


def _is_of_vessel(line: Line, inside: tuple[Token, ...]) -> bool:
    """ "in the patrol boat Lima": a vessel called after a place."""
    before = line.sentence.tokens[inside[0].i - 1] if inside[0].i else None
    behind = line.sentence.tokens[inside[-1].i + 1 :][:1]
    named = before is not None and before.tag == "NN" and before.lemma in words("nouns", "ships") - {"ferry"}
    return named and not any(t.text in ("-", "–", "—", "to") for t in behind)


def _is_before_office(line: Line, inside: tuple[Token, ...]) -> bool:
    """ "Minnesota Gov. Olaf Pell": where somebody holds an office."""
    behind = line.sentence.tokens[inside[-1].i + 1 :][:_TITLE]
    titles = list(takewhile(lambda t: fold(t.text).strip(".") in _OFFICES, behind))
    rest = behind[len(titles) :]
    return (
        bool(titles and rest) and titles[0].text[0].isupper() and rest[0].text[0].isupper() and rest[0].pos == "PROPN"
    )


_TITLE = 5
_OFFICES = frozenset({
    "gov", "governor", "lt", "lieutenant", "sen", "senator", "rep", "representative", "congressman", "congresswoman",
    "premier", "attorney", "general", "secretary", "of", "state", "president", "prime", "minister", "foreign",
    "chancellor", "mayor", "treasurer", "assemblyman", "assemblywoman", "delegate", "speaker", "king", "queen",
})  # fmt: skip


def _says_who_another_is(line: Line, first: Token, scene: Scene) -> bool:
    """ "Olaf Pell, who was in Lima last night, greeted her": a clause that is somebody else's, and has nobody in it."""
    tokens = line.sentence.tokens
    who = next((t for t in reversed(tokens[: first.i]) if t.text.lower() in ("who", ",", ";", ".")), None)
    if who is None or who.text.lower() != "who" or who.i < 2 or tokens[who.i - 1].text != ",":
        return False
    whose = tokens[who.i - 2]
    end = next((t.i for t in tokens[first.i :] if t.text in (",", ";")), len(tokens))
    between = tokens[who.i : end]
    return scene.cast.has_other(whose) and not any(map(scene.cast.has, between))


_CLUB_BEFORE = frozenset({
    "real", "bayern", "inter", "internazionale", "atletico", "athletic", "sporting", "dynamo", "dinamo", "star",
    "rapid", "sparta", "slavia", "olympique", "racing", "borussia", "hertha", "deportivo", "lokomotiv", "spartak",
    "torpedo", "zenit", "cska", "fc", "ac", "sc", "afc", "rb", "partizan", "hapoel", "maccabi", "austria",
})  # fmt: skip
_CLUB_BEHIND = frozenset({
    "united", "city", "town", "rovers", "wanderers", "fc", "afc", "albion", "hotspur", "county", "athletic", "rangers",
    "women", "ladies", "reserves", "wednesday", "galaxy", "dynamo", "palace", "orient", "argyle", "loyal",
})  # fmt: skip
_PLAYS = (
    r"\b(?:beat|beats|beating|beaten|defeat(?:s|ed|ing)?|thrash(?:es|ed|ing)?|edge[ds]?|fac(?:e|es|ed|ing)|overcame|"
    r"play(?:s|ed|ing)?|host(?:s|ed)?|met|meets?)\s+(?:the\s+)?(?:[A-ZÀ-Þ][\w.'’-]*\s+){0,2}"
)
_AGAINST = (
    r"\b(?:los(?:e|es|t|ing|s)|dr(?:ew|aw|awn|aws|awing)|w[io]n|wins|winning|went\s+down|go\s+down|play(?:s|ed|ing)?|"
    r"beaten|tie[ds]?|victory|defeat|friendly|match|game|\d+\s?[-–]\s?\d+)\b[^,.;:]{0,24}?"
    r"\b(?:to|with|against|over|by|v|vs|versus)\s+(?:the\s+)?(?:[A-ZÀ-Þ][\w.'’-]*\s+){0,2}"
)
_OPPONENT = re.compile(rf"(?:{_PLAYS}|{_AGAINST})$")
_ENDS_PLAYED = re.compile(r"\s*(?:\d|,?\s*(?:in|at|on|and|for|last|before|after|by|away|yesterday|today)\b|[.,;:)]|$)")


def _is_of_club(line: Line, resolution: Resolution) -> bool:
    """ "Real Madrid", "Austria Vienna", or whom a club that travels plays: "lost to Lima"."""
    quote = resolution.mention.quote
    text = quote.document.text
    before = re.search(r"([A-ZÀ-Þ][\w.'’-]*)[ \n]$", text[max(0, quote.start - 24) : quote.start])
    behind = re.match(r"[ \n]([A-ZÀ-Þ][\w'’-]*)", text[quote.end : quote.end + 24])
    if before and fold(before[1]) in _CLUB_BEFORE and not before[1].endswith("."):
        return True
    if behind and fold(behind[1]) in _CLUB_BEHIND and " " not in quote.text and fold(behind[1]) not in ("city", "town"):
        return True
    named = fold(quote.text) in _CLUB_BEFORE
    return behind is not None and named and any(r.mention.quote.start == quote.end + 1 for r in line.resolutions)


def _is_opponent(line: Line, resolution: Resolution) -> bool:
    """ "lost 2-0 to Lima", "beat Peru in Cusco": whom a team plays, by the name of a town or a country."""
    quote = resolution.mention.quote
    start = line.sentence.start
    text = quote.document.text
    return (
        _OPPONENT.search(" ".join(text[start : quote.start].split()) + " ") is not None
        and _ENDS_PLAYED.match(text[quote.end : line.sentence.end]) is not None
    )
