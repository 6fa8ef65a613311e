"""Makes a slimmer grammar model that reads like the one it is made of: fewer units, hence faster.

    python data/language/build_slim.py --whole WEIGHTS --examples FILE --raw FILE [--out FILE] [--state FILE]

``--examples`` is what build_grammar.py, ``--raw`` what build_names.py ``--prepare`` wrote.  The units of each layer
that matter least are cut out, what they said being told by the others as well as it can be; then the slim model
learns to say what the teacher says (all of it: the odds of every head, relation and label) on the same texts, and a
little from the treebanks themselves.  Words keep their vectors.  Labels that the teacher never gives are left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from build_grammar import FOLDER, IGNORED, Text, report, vary
from cutting import LABELS, Arrays, keep_columns, slimmed
from learner import DEVICE, Average, Checkpoint, Pace, write_weights
from stored_model import Model
from torch import nn
from torch.nn import functional

from kimmap.language.network import WordVectors, cut_windows, load_weights

_SAMPLE, _COUNTED = 2_000, 15_000
"""Windows by which units and labels are judged."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", type=Path, required=True)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FOLDER / "grammar.npz")
    parser.add_argument("--state", type=Path, metavar="FILE", help="where the training stands: it goes on from there")
    parser.add_argument("--config", type=Path, default=FOLDER / "config.toml")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="override the configuration")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))["slim"]
    config |= {k: json.loads(v) for k, v in (pair.split("=", 1) for pair in options.set)}
    with gzip.open(options.examples) as file:
        sets = {k: [Text(*columns) for columns in rows] for k, rows in pickle.load(file).items()}
    with gzip.open(options.raw) as file:
        raw = pickle.load(file)
    torch.manual_seed(config["seed"])
    slimmer = Slimmer(options.whole, config)
    texts = [list(e[0]) for name in sorted(raw) if not name.startswith("dev/") for e in raw[name]]
    slimmer.train(sets["train"], texts, options.out, options.state)
    from kimmap.language.grammar import Grammar as Reader

    report(Reader(options.out), sets["dev"])


# ------------------------------------------------------------------------------------- learning


@dataclass(frozen=True, slots=True)
class Window:
    """Words that are read at once; ``gold``: the columns of the treebank, none for other texts."""

    words: list[str]
    gold: tuple[np.ndarray, ...] | None = None


class Slimmer:
    """A teacher, and a slimmer model that learns from it."""

    def __init__(self, teacher: Path, config: Mapping[str, Any]) -> None:
        self._config = config
        self._settings, self._stored = load_weights(teacher)
        with np.load(teacher) as stored:
            self._words = {k: stored[k] for k in ("feature_keys", "rows", "row_scales", "norm_gain", "norm_bias")}
        self._vectors = WordVectors(self._stored)
        self._teacher = Model(self._stored).to(DEVICE).eval().requires_grad_(requires_grad=False)
        self._labels: dict[str, list[str]] = dict(self._settings["labels"])
        self._kept: dict[str, np.ndarray] = {}
        self._rng = np.random.default_rng(config["seed"])

    def train(self, treebank: Sequence[Text], texts: Sequence[list[str]], out: Path, state: Path | None) -> None:
        sample = list(self._windows(treebank, texts))
        sample = [sample[i] for i in self._rng.permutation(len(sample))[:_COUNTED]]
        self._kept = self._given(sample)
        for name, kept in self._kept.items():
            keep_columns(self._stored, name, kept)
            self._labels[name] = [self._labels[name][i] for i in kept]
        student = Model(self._cut(sample[:_SAMPLE])).to(DEVICE)
        print({name: len(kept) for name, kept in self._kept.items()}, flush=True)
        config = self._config
        optimizer = torch.optim.AdamW(
            student.parameters(), lr=config["rate"], betas=(0.9, 0.98), weight_decay=config["decay"]
        )
        total = sum(len(t.words) for t in treebank) * config["treebank"] + sum(map(len, texts))
        steps = int(config["epochs"] * total / config["batch"])
        pace = Pace(optimizer, config["rate"], steps, config["seconds"])
        average = Average(student, 0.9995)
        checkpoint = Checkpoint(state, student, optimizer, average, pace, self._rng)
        print(f"{int(total):,} words an epoch, {steps:,} steps", flush=True)
        for epoch in range(checkpoint.resume(), config["epochs"]):
            windows = list(self._windows(treebank, texts))
            losses: Counter[str] = Counter()
            count = 0
            for batch in self._batches(windows):
                parts = self._losses(student, batch)
                loss = sum(config["weights"].get(k.split()[-1], 1.0) * v for k, v in parts.items())
                optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(student.parameters(), 2.0)
                optimizer.step()
                pace.step()
                average.update(student)
                losses.update({k: float(v.detach()) for k, v in parts.items()})
                count += 1
                if pace.progress >= 1:
                    break
            line = " ".join(f"{k} {v / max(count, 1):.4f}" for k, v in losses.items())
            print(f"epoch {epoch + 1} {line} {pace.seconds:.0f} s", flush=True)
            checkpoint.save(epoch)
            if pace.progress >= 1:
                break
        self._save(average.weights, student, out)

    def _save(self, weights: Mapping[str, torch.Tensor], student: Model, out: Path) -> None:
        kept = {k: v.clone() for k, v in student.state_dict().items()}
        student.load_state_dict(dict(weights))
        arrays = student.arrays()
        student.load_state_dict(kept)
        write_weights(out, self._settings | {"labels": self._labels, "slim": dict(self._config)}, self._words | arrays)

    def _windows(self, treebank: Sequence[Text], texts: Sequence[list[str]]) -> Iterator[Window]:
        """The windows of an epoch: texts in another order and other company each time."""
        for _ in range(round(self._config["treebank"])):
            for text in treebank:
                for a, b in cut_windows(text.words):
                    if b - a > 2:
                        yield Window(text.words[a:b], self._gold(text, a, b))
        order = self._rng.permutation(len(texts)).tolist()
        while order:
            words: list[str] = []
            for _ in range(int(self._rng.integers(1, self._config["joined"] + 1))):
                if order:
                    words += texts[order.pop()]
            yield from (Window(words[a:b]) for a, b in cut_windows(words) if b - a > 2)

    def _gold(self, text: Text, a: int, b: int) -> tuple[np.ndarray, ...]:
        """Heads in the window (-1: root, -2: none), relations, starts."""
        relations = {x: i for i, x in enumerate(self._labels["relation"])}
        heads = [
            -2 if h is None or not r or not a <= h < b else -1 if h == i else h - a
            for i, (h, r) in enumerate(zip(text.head[a:b], text.relation[a:b], strict=True), a)
        ]
        named = [
            IGNORED if h == -2 else relations.get(r or "", IGNORED)
            for h, r in zip(heads, text.relation[a:b], strict=True)
        ]
        return np.array(heads), np.array(named), np.array(text.start[a:b], np.float32)

    def _batches(self, windows: Sequence[Window]) -> Iterator[list[Window]]:
        """Windows of exactly the same length, in batches of about so many words, in any order."""
        of_length: dict[tuple[int, bool], list[Window]] = {}
        for i in self._rng.permutation(len(windows)).tolist():
            window = windows[i]
            of_length.setdefault((len(window.words), window.gold is not None), []).append(window)
        batches = []
        for (length, _), own in of_length.items():
            size = max(1, self._config["batch"] // length)
            batches += [own[i : i + size] for i in range(0, len(own), size)]
        for i in self._rng.permutation(len(batches)).tolist():
            yield batches[i]

    def _input(self, batch: Sequence[Window], *, varied: bool) -> torch.Tensor:
        share = self._config["vary"] if varied else 0.0
        words = [w for window in batch for w in (vary(window.words, self._rng, share) if share else window.words)]
        vectors, index = self._vectors.distinct(words)
        return torch.from_numpy(vectors[index]).view(len(batch), -1, vectors.shape[1]).to(DEVICE)

    def _losses(self, student: Model, batch: Sequence[Window]) -> dict[str, torch.Tensor]:
        gold = batch[0].gold is not None
        vectors = self._input(batch, varied=not gold)
        with torch.no_grad():
            known = self._teacher(vectors)
            starts = self._teacher.linear["start"](known)[..., 0]
            allowed = _allowed(starts)
            arcs = self._teacher.arcs(known, allowed)
            heads = arcs.argmax(2) - 1
            relations = self._teacher.relations(known, heads)
            labels = self._teacher.labels(known)
        x = functional.dropout(student(vectors), self._config["dropout"])
        parts = {
            "arc": _apart(student.arcs(x, allowed), arcs),
            "relation": _apart(student.relations(x, heads), relations),
            "start": functional.binary_cross_entropy_with_logits(
                student.linear["start"](x)[..., 0], torch.sigmoid(starts)
            ) - functional.binary_cross_entropy_with_logits(starts, torch.sigmoid(starts)),
        }  # fmt: skip
        own = student.labels(x)
        for name in LABELS:
            kept = self._kept[name]
            parts[name] = _apart(own[name], labels[name][..., kept].log_softmax(2))
        if gold:
            parts |= self._gold_losses(student, x, batch)
        return parts

    def _gold_losses(self, student: Model, x: torch.Tensor, batch: Sequence[Window]) -> dict[str, torch.Tensor]:
        columns = zip(*(window.gold for window in batch), strict=True)  # type: ignore[arg-type]
        heads, relations, starts = (torch.from_numpy(np.stack(c)).to(DEVICE) for c in columns)
        allowed = _allowed(torch.where(starts > 0, 10.0, -10.0))
        target = torch.where(heads == -2, IGNORED, heads + 1)
        outside = ~allowed.gather(2, target.clamp(min=0)[..., None])[..., 0]
        target = target.masked_fill(outside, IGNORED)
        arcs = functional.nll_loss(student.arcs(x, allowed).flatten(0, 1), target.flatten(), ignore_index=IGNORED)
        named = relations.masked_fill(target == IGNORED, IGNORED)
        related = functional.nll_loss(student.relations(x, heads).flatten(0, 1), named.flatten(), ignore_index=IGNORED)
        begun = functional.binary_cross_entropy_with_logits(student.linear["start"](x)[:, 1:, 0], starts[:, 1:])
        share = self._config["gold"]
        return {"gold arc": share * arcs, "gold relation": share * related, "gold start": share * begun}

    # --------------------------------------------------------------------------------- the first cut

    def _given(self, sample: Sequence[Window]) -> dict[str, np.ndarray]:
        """Which labels the teacher gives at all."""
        counts: Counter[tuple[str, int]] = Counter()
        with torch.no_grad():
            for batch in self._batches(sample):
                labels = self._teacher.labels(self._teacher(self._input(batch, varied=False)))
                for name, odds in labels.items():
                    counts.update((name, i) for i in odds.argmax(2).flatten().tolist())
        return {name: np.array(sorted(i for own, i in counts if own == name)) for name in LABELS}

    def _cut(self, sample: Sequence[Window]) -> Arrays:
        """The teacher with fewer units."""
        told: dict[str, list[np.ndarray]] = {}
        worth: dict[str, np.ndarray] = {}
        for batch in self._batches(sample):
            groups, loss = self._units(self._input(batch, varied=False))
            grads = torch.autograd.grad(loss, list(groups.values()))
            for (name, units), grad in zip(groups.items(), grads, strict=True):
                told.setdefault(name, []).append(units.detach().flatten(0, 1).cpu().numpy())
                worth[name] = worth.get(name, 0) + ((units * grad) ** 2).sum((0, 1)).detach().cpu().numpy()
        return slimmed(self._stored, self._config, {k: np.concatenate(v) for k, v in told.items()}, worth)

    def _units(self, vectors: torch.Tensor) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
        """What each group of units says, and how unlikely answers are that the teacher's odds drew."""
        teacher = self._teacher
        vectors = vectors.requires_grad_()
        x = teacher(vectors)
        allowed = _allowed(teacher.linear["start"](x)[..., 0].detach())
        linear = teacher.linear
        groups = {f"layer {n}": said for n, said in enumerate(teacher.said[1:])}
        groups["arc_dependent"], groups["arc_head"], groups["narrow"] = (
            torch.relu(linear[name](x)) for name in ("arc_dependent", "arc_head", "narrow")
        )
        asked = groups["arc_dependent"] @ teacher.arc_weight + teacher.arc_bias
        scores = torch.cat([(asked @ teacher.root)[..., None], asked @ groups["arc_head"].transpose(1, 2)], 2)
        arcs = scores.masked_fill(~allowed, -1e4).log_softmax(2)
        heads = arcs.argmax(2) - 1
        governors = linear["rel_head"](x)
        chosen = governors.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, governors.shape[2]))
        chosen = torch.where((heads < 0)[..., None], teacher.rel_root, chosen)
        groups["rel"] = torch.relu(linear["rel_dependent"](x) + chosen)
        outs = {"rel": linear["rel_out"](groups["rel"]), **{n: linear[n](groups["narrow"]) for n in LABELS}}
        answers = [arcs, *(v.log_softmax(2) for v in outs.values())]
        # A drawn answer in place of the best: the gradient then says how much a unit matters at all.
        drawn = [torch.distributions.Categorical(logits=a).sample() for a in answers]
        loss = -sum(a.gather(2, d[..., None]).sum() for a, d in zip(answers, drawn, strict=True))
        return groups, loss


def _allowed(starts: torch.Tensor) -> torch.Tensor:
    """(windows, words, 1 + words): which heads each word may have: the root, and words of its own sentence."""
    begins = starts > 0
    begins[:, 0] = True
    sentence = begins.cumsum(1)
    same = sentence[:, :, None] == sentence[:, None, :]
    return torch.cat([torch.ones_like(same[..., :1]), same], 2)


def _apart(own: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """How far the student's odds are from the teacher's: divergence a word."""
    return (known.exp() * (known - own)).sum(2).mean()


if __name__ == "__main__":
    main()
