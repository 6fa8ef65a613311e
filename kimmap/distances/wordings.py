"""The wordings of stated distances, as patterns over a masked sentence: which two places a length lies between.

The sentence is masked first: places become ``⟦0⟧``, ``⟦1⟧`` …, the length in question ``⟨M⟩`` and others ``⟨o⟩``, so
that these are plain patterns ("⟦0⟧ is ⟨M⟩ by road from ⟦1⟧") whatever the names are.
"""

from __future__ import annotations

import re
from functools import cache

from kimmap.distances.masking import LENGTH, PLACE
from kimmap.distances.measures import alternatives, lexicon

DET = (
    r"(?:(?:the|its|her|his|our|their)\s+)?(?:[\w’'-]+\s+){0,2}?"
    r"(?:(?:town|city|port|village|centre|center|middle|edge|outskirts|island|cape|station|airport|airstrip)"
    r"\s+(?:of|at)\s+)?"
)
"""What may stand before a place."""
_A, _B = r"⟦(?P<a>\d+)⟧", r"⟦(?P<b>\d+)⟧"
"""Both ends: from a to b, or what lies there (a) and whence it is measured (b)."""
_NEAR = r"[^⟦⟧;:.]{0,60}?"
_ONE_CLAUSE = r"(?:(?!\b(?:and|but)\s+(?:is|was|are|were|has|had|have|will|can)\b)[^⟦⟧⟨⟩;:.]){0,60}?"
"""Words between two places that are of one clause."""
_LIES = (
    r"(?:is|was|are|were|lies|lay|stands|stood|sits|sat|comes|came|rises|rose|begins|began|nestles|nestled"
    r"|is\s+(?:called|reckoned|said\s+to\s+be)|(?:is|can)\s+(?:to\s+)?be\s+found)"
)
_JOINS = r"(?:separat\w+|divid\w+|join(?:s|ed|ing)?|connect\w*|link\w*|part(?:s|ed|ing)?)"
_REACHES = (
    r"\b(?:reach\w*|enter\w*|arriv\w+\s+(?:in|at)|(?:land|dock|anchor)\w*\s+(?:in|at|off)|(?:was|were)\s+(?:in|at)"
    r"|(?:pull|steam|roll|sail|rid|rode|drove|cycl|limp|march)\w*\s+into|c[ao]me\s+(?:in)?to|got\s+to)"
)
_TO = r"\bto\s+(?!(?:the|its)\s+(?:due\s+)?(?:north|south|east|west)(?:[\s-]?(?:north|south|east|west))*\b(?!\s+of\b))"
"""A way's end, and no direction: "to the south on ⟦1⟧"."""
_NO_WAY_TO = r"(?<!\bway\s)(?<!\broad\s)(?<!\broute\s)"
"""Before "to": not the way that somebody is on, or that something lies on."""
_LEFT = r"(?:left|leaving|quit|quitted|quitting|departed|departing)"
_ALONG = (
    r"(?:coast|road|track|line|river|valley|highway|motorway|lake|shore|bay|water|gorge|canal|trail|path|railway"
    r"|railroad|street|pass|stream|[A-Z]{1,2}-?\d+)"
)
_SURFACE = (
    r"(?:asphalt|tarmac|gravel|dirt|sand|mud|track|ice|snow|rock|washboard|cobbles?|cobblestones|road|highway|motorway"
    r"|concrete)\b"
)
_ITSELF = r"(?:it|itself|himself|herself|themselves|them|him|her|me|us|myself|ourselves)"
_WITHIN = r"(?:centre|center|airport|station|port|harbou?r|outskirts|edge|suburbs|gates|border|walls)"

BOTH_NAMED = (
    "nearest_to", "nearest_of", "nearer", "than_to", "away_when",
    "parted", "parted_by", "joined_by", "between", "measure_between", "measure_from_to", "measure_to_from",
    "measure_reached_from", "from_length_to", "left_length_to", "from_on_to", "from_to", "sails_for", "way_to_from",
    "head_from", "from_list", "to_is", "line", "pair_took", "direction_by", "direction_before", "lies_from_or",
    "inverted", "apart",
)  # fmt: skip
"""The frames that name both ends, in the order in which they are tried."""
NEAREST = frozenset({"nearest_to", "nearest_of"})
"""Those of them that say what lies nearest: "to the north" behind them is where a lies."""
TRAVELLED = frozenset({"measure_from_to", "from_length_to", "from_to", "to_is"})
"""Those of them that go from a to b, so that "to the north" behind them is where b lies."""


def means() -> str:
    """How a way is measured: "by road", "as the crow flies"."""
    return alternatives([phrase for phrases in lexicon()["stated_as"].values() for phrase in phrases])


def compass() -> str:
    """The directions: "north-east", "NE"."""
    return alternatives(list(lexicon()["compass"]))


def _ways() -> str:
    return alternatives(lexicon()["ways"]["nouns"])


@cache
def tail() -> str:
    """What may stand between a length and its preposition: means, directions, "away"."""
    teller = r"(?:\s+of\s+(?:us|him|her|them|me))?"
    filler = (
        rf"away|distant|apart|further|farther|ahead{teller}|on|more|out(?=\s+from\b)|inland|off|due|to\s+(?:the|its)|across|to\s+go|on\s+foot"
        r"|(?:in\s+front|ahead)\s+of\s+(?:us|him|her|them|me)|before\s+(?:us|him|her|them|me)|left(?=\s+(?:from|to)\b)"
        r"|behind\s+(?:us|him|her|them|me)|by\s+the(?:\s+\w+){1,2}|by(?:\s+[\w’'-]+){1,3}(?=\s+(?:from|to)\b)"
        r"|of\s+(?:\w+\s+){0,2}\w+(?=\s+(?:from|to)\b)"
        rf"|(?:[\w’'-]+\s+)?(?:{_ways()})(?=\s+(?:from|to|out)\b)"
        rf"|(?:down|up|along|across|over)\s+the\s+(?:[\w’'-]+\s+)?{_ALONG}"
        r"|(?:down|up|along|across|over|round|through)\s+(?:the|a)\s+(?:[\w’'-]+\s+){1,2}(?=(?:from|to)\b)"
        r"|(?:down|up|along|across|over|through)\s+(?:the\s+)?⟦\d+⟧(?=\s+(?:from|to)\b)"
    )
    return rf"(?:[\s,()]*(?:{means()}|{compass()}|{filler})(?<=[\w⟧])(?!\w))*"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Compiled when it is first needed: together they take longer than reading an article."""
    return re.compile(_sources()[name], re.IGNORECASE)


@cache
def _sources() -> dict[str, str]:
    return {
        **_joined(),
        **_in_pairs(),
        **_from_to(),
        **_in_lists(),
        **_directed(),
        **_one_named(),
        **_of_travel(),
        **_parts(),
    }


_OF_WAY = r"(?:,\s+(?:which|whom|whose|about|on|over|for|of)\s[^;:.,]*,)?"


def _joined() -> dict[str, str]:
    """The way as something between two ends."""
    return {
        "parted": rf"{LENGTH}{_NEAR}\b{_JOINS}\s+{DET}{_A}{_NEAR}\b(?:and|from|to|with)\s+{DET}{_B}",
        "parted_by": rf"{_A}\s+(?:is|are|was|were)\s+{_JOINS}\s+(?:from|to|with)\s+{DET}{_B}{_NEAR}{LENGTH}",
        "between": rf"(?:between|{_JOINS})\s+{DET}{_A}{_NEAR}\b(?:and|from|with)\s+{DET}{_B}{_NEAR}{LENGTH}"
        rf"(?!{tail()}\s*\b(?:from|off|outside|beyond|past)\s|[\s,]*(?:{compass()})\s+of\s)",
        "measure_between": rf"{LENGTH}{_NEAR}\bbetween\s+{DET}{_A}{_NEAR}\band\s+{DET}{_B}",
        "joined_by": rf"{_A}\s+and\s+{DET}{_B}\s+(?:(?:are|were|being|is|was)\s+)?(?:[\w’'-]+\s+)?{_JOINS}\s+by\s+"
        rf"{_NEAR}{LENGTH}",
        "apart": rf"{_A}\s+and\s+{DET}{_B}{_NEAR}{LENGTH}{tail()}",
    }


def _in_pairs() -> dict[str, str]:
    """What lies nearest, and two figures for two places: "nearer to ⟦1⟧ (⟨M⟩) than to ⟦2⟧ (⟨o⟩)"."""
    name = r"(?-i:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})"
    way, other = tail(), rf"(?:⟦\d+⟧|{name})"
    nearest = r"(?:nearest|closest|next)(?:\s+(?!(?:and|but)\b)[\w’'-]+){0,6}?"
    is_it = (
        rf"(?:\s*,)?\s+(?:{_LIES}|would\s+be|being)\s+"
        r"(?:(?:probably|still|actually|that|those|the\s+one|at|in|on|of)\s+)*"
    )
    so_far = (
        r"[\s,(–—]*(?:(?:which|and\s+that)\s+)?"
        rf"(?:(?:is|was|lies|lay|at|an?|another|some|about|only|still|more\s+than|over|nearly)\s+)*{LENGTH}"
    )
    end = rf"(?!{way}\s*\b(?:(?:from|off|short\s+of|out\s+of|beyond|past)\s|to\s+⟦))"
    compared = rf"{_A}\s+{_LIES}\s+(?:\w+\s+){{0,2}}?(?:nearer|closer|further|farther)\s+(?:to|from)\s+{DET}"
    return {
        "nearest_to": rf"\b{nearest}\s+to\s+{DET}{_B}{is_it}{DET}{_A}{so_far}{end}",
        "nearest_of": rf"{_B}[’']s?\s+{nearest}(?:{is_it}|,\s+){DET}{_A}{so_far}{end}",
        "away_when": rf"{_A}\s+{_LIES}[^⟦⟧⟨⟩;:.]{{0,20}}{LENGTH}{way}\s*,?\s+"
        rf"(?:when|as|before|until|once|by\s+the\s+time)\s+[^⟦⟧;:.]{{0,40}}?(?:{_REACHES}|\b{_LEFT}|\b(?:cross|pass)\w*(?:\s+into)?)\s+{DET}{_B}",
        "nearer": rf"{compared}{_B}\s*[(,–—-]\s*{LENGTH}",
        "than_to": rf"{compared}{other}{_NEAR}\bthan\s+(?:to|from)\s+{DET}{_B}\s*[(,–—-]\s*{LENGTH}",
    }


def _from_to() -> dict[str, str]:
    """From a to b, in any order."""
    nouns = alternatives(list(lexicon()["nouns"]))
    # "… from ⟦0⟧ to ⟦1⟧, then ⟨M⟩ to ⟦2⟧", "sailing from ⟦0⟧ to ⟦1⟧, sank ⟨M⟩ off ⟦2⟧"
    goes_on = rf"(?!{tail()}\s*\b(?:to|off|outside|short\s+of|of|beyond|past)\s+{DET}⟦)"
    moved = r"(?:went|gone|got|walked|dr[oi]ven?|fl(?:ew|own)|r[oi]d(?:e|den)|sailed|marched|travell?ed|cycled|c[ao]me)"
    sails = rf"(?:{_LEFT}|(?:sailed|steamed|flew|set\s+(?:out|sail)|bound|departed|cleared)\s+from)"
    return {
        "measure_from_to": rf"{LENGTH}{tail()}[^⟦⟧⟨⟩,;:.]{{0,40}}?\bfrom\s+{DET}{_A}{_ONE_CLAUSE}"
        rf"{_NO_WAY_TO}{_TO}(?:reach\s+)?{DET}{_B}",
        "measure_to_from": rf"{LENGTH}{tail()}\s*(?:[\w’'-]+\s+)?to\s+{DET}{_B}\s+from\s+{DET}{_A}",
        "from_length_to": rf"\bfrom\s+{DET}{_A}[^⟦⟧⟨⟩;:.]{{0,40}}{LENGTH}{tail()}\s*{_TO}{DET}{_B}",
        "left_length_to": rf"\b{_LEFT}\s+{DET}{_A}[^⟦⟧⟨⟩;:.]{{0,60}}\bthe\s+(?:\w+\s+)?{LENGTH}{tail()}"
        rf"\s*\bto\s+{DET}{_B}",
        "from_on_to": rf"\bfrom\s+{DET}{_A}\s+(?:we|they|he|she|i)\s+[^⟦⟧⟨⟩;:.]{{0,30}}\bto\s+{DET}{_B}\s*[;,–—-]+\s*"
        rf"(?:the|all)\s+(?:\w+\s+)?{LENGTH}{tail()}\s+(?:took|were|was|cost|went|passed)\b",
        "from_to": rf"\bfrom\s+{DET}{_A}\s+(?:on\s+)?to\s+{DET}{_B}{_OF_WAY}{_NEAR}{LENGTH}{goes_on}",
        "sails_for": rf"\b{sails}\s+{DET}{_A}\s+(?:bound\s+)?for\s+{DET}{_B}{_NEAR}{LENGTH}",
        "way_to_from": rf"\b(?:to|in|at|into|reach\w*)\s+{DET}{_B}\s+from\s+{DET}{_A}{_NEAR}{LENGTH}",
        "measure_reached_from": rf"{LENGTH}[^⟦⟧;:.]{{0,40}}\b(?:reach\w*|arriv\w+\s+(?:in|at)|c[ao]me\s+to)\s+{DET}{_B}"
        rf"\s+from\s+{DET}{_A}",
        "measure_from_to_name": rf"{LENGTH}{tail()}\s*(?:[\w’'-]+\s+)?from\s+{DET}{PLACE}"
        rf"(?:{_NEAR}\bto\s+(?P<name>(?-i:(?:[A-Z][\w’'-]+\s?)+))|\s+to\s+(?P<noun>(?:the|our)\s+(?:{nouns})\b)(?!\s+(?:of|at)\b))",
        "from_here_to": rf"\bfrom\s+((?:this|our)\s+[\w’'-]+|here)\s+to\s+{DET}{PLACE}{_OF_WAY}[^⟦⟧;:.]*{LENGTH}",
        "in_from_to": rf"\b(?:in|within)\s+[^⟦⟧;:.]{{0,12}}{LENGTH}[^⟦⟧;:.]{{0,40}}\b{moved}"
        rf"\s+from\s+{DET}{_A}\s+to\s+{DET}{_B}",
        "to_from_in": rf"{_A}\s+from\s+{DET}{_B}[^⟦⟧⟨⟩;:.]{{0,20}}\b(?:in|within)\s+{LENGTH}",
        "pair_in": rf"{_A}\s*(?:to|[-–—→])\s*{DET}{_B}[\s,]*(?:in|took|takes|is|was)\s+[^⟦⟧;:.]{{0,12}}{LENGTH}",
    }


def _in_lists() -> dict[str, str]:
    """Lines of tables, timetables and lists."""
    own_end = rf"(?!{tail()}\s*\b(?:from|to|off|short\s+of|out\s+of|beyond|past)\s)"
    is_long = (
        r"(?:(?:is|was|are|were|makes?|measures?|takes|took|reckoned(?:\s+(?:at|to\s+be))?|:|,|\(|an?\b|the\b)\s*)"
    )
    hall = r"(?:\s+(?-i:[A-Z][\w.]*))?"
    arrow = r"\s*(?:to|[-–—→>]+)\s*(?:\d{1,2}[:.h]\d\d\s*)?"
    named = r"(?:^|[:;,.(|]\s*|\b(?:distance|passage|leg|stage|route|flight|ferry|train|bus|drive|voyage)\s+)"
    return {
        "to_is": rf"{_A}{hall}{arrow}{DET}{_B}{hall}[\s.…]*{is_long}+{LENGTH}{own_end}",
        "line": rf"{named}{_A}{hall}{arrow}{_B}{hall}(?:\s+(?:over|via|through|by|along)\s+[^⟨⟩;:.]{{1,30}})?"
        rf"[\s.…·_|,]*{LENGTH}{own_end}",
        "pair_took": rf"(?:^|[.;]\s+)[\s“\"']*{_A}\s*(?:to|[-–—→])\s*{DET}{_B}\s+(?:took|takes|cost|was|is|went)\b"
        rf"[^⟦⟧⟨⟩;:.]{{0,60}},\s*(?:and\s+)?{LENGTH}{own_end}",
        "head_from": rf"^[\s“\"']*{_A}\s*[,:–—-][^⟦⟧⟨⟩;.]{{0,30}}"
        rf"(?:\bfrom\s+⟦\d+⟧[^⟦⟧⟨⟩;.]{{0,20}}⟨o⟩[^⟦⟧⟨⟩;.]{{0,20}})*"
        rf"\bfrom\s+{DET}{_B}[\s,:(]*{LENGTH}{own_end}",
        "from_list": rf"\bfrom\s+{DET}{_B}\s*(?:\([^()⟦⟧]*\)\s*)?:\s*(?:(?:[^⟨⟩.]*⟨o⟩)++[^⟦⟧⟨⟩.]*)?{DET}{_A}"
        rf"[\s:,(–—-]*{LENGTH}",
        "lies_from_or": rf"{_A}\s+{_LIES}\s[^⟦⟧⟨⟩;:.]{{0,40}}\bfrom\s+{DET}{_B}\s*(?:,|\(|\bor|\bby|(?<=⟧))\s*"
        rf"(?:or\s+|about\s+|some\s+)*{LENGTH}{own_end}",
        "bare_place": rf"^\s*{_A}[\s,:]+{LENGTH}\s*[.;]?\s*$",
        "next_place": rf"^\s*(?:(?:tomorrow|next|then)[\s,:–—-]+(?:(?:on\s+)?to\s+)?{_A}"
        rf"|(?:(?:on\s+)?to\s+)?⟦(?P<later>\d+)⟧\s+(?:tomorrow|next))[\s,:–—-]+{LENGTH}\s*(?:[.;,]|$)",
    }


def _directed() -> dict[str, str]:
    """What lies there stands behind, or the direction before the length."""
    north, way = compass(), tail()
    own_end = rf"(?!{way}\s*\b(?:from|to|off|short\s+of|out\s+of|beyond|past)\s)"
    measured = r"(?:by|at\s+(?:a\s+distance\s+of\s+)?|,|\(|a\s+distance\s+of|some|or)"
    return {
        "direction_by": rf"{_A}[\s,]+(?:which\s+)?(?:{_LIES}\s+)?(?:\w+\s+)?(?:to\s+the\s+)?(?P<dir>{north})\s+of\s+"
        rf"{DET}{_B}[\s,]*(?:{measured}\s+)*{LENGTH}{way}{own_end}",
        "direction_before": rf"(?:^|[.;,]\s*|\b(?:to|in)\s+the\s+)(?:due\s+)?(?P<dir>{north})\s+of\s+{DET}{_B}[\s,]*"
        rf"(?:{measured}\s+)*{LENGTH}{way}[\s,]*{_LIES}\s+{DET}{_A}",
        "inverted": rf"{LENGTH}{way}\s*\b(?:from|beyond|past|of|after|behind)\s+{DET}{_B},?\s+{_LIES}\s+{DET}{_A}",
    }


def _one_named() -> dict[str, str]:
    """One end, and the other is what the sentence is about or what came before."""
    river = r"|above|below|upstream\s+(?:of|from)|downstream\s+(?:of|from)"
    noun = r"(?P<noun>(?:the|its|her|his|our|their)\s+(?:[\w’'-]+\s+)?[\w’'-]+)"
    return {
        "beside": rf"(?:\bto|\bfrom|\bin|\binto|\bfor|\breached|\bat)\s+{DET}{PLACE}\s*[,(]\s*$",
        "from": rf"{LENGTH}{tail()}\s*\b(?P<preposition>from|short\s+of|out\s+of|outside|beyond|past|off|of{river})\s+"
        rf"(?:(?P<nowhere>where|(?:the\s+|its\s+|our\s+)?nearest)\b|{DET}⟦(?P<place>\d+)⟧|(?P<adverb>here|there|it|us)\b|(?P<pair>the\s+(?:latter|former))\b|{noun}|(?P<name>(?-i:[A-Z][\w’'-]+)))",
        "to": rf"{LENGTH}{tail()}\s*{_TO}{DET}{PLACE}(?![’']s\s+(?!{_WITHIN}))",
        "bears": rf"{_A}\s+(?:bears|bore|bearing)\s+[^⟦⟧;:.]{{0,25}}{LENGTH}",
        "between_it": rf"{LENGTH}{_NEAR}\b(?:between\s+{_ITSELF}\s+and|{_JOINS}\s+{_ITSELF}\s+(?:from|to|with))"
        rf"\s+{DET}{_B}",
    }


def _of_travel() -> dict[str, str]:
    """What a journey had left, and what it reached after a length."""
    after = rf"(?:after\s+(?:{_LEFT}\s+|setting\s+out\s+from\s+)?|out\s+of\s+|from\s+)"
    return {
        "brought_to": rf"{LENGTH}[^⟦⟧⟨⟩;:.]{{0,30}}\b(?:brought|took|carried|led|bring|take)\s+{_ITSELF}\s+"
        rf"(?:on\s+|back\s+|down\s+|up\s+)?(?:in)?to\s+{DET}{_A}",
        "later": rf"(?:\bafter\s+[^⟦⟧⟨⟩;:.]{{0,20}}{LENGTH}|{LENGTH}\s+(?:later|further\s+on|farther\s+on|on)\b)"
        rf"[^⟦⟧⟨⟩;:.]{{0,40}}?(?:,\s+(?:the\s+)?|{_REACHES}\s+{DET}){_A}",
        "reached_after": rf"{LENGTH}\s+{after}{DET}{_A}[^⟦⟧;:.]{{0,60}}{_REACHES}\s+{DET}{_B}",
        "left_reached": rf"\b{_LEFT}\s+{DET}{_A}[^⟦⟧;:.]{{0,40}}{LENGTH}[^⟦⟧;:.]{{0,30}}{_REACHES}\s+{DET}{_B}",
        "left": rf"\b(?:{_LEFT}|set\s+out\s+from|out\s+of|from)\s+{DET}{_B}",
    }


def _parts() -> dict[str, str]:
    return {
        "end_of_phrase": rf"{LENGTH}(?:\s+(?:more\s+or\s+less|or\s+so|in\s+all))?\s*(?:[,.;)]|$)",
        "not_but": rf"\bnot\s+{LENGTH}[^⟨⟩;.]*\bbut\s+[^⟦⟧⟨⟩;.]{{0,20}}⟨o⟩",
        "but_so_much": r"\bnot\s+⟨o⟩[^⟨⟩;.]*\bbut\s+[^⟦⟧⟨⟩;.]{0,20}$",
        "alone": rf"{LENGTH}(?P<tail>{tail()})",
        "means": rf"(?:[\s,]*(?:{means()})\b)*",
        "further": r"⟦\d+⟧\s+(?:is|was|lies|lay)\s+(?:still\s+)?(?:a|another)\s+(?:further|farther)\s+$",
        "unreal": r"\bif\s+(?:it|this|that|he|she|we|they|i|⟦\d+⟧)\s+(?:had\s+been|were|was)\s+(?:[\w’'-]+\s+){0,2}$"
        r"|\b(?:fe(?:el|lt)|seem|look)\w*\s+(?:more\s+)?like\s+$|\bit(?:\s+(?:is|was)\s+not|\s+(?:is|was)n[’']t|[’']s\s+not)\s+$",
        "runs": r"\b(?:ris(?:es?|ing)\s+in|river|stream|canal|wall|fence|pipeline|valley|range|border|coast"
        r")\b[^;:.]*"
        r"\b(?:run|stretch|extend)\w*\s+(?:for\s+)?$",
        "extends": r"\b(?:provinces?|regions?|plateau|desert|forests?|district|park|reserve|belt|zone|mountains|delta"
        r"|plains?|empire|kingdom|area)\b[^;:.]*\b(?:stretch|extend|span|sprawl)\w*\s+(?:for\s+|over\s+)?$",
        "place_extends": rf"{PLACE}(?:\s+\w+)?\s+(?:stretch|extend|span|sprawl)\w*\s+(?:for\s+|over\s+)?$",
        "way_of": rf"\b(?:{_ways()})(?:\s+of\s+(?:the\s+)?|\s*,\s*)$",
        "the_way_of": rf"^[\s“\"']*(?:the|this|that|our|his|her|their)\s+(?:{_ways()})\s+of\s+(?:the\s+)?$",
        "to_direction": rf"\s*,?\s*(?:away\s+)?(?:due\s+|to\s+(?:the|its)\s+)(?P<dir>{compass()})\b(?!\s+of\b)",
        "on_direction": rf"\s+(?:due\s+)?(?P<dir>{compass()})\b(?!\s+of\b)",
        "adds": r"\b(?:add\w*|extend\w*|short\w*|lengthen\w*)\s+(?:\w+\s+)?$"
        r"|\b(?:add|extend|shorten|cut|reduc|lengthen|trim|increas|sav|miss|exceed)\w*\b[^;:.]*\bby\s+$",
        "flows": r"\b(?:flow|meander)(?:s|ed|ing)?\b[^;:.]*$",
        "surface": rf"{LENGTH}\s+of\s+(?:[\w’'-]+\s+){{0,2}}?{_SURFACE}",
    }


def stated_as(words: str) -> str | None:
    """How a text says that it measures: "straight", "road", "rail", "sea" or None."""
    return next((name for name, phrases in _measured_as() if phrases.search(words)), None)


@cache
def _measured_as() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\b(?:{alternatives(phrases)})\b", re.IGNORECASE))
        for name, phrases in lexicon()["stated_as"].items()
    )


def direction_in(words: str) -> float | None:
    """The direction of "east of" in degrees, None where there is none."""
    match = _direction_of().search(words)
    return degrees_of(match[1]) if match else None


@cache
def _direction_of() -> re.Pattern[str]:
    return re.compile(rf"\b({compass()})\s+of\b", re.IGNORECASE)


def degrees_of(direction: str) -> float:
    """ "north-east" → 45."""
    return float(lexicon()["compass"][" ".join(direction.casefold().split())])
