"""What a web page says about itself apart from its visible text: JSON-LD, Open Graph, meta elements, microdata."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .headdates import full_dates
from .homelinks import (
    HOME_LINK,
    MASTHEAD,
    RIGHTS,
    SITE_NAME,
    channel_named,
    site_linked,
    site_named,
    site_of_feed,
    site_of_home_link,
    site_of_rights,
    site_pictured,
)
from .linkeddata import clean, href_of, linked_data, text_of
from .metadata import Field, Metadata, Told, collect
from .pageauthors import AUTHOR_ELEMENT, AUTHOR_LINK, author_linked, author_shown, without_label
from .pagedays import called_days
from .pagelists import CHANGED, listed_data
from .posts import WHERE as FIRST_POST
from .posts import first_post, first_writer, posted_data

_APART = frozenset({"nav", "aside", "footer", "li", "figure", "table", "p"})
"""Elements whose times are those of something else than the article."""
DATE_ELEMENT = "date beside the heading"
CREATED = "creation of the page"
"""Drafts lie; a day that the page shows as that of publication counts more."""
_TIME_NAMES = re.compile(r"(?:^|\s)(?:dt-)?(?:published|updated|timestamp)(?:$|\s)", re.IGNORECASE)
_EVERYBODY = re.compile(r"contributors to\b|[\w ]{0,40}\bcontributors$", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"(?:\w+ )?web (?:services?|team|unit|editors?|content team)"
    r"|(?:site|web)?[ -]?admin(?:istrator|istrador|istrateur)?|super ?user|root|web ?master|wordpress"
    r"|user\d*|n/?a|null|undefined",
    re.IGNORECASE,
)
"""Accounts under which a system publishes what anybody has written."""
_PROFILE = re.compile(r"(?P<name>[^()@]{2,60}?) \(@[\w.-]+(?:@[\w.-]+)?\)")
"""Who has posted, as the pages of posts are titled: "Ada Quill (@ada@loom.example)"."""
_BESIDE = 4
"""Elements between a date and what holds both it and the heading."""
_META: tuple[tuple[Field, str, str], ...] = (
    ("title", "Open Graph", "og:title"),
    ("publisher", "Open Graph", "og:site_name"),
    ("author", "Open Graph", "article:author og:author"),
    ("published", "Open Graph", "article:published_time article:published og:published_time "
                                   "article:published_date og:article:published_time"),
    ("modified", "Open Graph", "article:modified_time og:updated_time"),
    ("url", "Open Graph", "og:url"),
    ("title", "microdata", "itemprop:headline"),
    ("author", "microdata", "itemprop:author"),
    ("published", "microdata", "itemprop:datepublished"),
    ("modified", "microdata", "itemprop:datemodified"),
    (
        "title",
        "meta element",
        "headline twitter:title dc.title dcterms.title citation_title parsely-title sailthru.title",
    ),
    ("publisher", "meta element", "publisher application-name dc.publisher dcterms.publisher citation_publisher"),
    ("author", "meta element", "author byl dc.creator dcterms.creator citation_author parsely-author sailthru.author "
                               "dable:author"),
    (
        "published",
        "meta element",
        "datepublished date pubdate publishdate publish_date publication_date published dc.date.issued dcterms.issued "
        "dc.date dcterms.date dcterms.created citation_publication_date parsely-pub-date sailthru.date ptime "
        "cxenseparse:recs:publishtime bt:pubdate release_date publication-date article.published dcterms.available "
        "shareaholic:article_published_time rnews:datepublished",
    ),
    ("published", CREATED, "dc.date.created"),
    ("modified", "meta element", "last-modified lastmod dcterms.modified revised"),
    ("licence", "meta element", "dc.rights dcterms.rights copyright rights"),
    ("language", "meta element", "language og:locale dc.language"),
)  # fmt: skip
"""Field, where it is found, and the names of the elements that tell it, the best first."""


def read_page_data(root: Any) -> Metadata:
    """All that the page's head and its marked-up attributes tell, the most trusted first."""
    linked = linked_data(root)
    meta = _meta_elements(root)
    window, post = root.find(".//title"), first_post(root)
    title = "".join(window.itertext()) if window is not None else None
    rest = collect(
        [
            ("url", href_of(root, "canonical"), "canonical link"),
            *(
                (name, next((meta[key] for key in keys.split() if key in meta), None), where)
                for name, where, keys in _META
            ),
            ("author", _labelled(meta, "written by"), "meta element"),
            ("author", match["name"] if (match := _PROFILE.match(meta.get("og:title", ""))) else None, "Open Graph"),
            ("author", first_writer(post), FIRST_POST),
            ("author", author_shown(root), AUTHOR_ELEMENT),
            ("author", author_linked(root), AUTHOR_LINK),
            ("published", _time_element(root), "time element"),
            ("published", _date_element(root), DATE_ELEMENT),
            *listed_data(root),
            *posted_data(root, post),
            *(() if linked.value("published") and linked.value("modified") else called_days(root)),
            ("publisher", site_pictured(root, title), MASTHEAD),
            ("publisher", site_of_home_link(root), HOME_LINK),
            ("publisher", site_linked(root, title), HOME_LINK),
            ("publisher", site_named(root), SITE_NAME),
            ("publisher", site_of_feed(root), SITE_NAME),
            ("publisher", site_of_rights(root), RIGHTS),
            ("licence", href_of(root, "license"), "licence link"),
            ("language", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), "page"),
            ("page_title", title, "title element"),
        ]
    )
    told = (t for t in linked.over(rest).told if t.field != "url" or t.value.startswith(("http://", "https://")))
    told = (t for t in told if not _is_everybody(t))
    channel = channel_named(root, meta.get("og:title"), meta.get("og:site_name"))
    told = (replace(t, value=channel) if channel and t.field == "publisher" else t for t in told)
    return Metadata(tuple(replace(t, value=_names_alone(t.value)) if t.field == "author" else t for t in told))


def _names_alone(author: str) -> str:
    return without_label(author).strip() or author


def _is_everybody(told: Told) -> bool:
    """Whether the author of a page is whoever has written on its site, or an account of its system."""
    is_nobody = _EVERYBODY.match(told.value) or _ACCOUNT.fullmatch(told.value)
    return told.field == "author" and is_nobody is not None


def _meta_elements(root: Any) -> Mapping[str, str]:
    """Name in lower case → content, the first of each; microdata under "itemprop:…"."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = (text_of if element.get("property") == "og:url" else clean)(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            key = element.get(attribute)
            if key and content:
                found.setdefault(("itemprop:" if attribute == "itemprop" else "") + key.strip().lower(), content)
    for element in root.iter():
        key = element.get("itemprop") if isinstance(element.tag, str) and element.tag != "meta" else None
        for name in (key or "").lower().split():
            if name in ("headline", "author", "datepublished", "datemodified") and not _is_about_another(element):
                person = element.find(".//*[@itemprop='name']") if name == "author" else None
                element = element if person is None else person
                value = (
                    element.get("datetime") or element.get("content") or " ".join("".join(element.itertext()).split())
                )
                if value and len(value) <= 300:
                    found.setdefault(f"itemprop:{name}", value)
    return found


def _is_about_another(element: Any) -> bool:
    """Whether microdata belong to a comment or a teaser rather than to the article."""
    return any(
        a.get("itemprop") in ("comment", "itemListElement") or a.tag in ("nav", "aside", "footer")
        for a in element.iterancestors()
    )


def _time_element(root: Any) -> str | None:
    """When the first time element of the article's head was set: one that links and lists do not hold.

    A time at which the article was changed counts only where there is no other.
    """
    times = [
        element
        for element in root.iter("time", "abbr", "span")
        if re.match(r"\s*\d{4}-\d\d-\d\d", _time_of(element))
        and not any(_is_apart(a) and (a.tag, element.tag) != ("p", "abbr") for a in element.iterancestors())
    ]
    chosen = min(times, key=_is_of_change, default=None)
    return None if chosen is None else _time_of(chosen)


def _time_of(element: Any) -> str:
    """A time element's time, or that in the title of an abbreviation that is called a time."""
    if element.tag == "time":
        return element.get("datetime") or ""
    return (element.get("title") or "") if _TIME_NAMES.search(element.get("class") or "") else ""


def _is_of_change(element: Any) -> bool:
    """Whether a time is labelled as that of a change: by its name, in its own words or in those before it."""
    names = f"{element.get('class', '')} {element.get('itemprop', '')}"
    before, around = element.getprevious(), element.getparent()
    told = (around.text if around is not None else "") if before is None else before.tail
    words = (told or "").strip() or ("" if before is None else "".join(before.itertext()))
    is_named = CHANGED.search(names) is not None and "publish" not in names.lower()
    return is_named or CHANGED.search(f"{words} {element.text or ''}") is not None


def _date_element(root: Any) -> str | None:
    """A date that is all of a small element beside the main heading: its line may run it into its neighbours."""
    heading = root.find(".//h1")
    for element in root.iter("span", "div", "small", "em", "i", "b", "time", "p") if heading is not None else ():
        words = " ".join((element.text or "").split())
        if len(element) or not 8 <= len(words) <= 30 or not any(c.isdigit() for c in words):
            continue
        found = full_dates(words)
        if len(found) != 1 or found[0].end - found[0].start != len(words):
            continue
        around, above = list(element.iterancestors()), set(heading.iterancestors())
        is_beside = any(frame in above and frame.tag not in ("body", "html") for frame in around[:_BESIDE])
        if is_beside and not any(map(_is_apart, around)):
            return words
    return None


def _labelled(meta: Mapping[str, str], label: str) -> str | None:
    """What a card for other sites says under a label of its own: "Written by"."""
    labels = (key for key, value in meta.items() if key.startswith("twitter:label") and value.casefold() == label)
    return next((meta[name] for key in labels if (name := key.replace("label", "data")) in meta), None)


def _is_apart(element: Any) -> bool:
    """Whether an element is of something else than the article; the line under its heading may be called its foot."""
    if element.tag == "footer":
        return re.search(r"meta|submitted|byline", element.get("class", ""), re.IGNORECASE) is None
    return element.tag in _APART
