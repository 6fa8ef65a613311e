"""What the JSON-LD of a page says of its article."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from .metadata import Metadata, collect

_logger = logging.getLogger(__name__)
_ARTICLE = re.compile(
    r"Article|BlogPosting|LiveBlog|Report|SocialMediaPosting|DiscussionForumPosting|ImageGallery|MediaGallery"
)
_PAGE = re.compile(r"WebPage|CreativeWork|ItemPage")
_HOUSE = re.compile(r"Organization|Newspaper|Corporation")
_SHOWING = ("span", "p", "div", "strong", "b", "em", "address", "h4", "h5")
_MOST_SHOWING = 3_000
_SITE = re.compile(r"WebSite|Organization|Newspaper|Periodical")


def linked_data(root: Any) -> Metadata:
    nodes = list(_nodes(root))
    if not nodes:
        return Metadata()
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 1}
    heading = root.find(".//h1")
    shown = _fold("".join(heading.itertext())) if heading is not None else ""
    address = href_of(root, "canonical")
    article = min(nodes, key=lambda n: _rank(n, shown, address))
    if not _ARTICLE.search(_types(article)) and not article.get("headline") and not article.get("datePublished"):
        article = {}
    site = next((n for n in nodes if _SITE.search(_types(n))), {})
    where = "JSON-LD"
    return collect(
        [
            ("title", clean(article.get("headline")), where),
            ("publisher", _names(article.get("publisher"), by_id), where),
            ("author", _persons(article, by_id, root), where),
            ("published", clean(article.get("datePublished")), where),
            ("modified", clean(article.get("dateModified")), where),
            ("dateline", clean(article.get("dateline")), where),
            ("licence", text_of(article.get("license")) or text_of(article.get("copyrightNotice")), where),
            ("language", text_of(article.get("inLanguage")), where),
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
        if isinstance(listed := value.get("@list") or value.get("@set"), list):
            return _names(listed, by_id)
        known = value if value.get("name") else by_id.get(str(value.get("@id")), value)
        name = known.get("name")
        return _names([text_of(each) for each in name], by_id) if isinstance(name, list) else text_of(name)
    return clean(value)


def _persons(article: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]], root: Any) -> str | None:
    """Who has written an article: a house only where the page shows its name, and never that which has published it."""
    author = article.get("author") or article.get("creator")
    publisher = _names(article.get("publisher"), by_id)
    named = author if isinstance(author, list) else [author]
    if not any(map(_is_house, _known(named, by_id))):
        return _names(author, by_id)
    shown = {" ".join((e.text or "").split()) for e in islice(root.iter(*_SHOWING), _MOST_SHOWING)} - {publisher}
    names = ((_names(each, by_id), _is_house(known)) for each, known in zip(named, _known(named, by_id), strict=True))
    writers = [name for name, is_house in names if name and (not is_house or {name, f"By {name}"} & shown)]
    return ", ".join(dict.fromkeys(name for name in writers if name != publisher)) or None


def _known(named: Iterable[Any], by_id: Mapping[str, Mapping[str, Any]]) -> list[Any]:
    """What is told of each name, where it is told elsewhere."""
    return [by_id.get(str(each.get("@id")), each) if isinstance(each, Mapping) else each for each in named]


def _is_house(author: Any) -> bool:
    return isinstance(author, Mapping) and _HOUSE.search(_types(author)) is not None


def text_of(value: Any) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), None)
    if isinstance(value, Mapping):
        return text_of(value.get("name") or value.get("@value") or value.get("url"))
    return " ".join(value.split()) or None if isinstance(value, str) else None


def clean(value: Any) -> str | None:
    text = text_of(value)
    # Some sites put the address of a profile where a name belongs.
    return text if text and not text.startswith(("http://", "https://")) else None


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def href_of(root: Any, relation: str) -> str | None:
    """Where the first link of a kind leads: the canonical one, that to the licence."""
    return next(
        (e.get("href") for e in root.iter("link", "a") if relation in (e.get("rel") or "").lower().split()), None
    )
