"""What a claim quotes: its sentence, or the whole of a caption, a list line or the cell of a row."""

from __future__ import annotations

import re

from kimmap.claims.scene import Line, Scene
from kimmap.model import Block, Document, PlaceMention, Quote


def quote_of(scene: Scene, line: Line, mention: PlaceMention | None = None) -> Quote:
    """The sentence; of a caption, a list line or a row the whole of it, since its day stands at its head.

    Of a row the cell that tells of the place is quoted, with the row around it: what stands between cells is not the
    page's text but ours.
    """
    block, sentence = line.block, line.sentence
    if block is None or block.role not in ("caption", "list", "table"):
        return scene.document.quote(sentence.start, sentence.end)
    start, end = (_telling_cell(scene.document, block, mention) if mention else None) or (block.start, block.end)
    return scene.document.quote(start, end, (block.start, block.end))


def _telling_cell(document: Document, block: Block, mention: PlaceMention) -> tuple[int, int] | None:
    """The longest cell of a row that names a place, None where the line is no row.

    Of a position in two cells, latitude and longitude, it is the longest cell of all: mostly what is remarked there.
    """
    cells = [m.span() for m in re.finditer(r"[^\t]+", document.text[block.start : block.end])]
    spans = [(block.start + start, block.start + end) for start, end in cells] if len(cells) > 1 else []
    names = {mention.quote.text, mention.name}
    telling = [(a, b) for a, b in spans if any(name in document.text[a:b] for name in names)]
    if not telling and spans and mention.quote.end > mention.quote.start:  # a position in two columns
        remarks = [(a, b) for a, b in spans if a >= mention.quote.end and re.search(r"[^\W\d_]{3}", document.text[a:b])]
        telling = remarks or [(a, b) for a, b in spans if a <= mention.quote.start < b]
    return max(telling, key=lambda span: span[1] - span[0], default=None)
