"""XML that holds any text whatever: built as a tree, with what XML cannot carry replaced."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 does not allow (null bytes, lone surrogates)."""
    return _NOT_XML.sub("\ufffd", text)


def child(
    parent: etree._Element, tag: str, text: str | None = None, attributes: Mapping[str, str] | None = None
) -> etree._Element:
    """A new element in the namespace of ``parent``, or in that which the tag itself names."""
    if not tag.startswith("{"):
        tag = f"{{{etree.QName(parent).namespace}}}{tag}"
    element = etree.SubElement(parent, tag, {k: xml_text(v) for k, v in (attributes or {}).items()})
    if text is not None:
        element.text = xml_text(text)
    return element


def xml_file(root: etree._Element) -> str:
    etree.indent(root)
    body: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
