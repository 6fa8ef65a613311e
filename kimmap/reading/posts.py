"""Posts of a forum or a mailing list as its pages show them: who has written the first, when, and which are replies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .headdates import full_dates
from .metadata import Field

WHERE = "first post"
"""Where a page of posts tells who and when; a day that its lines show counts more."""
_POST = re.compile(r"(?P<kind>post|p|msg|message|reply|js-post)[-_]?\d+$", re.IGNORECASE)
_USER = re.compile(
    r"(?:^|[\s_-])(?:big)?(?:user[\s_-]?name|ljuser|poster(?:[\s_-]?name)?|nick(?:[\s_-]?name)?|creator)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W_][\w.'-]*(?: [\w.'-]+){0,3}")
_BY = re.compile(
    r"(?:[^\W\d_]{2,12}\s)?by:?\s(?P<name>[^\W_][\w.'-]*(?: [\w.'-]+){0,3}?)\s*(?:[»|·•–—,(]|$)", re.IGNORECASE
)
_LONGEST_NAME = 40
_RUNS = 60
"""Pieces of text at the beginning of a post among which its day is."""
_JOINED = re.compile(r"\b(?:joined|join(?:ed)? date|registered|member since|born|last (?:visit|seen))\b", re.IGNORECASE)
_AROUND = 4
_FEW_WORDS = 30
_MOST_POSTS = 5_000
_LIST_TAG = re.compile(r"\s*\[([^\W\d][\w .-]{1,40})\]\s+\S")
_LIST_LINK = re.compile(r"listinfo|/lists?/|^mailto:", re.IGNORECASE)


def replies(root: Any) -> frozenset[Any]:
    """The posts below the first that somebody else has written."""
    found = list(islice(_posts(root), _MOST_POSTS))
    first = _writer(found[0]) or _author_of(found[0]) if len(found) > 1 else None
    writers = ((post, _writer(post) or _author_of(post)) for post in found[1:] if first)
    return frozenset(post for post, writer in writers if (writer or first) != first)


def is_user_name(element: Any) -> bool:
    return _USER.search(element.get("class") or "") is not None


def posted_data(root: Any, first: Any) -> Iterator[tuple[Field, str | None, str]]:
    """Who wrote the first post, or a page that names its user, or a letter to a list, and when."""
    yield "author", _writer(root if first is None else first), WHERE
    yield "published", _day_beside_user(root) if first is None else _day(first), WHERE
    if (heading := root.find(".//h1")) is not None and _list_of(root):
        yield "author", _name_beside_address(heading), WHERE
        yield "publisher", _list_of(root), WHERE


def first_post(root: Any) -> Any:
    """The first of the posts of a page; None without any."""
    return next(_posts(root), None)


def first_writer(first: Any) -> str | None:
    """Who has written the first of the posts of a page."""
    return None if first is None else _writer(first) or _author_of(first)


def _posts(root: Any) -> Iterator[Any]:
    """Elements numbered as posts, none of them within another; all of the first one's kind."""
    kind, inside = None, set()
    for element in root.iter("div", "table", "li", "article", "tr", "section"):
        match = _POST.match(element.get("id") or "")
        if match is None or (kind not in (None, (element.tag, match["kind"]))):
            continue
        if any(frame in inside for frame in islice(element.iterancestors(), 20)):
            continue
        kind = element.tag, match["kind"]
        inside.add(element)
        yield element


def _writer(post: Any) -> str | None:
    """The first name of a user: a word as they choose them, or the few of a person."""
    for element in post.iter("a", "span", "strong", "b", "h4", "h5", "div", "td", "cite", "p", "dt"):
        if not is_user_name(element):
            continue
        words = " ".join("".join(element.itertext()).split())
        if len(words) <= _LONGEST_NAME and _NAME.fullmatch(words) and not _is_of_reply(element):
            return words
    return None


def _author_of(post: Any) -> str | None:
    """The name in the line "by somebody » Mon 3 May 2021" of a board's post; an article's line is another thing."""
    if post.tag == "article":
        return None
    for line in post.iter("p", "div", "span"):
        if "author" in (line.get("class") or "").split():
            match = _BY.match(" ".join("".join(line.itertext()).split()))
            return match["name"] if match else None
    return None


def _is_of_reply(element: Any) -> bool:
    return any(
        re.search(
            r"comment|reply|footer|sidebar|login|welcome", f"{frame.get('class', '')} {frame.get('id', '')}", re.I
        )
        or frame.tag in ("nav", "aside", "footer", "form")
        for frame in element.iterancestors()
    )


def _day(post: Any) -> str | None:
    before = ""
    for text in islice(filter(str.strip, post.itertext()), _RUNS):
        if len(text) <= 60 and (dates := full_dates(text)) and not _JOINED.search(before + text[: dates[0].start]):
            return dates[0].day.isoformat()
        before = text
    return None


def _day_beside_user(root: Any) -> str | None:
    """The day in the few words around the name of the user whose page it is."""
    names = (e for e in root.iter("a", "span", "strong", "b", "td", "div") if is_user_name(e) and not _is_of_reply(e))
    user = next(names, None)
    for frame in islice(user.iterancestors(), _AROUND) if user is not None else ():
        if len("".join(frame.itertext()).split()) > _FEW_WORDS:
            return None
        if day := _day(frame):
            return day
    return None


def _list_of(root: Any) -> str | None:
    """The list that a letter's subject names in brackets, on a page with a link to the list."""
    window = root.find(".//title")
    tag = _LIST_TAG.match("".join(window.itertext())) if window is not None else None
    if tag is None:
        return None
    is_list = any(_LIST_LINK.search(e.get("href") or "") for e in islice(root.iter("link", "a"), 500))
    return tag[1] if is_list else None


def _name_beside_address(heading: Any) -> str | None:
    """The name in bold below the subject, before the writer's address."""
    name = heading.getnext()
    below = name.getnext() if name is not None else None
    if name is None or below is None or name.tag not in ("b", "strong") or below.tag != "a":
        return None
    words = " ".join("".join(name.itertext()).split())
    return words if len(words) <= _LONGEST_NAME and "mailto:" in (below.get("href") or "") else None
