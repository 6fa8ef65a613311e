"""ZIP files: folders of sources, read as a folder would be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from ...errors import UnreadableSource
from ..articles import Article
from ..foreign import locked
from ..sources import PAGES, is_page_part
from . import Context, articles_in, bomb, is_bomb, most_unpacked

_ENCRYPTED = 1
"""The flag of a file that is locked with a password."""
_LOCKS = "META-INF/encryption.xml"
"""What of an e-book is encrypted: its fonts often, its pages where it was sold."""
_MOST_MEMBERS = 20_000


def read_zip(name: str, data: bytes, context: Context) -> Iterator[Article]:
    """The articles in a ZIP file, by name; hidden files and the parts of saved pages are left out."""
    inside = context.inside(name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = _sources_in(archive, name)
        if len(members) > _MOST_MEMBERS:
            raise UnreadableSource(f"{name} holds {len(members):,} files: unpack it and give a part of it")
        if not members:
            raise UnreadableSource(f"{name} holds no files to read: put the texts into it")
        size = sum(member.file_size for member in members)
        if is_bomb(size):
            raise bomb(name)
        inside.spend(size, name)
        closed = [member for member in members if member.flag_bits & _ENCRYPTED]
        if closed:
            few = "is" if len(closed) == len(members) else f"has {len(closed):,} of {len(members):,} files"
            context.note(UnreadableSource(f"{name} {few} locked with a password: unpack it and give what it holds"))
            members = [member for member in members if not member.flag_bits & _ENCRYPTED]
        unread = 0
        for member in members:
            path = PurePosixPath(member.filename)
            try:
                content = read_member(archive, member, name)
                yield from articles_in(f"{name}/{path}", content, path.suffix.lower(), inside)
            except UnreadableSource as problem:
                unread += 1
                if unread == len(members) == 1:
                    raise
                context.note(problem)


def _sources_in(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """What an archive holds to read, sorted by name; of an e-book its pages."""
    members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
    names = {m.filename for m in members}
    if "META-INF/container.xml" in names:
        members = [m for m in members if _suffix(m) in (*PAGES, ".xhtml")]
        listed = read_member(archive, _LOCKS, name) if _LOCKS in names else b""
        if any(m.filename.rsplit("/", 1)[-1].encode() in listed for m in members):
            raise UnreadableSource(f"{name} is an e-book that only its buyer's program opens: give its text")
    pages = {str(PurePosixPath(m.filename).with_suffix("")) + "_files" for m in members if _suffix(m) in PAGES}
    return [m for m in members if not _is_left_out(PurePosixPath(m.filename), pages)]


def _is_left_out(path: PurePosixPath, page_folders: set[str]) -> bool:
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return hidden or is_page_part(path.name) or any(str(folder) in page_folders for folder in path.parents)


def _suffix(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename).suffix.lower()


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str, name: str) -> bytes:
    """The content of one file in an archive; raises ``UnreadableSource`` for a locked, damaged or huge one."""
    label = member if isinstance(member, str) else member.filename
    try:
        with archive.open(member) as file:
            content = file.read(most_unpacked() + 1)
    except RuntimeError as error:  # the module's way of asking for a password
        raise locked(f"{name}/{label}") from error
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, KeyError, IndexError) as error:
        raise UnreadableSource(
            f"{name}/{label} cannot be unpacked: unpack it yourself and give what it holds"
        ) from error
    except Exception as error:  # zlib.error, lzma.LZMAError: damaged data
        raise UnreadableSource(f"{name}/{label} is damaged: pack it again") from error
    if is_bomb(len(content)):
        raise bomb(f"{name}/{label}")
    return content
