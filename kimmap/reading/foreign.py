"""Files that are no text and that no reader takes, or that are locked: what each is, and what to do about it."""

from __future__ import annotations

from ..errors import UnreadableSource

_SAVE = "save its text as a .txt or .html file and give that"
_UNPACK = "unpack it and give what it holds"
_DECRYPT = "decrypt it and give the text"
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF file", _SAVE),
    (b"PK\x03\x04", "a ZIP archive or an office document", _SAVE),
    (b"\xd0\xcf\x11\xe0", "an office document of the old kind", "save it as .docx, or its text as .txt, and give that"),
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"\x89PNG", "a PNG picture", _SAVE),
    (b"\xff\xd8\xff", "a JPEG picture", _SAVE),
    (b"GIF8", "a GIF picture", _SAVE),
    (b"\x1f\x8b", "a gzip archive", _SAVE),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", _UNPACK),
    (b"SQLite format 3", "a database", _SAVE),
    (b"\x7fELF", "a program", _SAVE),
    (b"II*\x00", "a TIFF picture", _SAVE),
    (b"MM\x00*", "a TIFF picture", _SAVE),
    (b"RIFF", "a picture, sound or film", _SAVE),
    (b"OggS", "sound or film", _SAVE),
    (b"ID3", "sound", _SAVE),
    (b"-----BEGIN PGP MESSAGE-----", "encrypted (PGP)", _DECRYPT),
    (b"age-encryption.org/v1", "encrypted (age)", _DECRYPT),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", "encrypted (age)", _DECRYPT),
    (b"Salted__", "encrypted (OpenSSL)", _DECRYPT),
)
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
"""How an office document with a password is named inside the container that it is put into."""
_KINDLE = slice(60, 68), (b"BOOKMOBI", b"TEXtREAd")


def refusal(data: bytes, name: str) -> UnreadableSource | None:
    """Why a file is not read as text, told by what it begins with; None where nothing speaks against it."""
    if data.startswith(b"\xd0\xcf\x11\xe0") and _LOCKED_OFFICE in data:
        return locked(name)
    if data[_KINDLE[0]] in _KINDLE[1]:
        return UnreadableSource(f"{name} is an e-book of a reading device: {_SAVE}")
    start = data[:64].lstrip()
    found = next(((what, todo) for magic, what, todo in _MAGIC if start.startswith(magic)), None)
    return UnreadableSource(f"{name} is {found[0]}: {found[1]}") if found else None


def locked(name: str) -> UnreadableSource:
    return UnreadableSource(f"{name} is locked with a password: open it, take the password off and give the copy")
