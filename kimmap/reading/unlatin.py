"""Who has written, as the lines of Korean, Japanese, Chinese and Russian papers tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_KOREAN = re.compile(r"(?<![가-힣])(?P<name>[가-힣]{2,4})\s?(?:기자|특파원|논설위원|통신원)(?![가-힣])")
_NO_NAME = frozenset(
    {
        *("사진", "취재", "전문", "인턴", "선임", "수습", "외신", "방송", "여러", "다른"),
        *("온라인", "디지털", "본지", "편집", "시민", "담당", "현장", "해당", "일부", "당시"),
    }
)
_JAPANESE = (
    re.compile(
        r"[（(【](?:[^（）()【】\s]{1,10}[部局課班]|記者|文)[\s・:：=＝]+(?P<name>[\u3041-\u9fff々]{2,6}(?:\s[\u3041-\u9fff々]{1,4})?)[)）】]$"
    ),
    re.compile(r"[（(]?(?P<name>[\u3400-\u9fff々]{2,5})(?:記者|特派員)[)）]?$"),
    re.compile(r"【[^【】=＝]{1,10}[=＝](?P<name>[\u3041-\u9fff々]{3,5})】"),
)
_CHINESE = re.compile(
    r"(?:^|[\s|（(])(?:本报|本社|本报讯)?(?:记者|作者|撰文|撰稿|記者|文)[\s：:/／]\s?(?P<name>[\u3400-\u9fff]{2,4})(?![\u3400-\u9fff])"
)
_RUSSIAN = re.compile(
    r"(?:Авторы?|Текст|Материал подготовил[аи]?|Беседовал[аи]?)\s*:?\s+"
    r"(?P<name>[А-ЯЁ][а-яё-]+(?:\s[А-ЯЁ][а-яё-]+){1,2})"
)
_SHAPES = (_KOREAN, *_JAPANESE, _CHINESE, _RUSSIAN)
_SCRIPTS = re.compile(r"[\u0400-\u04ff\u3041-\u9fff\uac00-\ud7a3]")
_BRACKETED = re.compile(r"[\[(【][^\[\]()【】]{0,40}[\])】]")
_SHORT = 60
"""Characters of a line that tells who has written."""


def writer_in(lines: Iterable[str]) -> str | None:
    """The first writer that a short line names, or what a paragraph begins with in brackets."""
    for line in lines:
        opening = _BRACKETED.match(line)
        shown = line if len(line) <= _SHORT else opening[0] if opening else ""
        if not shown or _SCRIPTS.search(shown) is None:
            continue
        found = (shape.search(shown) if shape is not _RUSSIAN else shape.match(shown) for shape in _SHAPES)
        match = next((m for m in found if m is not None and m["name"] not in _NO_NAME), None)
        if match is not None:
            return match["name"]
    return None
