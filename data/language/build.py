"""Retrains what the package carries of English: ``gazetteer.npz``, ``names.npz`` and ``grammar.npz``.

    python data/language/build.py --data FOLDER [--only gazetteer names grammar]

FOLDER holds ``names/`` and ``grammar/`` as the docstrings of build_names.py and build_grammar.py say.  Needs PyTorch
and the package ``names``.  Seeds are fixed, and the configuration is config.toml; hours on one core, minutes on a GPU.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PARTS = ("gazetteer", "names", "grammar")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    data = options.data.resolve()
    for folder in ("names", "grammar"):
        if not (data / folder).is_dir():
            sys.exit(f"{data} has no folder {folder}/: see data/language/README.md for the layout")
    with tempfile.TemporaryDirectory() as work:
        examples = Path(work, "names.pkl.gz")
        if "gazetteer" in options.only:
            run("build_gazetteer.py")
        if {"names", "grammar"} & set(options.only):
            run("build_names.py", "--data", data, "--prepare", examples)
        if "names" in options.only:
            run("build_names.py", "--examples", examples)
        if "grammar" in options.only:
            build_grammar(data, examples, Path(work))


def build_grammar(data: Path, raw: Path, work: Path) -> None:
    """A large teacher from the treebanks; a small model from the treebanks and what the teacher parsed."""
    config = tomllib.loads((FOLDER / "config.toml").read_text(encoding="utf-8"))["grammar"]
    teacher, parsed, texts = work / "teacher.npz", work / "parsed.pkl.gz", work / "grammar.pkl.gz"
    settings = [f"{key}={json.dumps(value)}" for key, value in config["teacher"].items()]
    run("build_grammar.py", "--data", data, "--prepare", texts)
    run("build_grammar.py", "--examples", texts, "--out", teacher, "--set", *settings)
    run("build_grammar.py", "--teacher", teacher, "--raw", raw, "--part", config["parsed_part"], "--out", parsed)
    run("build_grammar.py", "--examples", texts, "--parsed", parsed)


def run(script: str, *arguments: object) -> None:
    print(script, *arguments, flush=True)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(FOLDER), str(FOLDER.parents[1])])}
    done = subprocess.run([sys.executable, FOLDER / script, *map(str, arguments)], env=environment, check=False)
    if done.returncode:
        sys.exit(f"{script} failed with exit code {done.returncode}")


if __name__ == "__main__":
    main()
