"""Offices and styles that stand for the traveller who bears them: "the German chancellor", "His Holiness"."""

from __future__ import annotations

from kimmap.claims.carriers import DEFINITE
from kimmap.claims.memory import DEPUTIES, Memory, ranks_before
from kimmap.claims.offices import office_named, portfolios_at, realms_of, style_at
from kimmap.claims.traveller import SHORT_OFFICES, Traveller, fold, office_of
from kimmap.language import Sentence, Token


def is_his_style(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory) -> bool:
    """ "His Holiness", of a pope who travels: a style of the office, unless another holder stands nearer."""
    bearers = traveller.offices & style_at(token, sentence)
    if not bearers or any(_holder(office, memory) != "traveller" for office in bearers):
        return False
    before = {fold(t.text) for t in sentence.tokens[max(0, token.i - 2) : token.i]} & {"his", "her"}
    if {"he": {"her"}, "she": {"his"}}.get(traveller.pronoun or "") == before:
        return False
    held = [t for t in sentence.children(token.i) if t.dep in ("appos", "nmod") and office_of(t) in traveller.offices]
    return all(_is_of_realm(t, sentence, traveller) for t in held)


def _holder(office: str, memory: Memory) -> str:
    """Who was named last with an office: "traveller", where nobody else was."""
    return (memory.last_of_office or {}).get(office, "traveller")


def _is_of_realm(office: Token, sentence: Sentence, traveller: Traveller) -> bool:
    """Whether an office is not of another realm, "the King of Spain", than the traveller's."""
    named = {fold(t.text)[:_SAME] for t in realms_of(office, sentence)}
    return not (named and traveller.realms) or bool(named & {r[:_SAME] for r in traveller.realms})


_SAME = 5
"""Letters by which "Hawaii" and "Hawaiian" are one realm."""


def office_is_his(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory) -> bool:
    """ "the German chancellor": a definite office of the traveller without another's name or country."""
    office = office_of(token)
    if office not in traveller.offices:
        return False
    modifiers = sentence.children(token.i)
    in_headline = sentence.role in ("title", "heading", "caption")  # where articles are dropped
    bare = token.i == 0 or office in SHORT_OFFICES or in_headline
    if not any(fold(m.text) in DEFINITE or m.dep == "nmod:poss" for m in modifiers) and not bare:
        return False
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if following and following.pos == "PROPN":
        return False
    if not (_is_of_rank(token, sentence, traveller) and _is_of_realm(token, sentence, traveller)):
        return False
    demonyms = {fold(m.text) for m in modifiers if m.pos in ("ADJ", "PROPN") and m.text[0].isupper()}
    deeper = [c for m in modifiers if m.dep == "compound" for c in sentence.children(m.i)]  # "the Uzbek trade minister"
    demonyms |= {fold(c.text) for c in deeper if c.pos in ("ADJ", "PROPN") and c.text[0].isupper()}
    demonyms |= {o for m in modifiers if m.dep == "nmod:poss" for o in traveller.origins if _is_of(o, fold(m.text))}
    demonyms -= traveller.offices  # "the Prime Minister"
    if demonyms and traveller.origins and not demonyms & traveller.origins:
        return False
    return bool(demonyms & traveller.origins) or _holder(office_named(token, sentence), memory) == "traveller"


def _is_of_rank(token: Token, sentence: Sentence, traveller: Traveller) -> bool:
    """Whether an office has the traveller's rank and portfolio: a deputy minister is not the minister, nor a president
    her vice, nor the home secretary the foreign secretary."""
    portfolios = portfolios_at(token, sentence)
    if portfolios and traveller.portfolios and not portfolios & traveller.portfolios:
        return False
    rank = {"vice"} if office_of(token) in ("vp", "veep") else set[str]()
    return ranks_before(sentence, token.i) | rank == DEPUTIES & traveller.offices


def _is_of(demonym: str, country: str) -> bool:
    """Whether a demonym is made of a country's name, as most are: "german" of "germany", "korean" of "korea"."""
    stem = country if demonym.startswith(country) else country[:-1]
    return len(stem) > 3 and demonym.startswith(stem) and len(demonym) - len(stem) <= 4


def is_held_by_another(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory) -> bool:
    """Whether an office of the traveller's is spoken of that somebody of another rank or portfolio holds here."""
    held = _holder(office_named(token, sentence), memory)
    return held != "traveller" or not _is_of_rank(token, sentence, traveller)
