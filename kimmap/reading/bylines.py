"""Who has written a document, as its own lines tell it: bylines, signatures, the line of a series."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise, takewhile

from ..model import Block
from .headdates import full_dates
from .lexicon import pattern
from .pageauthors import in_small_letters
from .unlatin import writer_in

_DAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?=,|\s*\d|\s[A-Z][a-z]+\s\d|$)"
_NAME = rf"(?!(?:On|In|At)\b|{_DAY_NAME})(?:(?:[A-Z]\.|St\.|Dr\.)+|[A-Z][\w'’-]*)"
_PERSON = rf"{_NAME}(?: (?:(?:de|van|von|der|den|da|di|al|bin|la|le|du)\b[\w'’-]*|{_NAME})){{0,4}}"
_PEOPLE = rf"{_PERSON}(?:(?:, | and | & |, and ){_PERSON})*"
_BY = re.compile(
    r"(?:^|[\s,—–|])(?:[Bb]y:?|BY:?|(?:[Ww]ritten|[Pp]osted|[Cc]ompiled|[Rr]eported) by:?|Authors?:|Text:|Words:"
    r"|Text und (?:Fotos|Bilder):|Texte?(?: et photos)?\s?:|Texto(?: y fotos)?:)"
    rf"\s+(?:our (?:own )?(?:\w+ )?correspondent\s+)?({_PEOPLE})"
)
_FULL_NAME = rf"{_NAME}(?: (?:(?:de|van|von|der|den|da|di|al|bin|la|le|du)\b[\w'’-]*|{_NAME})){{1,3}}"
_ALONE = re.compile(_FULL_NAME)
_PLAIN = (
    re.compile(
        r"(?:[Vv]on|[Dd]e|[Dd]al(?:la)?|[Dd]el)\s(?:unsere[rmn]?|notre|nos|nuestr[oa]|nostr[oa])\s(?:[\w’'-]+\s){1,2}"
        rf"({_FULL_NAME})(?=,|$|\s[|·•–—(])"
    ),
    re.compile(rf"(?:Words|Text|Story)\s+({_FULL_NAME})\s*[|·•,–—]\s*(?:Photo|Picture|Image)"),
    re.compile(
        rf"({_FULL_NAME}),?\s(?:[A-Z][\w'’-]*\s){{0,3}}"
        r"(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Cc]ontributor|[Cc]olumnist|[Jj]ournalist)\b"
    ),
    re.compile(rf"({_FULL_NAME}) (?:reports?|reported|writes?|wrote)(?: this (?:story|report))? (?:from|in)\b"),
    re.compile(rf"(?:Von|Par|Por|Door|Av|Af)\s+({_FULL_NAME})(?=,|$|\s[|·•–—])"),
)
"""Short lines of the head that name who has written without "by"."""
_BY_LABEL = re.compile(
    rf"(?:By:?|Text und (?:Fotos|Bilder):|Texte(?: et photos)?\s?:|Texto(?: y fotos)?:)\s+({_FULL_NAME})(?=$|,|\s[|·•])"
)
"""What lines say that nothing else has told from headings."""
_POSTED = re.compile(
    r"(?:(?:page|this entry was|this page was)\s)?"
    r"(?:posted|published|created|submitted|written|added|filed|reporting|story|report|text|words)\b"
    r"[^:;|]{0,40}?\s?(?:\bby:?|:)\s+"
    r"(?P<name>(?!admin|guest|anonymous|the\b|our\b)[^\W\d_][\w.'’-]*(?:\s(?!on\b|at\b|in\b)[^\W\d_][\w.'’-]*){0,3})"
    r"(?=\s(?:on|at|in)\s|\s*[,;|»·•–—-]|\.?$)",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"（记者[\s：:]?(?P<name>[\u3400-\u9fff]{2,4}(?:[、\s][\u3400-\u9fff]{2,4})*)）")
"""Who reports, in the dateline of Chinese news."""
_CLOSED = re.compile(
    rf"(?:Yours(?: \w+)?|Love|Cheers|Regards|(?:Best|Kind|Warm) (?:wishes|regards)|Sincerely),\s+({_FULL_NAME})\.?"
)
_ROLES = re.compile(
    r",\s+(?:(?:Special|Staff|Senior|Chief|Foreign|Deputy|Photos?|Photographs?|Pictures|Images|Associated)\b"
    r"|(?:[A-Z][\w'’-]*\s)*(?:Press|Writer|Reporter|Correspondent|Editor|Contributor|Service|News|Agency)\b).*$"
)
"""What stands behind a name in its line: an office, a house, who took the pictures."""
_SHORT = 10
"""Words of a line that names who has written without saying so."""
_KEPT_BY = re.compile(rf"(?:[\w ]{{2,30}} )?[Bb]y ({_PEOPLE})")
_PICTURES_BY = re.compile(rf"(?<!\b[Ii]n )(?:[Pp]hotographs|[Pp]hotos|[Pp]ictures)(?:\s+by|:)\s+({_PEOPLE})")
_OWNER = re.compile(rf"({_PERSON})['’]s? (?:newsletter|diary|blog|journal|log|travel|letters?)\b")
_BY_AT_END = re.compile(rf",? by ({_PEOPLE})$")
_SIGNED = re.compile(rf"[-–—~]\s*({_NAME}(?: {_NAME}){{1,3}})")
_FAMILY_SET = re.compile(r"[^\W\d_][^\W\d_A-ZÀ-ÞА-Я]+(?:-[^\W\d_]+)?(?:\s[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ’'-]+){1,2}")
"""A name alone with the family's in capitals: "Ada QUILL"."""
_PUBLISHED = re.compile(
    r"(?:[Pp]ublished|[Pp]osted|[Uu]pdated)\b(?: on)?:?\s+(?:[A-Z][a-z]+,?\s+)?(?=\d|[A-Z][a-z]+\.?\s\d)"
)
_OFFICE_HELD = re.compile(r",\s(?![^&]*(?:&|\band\b)).*$|\s\(.*$")
"""What somebody is, behind the name that signs; a firm has several names."""
_LAST_LINES = 4
"""Blocks at the end of a document among which its writer's name stands behind a dash."""
_LINE = 400
"""Characters of a head line that are looked at."""


def author_in_text(text: str, blocks: Sequence[Block], head: Sequence[Block]) -> str | None:
    lines = [text[b.start : min(b.end, b.start + _LINE)] for b in head if b.role in ("byline", "lead", "title")]
    titles = {text[b.start : min(b.end, b.start + _LINE)] for b in head if b.role == "title"}
    headings = (_KEPT_BY.fullmatch(text[b.start : b.end]) for b in head if b.role == "heading")
    if kept := next(filter(None, headings), None):
        return _person(kept[1])
    for told in (_BY, _OWNER):
        for line in lines:
            # "ACROSS THE SEA BY BOAT": among capitals a name looks like everything else.
            if (match := told.search(line)) and not (match[0].isupper() and line in titles):
                return _person(match[1])
    short = [text[b.start : min(b.end, b.start + _LINE)] for b in head if b.role in ("heading", "body", "list")]
    if plain := _plain([*lines, *short], titles):
        return plain
    if reported := next(filter(None, (_REPORTED.search(line) for line in short)), None):
        return reported["name"]
    told_last = [text[b.start : min(b.end, b.start + _LINE)] for b in _last(blocks)]
    if unlatin := writer_in([*lines, *short, *told_last]):
        return unlatin
    if named := _beside_day(text, head):
        return named
    signed = _posted(text, blocks) or _signature(text, blocks) or _last_line(text, blocks) or _above_title(text, blocks)
    return signed or next((_person(m[1]) for line in lines if (m := _PICTURES_BY.search(line))), None)


def _beside_day(text: str, head: Sequence[Block]) -> str | None:
    """The name alone in a line that is marked as who has written, with the day in the next one."""
    title = next((b.start for b in head if b.role == "title"), len(text))
    for above, below in pairwise(b for b in head if b.role in ("byline", "heading")):
        name = text[above.start : min(above.end, above.start + _LINE)]
        line = text[below.start : min(below.end, below.start + _LINE)]
        # Above the title stands whose the page is.
        is_labelled = above.start > title and _PUBLISHED.match(line) is not None
        if below.role != "byline" or (above.role == "heading" and not is_labelled):
            continue
        is_dated = is_labelled or any(d.start == 0 for d in full_dates(line))
        if is_dated and _ALONE.fullmatch(name) and pattern("masthead_words").search(name) is None:
            return _person(name)
    return None


def _plain(lines: Iterable[str], titles: Container[str]) -> str | None:
    """The name in a short line of the head that names an office, or in another language."""
    short = [x for x in lines if len(x.split()) <= _SHORT and x not in titles and not x.endswith((".", "!", "?"))]
    return next((_person(m[1]) for told in (*_PLAIN, _BY_LABEL) for line in short if (m := told.match(line))), None)


def _posted(text: str, blocks: Sequence[Block]) -> str | None:
    """Who has posted a page, in a line wherever it stands; blogs have it at the end, and names as users choose them."""
    for block in blocks:
        line = text[block.start : min(block.end, block.start + _LINE)]
        if block.role != "byline" or len(line.split()) > 2 * _SHORT:
            continue
        if match := _POSTED.match(line):
            return _person(match["name"])
        if match := _CLOSED.fullmatch(line):
            return _person(match[1])
    return None


def _person(name: str) -> str:
    """A name without the punctuation around it and the agency behind it, with the full stop of a last initial."""
    name = _ROLES.sub("", re.sub(r", [A-Z]{2,5}$", "", name))
    return name.strip(" ,") if re.search(r"\b[A-Z]\.$", name) else name.strip(" .,")


def _signature(text: str, blocks: Sequence[Block]) -> str | None:
    """The name below a complimentary close."""
    close = pattern("closings")
    for above, below in pairwise(blocks):
        line = text[below.start : below.end]
        if (
            above.role == below.role == "byline"
            and len(line.split()) <= 4
            and close.fullmatch(text[above.start : above.end])
        ):
            return _person(_OFFICE_HELD.sub("", line))
    return None


def _last_line(text: str, blocks: Sequence[Block]) -> str | None:
    """A name behind a dash and nothing else in one of the last lines: "– Ada Quill"; below a quotation, of another."""
    shown = [b for b in blocks if b.role not in ("noise", "caption")]
    for i in range(max(1, len(shown) - _LAST_LINES), len(shown)):
        above, last, below = shown[i - 1], shown[i], shown[i + 1] if i + 1 < len(shown) else None
        # The dash may be taken for the mark of an item.
        line = text[max(above.end, last.start - 3) : last.end].strip(" .\n")
        is_item = above.role == "list" or (below is not None and below.role == "list")
        match = None if is_item else _SIGNED.fullmatch(line)
        if match and text[above.end - 1 : above.end] not in ':"”“’»':
            return _person(match[1])
    pairs = pairwise(shown[-_LAST_LINES - 1 :])
    ends = (text[b.start : b.end] for a, b in pairs if a.role == "body" and b.end - b.start <= _LINE)
    family = next(filter(_FAMILY_SET.fullmatch, ends), None)
    return in_small_letters(family) if family else None


def _last(blocks: Sequence[Block]) -> Sequence[Block]:
    """The last lines of a document; most of it may follow as noise."""
    return [b for b in blocks if b.role not in ("noise", "caption")][-_LAST_LINES:]


def _above_title(text: str, blocks: Sequence[Block]) -> str | None:
    """Who writes the series that the line above the title names: "The Long Walk, by Ada Quill"."""
    above = list(takewhile(lambda b: b.role != "title", blocks))
    if len(above) == len(blocks) or not above:
        return None
    match = _BY_AT_END.search(text[above[-1].start : above[-1].end][:_LINE])
    return _person(match[1]) if match else None


def as_shown(author: str, lines: Iterable[str]) -> str:
    """Names that metadata list, joined as the byline joins the last two: "Ada Quill and Bo Lee"."""
    *others, last = author.split(", ")
    for line in lines:
        between = rf"{re.escape(others[-1])}\b.{{0,40}}?\s(and|&)\s{re.escape(last)}"
        if match := re.search(between, line):
            return f"{', '.join(others)} {match[1]} {last}"
    return author
