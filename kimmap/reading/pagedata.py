"""What a web page says about itself apart from its visible text: JSON-LD, Open Graph, meta elements, microdata."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from .headdates import full_dates
from .homelinks import (
    HOME_LINK,
    RIGHTS,
    SITE_NAME,
    channel_named,
    site_named,
    site_of_feed,
    site_of_home_link,
    site_of_rights,
)
from .metadata import Field, Metadata, Told, collect
from .pageauthors import AUTHOR_ELEMENT, AUTHOR_LINK, author_linked, author_shown, without_label
from .pagelists import listed_data
from .posts import posted_data

_logger = logging.getLogger(__name__)
_ARTICLE = re.compile(
    r"Article|BlogPosting|LiveBlog|Report|SocialMediaPosting|DiscussionForumPosting|ImageGallery|MediaGallery"
)
_PAGE = re.compile(r"WebPage|CreativeWork|ItemPage")
_SITE = re.compile(r"WebSite|Organization|Newspaper|Periodical")
_APART = frozenset({"nav", "aside", "footer", "li", "figure", "table", "p"})
"""Elements whose times are those of something else than the article."""
DATE_ELEMENT = "date beside the heading"
_CHANGED = re.compile(r"updated|modified|revised", re.IGNORECASE)
_TIME_NAMES = re.compile(r"(?:^|\s)(?:dt-)?(?:published|updated|timestamp)(?:$|\s)", re.IGNORECASE)
_EVERYBODY = re.compile(r"contributors to\b|[\w ]{0,40}\bcontributors$", re.IGNORECASE)
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
    ("author", "meta element", "author byl dc.creator dcterms.creator citation_author parsely-author sailthru.author"),
    (
        "published",
        "meta element",
        "datepublished date pubdate publishdate publish_date publication_date published dc.date.issued dcterms.issued "
        "dc.date dcterms.date dcterms.created citation_publication_date parsely-pub-date sailthru.date ptime "
        "cxenseparse:recs:publishtime bt:pubdate release_date publication-date article.published dcterms.available "
        "shareaholic:article_published_time dc.date.created rnews:datepublished",
    ),
    ("modified", "meta element", "last-modified lastmod dcterms.modified revised"),
    ("licence", "meta element", "dc.rights dcterms.rights copyright rights"),
    ("language", "meta element", "language og:locale dc.language"),
)  # fmt: skip
"""Field, where it is found, and the names of the elements that tell it, the best first."""


def read_page_data(root: Any) -> Metadata:
    """All that the page's head and its marked-up attributes tell, the most trusted first."""
    linked = _from_linked_data(root)
    meta = _meta_elements(root)
    window = root.find(".//title")
    rest = collect(
        [
            ("url", _href(root, "canonical"), "canonical link"),
            *(
                (name, next((meta[key] for key in keys.split() if key in meta), None), where)
                for name, where, keys in _META
            ),
            ("author", _labelled(meta, "written by"), "meta element"),
            ("author", author_shown(root), AUTHOR_ELEMENT),
            ("author", author_linked(root), AUTHOR_LINK),
            ("published", _time_element(root), "time element"),
            ("published", _date_element(root), DATE_ELEMENT),
            *listed_data(root),
            *posted_data(root),
            ("publisher", site_of_home_link(root), HOME_LINK),
            ("publisher", site_named(root), SITE_NAME),
            ("publisher", site_of_feed(root), SITE_NAME),
            ("publisher", site_of_rights(root), RIGHTS),
            ("licence", _href(root, "license"), "licence link"),
            ("language", root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), "page"),
            ("page_title", "".join(window.itertext()) if window is not None else None, "title element"),
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
    """Whether the author of a page is whoever has written on its site."""
    return told.field == "author" and _EVERYBODY.match(told.value) is not None


def _meta_elements(root: Any) -> Mapping[str, str]:
    """Name in lower case → content, the first of each; microdata under "itemprop:…"."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = (_text if element.get("property") == "og:url" else _clean)(element.get("content"))
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
        and not any(_is_apart(a) for a in element.iterancestors() if isinstance(a.tag, str))
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
    is_named = _CHANGED.search(names) is not None and "publish" not in names.lower()
    return is_named or _CHANGED.search(f"{words} {element.text or ''}") is not None


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


def _href(root: Any, relation: str) -> str | None:
    return next(
        (e.get("href") for e in root.iter("link", "a") if relation in (e.get("rel") or "").lower().split()), None
    )


# ------------------------------------------------------------------------------------- JSON-LD


def _from_linked_data(root: Any) -> Metadata:
    nodes = list(_nodes(root))
    if not nodes:
        return Metadata()
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 1}
    heading = root.find(".//h1")
    shown = _fold("".join(heading.itertext())) if heading is not None else ""
    address = _href(root, "canonical")
    article = min(nodes, key=lambda n: _rank(n, shown, address))
    if not _ARTICLE.search(_types(article)) and not article.get("headline") and not article.get("datePublished"):
        article = {}
    site = next((n for n in nodes if _SITE.search(_types(n))), {})
    where = "JSON-LD"
    return collect(
        [
            ("title", _clean(article.get("headline")), where),
            ("publisher", _names(article.get("publisher"), by_id), where),
            ("author", _persons(article, by_id), where),
            ("published", _clean(article.get("datePublished")), where),
            ("modified", _clean(article.get("dateModified")), where),
            ("dateline", _clean(article.get("dateline")), where),
            ("licence", _text(article.get("license")) or _text(article.get("copyrightNotice")), where),
            ("language", _text(article.get("inLanguage")), where),
            ("publisher", _names(site, by_id), where),
        ]
    )


def _rank(node: Mapping[str, Any], shown: str, address: str | None) -> tuple[bool, int]:
    """How likely a node is about this page's article, and not about a related one: the least is the likeliest."""
    kind = _types(node)
    about = node.get("url") or node.get("mainEntityOfPage")
    about = about.get("@id") if isinstance(about, dict) else about
    is_this = (shown and _fold(str(node.get("headline") or "")) == shown) or (address is not None and about == address)
    order = 0 if _ARTICLE.search(kind) else 1 if _PAGE.search(kind) and node.get("datePublished") else 2
    return order == 2 or not is_this, order


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    """Objects in the page's JSON-LD, in its order; broken JSON is left out."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$", "", script.text or "")
        try:
            data = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError) as error:
            _logger.debug("broken JSON-LD left out: %s", error)
            continue
        stack = [data]
        while stack:
            node = stack.pop()
            if isinstance(node, list):
                stack += reversed(node)
            elif isinstance(node, dict):
                yield node
                parts = (node.get(key) for key in ("mainEntityOfPage", "mainEntity", "@graph"))
                stack += [part for part in parts if isinstance(part, list | dict)]


def _types(node: Mapping[str, Any]) -> str:
    kind = node.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _names(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The name of a person or organisation, of several joined by commas."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, (_names(v, by_id) for v in value)))) or None
    if isinstance(value, Mapping):
        known = value if value.get("name") else by_id.get(str(value.get("@id")), value)
        return _text(known.get("name"))
    return _clean(value)


def _persons(article: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Who has written an article: not the house that it says has published it."""
    author = article.get("author") or article.get("creator")
    is_house = isinstance(author, Mapping) and "Organization" in _types(author)
    name = _names(author, by_id)
    return None if is_house and name == _names(article.get("publisher"), by_id) else name


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_text, value)), None)
    if isinstance(value, Mapping):
        return _text(value.get("name") or value.get("@value") or value.get("url"))
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _clean(value: Any) -> str | None:
    text = _text(value)
    # Some sites put the address of a profile where a name belongs.
    return text if text and not text.startswith(("http://", "https://")) else None


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
