"""Bytes of a file → text, or a clear refusal."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

from ..errors import UnreadableSource
from .foreign import refusal
from .metadata import field_of

# UTF-32 first: its little-endian mark begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITH_MARK = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The same, as the codecs are called that take the mark off."""
_LATIN = ("cp1250", "cp1254", "cp1257", "mac_roman")
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_FEW_NULLS = 3
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Signs of a wrong guess: a currency or other sign between letters, three letters outside ASCII in a row.
_MISREAD = re.compile(r"[^\W\d_][¤¥£€§©®±¶¬¦¨¯¸¼½¾‰†‡][^\W\d_]|[^\W\d_\x00-\x7f]{3}")


def decode(data: bytes, name: str, is_markup: bool = False, charset: str | None = None) -> str:
    """The text of a file, exactly, less a byte order mark.

    UTF-8, any UTF with a byte order mark, the character set that markup or ``charset`` (of a mail, of a
    server) declares, then code pages that are told by the writing that comes out.

    Raises:
        UnreadableSource: empty, not text, or in an encoding that nobody can tell; one line that says
            what to do.
    """
    if not data.strip():
        raise UnreadableSource(f"{name} is empty: put the text into it, or leave it out")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    refused = refusal(data, name)
    if refused is not None:
        raise refused
    if b"\x00" in data:
        wide = _unmarked_utf16(data)
        if wide is not None:
            return wide
        if data.count(0) > max(min(_FEW_NULLS, len(data) // 10), len(data) // 1000):
            raise UnreadableSource(f"{name} is not text: save its text as a UTF-8 .txt file and give that")
        data = data.replace(b"\x00", b"")  # what a program left behind a field or at the end
    declared = (_declared(data) if is_markup else None) or _usable(charset)
    # Escape bytes are legal UTF-8, but only 7-bit encodings (ISO-2022-JP) write them in a page.
    if not (declared and b"\x1b" in data):
        try:
            return _written(data.decode("utf-8"), name)
        except UnicodeDecodeError as error:
            offset = error.start
    else:
        offset = data.index(b"\x1b")
    if declared:
        return _written(_strictly(data, declared, name), name)
    text = _nearly_utf8(data, 5) or _by_headings(data) or _western(data) or _guessed(data) or _nearly_utf8(data, 0)
    if text is None:
        raise UnreadableSource(
            f"{name} is in an encoding that cannot be told (not UTF-8 at byte {offset}): save it as UTF-8"
        )
    return text


def encoding_of(data: bytes, name: str) -> str:
    """The name of the encoding in which ``decode`` reads a text: for what goes on where ``data`` ends.

    Raises what ``decode`` raises, and ``UnreadableSource`` where no one encoding gives its text.
    """
    marked = next((encoding for mark, encoding in _WITH_MARK if data.startswith(mark)), None)
    if marked is not None:
        return marked
    text = decode(data, name)
    others = (encoding for encodings, *_ in _SCRIPTS for encoding in encodings)
    for encoding in ("utf-8", "cp1252", *others, *_LATIN):
        if _decoded(data, encoding) == text:
            return encoding
    if data.decode("utf-8", "replace") == text:
        return "utf-8"
    raise UnreadableSource(f"{name} is in an encoding that cannot be told: save it as UTF-8")


def _written(text: str, name: str) -> str:
    """``text`` where it holds writing and not the control characters of a binary format."""
    if len(_CONTROL.findall(text)) * 100 > len(text):
        raise UnreadableSource(f"{name} is not text: save its text as a UTF-8 .txt file and give that")
    return text


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            f"{name} says that it is {encoding.upper()} and is not (byte {error.start}): save it as UTF-8"
        ) from None
    if not text.strip():
        raise UnreadableSource(f"{name} is empty: put the text into it, or leave it out")
    return text


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    return _usable(match[1].decode("ascii", "replace"))


def _usable(label: str | None) -> str | None:
    """The encoding that a label stands for, None for one that is unknown, no text encoding, or no news."""
    try:
        found = codecs.lookup(label or "")
    except (LookupError, ValueError):
        return None
    encoding = found.name
    if not getattr(found, "_is_text_encoding", True):
        return None
    # Browsers read these labels as their Windows superset (WHATWG Encoding Standard, section 4.2);
    # a page that is not UTF-8 although it says so is judged by its bytes.
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "utf-8": None}.get(encoding, encoding)


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if _plausible(text) else None


def _plausible(text: str) -> bool:
    """Whether text in the Latin alphabet came out: few letters outside ASCII, none where none can be."""
    letters = sum(c.isalpha() for c in text)
    foreign = sum(c.isalpha() and not c.isascii() for c in text)
    if letters * 2 < len(text) or foreign * 5 > letters or _CONTROL.search(text) or _MISREAD.search(text):
        return False
    return not any(a.islower() and b.isupper() and not b.isascii() for a, b in pairwise(text))


def _guessed(data: bytes) -> str | None:
    """Code pages of other writing, as told by the frequencies of what comes out."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_LATIN)).best()
    if best is not None and _plausible(str(best)):
        return str(best)
    return _in_other_script(data)


_SCRIPTS: tuple[tuple[tuple[str, ...], str, str, float], ...] = (
    (("cp1251", "koi8-r", "iso8859-5", "cp866"), "[а-яё]", "оеаинтсрвл", 0.6),
    (("koi8-u", "cp1251"), "[а-яіїєґ]", "оаинтсрвлі", 0.6),
    (("euc-kr", "cp949"), "[가-힣]", "이다에는을의고하가지", 0.2),
    (("shift_jis", "euc-jp"), "[ぁ-んァ-ヶ一-龯々]", "のにはをたがでとしる", 0.3),
    (("gb18030", "big5"), "[一-龯]", "的一是在不了有和人国國這", 0.1),
    (("cp1253",), "[α-ωάέήίόύώ]", "αοιετσνηυρ", 0.6),
    (("cp1255",), "[א-ת]", "יוהלאמרתבש", 0.6),
    (("cp1256",), "[ء-ي]", "ايلمنوتربع", 0.6),
    (("tis-620",), "[ก-๛]", "านรกอเงมยล", 0.5),
)
"""Encodings of a script, its letters in lower case, the most frequent of them, and their usual share of a text."""
_PUNCTUATION = re.compile(r"[\x00-\x7f\u00a0-\u00bf\u2010-\u2026\u2116\u3000-\u303f\uff00-\uff20]")


def _in_other_script(data: bytes) -> str | None:
    """Text in another script than the Latin one: the frequent letters are frequent, and there is little else."""
    best, most = None, 0.4
    for encodings, script, frequent, share in _SCRIPTS:
        for encoding in encodings:
            text = _decoded(data, encoding)
            foreign = _PUNCTUATION.sub("", text[:20_000])
            written = len(re.findall(script, foreign))
            if written < 4 or written < 0.8 * len(foreign) or _CONTROL.search(text):
                continue
            score = (written / len(foreign)) * sum(map(foreign.count, frequent)) / len(foreign) / share
            if score > most:
                best, most = text, score
    return best


def _by_headings(data: bytes) -> str | None:
    """A table of which the first line names columns for title, date … in one of the encodings of another script."""
    line = data.split(b"\n", 1)[0][:_LONGEST_HEADINGS]
    if line.isascii() or not re.search(rb"[,;\t]", line):
        return None
    encodings = dict.fromkeys(encoding for several, *_ in _SCRIPTS for encoding in several)
    for encoding in encodings:
        cells = re.split(r"[,;\t]", _decoded(line, encoding))
        if any(not cell.isascii() and field_of(cell.strip(' "\r')) for cell in cells):
            return _decoded(data, encoding) or None
    return None


_LONGEST_HEADINGS = 2_000


def _decoded(data: bytes, encoding: str) -> str:
    """The text that bytes are in an encoding, empty where they are none."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _nearly_utf8(data: bytes, evidence: int) -> str | None:
    """UTF-8 with a few broken bytes in a long text, as browsers show it: with a replacement character for each.

    For every broken one there have to be ``evidence`` letters outside ASCII that are whole.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(not c.isascii() for c in text) - broken
    if broken * 500 > len(text) or whole < evidence * broken:
        return None
    return text if len(_CONTROL.findall(text)) * 100 <= len(text) else None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin writing is zero."""
    even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
    encoding = "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else None
    if encoding is None or max(even, odd) * 4 < min(len(data), 2000):
        return None
    text = _decoded(data, encoding)
    return text if text and not _CONTROL.search(text) else None
