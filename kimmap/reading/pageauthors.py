"""Who wrote a page, as its markup shows it: an element for the author's name, or a line "Posted by …"."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from .boxnames import CAMEL
from .headdates import MONTH

AUTHOR_ELEMENT = "author in the page"
AUTHOR_LINK = "link to the author"
"""Where a page may name somebody else, too; a line that says who has written counts more."""
_MOST_LINKS = 2_000
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:author[\s_-]?(?:name|link|title)?|byline[\s_-]?(?:name|author|link)?|contributors?|user[\s_-]?name|name[\s_-]uid"
    r"|byline-contributors|writer|reader-credits|autor(?:e|en|es|in)?|auteurs?|verfasser|reporter|correspondent|by"
    r"|sign(?:ature|é|ataire)?|muhabir|автор|avtor|firma|periodista|journaliste|giornalista|autore|redakt(?:eur|or|ør)(?:in)?"
    r"|skribent|dziennikarz)(?:$|[\s_])",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"byline|author|submitted|posted|meta|publi|dateline|(?:^|[\s_-])date|(?:post|entry)-footer", re.IGNORECASE
)
_VERB = (
    r"(?:(?:posted|submitted|written|published|reported|story|text|words|filed|added|created|contributed|compiled|kept)"
    r"(?:\s+and\s+(?:photos|photographs|pictures|photographed|illustrated))?\s+)?"
)
_OF = r"(?:von|par|por|door)(?=\s+[A-ZÀ-Þ])"
"""Before a name in lines of other languages that are marked as who has written."""
_BY = re.compile(
    rf"(?:{_VERB}by:?|{_OF})\s+(?P<name>[^\W\d_][^|·•,;:()\d\n]{{2,60}}?)"
    r"(?=\s+(?:on|at|in)\s+\S|\s*[|·•,;:(\n]|\s+[–—-]\s|\s+MONTH\s+\d|\s*$)".replace("MONTH", MONTH),
    re.IGNORECASE,
)
_CARDS = re.compile(
    r"author[\s_-]?(?:byline|card|info|details?|meta|line)|byline[\s_-]?(?:author|card|info)", re.IGNORECASE
)
_BESIDE = re.compile(r"\s*[|·•]\s*")
_PROFILE = re.compile(
    r"/(?:authors?|people|profiles?|contributors?|writers?|by|staff|reporters?|journalists?|columnists?|autor(?:en|es)?|auteurs?)"
    r"/(?:[\w-]+/)?(?P<slug>[\w.-]+?)/?$",
    re.IGNORECASE,
)
_AUTHORS = re.compile(r"authors?:\s*(?P<name>[^|·•;:()\d\n]{5,200})$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*,?\s+(?:and|&)\s+|\s*,\s*")
_OF_BEFORE = re.compile(
    r"(?:(?:[Vv]on|[Dd]e|[Dd]al(?:la)?|[Dd]el) (?:unsere[rmn]?|notre|nos|nuestr[oa]|nostr[oa]) (?:[\w’'-]+ ){1,2}"
    r"|(?:[Dd][ie]|[Aa][fv]|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa]utor(?:a|e|i)?:|[Tt]ext:)\s+)(?=[A-ZÀ-Þ])"
)
"""Of whom, and what she is to the paper: "Von unserer Redakteurin Ada Quill"."""
_OFFICE = re.compile(r",\s+[a-zß-ÿ][^,|]*$")
"""What somebody is, behind the name: "Ada Quill, correspondante."."""
_NUMERAL = re.compile(r"[IVX]+|[A-Z]\.?")
_LETTER = r"[\w\u0591-\u05c7\u064b-\u0652\u0900-\u0dff.’'-]"
"""With the signs above and below the letters of Hebrew, Arabic and the scripts of India."""
_NAME = re.compile(rf"(?:[^\W\d_]{_LETTER}*)(?:\s+(?:[^\W\d_]{_LETTER}*)){{1,4}}")
_LABEL = re.compile(rf"{_VERB}by:?\s+|authors?:\s*", re.IGNORECASE)
_ALONE = re.compile(r"(?:posted|written|published|filed) by:?\s+(?P<name>[A-ZÀ-Þ][\w'’-]{1,25})$", re.IGNORECASE)
"""One name alone, as blogs have it."""
_OTHERS = re.compile(
    r"comment|reply|related|recommend|sidebar|widget|(?<!post-)(?<!entry-)(?<!article-)footer|(?<!v)card|teaser|embed|popular",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"[^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*){0,3}")
_NO_NAME = re.compile(r"(?:admin\w*|unknown|anonymous|guest|editors?|staff|webmaster|author|team)", re.IGNORECASE)
_HOUSES = frozenset(
    {
        *("news", "agency", "service", "newsroom", "desk", "staff", "bureau", "team", "editors"),
        *("gazette", "herald", "tribune", "times", "courier", "chronicle", "office", "ministry", "department"),
        *("embassy", "university", "council", "authority", "foundation"),
    }
)
"""Last words of what names no person."""
_CARD = 3
"""Elements around a name among which the card is."""
_MOST_WORDS = 25
_STORY = 600
"""Characters that no comment or teaser has."""


def author_shown(root: Any) -> str | None:
    """The first name that the page's markup shows as its author's; None where it shows none."""
    alone = None
    for element in root.iter(
        "a", "span", "div", "p", "h4", "h5", "h6", "address", "li", "strong", "em", "footer", "cite"
    ):
        marks = " ".join(element.get(key, "") for key in ("class", "rel", "itemprop", "data-testid", "id"))
        marks += f" {parted}" if (parted := CAMEL.sub(" ", marks)) != marks else ""
        is_name, is_line = (
            _NAMES.search(marks) is not None or "vcard" in marks or "fn" in marks.split(),
            _LINES.search(marks) is not None,
        )
        if not (is_name or is_line) or _is_of_another(element):
            continue
        words = [part for t in element.itertext() if (part := " ".join(t.split()))]
        text = " ".join(words)
        if not 1 < len(text.split()) <= _MOST_WORDS and "fn" not in marks.split():
            continue
        one = next(filter(None, map(_ALONE.match, (text, " ".join(words[:2])))), None) if is_name else None
        if one is not None and _is_signed(one["name"]):
            return one["name"]
        if "fn" in element.get("class", "").split() and _is_on_card(element) and _is_signed(text):
            return text
        line = next((m for part in (*words, text) if (m := _AUTHORS.match(part) or _BY.search(part))), None)
        name = line["name"].strip() if line else _named_alone(words[0]) if is_name else ""
        if all(map(_is_a_name, _BETWEEN.split(name))):
            return in_small_letters(re.sub(r"\s*,\s*", ", ", name))
        if alone is None and _CARDS.search(marks) is not None:
            # On a card with a picture, initials and an office the name is alone in its element.
            alone = next((part for part in words if _is_a_name(part)), None)
    return alone


def author_linked(root: Any) -> str | None:
    """The first name that leads to the page of who bears it; where the page's lines tell nothing, who has written."""
    links = (a for a in islice(root.iter("a"), _MOST_LINKS) if _is_profile(a) and not _is_of_another(a))
    return next((" ".join("".join(link.itertext()).split()) for link in links), None)


def _named_alone(words: str) -> str:
    """A name in an element of its own, without "di" before it and an office behind it."""
    name = _OFFICE.sub("", _BESIDE.split(words)[0])
    before = _OF_BEFORE.match(name)
    return name[before.end() :] if before else name


def in_small_letters(name: str) -> str:
    """A name whose family's part alone is in capitals, as French papers set it: "Ada DE QUILL" is Ada De Quill."""
    first, *others = name.split()
    is_set_so = (
        others and not first.isupper() and all(word.isupper() and not _NUMERAL.fullmatch(word) for word in others)
    )
    return " ".join((first, *(word.title() for word in others))) if is_set_so else name


def without_label(author: str) -> str:
    """Who is named without what is written before the names: "By Ada Quill"."""
    return _LABEL.sub("", author, count=1)


def _is_a_name(words: str) -> bool:
    """Two to five words, of which the first and the last begin with capital letters."""
    if _NAME.fullmatch(words) is None:
        return False
    first, *_, last = words.split()
    if last.casefold() in _HOUSES:
        return False
    return not first[0].islower() and not last[0].islower() and not words.isupper()


def _is_profile(link: Any) -> bool:
    """Whether a link with a name leads to the page of who bears it: "/authors/ada-quill"."""
    leads = _PROFILE.search(link.get("href") or "")
    if leads is None:
        return False
    name = " ".join("".join(link.itertext()).split())
    parts = re.findall(r"[a-z]+", leads["slug"].lower())
    plain = re.findall(r"[a-z]+", name.lower())
    if not _is_a_name(name) or len(plain) < 2:
        return False
    short = {plain[0], plain[-1], plain[0][0] + plain[-1], plain[-1] + plain[0][0]}
    return all(part in parts for part in plain) or "".join(parts) in short


def _is_on_card(element: Any) -> bool:
    """Whether a formatted name is on the card of who has written, or in the line that says so."""
    frames = (frame.get("class") or "" for frame in islice(element.iterancestors(), _CARD))
    return any(re.search(r"author|byline|posted", names) is not None for names in frames)


def _is_signed(name: str) -> bool:
    """Whether a name as somebody signs it, in small letters or not, is one."""
    return 1 <= len(name.split()) <= 4 and _NO_NAME.fullmatch(name) is None and _SIGNATURE.fullmatch(name) is not None


def _is_of_another(element: Any) -> bool:
    """Whether an element belongs to a comment, a teaser or the page's foot."""
    for frame in element.iterancestors():
        marks = f"{frame.get('class', '')} {frame.get('id', '')}"
        if frame.tag in ("nav", "aside") or (
            _OTHERS.search(marks) and frame.find(".//h1") is None and not _holds_story(frame)
        ):
            return True
    return False


def _holds_story(frame: Any) -> bool:
    """Whether a frame is around the article and not one of the things beside it."""
    return sum(map(len, frame.itertext())) > _STORY
