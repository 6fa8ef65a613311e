"""What a list of terms below a page's heading says of it: "From: Ministry of Fisheries", "Published: 3 May 2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .headdates import full_dates
from .metadata import Field

WHERE = "list below the heading"
_PUBLISHED = r"(?:(?:first )?published|posted|issued|released|created|(?:release |publication )?date)(?: on)?"
_TERMS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    ("author", re.compile(r"creators?|authors?|written by|writer|autor(?:in)?|auteur", re.IGNORECASE)),
    ("publisher", re.compile(r"from|(?:issued|released) by|issuer|publisher|organi[sz]ation", re.IGNORECASE)),
    ("published", re.compile(_PUBLISHED, re.IGNORECASE)),
    ("modified", re.compile(r"(?:last |page )?(?:updated|modified|revised|changed)(?: on)?", re.IGNORECASE)),
)
_LABELLED = re.compile(
    r"(?P<label>(?:(?:first )?published|posted|issued|released|written|(?:last )?(?:updated|modified|revised))"
    r"(?: on)?)\s*:\s*"
    r"(?P<day>.{8,40})$",
    re.IGNORECASE,
)
CHANGED = re.compile(r"updated|modified|revised", re.IGNORECASE)
_TOLD_IN = {"dt": ("dd",), "th": ("td",), "td": ("td",), **dict.fromkeys(("h3", "h4", "h5"), ("div", "p", "span"))}
_YEARS = re.compile(r",?\s*\(?(?:b\.\s|born\s)?1[5-9]\d\d\s?[–-]?\s?(?:1[5-9]|20)?(?:\d\d)?\)?$")
"""The years of a life behind a name."""
_LONGEST_NAME = 10
"""Words in the name of an office."""
_LONGEST_DAY = 20
_PARAGRAPH = 12
"""Words."""
_LONGEST_TERM = 40


def listed_data(root: Any) -> Iterator[tuple[Field, str | None, str]]:
    """The office that has issued a page and the days of it, as far as a list of terms tells them."""
    for term in (*_label_cells(root), *root.iter("dt", "h3", "h4", "h5", "th")):
        told = term.getnext()
        words = "".join(term.itertext())[: _LONGEST_TERM + 1].strip(" :\r\n\t\u00a0")
        if told is None or told.tag not in _TOLD_IN[term.tag] or len(words) > _LONGEST_TERM:
            continue
        field = next((name for name, pattern in _TERMS if pattern.fullmatch(words)), None)
        # What a heading names is told by it alone: "Author", but not "From".
        if field is None or (term.tag not in ("dt", "th", "td") and field != "author"):
            continue
        if term.tag == "td" and field == "publisher":  # "From:" is the head of a journey, too
            continue
        if any(frame.tag in ("nav", "aside", "footer") for frame in term.iterancestors()):
            continue
        value = _day_in(told) if field in ("published", "modified") else _name_in(told)
        yield field, _YEARS.sub("", value) if value and field == "author" else value, WHERE
    yield from _labelled(root)


def _label_cells(root: Any) -> Iterator[Any]:
    """Cells above the first paragraph that say that they are labels: "Date:"."""
    for element in root.iter("td", "p"):
        if element.tag == "p" and len(" ".join(element.itertext()).split()) >= _PARAGRAPH:
            return
        if element.tag == "td" and "".join(islice(element.itertext(), 5))[:_LONGEST_TERM].rstrip().endswith(":"):
            yield element


def _labelled(root: Any) -> Iterator[tuple[Field, str | None, str]]:
    """Items and cells that hold a label and its day: "Published: 3 May 2021"."""
    for item in root.iter("li", "dd", "td"):
        words = " ".join("".join(item.itertext())[: 2 * _LONGEST_TERM].split())
        match = _LABELLED.match(words) if len(words) <= 2 * _LONGEST_TERM - 1 else None
        is_apart = match is None or any(frame.tag in ("nav", "aside", "footer") for frame in item.iterancestors())
        if match is not None and not is_apart and (days := full_dates(match["day"])):
            yield "modified" if CHANGED.search(match["label"]) else "published", days[0].day.isoformat(), WHERE


def _name_in(told: Any) -> str | None:
    """The first linked name, or all the words where they are as few as a name has."""
    links = (_words(a) for a in told.iter("a"))
    name = next(filter(None, links), "") or _words(told)
    return name if 1 <= len(name.split()) <= _LONGEST_NAME else None


def _day_in(told: Any) -> str | None:
    words = _words(told)
    found = full_dates(words) if len(words.split()) <= _LONGEST_DAY else ()
    return found[0].day.isoformat() if found else None


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
