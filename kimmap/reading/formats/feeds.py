"""RSS and Atom files: every entry is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...errors import UnreadableSource
from ..articles import Article, from_string, looks_like_fragment
from ..metadata import collect

_ROOT = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1000}?-->\s*|<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF|atom:feed)\b", re.DOTALL
)


def is_feed(head: bytes) -> bool:
    return _ROOT.match(head) is not None


def read_feed(name: str, data: bytes) -> Iterator[Article]:
    """The entries of a feed, in its order; those without any text are left out."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, remove_comments=True)
    root = etree.fromstring(data, parser)
    if root is None:
        raise UnreadableSource(f"{name} is no feed that can be read: save it again")
    entries = [e for e in root.iter() if _local(e) in ("item", "entry")]
    found = 0
    for number, entry in enumerate(entries, 1):
        article = _article(f"{name}#{number}", entry, _publisher(root), root)
        if article is not None:
            found += 1
            yield article
    if not found:
        raise UnreadableSource(f"{name} is a feed without any texts: save the articles it links to")


def _article(name: str, entry: Any, publisher: str | None, root: Any) -> Article | None:
    content = max(
        (_content(e) for e in entry if _local(e) in ("encoded", "content", "description", "summary")),
        key=len,
        default="",
    )
    if not content.strip():
        return None
    where = "feed"
    metadata = collect(
        [
            ("title", _child(entry, "title"), where),
            ("publisher", _child(entry, "source") or publisher, where),
            ("author", _child(entry, "creator") or _author(entry), where),
            ("published", _child(entry, "published") or _child(entry, "pubDate") or _child(entry, "date"), where),
            ("modified", _child(entry, "updated"), where),
            ("published", _child(entry, "issued"), where),
            ("published", _child(entry, "updated"), f"{where}, last change"),
            ("url", _link(entry), where),
            ("language", _child(root, "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), where),
            ("licence", _child(entry, "rights"), where),
        ]
    )
    try:
        return from_string(name, content, None, looks_like_fragment(content), metadata)
    except UnreadableSource:
        return None


def _local(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _child(element: Any, name: str) -> str | None:
    return next(("".join(e.itertext()) for e in element if _local(e) == name and "".join(e.itertext()).strip()), None)


def _content(element: Any) -> str:
    from lxml import etree

    if element.get("type") == "xhtml" or (len(element) and _local(element) == "content"):
        return "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    return "".join(element.itertext())


def _author(entry: Any) -> str | None:
    named = (_child(author, "name") or author.text or "" for author in entry if _local(author) == "author")
    # RSS writes "address (name)".
    names = (inside[1] if (inside := re.search(r"\(([^()]+)\)", name)) else name.strip() for name in named)
    return ", ".join(dict.fromkeys(filter(None, names))) or None


def _link(entry: Any) -> str | None:
    links = [e for e in entry if _local(e) == "link"]
    ordered = sorted(links, key=lambda e: e.get("rel", "alternate") != "alternate")
    return next((url for e in ordered if (url := (e.get("href") or e.text or "").strip()).startswith("http")), None)


def _publisher(root: Any) -> str | None:
    channel = next((e for e in root.iter() if _local(e) == "channel"), root)
    return _child(channel, "title")
