"""What the words around a name say of it: "X, Texas", "the Brazilian city of X", "X County", "an X woman"."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from itertools import pairwise

from kimmap.model import PlaceMention
from kimmap.places.candidates import CandidateFinder
from kimmap.places.shortening import PARTS

MODIFIER_TAGS = frozenset(
    ["JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "CD", "RB", "RBR", "RBS", "POS", "VBN", "VBG", "HYPH"]
)
"""What may stand between an article and the noun for a place."""
_WINDOW = 60
OF_INHABITANTS = frozenset({"city", "quarter", "district", "island"})
"""The kinds of place that people are said to be of by its bare name: "a Lima woman"."""
_ENDS = re.compile(r"[.;:!?](?:\s|$)|\b(?:and|but|while|then|before|after)\b")
"""What is said after this is not said of the name before it."""
_LISTING = re.compile(r"\s*(?:,|,?\s(?:and|or)|&|/)\s*(?:the\s)?")


@functools.cache
def lexicon() -> dict[str, dict[str, str]]:
    """The tables of ``lexicon.toml``."""
    return tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))


@functools.cache
def words(table: str, key: str) -> frozenset[str]:
    """A list of ``lexicon.toml``: single words, or phrases separated by bars."""
    text = lexicon()[table][key]
    return frozenset(" ".join(w.split()) for w in (text.split("|") if "|" in text else text.split()))


@functools.cache
def _kind_words() -> dict[str, frozenset[str]]:
    return {word: frozenset(kinds.split()) for word, kinds in lexicon()["kind_words"].items()}


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    noun = "|".join(re.escape(n) for n in sorted(_kind_words(), key=lambda n: (-len(n), n)))
    compass = rf"(?:(?:the|inland|present-day|what is now|{PARTS})\s)*"
    inhabitants = lexicon()["inhabitants"]["words"].split()
    return {
        "of": re.compile(rf"\b(?P<noun>{noun})s?\s+(?:of\s+)?(?:the\s+)?[“\"‘']?$", re.IGNORECASE),
        "behind": re.compile(rf"^[”\"’']?\s+(?P<noun>{noun})\b"),
        "owner": re.compile(
            rf"(?:^|[\s(“\"])(?P<word>[A-Z][\w-]+)(?P<possessive>['’]s?)?(?:\s[a-z-]+){{0,3}}\s(?:{noun})(?:\sof)?\s$"
        ),
        "person": re.compile(rf"^\s+(?:{'|'.join(inhabitants)})\b"),
        "within": re.compile(rf"^\s*(?:,|\(|,?\s(?:in|of|on)\s|,\s)\s*{compass}$"),
        "holder": re.compile(
            rf"^(?:['’]s?\s(?:[a-z-]+\s){{0,3}}(?:(?:{noun})\s)?(?:of\s)?|\s(?:[a-z-]+\s){{0,2}}(?:{noun})\s(?:of\s)?)$"
        ),
    }


def kinds_told(before: str, after: str) -> frozenset[str]:
    """The kinds of place that the words beside a name allow; empty where they say nothing."""
    patterns = _patterns()
    if (told := _ends_in_kind(before)) is not None:
        return _kind_words()[told["noun"].lower()]
    if behind := patterns["behind"].match(after):
        return _kind_words()[behind["noun"].lower()]
    if patterns["person"].match(after):
        return OF_INHABITANTS
    return frozenset()


def _ends_in_kind(before: str) -> re.Match[str] | None:
    """The word for a kind of place at the end of a text: "city of the “"."""
    last = before.lower().split()[-4:]
    if not any(word.endswith(_kind_endings()) for word in last):  # nearly always, and much faster than the pattern
        return None
    return _patterns()["of"].search(before)


@functools.cache
def _kind_endings() -> tuple[str, ...]:
    nouns = {noun.split()[-1] for noun in _kind_words()}
    return tuple(sorted({*nouns, *(noun + "s" for noun in nouns)}))


def is_another(before: str) -> bool:
    """Whether a name is said to be that of another place: "the other Birmingham"."""
    return before.lower().endswith(("the other ", "another "))


def is_of_nature(after: str) -> bool:
    """Whether the word behind a name says that it is a crater, a river or the like."""
    return after[:1] == " " and after.strip().partition(" ")[0].rstrip(".,;:") in words("nature", "behind")


_REACHED = re.compile(
    r"\b(?:reach(?:ed|es|ing)|arriv(?:ed?|es|ing|al)\s(?:back\s)?(?:at|in)|land(?:ed|ing)?\s(?:back\s)?(?:at|in)"
    r"|(?:dis)?embarked\s(?:at|in)|c[ao]me\s(?:back\s)?(?:to|into)|got\s(?:back\s)?to|anchored\s(?:at|in|off)|left|leaving"
    r"|put\sinto|docked\s(?:at|in)|moored\s(?:at|in)|called\sat|sailed\s(?:from|into)|back\s(?:at|in)|ashore\s(?:at|in))"
    r"\s(?:the\s(?:port|harbour|town)\sof\s)?\Z",
    re.IGNORECASE,
)


def is_reached(before: str) -> bool:
    """Whether the words before a name say that somebody came to it or left it: "landed at"."""
    return _REACHED.search(before) is not None


_APPOINTMENT = re.compile(
    r"^, [^,;:]{3,60}, (?:at |from )?\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\b|h\b|hrs\b|uhr\b)", re.IGNORECASE
)
"""Behind a name, where in it something is and at what time of day: "Lima, Teatro Segura, 7 pm"."""
_SETTLED = frozenset({"city", "quarter"})


@functools.cache
def _doings() -> tuple[tuple[frozenset[str], tuple[str, ...], re.Pattern[str]], ...]:
    """For each list of doings: the kinds of place that it allows, its phrases, the pattern for its side of a name.

    Those that stand behind a name come without the phrases.
    """
    found = []
    for key in lexicon()["doings"]:
        *kinds, side = key.split()
        phrases = tuple(sorted(words("doings", key), key=lambda p: (-len(p), p)))
        phrase = "|".join(map(re.escape, phrases))
        is_before = side == "before"
        pattern = rf"\b(?:{phrase})\s(?:the\s)?$" if is_before else rf"^(?:['’]s?)?\s(?:{phrase})\b"
        found.append((frozenset(kinds), phrases if is_before else (), re.compile(pattern, re.IGNORECASE)))
    return tuple(found)


@functools.cache
def _leads() -> tuple[str, ...]:
    """All doings that stand before a name."""
    return tuple(phrase for _kinds, phrases, _pattern in _doings() for phrase in phrases)


def kinds_by_doings(before: str, after: str) -> frozenset[str]:
    """The kinds of place of which one says what the text says: "climbed X", "the shores of X"; empty for any."""
    if after[:2] == ", " and _APPOINTMENT.match(after):
        return _SETTLED
    said = before[:-1].lower()
    bare = said.removesuffix("the")[:-1] if said.endswith("the") else said
    is_led = said.endswith(_leads()) or bare.endswith(_leads())  # rarely, and much faster than all lists
    for kinds, phrases, pattern in _doings():
        if not phrases:
            if pattern.match(after):
                return kinds
        elif is_led and (said.endswith(phrases) or bare.endswith(phrases)) and pattern.search(before):
            return kinds
    return frozenset()


_ALONE = re.compile(r"(?:\Z|[.,;:!?)—–]|\s(?:again|and|are|as|at|by|for|from|in|is|of|on|or|then|to|was|were|with)\b)")
_WIDE = frozenset({"mountains", "desert"})


def kinds_by_article(name: str, before: str, after: str) -> frozenset[str]:
    """Mountains and deserts where "the" stands before a name that stands alone: "over the Andes by train"."""
    with_article = before.lower().endswith((" the ", "the ")) and not name.lower().startswith("the ")
    return _WIDE if with_article and _ALONE.match(after) else frozenset()


def country_told(before: str, finder: CandidateFinder) -> str | None:
    """The country whose nationality stands before a name: "the Brazilian city of Manaus"."""
    owner = _patterns()["owner"].search(before)
    return finder.demonym(owner["word"]) if owner else None


def beside(mention: PlaceMention) -> tuple[str, str]:
    """The text before and behind a mention, within its line."""
    quote = mention.quote
    text = quote.document.text
    before = text[max(0, quote.start - _WINDOW) : quote.start].rpartition("\n\n")[2]
    return before.replace("\n", " "), text[quote.end : quote.end + _WINDOW].partition("\n\n")[0].replace("\n", " ")


def containments(mentions: Sequence[PlaceMention]) -> list[tuple[int, int]]:
    """Pairs (inner, outer) of names of one document, as indices: the text says that the inner lies in the outer."""
    pairs = []
    for i, (first, second) in enumerate(pairwise(mentions)):
        between = _between(first, second)
        if len(between) > _WINDOW or "\n\n" in between:
            continue
        if _patterns()["within"].match(between):
            pairs.append((i, i + 1))
        elif between.strip() and _patterns()["holder"].match(between):
            pairs.append((i + 1, i))
    return pairs


_APART = re.compile(
    r"(?P<figure>\d[\d,.]*\d|\d)[\s-]*(?P<unit>km|kilomet(?:re|er)s?|miles?|mi)\b"
    r"(?:\saway|\sby\s\w+|\s(?:due\s)?(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern|wards?)?|\sup|\sdown)*"
    r"\s(?:from|of)\s(?:the\s(?:[a-z-]+\s){1,3})?$"
)
_KM = {"k": 1.0, "m": 1.609344}


def distances_apart(mentions: Sequence[PlaceMention]) -> list[tuple[int, int, float]]:
    """Names of one document, as indices, that the text says to be so many kilometres apart: "X, 40 km from Y"."""
    found = []
    for i, (first, second) in enumerate(pairwise(mentions)):
        between = _between(first, second).replace("\n", " ")
        if len(between) > _WINDOW or not (said := _APART.search(between)) or _ENDS.search(between[: said.start()]):
            continue
        figure = said["figure"].replace(",", "")
        if figure.count(".") < 2:
            found.append((i, i + 1, float(figure) * _KM[said["unit"][0]]))
    return found


def is_listed(mentions: Sequence[PlaceMention], pair: tuple[int, int]) -> bool:
    """Whether a pair of ``containments`` stands among other names, so that its comma may part items of a list."""
    first = min(pair)
    around = ((first - 1, first), (first + 1, first + 2))
    return any(
        a >= 0 and b < len(mentions) and _LISTING.fullmatch(_between(mentions[a], mentions[b])) for a, b in around
    )


def _between(first: PlaceMention, second: PlaceMention) -> str:
    return first.quote.document.text[first.quote.end : second.quote.start]
