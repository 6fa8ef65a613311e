"""What each segment of a document is for, told by its shape, its place and a lexicon.

In the order in which it becomes certain: lines that say themselves what they are; captions; the parts of
a page after the article; the head with title and standfirst; and what is left is headings, lists, body.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..model import BlockRole
from .appointments import is_appointment
from .bars import is_trail
from .captions import mark_captions
from .foreigndates import is_foreign_day
from .headdates import MONTH, date_line, full_dates, is_stamp
from .lexicon import pattern, starting, whole
from .segments import BULLET, DATE_LED, Roles, Segment
from .tails import SEPARATOR, mark_changes, mark_tail
from .titles import mark_head

_RULE = re.compile(r"[\W_]+$")
_URL_LINE = re.compile(r"(?:(?:url|link|short ?link|permalink)\s*:\s*)?https?://\S+$", re.IGNORECASE)
_BROWSED = re.compile(r"(?:[«‹←]|<<)\s[^|]{3,80}\|[^|]{3,80}(?:[»›→]|>>)")
"""The pages before and after in one line: "« To Varr | To Loom »"."""
_GLUED_DATE = re.compile(
    r"[a-z](?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2},?\s\d{4}"
)
_MARKDOWN_LINK = re.compile(r"(!?)\[[^\[\]]*\]\([^()\s]+(?:\s[^()]*)?\)")
_LONGEST_DAY = 12
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}/(?:19|20)\d\d(?:[\s,–-]+\d{1,2}\s?[:.h]\s?\d\d\w{0,3}(?:\s*[·|–-].{0,40})?)?")
"""A day that may be of two months, with or without its time."""
_YEARLESS = re.compile(
    rf"{MONTH}\s\d{{1,2}},?\s(?:at\s)?\d{{1,2}}:\d\d\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{{2,5}})?", re.IGNORECASE
)
"""When a page of this year was changed: "Jun 11, 4:12 PM EDT"."""
_SPEAKER = re.compile(r"[A-Z][A-Za-z .'’-]{0,30}:\s")

_WHO = re.compile(r"\bby\b|:", re.IGNORECASE)
_LISTED_DAY = 6
_WORD = re.compile(r"\w+")
_SENTENCES = re.compile(r"[a-z]{2}[.!?][\"'”’)]*(?:\s+\S|\Z)")
_OPEN_QUOTES, _CLOSE_QUOTES = "\"“„«‘'", "\"”“»’'"
_LONGEST_QUOTE = 30
_SHORT_CAPTION = 12
_MOST_QUOTES = 50
_LEAST_QUOTING = 8
_TELLING = 2000
"""Characters of a paragraph that are looked at."""


def assign_roles(segments: Sequence[Segment]) -> list[BlockRole]:
    """A role for each segment."""
    segments = [_shortened(segment) for segment in segments]
    roles: Roles = [segment.hint or None for segment in segments]
    _mark_lines(segments, roles)
    _mark_entry_dates(segments, roles)
    _mark_listed_day(segments, roles)
    mark_captions(segments, roles)
    _mark_repeats(segments, roles)
    start = _body_start(segments, roles)
    mark_tail(segments, roles, start)
    mark_head(segments, roles, start)
    _mark_rest(segments, roles)
    _mark_classifieds(segments, roles)
    if len(segments) == 1 and roles[0] == "title" and not segments[0].hint and _SENTENCES.search(segments[0].text):
        roles[0] = "body"  # a post of one line
    mark_changes(segments, roles)
    return [_final(role or "body", segment) for role, segment in zip(roles, segments, strict=True)]


def _final(role: BlockRole, segment: Segment) -> BlockRole:
    """What the page's build tells against a line counts, but not where a line is surely of an article."""
    return "noise" if segment.furniture and role not in ("title", "byline", "caption") else role


def _shortened(segment: Segment) -> Segment:
    """A segment by whose beginning and end its role can be told; no line that has a role of its own is longer."""
    text = segment.text
    return segment if len(text) <= _TELLING else replace(segment, text=text[: _TELLING // 2] + text[-_TELLING // 2 :])


def _mark_lines(segments: Sequence[Segment], roles: Roles) -> None:
    labels = Counter(match[0] for s in segments if (match := _SPEAKER.match(s.text)))
    speakers = {label for label, count in labels.items() if count > 1}
    for i, segment in enumerate(segments):
        is_short_caption = roles[i] == "caption" and segment.words <= _SHORT_CAPTION
        is_undated = roles[i] == "byline" and not full_dates(segment.text)
        if (roles[i] in (None, "heading", "list") or is_short_caption or is_undated) and _is_noise(segment):
            roles[i] = "noise"
            is_teaser = i > 0 and not segments[i - 1].ended and roles[i - 1] in (None, "heading")
            if is_teaser and whole("read_more").fullmatch(segment.text):
                roles[i - 1] = "noise"
        elif roles[i] is None and (image := _MARKDOWN_LINK.fullmatch(segment.text)):
            roles[i] = "caption" if image[1] else "noise"
        elif roles[i] is None and (turn := _SPEAKER.match(segment.text)) and turn[0] in speakers:
            roles[i] = None if starting("caption_starts").match(segment.text) else "body"
        elif roles[i] is None:
            roles[i] = _plain_role(segment)


def _is_noise(segment: Segment) -> bool:
    text = segment.text
    if _RULE.match(text) or _URL_LINE.match(text) or _BROWSED.fullmatch(text):
        return True
    text = BULLET.sub("", text, count=1)
    if whole("noise_whole").fullmatch(text):
        return True
    if segment.words <= 60 and starting("noise_starts").match(text):
        return True
    pieces = [p for p in SEPARATOR.split(text) if p]
    if is_trail(text):
        return True
    is_menu = len(pieces) > 2 and all(len(p.split()) <= 4 for p in pieces) and any(map(whole("menu").fullmatch, pieces))
    return is_menu or (segment.words <= 9 and _GLUED_DATE.search(text) is not None)


def _plain_role(segment: Segment) -> BlockRole | None:
    """The role of a line that tells it by itself."""
    text = segment.text
    if (
        is_stamp(text)
        or _YEARLESS.fullmatch(text)
        or _SLASHED.fullmatch(text)
        or (segment.words <= _LONGEST_DAY and is_foreign_day(text))
    ):
        return "byline"
    if DATE_LED.match(text) and not _is_date_with_tools(text):
        return "body" if segment.words > 30 else "list"
    if segment.words <= 30 and starting("byline_starts").match(text) and not _is_by_sentence(segment):
        return "byline"
    if segment.words <= 14 and pattern("byline_contains").search(text):
        return "byline"
    if date_line(text):
        return "byline"
    if segment.words <= 8 and pattern("salutations").fullmatch(text):
        return "byline"
    return None


def _is_date_with_tools(text: str) -> bool:
    """ "3 May 2021 | Comments (3)": what follows the day is nothing to read."""
    day, *others = [piece for piece in SEPARATOR.split(text) if piece]
    tools = [any(whole(kind).fullmatch(piece) for kind in ("endings", "noise_whole")) for piece in others]
    return bool(tools) and all(tools) and date_line(day) is not None


def _is_by_sentence(segment: Segment) -> bool:
    """ "By noon the boats were gone." is no byline: small words after the second, and a full stop.

    Nor is "Posted in a town for a week, we got to know it": who and when are told by neither.
    """
    text = segment.text
    tail = text.split()[3:]
    tells_who = _WHO.search(text) is not None or bool(full_dates(text))
    is_sentence = segment.ended and (text[:3].lower() == "by " or (len(tail) > 4 and not tells_who))
    return is_sentence and sum(w.islower() for w in tail) > len(tail) / 2


def _mark_entry_dates(segments: Sequence[Segment], roles: Roles) -> None:
    """Dates that stand alone above paragraphs, two or more of them, head the entries of a diary."""
    entries = []
    for i, (segment, below) in enumerate(pairwise(segments)):
        found = full_dates(segment.text)
        alone = len(found) == 1 and segment.words <= 5 and len(segment.text) - (found[0].end - found[0].start) <= 2
        if alone and roles[i] == "byline" and roles[i + 1] is None and below.is_prose:
            entries.append(i)
    for i in entries if len(entries) > 1 else ():
        roles[i] = "heading"


def _mark_listed_day(segments: Sequence[Segment], roles: Roles) -> None:
    """The one item below the title that is nothing but a day: systems put writer and day in a list."""
    title = next((i for i, role in enumerate(roles) if role == "title"), len(roles))
    days = []
    for i in range(title + 1, len(segments)):
        if segments[i].is_prose and roles[i] != "noise":
            break
        if roles[i] == "list" and segments[i].words <= _LISTED_DAY and date_line(segments[i].text):
            days.append(i)
    for i in days if len(days) == 1 else ():
        roles[i] = "byline"


def _mark_repeats(segments: Sequence[Segment], roles: Roles) -> None:
    """A paragraph or title that was there before; where a short line stands twice running, both are a teaser."""
    seen: dict[str, int] = {}
    quoted = [s for s in segments if _is_quotation(s)]
    # A page sets a few quotations large; one of hundreds is a list of them.
    quotes = {s.start for s in quoted} if len(quoted) <= _MOST_QUOTES else set()
    prose = [_plain(s.text) for i, s in enumerate(segments) if s.words >= _LEAST_QUOTING and roles[i] in (None, "body")]
    for i, segment in enumerate(segments):
        if segment.start in quotes and roles[i] in (None, "caption", "heading") and _is_quoted_again(segment, prose):
            roles[i] = "noise"
            continue
        if roles[i] in ("noise", "table", "byline") or segment.words < 3:
            continue
        first = seen.setdefault(segment.text.casefold(), i)
        if first != i and (segment.words >= 8 or i - first <= 2 or roles[i] == "caption"):
            roles[i] = "noise"


def _is_quotation(segment: Segment) -> bool:
    text = segment.text
    return text[0] in _OPEN_QUOTES and text[-1] in _CLOSE_QUOTES + "." and 4 <= segment.words <= _LONGEST_QUOTE


def _is_quoted_again(segment: Segment, prose: Sequence[str]) -> bool:
    """A short quotation alone in a line that is a part of a paragraph: set large to be looked at."""
    text = segment.text
    words = _plain(text)
    # Without its full stop it is shortened, too.
    start = words if text.rstrip(_CLOSE_QUOTES)[-1:] in ".!?," else " ".join(words.split()[:4])
    return any(start in paragraph and len(paragraph) > len(words) + 10 for paragraph in prose)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _body_start(segments: Sequence[Segment], roles: Roles) -> int:
    """Index of the first paragraph, list or table of the article; a standfirst above the date line is none."""
    for i, segment in enumerate(segments):
        if roles[i] in ("table", "list"):
            return i
        if roles[i] in (None, "body") and segment.is_prose and not _is_standfirst(segments, roles, i):
            return i
    return len(segments)


def _is_standfirst(segments: Sequence[Segment], roles: Roles, i: int) -> bool:
    """Whether the byline, the date or the page's address follows."""
    for j in range(i + 1, min(i + 3, len(segments))):
        text = segments[j].text
        if _URL_LINE.match(text) or (roles[j] == "byline" and (date_line(text) or text[:3].lower() == "by ")):
            return True
        if segments[j].is_prose and roles[j] is None:
            return False
    return False


def _mark_rest(segments: Sequence[Segment], roles: Roles) -> None:
    for i, segment in enumerate(segments):
        if roles[i] == "list" and segment.words > 30 and segment.ended:
            roles[i] = "body"
        elif roles[i] is None:
            roles[i] = _role_in_body(segments, roles, i)


def _role_in_body(segments: Sequence[Segment], roles: Roles, i: int) -> BlockRole:
    segment = segments[i]
    if BULLET.match(segment.text):
        return "list" if segment.words <= 12 or not segment.ended else "body"
    if i and roles[i - 1] == "list" and segment.words <= 10 and segment.text[0] == "(":
        return "list"
    if segment.text.startswith("#"):
        return "heading"
    if is_appointment(segments, roles, i):
        return "list"
    if _is_signature(segments, roles, i):
        return "byline"
    if segment.words <= 12 and not _SPEAKER.match(segment.text) and _is_heading(segments, i):
        return "heading"
    return "body"


def _is_signature(segments: Sequence[Segment], roles: Roles, i: int) -> bool:
    """A complimentary close near the end, or the name below it."""
    segment, close = segments[i], pattern("closings")
    if (
        segment.words <= 9
        and sum(1 for role in roles[i:] if role != "noise") <= 8
        and segment.text[-1] not in ".!?"
        and close.fullmatch(segment.text)
    ):
        return True
    return i > 0 and roles[i - 1] == "byline" and segment.words <= 4 and bool(close.fullmatch(segments[i - 1].text))


def _is_heading(segments: Sequence[Segment], i: int) -> bool:
    text = segments[i].text.rstrip("\"'”’»)")
    if text.endswith((".", ",", ";", "…", "。", "।")) and not text.isupper():
        return False
    if text.endswith(("!", "?")) and text[0] in "\"“'‘«":
        return False
    alone = i + 1 == len(segments) or segments[i + 1].run != segments[i].run
    return alone or i == 0 or segments[i - 1].run != segments[i].run or segments[i].hint == "heading"


def _mark_classifieds(segments: Sequence[Segment], roles: Roles) -> None:
    """Small advertisements, up to the next heading; an item of a menu does not begin them."""
    inside = False
    for i, segment in enumerate(segments):
        if roles[i] in ("heading", "title") or (segment.words <= 4 and segment.hint != "noise"):
            found = roles[i] != "title" and whole("classifieds").fullmatch(segment.text) is not None
            inside = found or (inside and roles[i] not in ("heading", "title"))
        if inside:
            roles[i] = "noise"
