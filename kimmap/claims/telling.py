"""Whether a text is told by the traveller, or by somebody of the party or aboard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kimmap.claims.kept import has_entries, is_letter
from kimmap.claims.lexicon import pet_forms, words
from kimmap.claims.traveller import Traveller, fold
from kimmap.language import Analysis, Sentence

FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})


def told_in_first_person(analyses: Sequence[Analysis], traveller: Traveller) -> tuple[bool, ...]:
    """Which of the texts the traveller, or somebody of the party or aboard, tells.

    Of a series of his own, a text that says little of anybody is his too.
    """
    told = _with_days_between(analyses, [tells_in_first_person(a, traveller) for a in analyses])
    if sum(told) < _SERIES or 2 * sum(told) < len(told):
        return tuple(told)
    hands = {a.document.author for a, his in zip(analyses, told, strict=True) if his} | {None}
    return tuple(
        his or (a.document.author in hands and _may_be_his(a, traveller))
        for a, his in zip(analyses, told, strict=True)
    )  # fmt: skip


_OF_DAYS = re.compile(
    r"\W*(?:days?|stages?|legs?|weeks?|etapp?en?)\s*\d+(?:\s*(?:[-–&+]|and|to)\s*\d+)?\b", re.IGNORECASE
)


def _with_days_between(analyses: Sequence[Analysis], told: Sequence[bool]) -> list[bool]:
    """With the reports that are of other days of a series ("Days 4-5: …") of which one is told by the traveller."""
    series = [bool(_OF_DAYS.match(a.document.title or "")) for a in analyses]
    hands = {a.document.author for a, his, of_days in zip(analyses, told, series, strict=True) if his and of_days}
    return [
        his or (of_days and a.document.author in hands)
        for a, his, of_days in zip(analyses, told, series, strict=True)
    ]  # fmt: skip


_SERIES = 3
"""So many texts by the traveller make a series."""


def _may_be_his(analysis: Analysis, traveller: Traveller) -> bool:
    mine, others = _subjects(analysis)
    return mine > _TELLING_SHARE * (mine + others) and not _is_told_of(analysis, traveller)


def tells_in_first_person(analysis: Analysis, traveller: Traveller) -> bool:
    """Whether the traveller, or somebody of the party or aboard, writes: "I" and "we" are told of the journey.

    The author or the signature says so, or else nobody else signs and the text speaks of the traveller
    in the third person nowhere.
    """
    if _is_kept_by_days(analysis, traveller):
        return True
    share = _first_person_share(analysis)
    author = analysis.document.author
    if author and traveller.kind == "person" and fold(author).split()[-1] in words("nouns", "desks"):
        return False
    if author and traveller.kind == "person" and (traveller.is_called(author) or is_short_for(author, traveller)):
        # A release in the traveller's name tells of him as "he", and says "I" in quotations at most.
        wrote = share > 0 or (is_letter(analysis.document) and _subjects(analysis)[0] > 0)
        return wrote or not _is_told_of(analysis, traveller)
    if author and traveller.kind != "person" and fold(author) == fold(traveller.name):
        return not _is_told_of(analysis, traveller, in_heads=False)  # what a band or a ship's company posts
    if share <= _TELLING_SHARE or (author and traveller.kind == "person" and share < _PARTY_SHARE):
        return False
    text = analysis.document.text
    if traveller.kind == "person":
        tail = [line for line in text.rstrip()[-160:].splitlines() if line.strip()][-2:]
        signed = any(
            len(line.strip()) < 40 and any(p in fold(line) for p in traveller.parts if len(p) > 2) for line in tail
        )
        if share >= _OWN_SHARE and _times_told_of(analysis, traveller) == 1 and not author:
            return True  # a blogger who names himself once
        return signed or not _is_told_of(analysis, traveller, in_heads=share < _OWN_SHARE)
    if traveller.kind == "group" and (_speaks_alone(analysis) or _does_to_tellers(analysis, traveller)):
        return False
    if _is_told_by_a_member(analysis, traveller) or (
        traveller.kind == "group" and _is_from_the_group(analysis, traveller)
    ):
        return True
    head = " ".join(text[:400].split())
    groups = words("nouns", "groups") if traveller.kind == "group" else frozenset()
    return any(p in fold(head) for p in traveller.parts) or any(
        w.strip(".,:'").removesuffix("'s") in groups for w in fold(head[:160]).split()
    )


def _is_kept_by_days(analysis: Analysis, traveller: Traveller) -> bool:
    """Whether a text is a diary or a log of the traveller's: day after day, under a head that names him or it."""
    told = [s for s in analysis.sentences if s.role == "body"]
    text = analysis.document.text
    if not has_entries(analysis, told):
        return False
    head = " ".join(
        [analysis.document.title or "", *(text[s.start : s.end] for s in analysis.sentences if s not in told)]
    )
    kept = set(re.findall(r"[a-z]+", fold(head))) & words("nouns", "kept_by_days")
    named = any(p in fold(head) for p in traveller.parts)
    kept |= set(re.findall(r"[a-z]+", fold(head))) & _POSTED if named else set()
    return bool(kept) and (named or traveller.kind == "person") and not _is_told_of(analysis, traveller, in_heads=False)


_POSTED = frozenset({"posts", "post", "feed", "stories", "tweets", "updates", "reels", "statuses"})
"""What stands above the posts of somebody who is named there, too."""


def _is_told_by_a_member(analysis: Analysis, traveller: Traveller) -> bool:
    """Whether "we" is said often, in a text that speaks of what the group is or of being aboard: one of them writes."""
    told = Counter(fold(t.text) for s in analysis.sentences if not _is_quoted(analysis, s) for t in s.tokens)
    nouns = (
        words("nouns", "bodies") if traveller.kind == "group" else words("nouns", "ships") | words("nouns", "seafaring")
    )
    company = sum(told[w] for w in ("we", "us", "our"))
    return company >= _OFTEN and any(told[noun] for noun in nouns | traveller.described_as)


def _is_from_the_group(analysis: Analysis, traveller: Traveller) -> bool:
    """Whether one of the group signs with its name, or writes from its address: "Ada, tour manager, The Grey Larks"."""
    signed = re.findall(r"[a-z0-9]+", fold(analysis.document.author or ""))
    if len(traveller.parts) > 1 and set(traveller.parts) <= set(signed):
        return True
    host = (
        re.sub(r"\W", "", fold(analysis.document.publisher or "")) if "." in (analysis.document.publisher or "") else ""
    )
    whole, short = "".join(traveller.parts), "".join(traveller.parts[:-1]) if len(traveller.parts) > 2 else ""
    return len(traveller.parts) > 1 and (whole in host or bool(short and short in host))


def is_narrated(analysis: Analysis) -> bool:
    """Whether somebody says "I" outside quotations."""
    return any(
        token.text == "I" and token.dep.startswith("nsubj")
        for sentence in analysis.sentences if not _is_quoted(analysis, sentence)
        for token in sentence.tokens
    )  # fmt: skip


def _speaks_alone(analysis: Analysis) -> bool:
    """Whether who writes says "I" and hardly ever "we": a listener of the band, none of it."""
    told = Counter(
        fold(t.text)
        for s in analysis.sentences if not _is_quoted(analysis, s)
        for t in s.tokens if t.dep.startswith("nsubj")
    )  # fmt: skip
    return told["we"] * _WE_TO_I < told["i"]


_WE_TO_I = 4


def _does_to_tellers(analysis: Analysis, traveller: Traveller) -> bool:
    """Whether the group does something to who writes: "the band asked us to say that"."""
    nouns = words("nouns", "bodies") | traveller.described_as | set(traveller.parts[-1:])
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            if fold(token.lemma) in nouns and token.dep == "nsubj" and not _is_quoted(analysis, sentence):
                objects = (c for c in sentence.children(token.head) if c.dep in ("obj", "iobj"))
                if any(fold(c.text) in ("us", "me") for c in objects):
                    return True
    return False


_OFTEN = 5


_TELLING_SHARE = 0.3


_PARTY_SHARE = 0.6
"""So much "we" under another's name is told by one of the party, unless the traveller is told of from outside."""


_OWN_SHARE = 0.5
"""So much "I" and "we" is told by the traveller, even under a head that names him."""


def is_short_for(author: str, traveller: Traveller) -> bool:
    """Whether a signature is initials or a pet form of the name: "S. W.", "Bess" for Elizabeth."""
    letters = [w[0] for w in fold(author).replace(".", " ").split()]
    initials = [p[0] for p in traveller.parts]
    if len(letters) > 1 and all(len(w) == 1 for w in fold(author).replace(".", " ").split()):
        return letters == [initials[0], initials[-1]] or letters == initials
    first, word = traveller.parts[0] if traveller.parts else "", fold(author).strip(" .,")
    if " " in word or len(word) < _SHORTEST_PET_NAME:
        return False
    return first.startswith(word) or (len(word) >= 4 and word[:4] == first[:4]) or first in pet_forms(word)


_SHORTEST_PET_NAME = 3


def _is_told_of(analysis: Analysis, traveller: Traveller, *, in_heads: bool = True) -> bool:
    """Whether the traveller is the subject of a sentence under a name.

    ``in_heads`` counts titles as well; a blog's tells of its writer: "Ada Vinter cycles along a coast".
    """
    return _times_told_of(analysis, traveller, in_heads=in_heads) > 0


def _times_told_of(analysis: Analysis, traveller: Traveller, *, in_heads: bool = False) -> int:
    """How often the traveller is the subject of a sentence under a name."""
    roles = ("body", "caption", "lead", "title") if in_heads else ("body", "caption")
    named = [n for n in analysis.names if n.label == "PER" and traveller.is_called(n.text)]
    found = 0
    for name in named:
        sentence = analysis.sentence_at(name.start)
        token = sentence.head_of(name.start, name.end) if sentence else None
        if (
            sentence
            and token
            and sentence.role in roles
            and (token.dep.startswith("nsubj") or sentence.tokens[token.head].dep.startswith("nsubj"))
        ):
            found += 1
    return found


def _first_person_share(analysis: Analysis) -> float:
    """Share of "I" and "we" among the pronouns that are subjects, quotations left out; 0 for fewer than three.

    A diary drops them: "Came down on Tuesday, slept badly" counts as said by its writer.
    """
    mine, others = _subjects(analysis)
    return mine / (mine + others) if mine >= 3 else 0.0


def _subjects(analysis: Analysis) -> tuple[int, int]:
    """How many pronouns that are subjects are the writer's, and how many are not."""
    mine = others = 0
    for sentence in analysis.sentences:
        if sentence.role not in ("body", "lead", "list"):
            continue
        quoted = _is_quoted(analysis, sentence)
        for token in sentence.tokens:
            if token.pos == "PRON" and token.dep.startswith("nsubj") and not quoted:
                mine, others = (mine + 1, others) if fold(token.text) in FIRST else (mine, others + 1)
            elif token.head == token.i and token.tag in ("VBD", "VBN") and token.i == 0:
                mine += 1
    return mine, others


def _is_quoted(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence stands in quotation marks, or holds some."""
    block = analysis.document.block_at(sentence.start)
    start = block.start if block else sentence.start
    before, inside = (
        analysis.document.text[start : sentence.start],
        analysis.document.text[sentence.start : sentence.end],
    )
    marks = ('"', "“", "”")
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or any(m in inside for m in marks)
