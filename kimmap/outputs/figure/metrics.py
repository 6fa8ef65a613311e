"""How wide words are in Helvetica, Arial and Liberation Sans, which share their widths."""

from __future__ import annotations

import unicodedata

FONTS = (
    "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', "
    "'Noto Sans CJK SC', sans-serif"
)
"""The first three for what they can write; the others for other scripts."""

_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
    556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
    556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
    500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722,
    611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556,
    611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778,
    556, 556, 500, 389, 280, 389, 584,
)  # fmt: skip
"""Of the characters from space to tilde, in thousandths of the size (Adobe Font Metrics)."""
_OTHER = {"–": 556, "—": 1000, "·": 278, "“": 333, "”": 333, "‘": 222, "’": 222, "…": 1000, "→": 1000, "ß": 611}
_UNKNOWN = 640


def text_width(text: str, size: float, *, bold: bool = False, spacing: float = 0.0) -> float:
    """Width of a line in the unit of ``size``; ``spacing`` is added after each character.

    Exact for ASCII; for other scripts an estimate that is rather too wide.
    """
    table = _BOLD if bold else _REGULAR
    return sum(_width(c, table) for c in text) * size / 1000 + spacing * len(text)


def _width(character: str, table: tuple[int, ...]) -> int:
    if character in _OTHER:
        return _OTHER[character]
    if unicodedata.combining(character):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if " " <= base <= "~":
        return table[ord(base) - 32]
    return 1000 if unicodedata.east_asian_width(character) in "WF" else _UNKNOWN


def wrapped_lines(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than ``width``; a longer word stands alone and is cut with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(shortened(word, width, size, bold=bold))
    return lines


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, or what of it fits before an ellipsis."""
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(f"{text}…", size, bold=bold) > width:
        text = text[:-1]
    return f"{text}…"
