"""Captions of pictures: labelled, credited, described, or dated entries of a gallery."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .headdates import full_dates
from .lexicon import LEXICON, pattern, starting
from .segments import BULLET, Roles, Segment

_WORDS = LEXICON["credit_words"]
_AGENCIES = LEXICON["credit_agencies"]
# "… visitImage: GOVERNMENT PRESS/REUTERS", "Credit: A. Person", also alone in a line
_CREDIT_LABEL = re.compile(
    rf"(?:(?<=[\w.!?)”\"’])|(?<=\s)|^)\(?(?:{_WORDS})\s*:\s*[^:.]{{2,100}}\)?\.?$", re.IGNORECASE
)
_CREDIT_LABEL_GLUED = re.compile(
    r"(?:Image|Photo|Picture|Photograph|Credit|Foto|Illustration)s?(?: (?:[Cc]redit|[Ss]ource))?\s*:.{2,120}$"
)
# "(Agency/Agency via AP)", "(AP Photo/A. Person)", "[Reuters]"
_CREDIT_BRACKETS = re.compile(
    rf"[(\[](?:[^()\[\]]{{0,80}}(?:\b(?:{_AGENCIES})\b|\bvia\s[A-Z]|\w/[A-Z]|\b(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Cc]ourtesy|[Hh]andout)\b)"
    rf"[^()\[\]]{{0,60}})[)\]]\.?$"
)
# "… 12 March 2025. NPA/E. Person", "… at the pier. © A. Person", "… at the pier. REUTERS/A. Person"
_CREDIT_END = re.compile(
    r"(?<=[.!?”\"]) (?:(?:[A-Z]\. ?){0,2}[A-Z][A-Za-z-]{1,15}(?: [A-Z][A-Za-z-]{1,15}){0,3}"
    r"/[A-Z][^.]{1,40}\.? ?[A-Z]?[\w-]*|©.{2,60}|[A-Z]{2,8}/.{2,50})$"
)
_POSITION = re.compile(
    r", (?:(?:second|third|fourth|far)[ -](?:from )?)?(?:left|right|cent(?:er|re)),"
    r"|\((?:(?:second|third|fourth|far)[ -](?:from )?)?(?:left|right|cent(?:er|re)|L|R|C)\)",
    re.IGNORECASE,
)
_ENDS_WITH_DATE = re.compile(
    r"(?:\bin |\bon |, )(?:\w+,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\.?$"
)

_LONGEST_CAPTION = 2000


def described(text: str) -> tuple[int, int]:
    """Where a caption's description begins and ends, between a label ("PHOTO: ") and a credit; 0, 0 without one."""
    label = re.match(LEXICON["caption_labels"], text, re.IGNORECASE)
    start = label.end() if label else 0
    rest = text[start:]
    # "Image: Agency/A. Person" is a credit, "Image: The ferry at the pier, 3 May 2021." a description.
    if label and len(rest.split()) < 6 and not full_dates(rest) and not re.search(r"[a-z][.!?]$", rest):
        return 0, 0
    credit = _credit_start(rest)
    end = len(text) if credit is None else start + len(rest[:credit].rstrip())
    return (start, end) if end > start else (0, 0)


def _credit_start(text: str) -> int | None:
    """Where the credit at the end of a caption begins."""
    if len(text) > _LONGEST_CAPTION:
        return None
    shapes = (_CREDIT_BRACKETS, _CREDIT_END, _CREDIT_LABEL, _CREDIT_LABEL_GLUED)
    return min((match.start() for credit in shapes if (match := credit.search(text))), default=None)


def mark_captions(segments: Sequence[Segment], roles: Roles) -> None:
    """Sets the role of captions, and of what stands above a credit in the same few lines."""
    in_gallery = pattern("gallery_cue").search(" ".join(s.text for s in segments[:6])[:800]) is not None
    entries = {i for i, s in enumerate(segments) if roles[i] in (None, "list") and in_gallery and _is_entry(s.text)}
    for i, segment in enumerate(segments):
        if i in entries and len(entries) > 1:
            roles[i] = "caption"
        elif roles[i] is None and _is_caption(segment):
            roles[i] = "caption"
            for j in _lines_above(segments, i):
                if roles[j] is None:
                    roles[j] = "caption"
        elif roles[i] is None and _is_described(segments, roles, i):
            roles[i] = "caption"


def _is_caption(segment: Segment) -> bool:
    text = segment.text
    if segment.words > 150:
        return False
    if starting("caption_starts").match(text):
        return True
    start = _credit_start(text)
    if start is None:
        return False
    # Alone in a line, "Photographs: A. Person" is a byline and "(AP, AFP)" a sign-off.
    if start == 0:
        return text.startswith("(") and re.match(rf"\((?:{_WORDS})\s*:", text, re.IGNORECASE) is not None
    # A paragraph may end with an agency in brackets; the credit of a picture names more than that.
    return (
        _CREDIT_BRACKETS.search(text) is None
        or re.search(r"/|\bvia\b|photo|image|picture|courtesy", text[start:], re.IGNORECASE) is not None
    )


def _lines_above(segments: Sequence[Segment], i: int) -> Iterator[int]:
    """The description above a credited line: same few lines between blank ones, or directly above a mere credit."""
    run = [j for j, s in enumerate(segments) if s.run == segments[i].run]
    if segments[i].hint or len(run) > 5:
        run = [i - 1, i] if i and _credit_start(segments[i].text) == 0 and not segments[i].hint else [i]
    for j in run:
        if j < i and segments[j].words <= 80:
            yield j


def _is_described(segments: Sequence[Segment], roles: Roles, i: int) -> bool:
    """One sentence that tells who stands where in the picture, or that ends with its date, above the body."""
    segment = segments[i]
    if segment.words > 60 or segment.words < 6 or re.search(r"[.!?] [A-Z]", segment.text[:-1]):
        return False
    if _ENDS_WITH_DATE.search(segment.text):
        return i + 1 < len(segments) and not any(
            roles[j] is None and segments[j].words >= 12 and segments[j].ended for j in range(i)
        )
    return (
        _POSITION.search(segment.text) is not None
        and segment.words <= 35
        and "“" not in segment.text
        and '"' not in segment.text
    )


def _is_entry(text: str) -> bool:
    """ "3. Town, 16 March 2018. What can be seen." or "Archive. What can be seen." """
    text = BULLET.sub("", text, count=1)
    if re.match(LEXICON["gallery_undated"] + r"[.:,–—]", text, re.IGNORECASE):
        return len(text.split()) > 3
    found = full_dates(text)
    if not found:
        return False
    before, after = text[: found[0].start], text[found[0].end :]
    return len(before) <= 60 and ". " not in before and re.match(r"[.:,–—]\s*\S+ \S+ \S+", after) is not None
