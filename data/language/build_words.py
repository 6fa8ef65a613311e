"""Writes ``words.json``: spaCy's rules for the words of English, which `kimmap/language/words.py` follows.

    python data/language/build_words.py [--out data/language/words.json]

Needs the version of spaCy that the models were trained with: they know words cut by these rules only.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy

FOLDER = Path(__file__).parent
NO_CONTRACTIONS = frozenset({"Wed", "wed", "WED", "Id", "id"})
"""What spaCy takes for "we'd" and "I'd" without their apostrophes: here they are Wednesday and a document."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=FOLDER / "words.json")
    out = parser.parse_args().out
    tokenizer = spacy.blank("en").tokenizer
    rules = {
        "spacy": spacy.__version__,
        "prefix": tokenizer.prefix_search.__self__.pattern,
        "suffix": tokenizer.suffix_search.__self__.pattern,
        "infix": tokenizer.infix_finditer.__self__.pattern,
        "url": tokenizer.url_match.__self__.pattern,
        "exceptions": {
            whole: [part[spacy.symbols.ORTH] for part in parts]
            for whole, parts in sorted(tokenizer.rules.items())
            if whole not in NO_CONTRACTIONS
        },
    }
    text = json.dumps(rules, ensure_ascii=False, indent=None, separators=(",", ":"))
    out.write_text(text + "\n", encoding="utf-8")
    print(f"{len(rules['exceptions']):,} exceptions, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
