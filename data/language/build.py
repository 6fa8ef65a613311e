"""Retrains what the package carries of English: ``gazetteer.npz``, ``names.npz`` and ``grammar.npz``.

    python data/language/build.py --data FOLDER [--out FOLDER] [--only gazetteer names grammar]
        [--epochs N] [--sample SHARE] [--seconds N] [--work FOLDER]

The data folder holds ``names/`` and ``grammar/`` as the docstrings of build_names.py and build_grammar.py say.  Needs
what requirements.txt lists (``make language`` installs it).  Seeds are fixed, and the configuration is config.toml;
hours on one core, minutes on a GPU.  A file is replaced only once the new one is whole.  What is done is kept in the
work folder until all is, a training after each epoch, so that the same command goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).resolve().parent
PARTS = ("gazetteer", "names", "grammar")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the weights are written: this folder")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--epochs", type=int, help="how often each model sees its examples, instead of config.toml's")
    parser.add_argument("--sample", type=float, default=1.0, help="learn from this share of the examples, for a try")
    parser.add_argument("--seconds", type=float, help="stop each model's learning after so long, for a try")
    parser.add_argument("--work", type=Path, default=FOLDER.parents[1] / ".cache" / "language")
    options = parser.parse_args()
    if not 0 < options.sample <= 1:
        parser.error("--sample is a share: above 0, at most 1")
    if options.epochs is not None and options.epochs < 1:
        parser.error("--epochs is at least 1")
    data, out = options.data.resolve(), options.out.resolve()
    for folder in ("names", "grammar"):
        if not (data / folder).is_dir():
            sys.exit(f"{data} has no folder {folder}/: see data/language/README.md for the layout")
    out.mkdir(parents=True, exist_ok=True)
    settings = {"sample": options.sample, "epochs": options.epochs, "seconds": options.seconds}
    settings = {key: value for key, value in settings.items() if value is not None}
    work = options.work.resolve() / fingerprint(data, settings)
    work.mkdir(parents=True, exist_ok=True)
    Build(data, out, work, settings).run(options.only)
    shutil.rmtree(work)


def fingerprint(data: Path, settings: Mapping[str, float]) -> str:
    """Names what is built from: other data, settings or scripts are another build."""
    scripts = [*sorted(FOLDER.glob("*.py")), FOLDER / "config.toml", FOLDER / "templates.txt"]
    files = [(str(f.relative_to(data)), f.stat().st_size) for f in sorted(data.rglob("*")) if f.is_file()]
    said = json.dumps([files, dict(settings)]).encode()
    return hashlib.sha256(said + b"".join(script.read_bytes() for script in scripts)).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Build:
    """One build: each step is left out where its result is in the work folder already."""

    data: Path
    out: Path
    work: Path
    settings: Mapping[str, float]

    def run(self, parts: Collection[str]) -> None:
        lists, examples = FOLDER / "gazetteer.npz", self.work / "names.pkl.gz"
        if "gazetteer" in parts:
            lists = self.step("gazetteer.npz", "--out", "build_gazetteer.py")
        if {"names", "grammar"} & set(parts):
            self.step(examples.name, "--prepare", "build_names.py", "--data", self.data, "--lists", lists, *self.set())
        if "names" in parts:
            self.names(examples, lists)
        if "grammar" in parts:
            self.grammar(examples)
        for part in parts:
            self.publish(f"{part}.npz")

    def names(self, examples: Path, lists: Path) -> None:
        """A model from the examples, a slim one made of that."""
        state = self.work / "names.state"
        learn = ("build_names.py", "--examples", examples, "--state", state)
        whole = self.step("whole_names.npz", "--out", *learn, *self.set())
        slim = ("build_slim_names.py", "--whole", whole, "--raw", examples, "--lists", lists)
        self.step("names.npz", "--out", *slim, "--state", self.work / "slim_names.state", *self.set())

    def grammar(self, raw: Path) -> None:
        """A large teacher from the treebanks; a small model from those and what it parsed; a slim one made of that."""
        config = tomllib.loads((FOLDER / "config.toml").read_text(encoding="utf-8"))["grammar"]
        script = "build_grammar.py"
        texts = self.step("grammar.pkl.gz", "--prepare", script, "--data", self.data, *self.set())
        learn = (script, "--examples", texts)
        teacher = self.step(
            "teacher.npz", "--out", *learn, "--state", self.work / "teacher.state", *self.set(config["teacher"])
        )
        parsed = self.step("parsed.pkl.gz", "--out", script, "--teacher", teacher, "--raw", raw)
        state = self.work / "grammar.state"
        whole = self.step("whole.npz", "--out", *learn, "--parsed", parsed, "--state", state, *self.set())
        slim = ("build_slim_grammar.py", "--whole", whole, "--examples", texts, "--raw", raw)
        self.step("grammar.npz", "--out", *slim, "--state", self.work / "slim.state", *self.set())

    def set(self, more: Mapping[str, Any] = MappingProxyType({})) -> list[str]:
        """What goes before the configuration."""
        return ["--set", *(f"{key}={json.dumps(value)}" for key, value in {**more, **self.settings}.items())]

    def step(self, name: str, option: str, script: str, *arguments: object) -> Path:
        """Run a script that writes a file, unless that is there; its path."""
        target = self.work / name
        if target.is_file():
            print(f"{name} is there already", flush=True)
            return target
        fresh = target.with_name(f"new.{name}")
        run(script, option, fresh, *arguments)
        return fresh.replace(target)

    def publish(self, name: str) -> None:
        """Put a file in its place, in one go."""
        fresh = self.out / f".{name}.new"
        shutil.copyfile(self.work / name, fresh)
        fresh.replace(self.out / name)


def run(script: str, *arguments: object) -> None:
    print(script, *arguments, flush=True)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(FOLDER), str(FOLDER.parents[1])])}
    if "--teacher" in arguments:
        environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # it uses every processor already
    done = subprocess.run([sys.executable, FOLDER / script, *map(str, arguments)], env=environment, check=False)
    if done.returncode:
        sys.exit(f"{script} failed with exit code {done.returncode}")


if __name__ == "__main__":
    main()
