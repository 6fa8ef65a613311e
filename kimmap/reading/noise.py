"""Boxes of a page that are around its article and not of it, told by what they are called and how they begin."""

from __future__ import annotations

import functools
import re
from itertools import islice
from typing import Any

from .boxes import is_beside
from .boxnames import names_of
from .lexicon import LEXICON, starting, whole

_NAMES = frozenset(LEXICON["markup_noise"])
_STEMS = tuple(LEXICON["markup_noise_stems"])
_OPENINGS = ("teaser", "paywall", "subscriber")
"""Names for the appetizers of other stories, and for what of the own story is open to everybody or to some."""
_RUNNING = frozenset({"ticker"})
"""What both a line of headlines and a report from hour to hour are called."""
_MOST_REPORTED = 400
_WRITERS = frozenset(
    {"author", "authors", "contributor", "contributors", "writer", "writers", "reporter", "journalist", "columnist"}
)
_NAMED = ("h2", "h3", "h4", "h5", "strong", "b")
_AROUND = 4
"""Elements around what says who somebody is, one of which is that about the author."""
_ABOUT_AUTHORS = frozenset({"bio", "biography", "profile", "box", "description"})
_BIOGRAPHY = frozenset({"bio", "biography"})
_LINE_OR_ABOUT = frozenset({"info", "details", "about"})
"""Names that the line with the author's name bears, too."""
_COMMENTS = frozenset(
    {
        "comments",
        "comment",
        "commentlist",
        "respond",
        "disqus",
        "sidebar",
        "footer",
        "related",
        "cookie",
        "consent",
        "cmt",
        "cmts",
        "cmnt",
    }
)
_LEAST_ABOUT = 12
"""Words from which a box about an author says more than a name and a day."""
_CARD_PARTS = 40
"""Elements that a card about another story can have."""
_CARD_WORDS = 45
"""Words of a card without a picture."""
_FACT_PARTS = 150
_LEADING = frozenset({"a", "button", "form", "input", "img", "iframe", "blockquote"})
_ITEMS = frozenset({"li", "dd", "tr"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "strong", "b", "caption"})
_HEADING = 3
"""Words of the shortest heading."""
_LOOKED_INTO = 6
"""Elements at the beginning of a box among which its label is."""
_LOOKED_AT = 400
"""Characters at the end of a box in which its last sentence stands."""
_SENTENCE = re.compile(r"(?:\S+\s+){7,}\S+[.!?…][\"'”“’»)]*$")


def is_comment(element: Any, names: frozenset[str]) -> bool:
    """Whether a box holds what readers have to say."""
    return element.tag not in ("html", "body") and not names.isdisjoint(_COMMENTS)


def is_around(element: Any, names: frozenset[str]) -> bool:
    """Whether a box is around the article; ``names`` are the words in its class, id and role."""
    by_name = is_noise_box(element, names) or is_about_author(element, names) or introduces_writer(element, names)
    return by_name or is_advertisement(element) or is_card(element) or is_beside(element)


def is_fact_box(element: Any) -> bool:
    """Whether what stands aside in an article tells more of it: a heading with items that lead nowhere and ask nothing.

    A sentence set large once more has neither.
    """
    if element.tag != "aside" or next(element.iterancestors("article", "main"), None) is None:
        return False
    parts = list(islice(element.iter(), _FACT_PARTS + 1))
    tags = {part.tag for part in parts if isinstance(part.tag, str)}
    if len(parts) > _FACT_PARTS or tags & _LEADING or not tags & _ITEMS or not tags & _HEADINGS:
        return False
    around = {frame.tag for frame in element.iterancestors()}
    heading = next(part for part in parts if part.tag in _HEADINGS)
    words = " ".join("".join(heading.itertext()).split())
    is_other = any(whole(kind).fullmatch(words) for kind in ("sections", "endings", "advertisement"))
    return not around & {"aside", "nav", "footer"} and not is_other and not starting("asks_in_heading").match(words)


def is_moot(element: Any) -> bool:
    """Whether the term of a list's item says that it is of no account: "Current music"."""
    term = element.getprevious() if element.tag == "dd" else None
    words = " ".join("".join(term.itertext()).split()) if term is not None and term.tag == "dt" else ""
    return bool(words) and starting("noise_starts").match(f"{words.rstrip(': ')}: ") is not None


def is_noise_box(element: Any, names: frozenset[str]) -> bool:
    """Whether the words in a box's class, id and role say that it is a menu, a teaser, a cookie banner …"""
    found = _noise_names(names)
    if not found or (found <= _RUNNING and _reports(element)):
        return False
    return not (
        all(name.startswith(_OPENINGS) for name in found) and (_opens_story(element) or _is_standfirst(element))
    )


def is_about_author(element: Any, names: frozenset[str]) -> bool:
    """Whether a box tells who the author is: where somebody lives is not where the story goes."""
    is_named = next(element.iterchildren(*_NAMED), None) is not None
    is_card = is_named or bool(names & (_ABOUT_AUTHORS | _LINE_OR_ABOUT))
    is_of_writer = names & _WRITERS or (names & _BIOGRAPHY and _is_in_card(element))
    if not (is_of_writer and is_card) or element.find(".//p") is None:
        return False
    text = " ".join(" ".join(element.itertext()).split())
    if names & _BIOGRAPHY or (is_named and text[-1:] in ".!?。"):
        return True
    is_long = len(text.split()) >= _LEAST_ABOUT and not names.isdisjoint(_ABOUT_AUTHORS)
    return is_long or _SENTENCE.search(text[-_LOOKED_AT:]) is not None


def _is_in_card(element: Any) -> bool:
    return any(not names_of(frame).isdisjoint(_WRITERS) for frame in islice(element.iterancestors(), _AROUND))


def is_card(element: Any) -> bool:
    """Whether a box, one of a row of its kind, has a picture and a heading that both lead to one other page."""
    if element.tag not in ("div", "li", "article", "section") or not _has_like_neighbour(element):
        return False
    inside = list(islice(element.iter(), _CARD_PARTS + 1))
    if len(inside) > _CARD_PARTS:
        return False
    links = [part for part in inside if part.tag == "a" and part.get("href")]
    shown = {a.get("href") for a in links if a.find(".//img") is not None}
    named = {a.get("href") for a in links if len(" ".join(a.itertext()).split()) >= _HEADING}
    if len({a.get("href") for a in links}) != 1:
        return False
    return bool(shown & named) or (not shown and bool(named) and _is_entry(element, inside))


def _is_entry(element: Any, inside: list[Any]) -> bool:
    """Whether a box is a linked heading with a few words, below a heading of the page that is no link."""
    heading = next((part for part in inside if part.tag in ("h2", "h3", "h4", "h5")), None)
    link = (
        None if heading is None else heading.find(".//a") if heading.find(".//a") is not None else heading.getparent()
    )
    if link is None or link.tag != "a" or not (link.get("href") or "").startswith(("/", "http", "../")):
        return False
    is_short = len(" ".join(element.itertext()).split()) <= _CARD_WORDS
    title = element.getroottree().getroot().find(".//h1") if is_short else None
    return title is not None and title.find(".//a") is None and title.getparent().tag != "a" and is_short


def _has_like_neighbour(element: Any) -> bool:
    around = (element.getprevious(), element.getnext())
    return any(e is not None and (e.tag, e.get("class")) == (element.tag, element.get("class")) for e in around)


@functools.lru_cache(maxsize=4096)
def _noise_names(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if name in _NAMES or name.startswith(_STEMS))


def _reports(element: Any) -> bool:
    """Whether paragraphs of a box are sentences that lead nowhere: headlines that run by are all links."""
    paragraphs = (part for part in islice(element.iter(), _MOST_REPORTED) if part.tag == "p")
    return any(
        _SENTENCE.search(" ".join("".join(p.itertext()).split())) and next(p.iterancestors("a"), None) is None
        for p in paragraphs
        if p.find(".//a") is None
    )


def _opens_story(element: Any) -> bool:
    """Whether a box holds paragraphs that lead nowhere else: the beginning of the story itself."""
    if any(heading.find(".//a") is not None for heading in element.iter("h2", "h3", "h4")):
        return False
    texts = (" ".join("".join(p.itertext()).split()) for p in element.iterchildren("p"))
    return sum(1 for _ in islice(filter(_SENTENCE.match, texts), 2)) == 2


def _is_standfirst(element: Any) -> bool:
    """Whether a teaser leads nowhere: it is the story's own, in short."""
    frames = (element, *element.iterancestors())
    leads = any(part.tag in ("a", "button", "img", "h2", "h3", "h4", "form") for part in element.iter())
    return (
        not leads
        and not any(frame.tag in ("a", "li", "aside", "nav") for frame in frames)
        and bool(_SENTENCE.search(" ".join("".join(element.itertext()).split())))
    )


def is_advertisement(element: Any) -> bool:
    """Whether a box begins with a line that calls it an advertisement."""
    if element.tag not in ("div", "section"):
        return False
    words = (text for part in islice(element.iter(), _LOOKED_INTO) if (text := (part.text or "").strip()))
    first = next(words, "")
    return len(first) < 40 and whole("advertisement").fullmatch(first) is not None


_BOXES = frozenset({"div", "section", "aside", "footer", "li", "td", "figure", "article"})
_WRITER_STEMS = ("author", "contributor", "writer", "reporter", "journalist", "columnist", "byline")
_NAME = re.compile(
    r"(?:(?:about|by|written by|words by)[\s:]+)?(?P<name>[^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*){1,3})", re.IGNORECASE
)
_STORIES = re.compile(
    r"(?:see|read|view|show|find)?\s*(?:more|all|other|the)?\s*(?:stories|articles|posts|work|reports|columns|texts)?"
    r"\s*(?:by|from|of)\s+[A-ZÀ-Þ]",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"he", "she", "they"})
_MOST_PARTS = 30
_LONGEST = 90
"""Words of such a box."""
_LEAST = 5


def introduces_writer(element: Any, names: frozenset[str]) -> bool:
    """Whether a box tells who has written: by its name or by a link to the writer, a name, and what is said of it."""
    if element.tag not in _BOXES:
        return False
    parts = list(islice(element.iter(), _MOST_PARTS + 1))
    if len(parts) > _MOST_PARTS or not (
        any(n.startswith(_WRITER_STEMS) for n in names) or any(map(_leads_to_writer, parts))
    ):
        return False
    runs = [run for text in element.itertext() if (run := " ".join(text.split()))]
    if sum(len(run.split()) for run in runs) > _LONGEST:
        return False
    name = next(
        (match["name"] for run in runs[:3] if (match := _NAME.fullmatch(run)) and _is_name(match["name"])), None
    )
    if name is None:
        return False
    said = runs[next(i for i, run in enumerate(runs) if name in run) + 1 :]
    bearer = {word.casefold() for word in name.split()} | _PRONOUNS
    return any(len(run.split()) >= _LEAST and run.split()[0].casefold() in bearer for run in said)


def _is_name(words: str) -> bool:
    first, *_, last = words.split()
    return first[0].isupper() and last[0].isupper()


def _leads_to_writer(part: Any) -> bool:
    """Whether a link writes to somebody, or leads to all that somebody has written."""
    if part.tag != "a":
        return False
    text = " ".join("".join(part.itertext()).split())
    return (part.get("href") or "").startswith("mailto:") or _STORIES.match(text) is not None
