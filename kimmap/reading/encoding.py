"""Bytes of a file → text, or a clear refusal."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

from ..errors import UnreadableSource

_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"OggS", "sound or film"),
    (b"ID3", "sound"),
)
# UTF-32 first: its little-endian mark begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Signs of a wrong guess: a currency or other sign between letters, three letters outside ASCII in a row.
_MISREAD = re.compile(r"[^\W\d_][¤¥£€§©®±¶¬¦¨¯¸¼½¾‰†‡][^\W\d_]|[^\W\d_\x00-\x7f]{3}")


def decode(data: bytes, name: str, is_markup: bool = False) -> str:
    """The text of a file, exactly, less a byte order mark.

    UTF-8, any UTF with a byte order mark, the character set that markup declares, then old Western
    and Central European code pages, and those only where the outcome looks like writing.

    Raises:
        UnreadableSource: empty, not text, or in an encoding that nobody can tell; one line that says
            what to do.
    """
    if not data.strip():
        raise UnreadableSource(f"{name} is empty: put the text into it, or leave it out")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, name)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableSource(f"{name} is {what}: save its text as a .txt or .html file and give that")
    if b"\x00" in data:
        raise UnreadableSource(f"{name} is not text: save its text as a UTF-8 .txt file and give that")
    declared = _declared(data) if is_markup else None
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
    text = _western(data) or _guessed(data)
    if text is None:
        raise UnreadableSource(
            f"{name} is in an encoding that cannot be told (not UTF-8 at byte {offset}): save it as UTF-8"
        )
    return text


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
    try:
        encoding = codecs.lookup(match[1].decode("ascii", "replace")).name
    except LookupError:
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
    """Other code pages of the Latin alphabet, as told by the frequencies of their letters."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["cp1250", "cp1254", "cp1257", "mac_roman"]).best()
    return str(best) if best is not None and _plausible(str(best)) else None
