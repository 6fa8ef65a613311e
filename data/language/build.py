"""Retrains what the package carries of English: ``gazetteer.npz``, ``names.npz`` and ``grammar.npz``.

    python data/language/build.py --data FOLDER [--out FOLDER] [--only gazetteer names grammar] [--seconds N]

The data folder holds ``names/`` and ``grammar/`` as the docstrings of build_names.py and build_grammar.py say.  Needs
what requirements.txt lists (``make language`` installs it).  Seeds are fixed, and the configuration is config.toml;
hours on one core, minutes on a GPU.  A file is replaced only once the new one is whole.
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
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the weights are written: this folder")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--seconds", type=float, help="stop each model's learning after so long, for a try")
    options = parser.parse_args()
    data, out = options.data.resolve(), options.out.resolve()
    for folder in ("names", "grammar"):
        if not (data / folder).is_dir():
            sys.exit(f"{data} has no folder {folder}/: see data/language/README.md for the layout")
    out.mkdir(parents=True, exist_ok=True)
    clock = [] if options.seconds is None else [f"seconds={options.seconds}"]
    with tempfile.TemporaryDirectory() as work:
        lists = out / "gazetteer.npz" if "gazetteer" in options.only else FOLDER / "gazetteer.npz"
        examples = Path(work, "names.pkl.gz")
        if "gazetteer" in options.only:
            write(lists, "build_gazetteer.py")
        if {"names", "grammar"} & set(options.only):
            run("build_names.py", "--data", data, "--lists", lists, "--prepare", examples)
        if "names" in options.only:
            write(out / "names.npz", "build_names.py", "--examples", examples, "--set", *clock)
        if "grammar" in options.only:
            build_grammar(data, examples, Path(work), out, clock)


def build_grammar(data: Path, raw: Path, work: Path, out: Path, clock: list[str]) -> None:
    """A large teacher from the treebanks; a small model from the treebanks and what the teacher parsed."""
    config = tomllib.loads((FOLDER / "config.toml").read_text(encoding="utf-8"))["grammar"]
    teacher, parsed, texts = work / "teacher.npz", work / "parsed.pkl.gz", work / "grammar.pkl.gz"
    settings = [f"{key}={json.dumps(value)}" for key, value in config["teacher"].items()]
    run("build_grammar.py", "--data", data, "--prepare", texts)
    run("build_grammar.py", "--examples", texts, "--out", teacher, "--set", *settings, *clock)
    run("build_grammar.py", "--teacher", teacher, "--raw", raw, "--part", config["parsed_part"], "--out", parsed)
    write(out / "grammar.npz", "build_grammar.py", "--examples", texts, "--parsed", parsed, "--set", *clock)


def write(target: Path, script: str, *arguments: object) -> None:
    """Run a script that writes weights, and put them in their place when they are whole."""
    fresh = target.with_name(f".{target.stem}.new.npz")
    try:
        run(script, "--out", fresh, *arguments)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def run(script: str, *arguments: object) -> None:
    print(script, *arguments, flush=True)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(FOLDER), str(FOLDER.parents[1])])}
    done = subprocess.run([sys.executable, FOLDER / script, *map(str, arguments)], env=environment, check=False)
    if done.returncode:
        sys.exit(f"{script} failed with exit code {done.returncode}")


if __name__ == "__main__":
    main()
