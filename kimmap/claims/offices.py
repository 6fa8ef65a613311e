"""What the sources call the traveller besides the name: offices, what they are of, and where somebody is from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kimmap.claims.lexicon import bearers_of_style, epithets_of, words
from kimmap.claims.traveller import SHORT_OFFICES, Traveller, fold, office_of
from kimmap.language import Analysis, Name, Sentence, Token


@dataclass(frozen=True, slots=True)
class Offices:
    """What the sources put before or after a name: offices, their portfolios and realms, and demonyms."""

    held: frozenset[str]
    portfolios: frozenset[str]
    realms: frozenset[str]
    origins: frozenset[str]


def offices_of(analyses: Sequence[Analysis], traveller: Traveller) -> Offices:
    """Nouns and demonyms that stand right before the name, or in apposition after it."""
    described = [t for a in analyses for t in _described(a, traveller)]
    own = _own_titles(traveller.name)
    offices, origins = set[str](), set[str]()
    for token, _ in described:
        if fold(token.text) in traveller.parts:
            continue
        demonym = token.pos == "ADJ" and token.text[0].isupper() and fold(token.text) not in _all_offices()
        if fold(token.text) in words("nouns", "portfolios") - _all_offices():
            continue
        if demonym or token.text.replace(".", "") in _COUNTRIES_IN_CAPITALS:
            origins.add(fold(token.text))
        elif token.pos == "ADJ" and token.text[0].isupper():
            offices.add(fold(token.text))  # "Prime" of a minister
        elif token.pos in ("NOUN", "PROPN") and (not token.text.isupper() or fold(token.text) in SHORT_OFFICES):
            (origins if _is_demonym(token) else offices).add(office_of(token).strip("."))
    named = (offices & _all_offices()) | own
    held = (named | epithets_of(named)) - words("nouns", "no_offices")
    of = [(t, s) for t, s in described if office_of(t) in held]
    realms = {fold(r.text) for t, s in of for r in realms_of(t, s)}
    portfolios = {fold(t.text) for t, _ in described} & words("nouns", "portfolios")
    portfolios |= {portfolio for t, s in of for portfolio in portfolios_at(t, s)}
    return Offices(frozenset(held), frozenset(portfolios), frozenset(realms), frozenset(origins))


def realms_of(office: Token, sentence: Sentence) -> list[Token]:
    """What an office is of, by name: "the King of Spain"."""
    return [
        t for t in sentence.children(office.i)
        if t.dep == "nmod" and t.pos == "PROPN" and any(c.lemma == "of" for c in sentence.children(t.i))
    ]  # fmt: skip


def portfolios_at(office: Token, sentence: Sentence) -> frozenset[str]:
    """Which minister or secretary is spoken of: "foreign", "of state", "for trade"; nothing of a bare one."""
    before, behind = sentence.tokens[max(0, office.i - 3) : office.i], sentence.tokens[office.i + 1 : office.i + 3]
    near = [fold(part) for t in before for part in t.text.split("-")]
    if len(behind) > 1 and behind[0].lemma in ("of", "for"):
        near.append(fold(behind[1].text))
    return frozenset(near) & words("nouns", "portfolios")


def office_named(office: Token, sentence: Sentence) -> str:
    """An office with its portfolio: "foreign minister", "president"."""
    return " ".join((*sorted(portfolios_at(office, sentence)), office_of(office)))


def style_at(token: Token, sentence: Sentence) -> frozenset[str]:
    """The offices whose holder a word speaks of as "His Holiness", "H. M." or "the Holy Father"; none for others."""
    word = fold(token.text)
    before = [fold(t.text) for t in sentence.tokens[max(0, token.i - 2) : token.i]]
    if word == "father" and before[-1:] == ["holy"]:
        return frozenset({"pope"})
    if token.text[0].isupper() and set(before) & {"his", "her", "your", "their"}:
        return bearers_of_style(word)
    short = "".join(t.text for t in _run_of_initials(token, sentence)).replace(".", "")
    return frozenset(office for style in _SHORT_STYLES.get(short, ()) for office in bearers_of_style(style))


def _run_of_initials(token: Token, sentence: Sentence) -> list[Token]:
    """The initials that a word is one of, unless they are a person's: "H. M.", but not "H. M. Pell"."""
    if not _INITIALS.fullmatch(token.text):
        return []
    first = last = token.i
    while first and _INITIALS.fullmatch(sentence.tokens[first - 1].text):
        first -= 1
    while last + 1 < len(sentence.tokens) and _INITIALS.fullmatch(sentence.tokens[last + 1].text):
        last += 1
    behind = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    return [] if behind is not None and behind.pos == "PROPN" else list(sentence.tokens[first : last + 1])


_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}|H[IRS]?[HM]")
_SHORT_STYLES = {
    "HM": ("majesty",), "HIM": ("majesty",), "HH": ("holiness", "highness"), "HRH": ("highness",), "HIH": ("highness",),
    "HSH": ("highness",), "HE": ("excellency",), "HG": ("grace",),
}  # fmt: skip


def is_style(text: str, name: Name) -> bool:
    """Whether what was taken for a name is only a style: "H. M.", "H.R.H.", "His Grace"."""
    if name.text.isupper() and re.sub(r"[. ]", "", name.text) in _SHORT_STYLES:
        return True
    led = re.search(r"\b(?:His|Her|Your|Their)\s+$", text[max(0, name.start - 7) : name.start])
    return led is not None and bool(bearers_of_style(fold(name.text)))


_COUNTRIES_IN_CAPITALS = frozenset({"US", "USA", "UK", "UN", "EU", "UAE", "DPRK", "ROK", "PRC", "SA"})


def _described(analysis: Analysis, traveller: Traveller) -> list[tuple[Token, Sentence]]:
    """The words that stand at the traveller's name: those before it, those within, and appositions behind."""
    found: list[tuple[Token, Sentence]] = []
    for name in analysis.names:
        if (name.label != "PER" and traveller.kind != "person") or not traveller.is_called(name.text):
            continue
        sentence = analysis.sentence_at(name.start)
        inside = sentence.tokens_in(name.start, name.end) if sentence else ()
        if not sentence or not inside:
            continue
        head = sentence.head_of(name.start, name.end) or inside[0]
        behind = [t for t in sentence.children(head.i) if t.dep == "appos" and t.i > head.i
                  and (t.pos == "NOUN" or office_of(t) in _all_offices())]  # fmt: skip
        behind += [c for t in behind for c in sentence.children(t.i) if c.dep in ("amod", "compound")
                   and office_of(t) in _all_offices()]  # fmt: skip
        found += [(t, sentence) for t in (*words_before(sentence, inside[0].i), *inside, *behind)]
    return found


def words_before(sentence: Sentence, i: int) -> list[Token]:
    """The words right before a name, with the office that they are of: "Secretary of State Ada Vinter"."""
    found: list[Token] = []
    while i > 0 and len(found) < _BEFORE:
        token = sentence.tokens[i - 1]
        if token.pos in ("NOUN", "PROPN", "ADJ"):
            found.append(token)
        elif not (found and token.lemma in ("of", "for") and fold(found[-1].text) in words("nouns", "portfolios")):
            break
        i -= 1
    return found


_BEFORE = 4


def _own_titles(name: str) -> set[str]:
    """The title in the name that was asked for: "Grand Duke Ernst" is "the Grand Duke", too."""
    lead = []
    bare = re.sub(r"^(?:the|an?)\s+", "", name.strip())
    common = re.match(r"((?:[a-z][a-z-]+ ?)+)(?=[A-Z]|$)", bare)  # "the defendant Vinter"
    if common and common[1].strip():
        return {fold(common[1].split()[-1])}
    for word in re.sub(r"^the ", "", fold(name)).replace(".", "").split():
        if word not in words("nouns", "titles"):
            break
        lead.append(word)
    return set(lead[-1:]) | ({"lama"} & set(fold(name).split()))


def _is_demonym(token: Token) -> bool:
    if token.text[0].isupper() and fold(token.text) in words("nouns", "nationals"):
        return True
    return token.text[0].isupper() and bool(re.search(r"(?:an|ese|ish|i|ch)$", token.text)) and token.tag != "NNP"


def _all_offices() -> frozenset[str]:
    return words("nouns", "titles") | words("nouns", "offices") - {"people", "republic", "capital", "mission", "media"}
