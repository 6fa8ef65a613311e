"""What stands around a description: what was named before it, where the text was written, what it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile

from kimmap.model import Document, Place, PlaceMention, Resolution

_BACK = 1200
"""So many characters before a description something named may still be meant by it."""
_HEAD = 600
_SHORT = r"(?:[^\n.]|(?<=\s(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec))\.|(?<=\sSept)\.|(?<=\d)\.(?=\s?[—–-]))"
"""Any sign but the end of a line or sentence: "Sept. 5" goes on."""
_DATELINE = re.compile(
    rf"(?:,[ \t]?[A-ZÀ-Þ][^\n.,\d]{{2,30}}(?=,))?{_SHORT}{{0,25}}(?:(?<!\d)\d{{4}}(?!\d)|—|–|--|\s-\s)"
    r"|,[ \t]*\n[ \t]*[^\n.]{0,25}\d{4}[.,]?[ \t]*\n"
    r"|,?[ \t](?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?[ \t]\d{1,2}\.?"
    r"(?:[ \t]*\n|[ \t]\([A-Z])"
)
""" "LIMA, 5 May 2031", "Cusco, Peru, 5 Sept. 2031", "LIMA, July 8.", "Lima, June 2 (LPA)", and the two lines at the
head of a letter: "Hotel Bristol, Lima, | 5th May 1881."."""
_TOPIC = re.compile(
    r"(?:,[^.\n]{2,80},|\s\([^)\n]{2,120}\))?\s(?:is|was)\s(?:an?|the|one\sof\sthe)\s"
    r"(?P<what>(?:[\w'’-]+\s){0,5}?[\w'’-]+)(?=\s(?:in|on|of|off|at|near|and|between|that|which|lying|situated)\b|[,.;:]|$)"
)
"""How an article about a place begins: "X is a market town in"."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document, and the collection around it, was found to name; resolved, in text order."""

    document: Document
    named: tuple[Resolution, ...]
    countries: tuple[str, ...]
    """ISO codes, most spoken of first."""
    collection: tuple[Place, ...]
    """Points of all documents that are no areas, each once."""


def named_before(mention: PlaceMention, around: Surroundings) -> list[Resolution]:
    """What was named before a description, the last first."""
    start = mention.quote.start
    first, last = (bisect_left(around.named, at, key=lambda r: r.mention.quote.start) for at in (start - _BACK, start))
    outside = not _is_in_quotation(around.document.text, start)
    return [
        r for r in reversed(around.named[first:last])
        if r.mention.quote.end <= start
        and not (outside and _is_in_quotation(around.document.text, r.mention.quote.start))
    ]  # fmt: skip


_BEHIND_WHICH = re.compile(r"\s(?:of|in|on|at|outside|near)\s(?:the\s(?:island|city|town|port)\sof\s)?\Z")


def named_behind(mention: PlaceMention, around: Surroundings) -> Place | None:
    """What the words behind a description say of where it is: "the airport on the island of Faro", "here in Lima"."""
    end = mention.quote.end
    first = bisect_left(around.named, end, key=lambda r: r.mention.quote.start)
    for resolution in around.named[first : first + 1]:
        start = resolution.mention.quote.start
        said = around.document.text[end:start]
        if resolution.mention.reference == "name" and len(said) < 30 and _BEHIND_WHICH.fullmatch(said):
            return resolution.place
    return None


def _is_in_quotation(text: str, at: int) -> bool:
    """Whether what stands at an offset is speech that its paragraph quotes."""
    before = text[text.rfind("\n", 0, at) + 1 : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def dateline(around: Surroundings) -> Resolution | None:
    """The name at the head of a letter or report, with the date or the dash of a dateline behind it."""
    head = takewhile(lambda r: r.mention.quote.start < _HEAD, around.named)
    return next((r for r in head if _heads_document(r)), None)


_WHENCE = re.compile(
    r"\b(?:from|for|since|than|unlike|like|beyond|bound|via|by\sway\sof)\s(?:the\s)?"
    r"(?:(?:northern|southern|eastern|western|central|city\sof|town\sof|port\sof)\s)*\Z",
    re.IGNORECASE,
)
"""Before a name at which nobody is: whence, whither or how far."""
_AS_A_POWER = re.compile(
    r"\s(?:has\s|have\s|had\s|also\s|later\s|itself\s)*(?:said|says|told|warned|denied|denies|confirmed|insists|insisted|wants|"
    r"wanted|hopes|hoped|refused|agreed|accused|replied|calls|called|believes|fears|feared|rejected|announced|claims|"
    r"claimed|responded|expects|expected)\b"
)
"""Behind a capital that stands for its government."""


def is_off_stage(resolution: Resolution) -> bool:
    """Whether a name is one whence somebody comes, whither he goes, or a government: "from Lima", "Lima denied it"."""
    quote = resolution.mention.quote
    before, after = quote.document.text[max(0, quote.start - 40) : quote.start], quote.document.text[quote.end :][:40]
    return bool(_WHENCE.search(before) or _AS_A_POWER.match(after))


def town_of_story(mention: PlaceMention, around: Surroundings) -> Place | None:
    """The town where the story is at a mention of "the airport".

    What its paragraph names, then the dateline, then what was named before; none that is but told of.
    """
    text = around.document.text
    paragraph = text.rfind("\n\n", 0, mention.quote.start) + 1
    points = [r for r in named_before(mention, around) if r.place and not r.place.is_area]
    present = [r for r in points if not is_off_stage(r)]
    absent = {r.place.id for r in points if r.place and is_off_stage(r) and r.mention.quote.start >= paragraph}
    here = next((r.place for r in present if r.mention.quote.start >= paragraph), None)
    head = dateline(around)
    if here is None and head and head.place and not head.place.is_area and head.place.id not in absent:
        here = head.place
    return here or next((r.place for r in [*present, *points]), None)


_PAPER = re.compile(
    r"\s(?:[A-Z][\w-]+\s)?(?:paper|(?i:daily|post|times|herald|gazette|mail|chronicle|courier|standard|star|ledger|tribune|"
    r"observer|argus|mercury|journal|advertiser|examiner|bulletin|echo|sentinel|news))\b"
)


def masthead(around: Surroundings) -> Resolution | None:
    """The town that a newspaper has its title from, on the first lines: "THE LIMA HERALD"."""
    for resolution in around.named:
        quote = resolution.mention.quote
        if quote.start > _MASTHEAD_MOST:
            return None
        line = quote.document.text[: quote.start].rpartition("\n")[2]
        is_town = resolution.place is not None and not resolution.place.is_area
        if is_town and len(line.split()) <= 2 and _PAPER.match(quote.document.text, quote.end):
            return resolution
    return None


_MASTHEAD_MOST = 80


def topic(around: Surroundings) -> tuple[Place, str] | None:
    """The place that a text is about by its first words, and what they say it is: "market town"."""
    for resolution in around.named:
        quote = resolution.mention.quote
        text = quote.document.text
        if quote.start >= _HEAD:
            return None
        begins_line = not text[: quote.start].rpartition("\n")[2].strip()
        if begins_line and resolution.place and (said := _TOPIC.match(text, quote.end)):
            return resolution.place, said["what"].lower()
    return None


def town_before_container(before: list[Resolution]) -> Resolution | None:
    """The last thing named; the town where it is a town and the country or region that holds it: "Paris, Texas"."""
    if len(before) < 2 or not before[0].place or not before[1].place:
        return before[0] if before else None
    area, town = before[0].place, before[1].place
    between = before[0].mention.quote.document.text[before[1].mention.quote.end : before[0].mention.quote.start]
    is_held = area.kind in ("country", "region") and town.country == area.country and not town.is_area
    return before[1] if is_held and between.strip(" \n") in (",", "(") else before[0]


_BEHIND = 120
_MASTHEAD = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]*\s){1,4}[A-ZÀ-Þ][\w'’-]*,\s")
""" "Coast News Service, ": who prints it, before where and when."""


def _heads_document(resolution: Resolution) -> bool:
    quote = resolution.mention.quote
    behind = quote.document.text[quote.end : quote.end + _BEHIND]
    line = quote.document.text[: quote.start].rpartition("\n")[2]
    is_first = len(line.strip()) < 20 or bool(_MASTHEAD.fullmatch(line))
    return is_first and bool(_DATELINE.match(behind))
