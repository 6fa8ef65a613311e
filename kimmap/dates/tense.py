"""Whether the clause around an expression looks ahead or back: the nearest verb tells."""

from __future__ import annotations

import re
from typing import Literal

from kimmap.dates.lexicon import CUES

Direction = Literal["future", "past"]

_VERBS = "|".join(CUES["scheduled"])
_SCHEDULED = [
    r"(?<!\bmy )(?<!\byour )(?<!\ban )(?<!\btwo )(?<!\bfirst )(?<!\blast )(?<!\bnext )"
    r"(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bits )(?<!\bour )(?<!\bof )(?<!\bofficial )"
    r"(?<!\bstate )(?<!\bmany )"
    rf"(?<!\bseveral )(?<!\bmore )(?:(?:{_VERBS})e?s|goes|flies|carries on|is(?= the| off| when))",
    rf"(?:I|we|they|you)\s(?:all\s|then\s|both\s)?(?:{_VERBS}|fly|carry on)",
    r"(?:I|we)\stake\s(?:the|a|an)\s(?:\w+\s)?(?:railway|train|boat|steamer|ship|coach|bus|ferry|plane|flight|mail)",
    r"(?:remains|rests)\s(?:in|at|on|there|here|until|till)",
    rf"(?:and|then)\s(?:then\s)?(?:{_VERBS}|fly)(?=\s(?:in|at|on|to|for|against|with|off|up|down|home|back)\b)",
]
_CUE = re.compile(
    rf"\b(?:(?P<future>{'|'.join(CUES['future'])})|(?P<past>{'|'.join(CUES['past'])})|"
    rf"(?P<scheduled>{'|'.join(_SCHEDULED)}))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n\s*\n|[;:]\s")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|St|a\.m|p\.m|[ap]\.\s?m|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)$"
)
_RELATIVE_CLAUSE = re.compile(r",\s(?:who|which|what|where|whose|as (?:far|soon|long) as|so far as|as it)\b[^,]*,")
"""What is set in between, with a verb of its own: "the plan, if it is still what was handed out, has her in"."""
_AFTER_THAT = re.compile(
    r"\b(?:from|until|till|by|than|starting|beginning|as of)\s+(?:the\s+|next\s+)?$", re.IGNORECASE
)
_PRESENT = re.compile(r"\b(?:is|are|remains?|depends?|looks?|seems?|off (?:to|for))\b")
"""After the day, of what is to be: "a trip there on Thursday is in doubt"."""
_IF = re.compile(r"['’]?,?\s(?:if|unless|weather permitting|God willing|all being well|with luck)\b")
_IS_PLACE = re.compile(r"(?:\b(?:is|are|it['’]s|that['’]s|comes?)\s(?:[A-Z][\w’'-]+\s){1,3}(?:on\s)?)\Z")
"""Just before the day: "then it's Brunn on", "the next one is Brunn on"."""
_MOVED = re.compile(
    r"\b(?:moved|postponed|put (?:back|off)|pushed(?: back)?|advanced|adjourned|brought forward|rescheduled|shifted"
    r"|delayed|deferred)(?:\s(?:from|by)\s(?:\w+\s){1,3}?)?\s?\b(?:to|until|till|for)\s(?:the\s|next\s)?\Z"
)
_IS_MOVED = re.compile(
    r"\b(?:is|are|remains?|stays?)\s(?:(?:moved|postponed|put\s(?:back|off)|brought\sforward|rescheduled|shifted)\sfrom"
    r"|(?:closed|shut|blocked|barred|suspended|grounded)\s(?:until|till))\s(?:the\s|next\s)?\Z"
)
"""Just before the day: "the visit is moved from Monday to", "the pass is closed until"."""
_PLAN = re.compile(r"\b(?:plan|programme|program|schedule|itinerary|agenda|week ahead|coming up)\b", re.IGNORECASE)
_THEY_BEGIN = re.compile(r"\b(?:begin|resume|arrive|depart|go on)\s(?:in\s[A-Z][\w’'-]+\s)?(?:on\s)?\Z")
"""A plural verb of the timetable just before the day: "the talks begin on"."""
_IS_GOING = re.compile(r"\s(?:is|are|remains?|looks?)\b")
_NEW_SUBJECT = re.compile(r"\b(?:and|but|while)\s(?:the|a|an|his|her|their|its|our|my)\s")
""" "She was flown home and the show on Friday is going ahead"."""
_SAID_THAT = re.compile(
    r"\b(?:said|says|told\s\w+|announced|confirmed|added|warned|heard|learnt|learned)\s(?:that\s)?"
    r"(?:the|a|an|his|her|their|its|our|my)\s[^.;:]{1,60}\b(?:on|of|for)\s\Z"
)
_NEW_CLAUSE = re.compile(r"[,;]\s(?:and|but)\s(?:then\s)?(?:on\s|by\s|early\s|late\s|the\s)*\Z")
_SUBJECT = re.compile(r"(?:,?\s(?:he|she|they|we|I|it)\s)?")
""" "as the guards will swear, and on Friday | he was in Lima": the verb of the clause that the day opens."""
_WOULD = re.compile(r"\s(?:would|will|won['’]t|may|might|could|wouldn['’]t|is\sto|was\sto)\s(?!have\b)")
""" "He said the visit to Narvik on Friday | would not take place"."""
_READY_FOR = re.compile(
    r"\b(?:prepar(?:e|es|ed|ing|ations?)|rehears(?:e|es|ed|ing|als?)|(?:get|gets|getting|got)\sready|in\stime|ahead)"
    r"\s(?:for|of)\s(?:the\s)?\Z"
)
""" "in Lima to rehearse for | Saturday's concert"."""
_SAID_WOULD = re.compile(
    r"\b(?:said|says|told|announced|confirmed|added|warned|promised|hoped|thought|wrote)\b[^.;]*?\bwould\s(?!have\b)"
    r"(?:be\s\w+)?(?P<rest>[^.;]*)\Z"
)
""" "He said that the crew would try again on"."""
_BUT_NEVER = re.compile(r",?\sbut\s(?:\w+\s)?(?:never|did\snot|didn['’]t|had|was|were)\b")
"""After the day: "he had promised to be there on Friday but never came"."""
_COULD_BY = re.compile(r"\b(?:could|might|should)\s(?!have\b)[^.;:]{1,40}\s(?:by|until|till|before)\s(?:the\s)?\Z")
"""Just before the day: "they were told they could go on by"."""
_NOT_BESIDE = re.compile(r"\)|,\s(?:who|which|where|whose)\b")
"""What comes after it is not said of the day: "Narvik (Friday), which is"."""
_FINITE = frozenset({"was", "were", "had", "did", "has", "have", "said", "told"})
_BEFORE, _AFTER = 160, 60


def direction(text: str, start: int, end: int) -> Direction | None:
    """Where the verb nearest to the expression points, None without a verb."""
    before = _clause_before(text, start)
    if _BUT_NEVER.match(text, end):
        return "past"
    if _READY_FOR.search(before):
        return "future"
    if any(cue.search(before) for cue in (_IS_PLACE, _MOVED, _IS_MOVED, _COULD_BY)):
        return "future"
    if _NEW_CLAUSE.search(before) and (own := _CUE.match(text, _SUBJECT.match(text, end).end())):  # type: ignore[union-attr]
        return _meaning([own])
    if _is_said_to_come(before):
        return "future"
    cues = list(_CUE.finditer(before))
    if cues and _SAID_THAT.search(before, cues[-1].start()) and _WOULD.match(text, end):
        return "future"
    if cues and not (_IS_GOING.match(text, end) and _NEW_SUBJECT.search(before, cues[-1].end())):
        return _meaning(cues)
    after = text[end : end + _AFTER]
    cut = _SENTENCE_END.search(after)
    after = after[: cut.start()] if cut else after
    if _IF.match(after) or _THEY_BEGIN.search(before):
        return "future"
    after = _NOT_BESIDE.split(after)[0]
    match = _CUE.search(after)
    present = _PRESENT.search(after, 0, match.start() if match else len(after))
    if present or match:
        return "future" if present or match is None else _meaning([match])
    introduced = _list_before(text, start)
    listed = list(_CUE.finditer(introduced))
    return _meaning(listed) if listed else "future" if _PLAN.search(introduced) else None


def _is_said_to_come(before: str) -> bool:
    said = _SAID_WOULD.search(before)
    return said is not None and _CUE.search(said["rest"]) is None


def is_foretold(text: str, start: int) -> bool:
    """Whether somebody said then what would come: "told her that she must take Wednesday's boat"."""
    return _is_said_to_come(_clause_before(text, start))


def _meaning(cues: list[re.Match[str]]) -> Direction | None:
    last = cues[-1]
    if _IN_THE_PAST.match(last[0]) and _UNDONE.match(last.string, last.end()):
        return "past"  # "on Sunday she was to have sung"
    if last["future"] or last["scheduled"]:
        return "future"
    # "will be received", "is to set out": what follows an auxiliary closely belongs to it.
    if len(cues) > 1 and cues[-2]["future"] and last.start() - cues[-2].end() <= 12 and last[0].lower() not in _FINITE:
        return "future"
    return "past"


def _clause_before(text: str, start: int) -> str:
    begin = max(0, start - _BEFORE)
    before = text[begin:start]
    # One letter more, for a sentence ends only where another begins.
    for cut in reversed(list(_SENTENCE_END.finditer(text[begin : start + 1]))):
        if not _ABBREVIATED.search(before[: cut.start()]):
            before = before[cut.end() :]
            break
    return _RELATIVE_CLAUSE.sub(",", before)


def _list_before(text: str, start: int) -> str:
    """What introduces the list that an item stands in: "Still to come: Arden, Thursday; Brunn, Sunday"."""
    before = text[max(0, start - _BEFORE) : start]
    colon = before.rfind(": ")
    listed = text[start - len(before) + colon + 1 : start + 1].replace(";", ",").replace(":", ",")
    if colon < 0 or not one_sentence(listed, 0, len(listed)):
        return ""
    return _clause_before(text, start - len(before) + colon)


_IN_THE_PAST = re.compile(r"(?:was|were) to\b", re.IGNORECASE)
_UNDONE = re.compile(r"\s(?:\w+\s)?have\b")


def planned_before(text: str, start: int) -> bool:
    """Whether the verb before tells what lies ahead of the writing: "leaves at noon", not "was to leave"."""
    cues = list(_CUE.finditer(_clause_before(text, start)))
    return bool(cues) and _meaning(cues) == "future" and not any(_IN_THE_PAST.match(c[0]) for c in cues[-2:])


_TO_COME = re.compile(
    r"\b(?:will|shall|due|tomorrow|next|upcoming|coming|expected|planned|scheduled|(?:is|are) (?:to|going to)|ahead of"
    r"|prepares?|preparing|before)\b"
)


def shows_the_past(caption: str) -> bool:
    """Whether a caption tells in the present what its picture shows: "She greets the crowd in Lima on Monday"."""
    return _TO_COME.search(caption) is None


def looks_ahead(text: str, start: int) -> bool:
    """ "until Sunday", "from Monday": a border ahead where no verb says otherwise."""
    return bool(_AFTER_THAT.search(text, max(0, start - 16), start))


def one_sentence(text: str, first: int, last: int) -> bool:
    """Whether no sentence ends between two offsets."""
    return last - first < 400 and not any(
        not _ABBREVIATED.search(text[first : first + cut.start()]) for cut in _SENTENCE_END.finditer(text[first:last])
    )


_DATELINE = re.compile(r"(?:\A|\n)[ \t]*[A-Z][\w .,'’/-]{1,40},\s\Z")
_AFTER_DATELINE = re.compile(r"\s?(?:[-–—]|\()")
_SAYING = re.compile(
    r"\b(?:said|says|told|heard|announced|confirmed|reported|denied|ruled|stated|published|released|reports|tweeted|posted"
    r"|revealed|disclosed|according)\b"
)


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether a day stands in the line that says where and when a report was sent: "ROME, Tuesday - "."""
    return bool(_AFTER_DATELINE.match(text, end) and _DATELINE.search(text, max(0, start - 60), start))


_DESPATCH = re.compile(r"(?:\A|\n)[ \t]*[A-Z][A-Z .'’()/-]{2,40},\s\Z")
_AFTER_DESPATCH = re.compile(r"\.?\s?(?:[-–—]|\([^)\n]{2,40}\)|\.?[ \t]*\n)")


def is_of_despatch(text: str, start: int, end: int) -> bool:
    """Whether a date is that on which a report was sent: "LIMA, March 10 — It was established here today"."""
    end = start + len(text[start:end].rstrip(" \t\n\u00a0,.–—−-"))
    return bool(_AFTER_DESPATCH.match(text, end) and _DESPATCH.search(text, max(0, start - 60), start))


def is_of_saying(text: str, start: int, end: int) -> bool:
    """Whether the clause tells who said something on the day, not what was done."""
    after = text[end : end + _AFTER]
    cut = _SENTENCE_END.search(after)
    return bool(_SAYING.search(_clause_before(text, start)) or _SAYING.search(after[: cut.start()] if cut else after))
