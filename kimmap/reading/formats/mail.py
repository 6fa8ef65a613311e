"""E-mails, mailboxes, and MHTML, which is a web page in the form of an e-mail."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from ...errors import UnreadableSource
from ..articles import Article, from_bytes
from ..metadata import Metadata, collect, split_address
from . import Context

_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}")
_TYPICAL = re.compile(
    rb"^(?:MIME-Version|Message-ID|Received|Content-Type|Return-Path)\s*:", re.IGNORECASE | re.MULTILINE
)
_SENT = re.compile(rb"^Date:\s*(?:[A-Z][a-z]{2},\s*)?\d{1,2}\s[A-Z][a-z]{2}\s\d{4}\s\d\d:\d\d", re.MULTILINE)
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_MOST_EMPTY = 50_000
"""Messages without text, after which a mailbox of little else is not read on."""
_LONGEST_HEADER = 4_000
"""Characters beyond which no subject or address goes on."""
_POSTMARK = re.compile(rb"^From \S[^\r\n]{0,400}?\d{4}[ \t\r]*$", re.MULTILINE)


def is_mail(head: bytes) -> bool:
    """Whether a file without a telling suffix begins like an e-mail as it is sent."""
    match = _HEADER.match(head)
    return match is not None and (_TYPICAL.search(match[0]) is not None or _SENT.search(match[0]) is not None)


def is_mailbox(head: bytes) -> bool:
    """Whether a file begins like a mailbox: a postmark, and below it the head of an e-mail."""
    mark = _POSTMARK.match(head)
    return mark is not None and is_mail(head[mark.end() :].lstrip(b"\r\n"))


def read_mail(name: str, data: bytes) -> Article:
    """The text of an e-mail, its plain form where it has one; of MHTML the page."""
    return _article(name, email.message_from_bytes(data, policy=email.policy.compat32), data)


def read_mailbox(name: str, data: bytes, context: Context) -> Iterator[Article]:
    """The messages of an mbox file, in its order."""
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    starts = [
        m.start()
        for m in _POSTMARK.finditer(data)
        if m.start() == 0 or data.endswith((b"\n\n", b"\r\n\r\n"), 0, m.start())
    ]
    if not starts:
        yield read_mail(name, data)
        return
    empty = 0
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(data)], strict=True), 1):
        if empty > _MOST_EMPTY and 2 * empty > number:
            context.note(UnreadableSource(f"{name} from its message {number:,} on: most of them are without text"))
            return
        raw = re.sub(rb"^>(>*From )", rb"\1", data[data.index(b"\n", start) + 1 : end], flags=re.MULTILINE)
        try:
            yield _article(f"{name}#{number}", email.message_from_bytes(raw, policy=email.policy.compat32), raw)
        except UnreadableSource as problem:
            empty += 1
            context.note(problem)


def _article(name: str, message: Message, data: bytes) -> Article:
    part = _best_part(message)
    around = message.walk() if part is None else (message,)
    if any(p.get_content_type() in _ENCRYPTED for p in around):
        raise UnreadableSource(f"{name} is encrypted: open it in a mail program and save its text")
    if part is None:
        raise UnreadableSource(f"{name} is an e-mail without text: give its attachments as files")
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    suffix = ".html" if part.get_content_type() in ("text/html", "application/xhtml+xml") else ".txt"
    article = from_bytes(name, content, suffix, _metadata(message, part), part.get_content_charset())
    return Article(name, article.text, article.segments, article.metadata, data)


def _best_part(message: Message) -> Message | None:
    """The page of an MHTML file; of a letter its plain text, or else its HTML."""
    parts = [p for p in message.walk() if not p.is_multipart() and p.get_content_disposition() != "attachment"]
    html = [p for p in parts if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    plain = [p for p in parts if p.get_content_type() == "text/plain"]
    if _is_page(message):
        location = message.get("Snapshot-Content-Location")
        return next((p for p in html if location and p.get("Content-Location") == location), html[0] if html else None)
    readable = [p for p in plain if p.get_payload(decode=True)]
    return readable[0] if readable else html[0] if html else None


def _is_page(message: Message) -> bool:
    return message.get_content_type() == "multipart/related" and not message.get("Message-ID") and not message.get("To")


def _metadata(message: Message, part: Message) -> Metadata:
    where = "mail header"
    if _is_page(message):
        # Its Date is that of saving.  The subject is the window's title.
        url = message.get("Snapshot-Content-Location") or part.get("Content-Location")
        return collect(
            [("page_title", _header(message, "Subject"), "MHTML header"), ("url", _web(url), "MHTML header")]
        )
    sender, address = parseaddr(_header(message, "From") or "")
    # Who sends to a list is a paper; who wrote it stands in the text.
    is_to_all = message.get("List-Unsubscribe") is not None or (message.get("Precedence") or "").lower() in (
        "bulk",
        "list",
    )
    paper = _list_name(message) or (sender if is_to_all else None)
    return collect(
        [
            (
                "title",
                re.sub(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", "", _header(message, "Subject") or "", flags=re.IGNORECASE),
                where,
            ),
            ("author", None if is_to_all and sender == paper else sender or address, where),
            ("published", _header(message, "Date"), where),
            ("publisher", _header(message, "Organization") or paper or _house(address), where),
            ("url", _web(_header(message, "Archived-At")), where),
        ],
        given=True,
    )


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    if value is None:
        return None
    try:
        return str(make_header(decode_header(str(value)[:_LONGEST_HEADER])))
    except (LookupError, ValueError):
        return str(value)


def _list_name(message: Message) -> str | None:
    match = re.match(r"\s*\"?([^<\"]{2,60})\"?\s*<", _header(message, "List-Id") or "")
    return match[1].strip() if match else None


def _house(address: str) -> str | None:
    """Whose post it is by its address, "greylarks.example"; None for the mail services that anybody uses."""
    host = address.rpartition("@")[2].lower()
    return host if host and not _ANYBODYS.match(host) else None


_ANYBODYS = re.compile(
    r"(?:.+\.)?(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|web|proton|protonmail|"
    r"mail|posteo|fastmail|zoho|yandex|btinternet|free|orange|wanadoo|t-online|inbox|webmail|mailbox)\.[a-z.]+$"
)


def _web(url: str | None) -> str | None:
    address = (url or "").strip().strip("<>")
    return address if split_address(address).scheme in ("http", "https") else None
