"""Words that are called like a place and mean none: who falls ill, a parent, what is done on board, a house's name."""

from __future__ import annotations

import re

_BODY = (
    r"(?:hands?|fingers?|legs?|foot|feet|toes?|knees?|ankle|wrist|elbow|ears?|teeth|tooth|nose|throat|stomach|"
    r"cough|beard)"
)
_SORE = r"(?:is|was|are|were|has|had|got|hurts?|aches?|swelled|bled)"
_AILMENT = (
    r"(?:abscess|fever|cold|cough|chill|headache|toothache|stomach-?ache|sunstroke|dysentery|malaria|boil|"
    rf"(?:bad|sore|broken|sprained|frost-?bitten|swollen|poisoned)\s(?:{_BODY}|back|throat|arm|eyes?))"
)
LIVING = re.compile(
    rf"\b([A-ZÀ-ÖØ-ÞĀ-Ž][\w-]+)(?:['’]s?\s(?:left\s|right\s|big\s)?{_BODY}\s{_SORE}\b"
    rf"|\s(?:has|had|has\shad|had\shad|(?:is|was)\sdown\swith|(?:has\s)?got)\s(?:an?|the)\s{_AILMENT}\b"
    r"|\s(?:is|was|has\sbeen|fell)\s(?:very\s|rather\s|still\s)?"
    r"(?:ill|unwell|sea-?sick|homesick|delirious|frost-?bitten)\b(?!-|\s\w+ed\b)"
    r"|\s(?:snored|snores|shaved|sneezed|vomited|yawned|grinned|winked|limped|cooked\s(?:for|us|supper|dinner)))\b"
)
""" "Pell's foot is worse", "Pell has had an abscess", "Pell snored": no town has, is or does so."""

_FAMILY = frozenset({"Papa", "Mama", "Mamma", "Maman", "Mummy", "Mum", "Nana", "Granny", "Grandpa", "Grandma"})
_DOINGS = {
    "Hove": r"up|to(?!\s[A-Z])|short|off|anchor|taut|in\ssight|our|the|out|down",
    "Reading": r"all|aloud|in\s(?:my|bed|the\stent)|an?|my|some|till|until|most|through|and\s[a-z]+ing",
    "Bath": r"before|after|and\s(?:bed|breakfast|supper)|at\slast",
    "Battle": r"with|against",
    "Split": r"the|our|an?|two|some|up|wood|open",
    "Barking": r"dogs?|all",
    "Flushing": r"the|out|our",
    "Rugby": r"with\sthe|against|on\sthe|after",
    "Deal": r"with|the\scards",
    "Mold": r"in|on",
    "Hull": r"damage[ds]?|needs|leaks|leaking|scraped|cleaned|painted",
    "Nice": r"day|morning|evening|night|weather|little|chap|fellow|to(?!\s[A-Z])|run|breeze|passage",
    "Sale": r"of|agreed",
    "Tours": r"of|around",
}
"""Words that begin an entry with what was done, each with what then stands behind it: "Hove up anchor"."""
_AT_WORK = {word: re.compile(rf"\s(?:{behind})\b") for word, behind in _DOINGS.items()}
_BEGINS = re.compile(r"(?:\A|[.!?;:\n–—-]\s*)\Z")
_HOUSE = re.compile(
    r"[”\"’']?,\s(?:an?|the|our)\s(?:[\w-]+\s){0,2}"
    r"(?:hostel|hotel|inn|guest-?house|pension|posada|lodge|homestay|restaurant|café|cafe|bar|pub|bakery|campsite)"
    r"(?:[.;,]|\s(?:where|that|which|in|with|run|kept|near|on|for|by|of)\b)"
)
""" "at El Mirador, the hostel where everybody stays"."""


def is_no_place(text: str, start: int, name: str) -> bool:
    """Whether the words around a name say that none is named: a parent, what a crew does, an inn."""
    if name in _FAMILY:
        return True
    before, after = text[max(0, start - 16) : start], text[start + len(name) : start + len(name) + 80]
    if (work := _AT_WORK.get(name)) and work.match(after) and _BEGINS.search(before):
        return True
    return before.endswith((" at ", " at “", ' at "')) and _HOUSE.match(after) is not None
