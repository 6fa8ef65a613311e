"""What the words right beside a name settle, whatever the grammar: "two hours north of Lima", "Lima: did not"."""

from __future__ import annotations

import re

from kimmap.claims.flights import by_words_of_log
from kimmap.claims.phrase import MEASURED
from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.model import Status

_LEFT_OUT = re.compile(
    r"(?:\b(?:but|and|though|if)\s+not\s+(?:(?:in|to|at|for|on)\s+)?(?:the\s+)?"
    r"|\b(?:instead\s+of|in\s+place\s+of|in\s+lieu\s+of|rather\s+than)\s+(?:(?:in|to|at)\s+)?(?:the\s+)?"
    r"|(?:^|[\s,:;(—–-])no\s+)$",
    re.IGNORECASE,
)


_DID_NOT = re.compile(
    r"(?!\s*,\s*(?:did|never)\b[^.;!?]*\s\w+[^.;!?,]*\s\w)"  # "Pell of Lima, did not reply to questions"
    r"\s*[:—–,-]\s*((?:did\s?n[o'’]t|did not|never|not (?:tried|reached|visited|this time|done)|skipped|dropped|"
    r"cancelled|canceled|called off|given up|left out))\b",
    re.IGNORECASE,
)


_IS_OFF = re.compile(
    r"\s+(?:is|was|are|has\s+been)\s+(?:now\s+|therefore\s+|definitely\s+)?(off|out)"
    r"(?=\s*[.,;:!–—]|\s+(?:because|due|after|for\s+now|again|altogether|too|then)\b|\s*\Z)"
)
""" "Lima is out.", "Cusco was off because of fog": said of a place as the subject, right behind it."""
_NOT_TO_BE = re.compile(
    r"(?:,?\s+(?:alas|sadly|unfortunately|however|though|regrettably)\s*,?)?\s+(was(?:\s+sadly)?\s+not\s+to\s+be)\b(?=\s*[.,;:!–—])"
)
""" "Lima, alas, was not to be"."""
_SUBJECT = re.compile(r"^\W*(?:(?:and|but|so|then|now|today)\s+)?(?:[^.]*[,;:]\s*)?[\"“‘']?\Z", re.IGNORECASE)


_NO_FURTHER = re.compile(r"\b(?:no|not|any)\s+(?:further|farther)\s+than\s+(?:the\s+)?$", re.IGNORECASE)


_NEXT_IS = re.compile(
    r"\b(?:the\s+)?(first|next|second|third|fourth|fifth|last|final|another)"
    r"(?:\s+(?:and\s+(?:last|final)\s+)?(?:stop|stopover|country|nation|city|town|destination|leg|halt|port(?:\s+of\s+call)?|"
    r"call|venue|place))?(?:\s+(?:on|of|in|for|during)\s+[^.;:,]{3,50}?)?"
    r"\s+(is|was|will\s+be)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


_BUT_TO = re.compile(
    r"\bnot\b[^.;:]{1,40}\b(?:to|in|at)\s[^.;:]{1,30},?\s+but\s+(?:rather\s+)?(?:to|in|at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
""" "will go not to Cusco but to Lima"."""
_TO_COME = re.compile(r"\b(?:will|would|shall|is|are)\b", re.IGNORECASE)

_NOW_IN = re.compile(
    r"(?:,\s*(?P<set_off>now|at present|currently|presently|still)"
    r"|\b(?:is|am|are)\s+(?P<said>now|at present|currently|presently))\s+(?:in|at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
""" "Vinter, now in Lima, will …", "left Cusco on the 8th and is at present in Lima"."""
NOW = (("now",), ("at present",), ("currently",), ("presently",), ("still",))
"""The cues of being somewhere while the text is written, whatever days it names."""


_NEXT_UP = re.compile(
    r"^\W*(?:the\s+|our\s+|my\s+)?next\s+(?:stop|up|halt|port|destination|station|gig|show|date|city|town|leg)\s*"
    r"(?:[,:!–—-]|\s)\s*[^.;!?]{0,40}$",
    re.IGNORECASE,
)
_STILL_TO_COME = re.compile(
    r"^\W*(?:and\s+)?(?:(?:still|yet)\s+to\s+(?:come|follow)|(?:still\s+)?(?:ahead|coming\s+up))"
    r"\s*(?:\bare\b|\bis\b|[:,–—-])[^.;!?]*$",
    re.IGNORECASE,
)
""" "Still to come: a fair in | Lima"."""
_HALTED_AT = re.compile(
    r",?\s+(?:which|and\s+it|this)\s+was\s+(?:to\s+be\s+)?(?:my|our)\s+(?:[\w-]+\s+){0,2}"
    r"(?:stop|halt|base|camp|home|overnight|stopover|destination|stop-off|campsite|anchorage)\b",
    re.IGNORECASE,
)
_GOODBYE = re.compile(
    r"^\W*(?:(?i:thank\s+you|thanks|cheers|goodbye|good-bye|farewell|bye(?:\s+bye)?|adieu|adios|adiós)"
    r"(?:\s+(?:so\s+much|very\s+much|a\s+lot|again))?[,!]?|[A-Z]\w+)?\s*$"
)
_WAS_GOOD = re.compile(
    r"[,!.]?\s+(?:we\s+had\s+a\b|you\s+(?:were|are|have\s+been|guys|rock|never)\b|what\s+an?\b|that\s+was\b|"
    r"was\s+(?:\w+\s+){1,5}(?:last\s+night|tonight|yesterday|today)\b)|\s*[!]",
    re.IGNORECASE,
)


_THANKS_TO = re.compile(
    r"^\W*(?i:thank\s+you|thanks|goodbye|farewell|adieu)[,:]?\s+(?:[A-Z][\w'’-]*(?:[\s-](?:[a-z]{1,4}[\s-])?[A-Z][\w'’-]*)*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*))+$"
)
""" "Thank you, Lima, Cusco and …"."""
_KIND_TO_US = re.compile(
    r"(?:\s+(?:on|last)\s+\w+)?\s+(?:was|were|has\s+been|had\s+been|proved)\s+(?:so\s+|very\s+|more\s+than\s+|\w+ly\s+)?"
    r"(?:(?:kind|good|generous|hard|cruel|warm|gentle|friendly|nice|gracious|rough)\s+(?:to|on|with)\s+us|worth\s+(?:it|the|every|all))\b"
    r"|\s+(?:treated|welcomed|greeted|received|spoilt|spoiled|fed|soaked|drenched|froze)\s+us\b"
)
""" "Lima was kind to us", "Cusco on Friday was worth the wait", "Puno treated us well"."""


_A_MATCH = re.compile(
    r"\W*(?:a|the|our|their|that|this|[\w]+day[’']s|tonight[’']s|tomorrow[’']s)\s+(?:[a-z-]+\s+){0,2}"
    r"(?:friendly|fixture|game|match|tie|gig|date|show|concert|performance|recital|appearance)\s+(?:in|at)\s+$",
    re.IGNORECASE,
)
_WILL_NOT_BE = re.compile(
    r"\s+(?:(?:will|would|does|did)\s+(?:now\s+|therefore\s+)?(?:not|no\s+longer)\s+(?:now\s+)?(?:take\s+place|go\s+ahead|happen|be\s+(?:played|held))"
    r"|(?:is|was|has\s+been|had\s+to\s+be)\s+(?:now\s+)?(?:called\s+off|cancelled|canceled|scrapped|dropped))\b"
)


_ANOTHER_DAY = re.compile(
    r"\b(?:a|an|the|our|my)\s+(second|third|fourth|fifth|sixth|seventh|further|extra)\s+(?:\w+\s+)?"
    r"(?:day|night|week|evening|morning|afternoon)\s+(?:in|at|on)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_IS_JUDGED = re.compile(r"\s+(?:was|wasn|were|would|is)\b", re.IGNORECASE)
""" "A fourth day in Lima | was not needed": there were three."""
_MAY_TRY = re.compile(
    r"\b(may|might|could|will|shall|(?:are|am|is)\s+going\s+to|want\s+to|hope\s+to|wants\s+to|hopes\s+to)\s+(?:\w+\s+)?try"
    r"\s+(?:for\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
""" "After that we may try | Lima"."""
_HAD_A_PLAN = re.compile(
    r"\bhad\s+(?:\w+\s+)?(?:plans?|hopes?|designs|tickets?)\s+(?:for|of)\s+(?:the\s+)?$", re.IGNORECASE
)
_AT_SIX = re.compile(
    r"\s(?:at|by|before|after)\s(?:about\s|around\s|half\spast\s|a\squarter\s(?:past|to)\s)?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|midnight|dusk|dawn|dark|nightfall"
    r"|sunset|sunrise|daybreak|lunchtime|teatime|breakfast|\d{1,2}(?:[.:]\d\d)?(?:\s?[ap]\.?m\.?)?)\s?[,.;:–—]"
)
"""Behind the place that opens a sentence of a diary: "Lima at six, | rain, storks on the roofs"."""
_BED_BOOKED = re.compile(
    r"\bhad\s(?:booked\s(?:a|an|our|my|the)\s(?:\w+\s)?(?:{0})|(?:a|an|our|my|the)\s(?:\w+\s)?(?:{0})\s(?:booked|reserved|lined\sup|waiting))"
    r"\s(?:in|at|for|to)\s(?:the\s)?$".format(
        "bed|room|table|berth|cabin|hut|seat|hotel|pitch|campsite|place|bunk|night|ticket|passage|flight|rooms|beds|tickets|seats"
    )
)
""" "We had a room booked in Lima": what was to be."""
_KEPT_DEPOSIT = re.compile(r"\s(?:kept|keeps|has\skept|pocketed)\s(?:my|our|the)\s(?:deposit|money)\b")
_BUT = re.compile(r"[^.;!?]*[,–—-]\s*but\b", re.IGNORECASE)
""" "We had a plan for Lima, the last of the ports, | but there is a swell"."""
_WEATHER_OVER = re.compile(
    r"\b(?:clouds?|rain|snow|fog|mist|haze|smoke|ash|storms?|thunder(?:storms?)?|lightning|rainbow|moon)\s+"
    r"(?:over|above|behind)\s+(?:the\s+)?(?:(?:lower|upper|middle|far|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?)\s+)?$",
    re.IGNORECASE,
)
_OF_THE_WAY = re.compile(r"\b(?:way|journey|trip|route|trek|march|voyage|descent|return)\b(?:\s\w+){0,4}:\s[^.;?!]*$")
_GOT_BY = re.compile(
    r"\b(?:jeeps?|bus|buses|trains?|flights?|ferry|boats?|cars?|taxis?|lorry|lorries|trucks?|planes?|walk|march|drive|ride"
    r"|(?:days|hours|miles|kilometres|km)\b[^,;:]{0,40}?)\s+to\s+(?:the\s+)?$",
    re.IGNORECASE,
)
""" "She told them of the way back: three days down the valley | to Lima, and the bus | to Cusco"."""
_MET_AT_SEA = re.compile(
    r"\b(?:passed|met|saw|sighted|overtook|spoke|hailed|passing)\s+(?:[\w-]+\s+){1,5}"
    r"(?:bound|heading|headed|coming|going|returning)\s+(?:for|to|from)\s+$",
    re.IGNORECASE,
)
"""Who was met on the way, and goes where: "passed a large steamer bound for Lima"."""


def _of_the_road(left: str, right: str, scene: Scene) -> Reading | None:
    """ "Still to come: Lima"; what a writer calls out: "Next stop, Lima!", "Thank you Lima!", "Lima was great"."""
    if _STILL_TO_COME.match(left):
        return Reading(Finding("stays", "planned", None, ("to come",)))
    if not scene.cast.first_person:
        return None
    if _NEXT_UP.match(left) and not re.search(r"\b(?:was|is|are|were|will)\b", left):
        return Reading(Finding("stays", "planned", None, ("next",)))
    thanked = _GOODBYE.match(left)
    if thanked and _WAS_GOOD.match(right) and (left.strip() or not right.lstrip().startswith("!")):
        return Reading(Finding("stays", "visited", None, ("thank you",)))
    if _THANKS_TO.match(left) or (_GOODBYE.match(left) and left.strip() and re.match(r"(?:,|\s+and)\s+[A-Z]", right)):
        return Reading(Finding("stays", "visited", None, ("thank you", "all")))
    if _SUBJECT.match(left) and _KIND_TO_US.match(right):
        return Reading(Finding("stays", "visited", None, ("to us",)))
    if halted := _HALTED_AT.match(right):
        return Reading(Finding("stays", "visited", None, (halted.group().split()[-1].lower(),)))
    return None


_MAIL_TO_ME = re.compile(
    r"\s*(?:(?:please|pray|kindly)\s+)?(write|direct|address|send|forward|post|wire|cable|telegraph)\s+"
    r"(?:[\w’' ]{1,30}?\s+)?(?:to\s+)?(?:me|us)\s+(?:(?:[\w’' ]{1,30}?\s+)?(?:at|in|c/o|care\s+of)\s+)?",
    re.IGNORECASE,
)
"""From its beginning up to the place, what a sentence says of where letters are to go: "Write to me at | Lima"."""


def _of_days_and_ways(opens: str, left: str, right: str, end: int, line: Line, scene: Scene) -> Reading | None:
    """ "A third day in Lima was not needed", "told them of the way back: three days to Lima, the bus to Cusco"."""
    if scene.cast.first_person and (another := _ANOTHER_DAY.search(left)) and _IS_JUDGED.match(right):
        return Reading(Finding("stays", "visited", None, (another[1].lower(), "day")))
    if (trial := _MAY_TRY.search(left)) and scene.is_about_him(line):
        doubtful = trial[1].lower() in ("may", "might", "could")
        return Reading(Finding("stays", "possible" if doubtful else "planned", None, (trial[1].lower(), "try")))
    if (
        _HAD_A_PLAN.search(left)
        and scene.is_about_him(line)
        and _BUT.match(scene.document.text, end, line.sentence.end)
    ):
        return Reading(Finding("stays", "cancelled", None, ("had a plan", "but")))
    if scene.cast.first_person and not opens.strip('"“ ') and _AT_SIX.match(right):
        return Reading(Finding("stays", "visited", None, ("at",)))
    if scene.cast.first_person and _BED_BOOKED.search(left):
        off = _BUT.match(scene.document.text, end, line.sentence.end)
        return Reading(
            Finding("stays", "cancelled" if off else "planned", None, ("had booked", *(("but",) if off else ())))
        )
    if scene.cast.first_person and _SUBJECT.match(opens) and _KEPT_DEPOSIT.match(right):
        return Reading(Finding("stays", "cancelled", None, ("kept", "deposit")))
    if not (_OF_THE_WAY.search(opens) and _GOT_BY.search(left) and scene.is_about_him(line)):
        return None
    to_come = re.search(r"\b(?:plan|planned|will|would|shall|next)\b", opens.split(":")[0])
    return Reading(Finding("arrives", "planned" if to_come else "visited", None, ("way",)))


_JOURNEY_OF = re.compile(
    r"\b(?:journey|flight|drive|voyage|ride|trip|crossing|passage|run|march|sail)s?\s+of\s+[^,.;]+$"
)
""" "after a journey of nine hours from Lima": who made it was there."""


def _apart_from_him(left: str) -> Reading | None:
    """What the words before a name have there instead of him: a ship met, a measured way, the weather."""
    if _MET_AT_SEA.search(left):
        return no_claim("other_person", "bound")
    if MEASURED.search(left) and not _JOURNEY_OF.search(left):
        return no_claim("background", "distance")
    return no_claim("passed", "over") if _WEATHER_OVER.search(left) else None


def by_words_around(line: Line, start: int, end: int, scene: Scene) -> Reading | None:
    """What the words right beside a name settle: "two hours north of Lima", "no Lima", "Lima: didn't"."""
    if logged := by_words_of_log(line, start, end, scene):
        return logged
    left = scene.document.text[max(line.sentence.start, start - 70) : start]
    told: Status
    if apart := _apart_from_him(left):
        return apart
    right = scene.document.text[end : min(line.sentence.end, end + 60)]
    if (reached := _NO_FURTHER.search(left)) and scene.is_about_him(line):
        return Reading(Finding("arrives", "visited", None, (" ".join(reached.group().split()),)))
    if (instead := _BUT_TO.search(left)) and scene.is_about_him(line):
        told = "planned" if _TO_COME.search(left[: instead.start()] + instead.group()) else "visited"
        return Reading(Finding("stays", told, None, ("but",)))
    if (now := _NOW_IN.search(left)) and scene.is_about_him(line):
        return Reading(Finding("stays", "visited", None, ((now["set_off"] or now["said"]).lower(),)))
    if (next_is := _NEXT_IS.search(left)) and scene.is_about_him(line):
        told = "visited" if next_is[2] == "was" else "planned"
        return Reading(Finding("stays", told, None, (next_is[1].lower(), next_is[2].lower())))
    opens = scene.document.text[line.sentence.start : start]
    if of_days := _of_days_and_ways(opens, left, right, end, line, scene):
        return of_days
    if scene.cast.first_person and (mail := _MAIL_TO_ME.fullmatch(opens)):
        return Reading(Finding("stays", "planned", None, (mail[1].lower(), "to me")))
    if called := _of_the_road(opens, right, scene):
        return called
    if off := _match_off(opens, right, scene):
        return off
    if not scene.is_about_him(line):
        return None
    return _expected_at(right, scene) or _undone_beside(left, right, opens)


def _expected_at(right: str, scene: Scene) -> Reading | None:
    """ "for Lima, ETA 8 May": when a ship is to be there."""
    if scene.traveller.kind != "vessel" or not _ETA.match(right):
        return None
    return Reading(Finding("arrives", "planned", None, ("ETA",)))


_ETA = re.compile(r",?\s*\(?E\.?T\.?A\b")


def _match_off(opens: str, right: str, scene: Scene) -> Reading | None:
    """ "A proposed friendly in Lima will not take place": what a team or a troupe does not play after all."""
    off = _WILL_NOT_BE.match(right) if scene.traveller.kind == "group" and _A_MATCH.match(opens) else None
    return Reading(Finding("stays", "cancelled", None, (" ".join(off.group().split()),))) if off else None


_LEAVE_FOR = re.compile(
    r"\b(?:permit|permission|request|application|leave|visa|clearance|licen[cs]e|authori[sz]ation)s?\s"
    r"(?:to\s(?:visit|enter|see|land\s(?:at|on|in)|go\sto|travel\sto|call\sat|fly\sto|stop\s(?:at|in))|for|concerning)"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(
    r"\s(?:(?:was|were|has\sbeen|had\sbeen|is)\s(?:not\s(?:received|granted|given|issued|obtained|forthcoming)|refused"
    r"|denied|turned\sdown|rejected|withheld)|came\stoo\slate|never\scame|did\snot\s(?:come|arrive))\b"
)
""" "A permit to visit Lima | was not received in time"."""
_BOUND_FOR = re.compile(
    r"\bhad\sbeen\s(?:bound\sfor|headed\sfor|heading\sfor|making\sfor|on\s(?:her|his|their|our|my)\sway\sto)\s(?:the\s)?$",
    re.IGNORECASE,
)
""" "She had been bound for Lima, | but snow shut the road"."""


def _undone_beside(left: str, right: str, opens: str) -> Reading | None:
    """What the words beside a name call off: "Lima: did not", "Lima is out", "but not Lima"."""
    if undone := _DID_NOT.match(right):
        return Reading(Finding("stays", "cancelled", None, (undone[1].lower(),)))
    if (off := _IS_OFF.match(right) or _NOT_TO_BE.match(right)) and _SUBJECT.match(opens):
        return Reading(Finding("stays", "cancelled", None, (off[1],)))
    if _LEAVE_FOR.search(left) and (refused := _NOT_GIVEN.match(right)):
        return Reading(Finding("stays", "cancelled", None, ("permit", " ".join(refused.group().split()))))
    if _BOUND_FOR.search(left) and re.match(r"[^.;!?]*,\s*but\b", right):
        return Reading(Finding("heads_for", "cancelled", None, ("bound for", "but")))
    if found := _LEFT_OUT.search(left):
        return Reading(Finding("stays", "cancelled", None, (" ".join(found.group().strip(" ,:;(—–-").split()),)))
    return None
