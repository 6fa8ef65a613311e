"""Makes a slimmer grammar model that reads like the one it is made of: fewer units, hence faster.

    python data/language/build_slim_grammar.py --whole WEIGHTS --examples FILE --raw FILE [--out FILE] [--state FILE]

``--examples`` is what build_grammar.py, ``--raw`` what build_names.py ``--prepare`` wrote.  The units of each layer
that matter least are cut out, what they said being told by the others as well as it can be; then the slim model
learns to say what the teacher says (all of it: the odds of every head, relation and label) on the same texts, and a
little from the treebanks themselves.  Words keep their vectors.  Labels that the teacher never gives are left out.
"""

from __future__ import annotations

import gzip
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from build_grammar import IGNORED, Text, report, vary
from cutting import LABELS, Arrays, keep_columns, slimmed
from learner import DEVICE, write_weights
from slimming import apart, batches_of_alike, learn, read_arguments, texts_of, windows_of
from stored_model import Model
from torch.nn import functional

from kimmap.language.network import WordVectors, cut_windows, load_weights

_SAMPLE, _COUNTED = 2_000, 15_000
"""Windows by which units and labels are judged."""


def main() -> None:
    options, config = read_arguments(__doc__, "grammar", ["examples"])
    with gzip.open(options.examples) as file:
        sets = {k: [Text(*columns) for columns in rows] for k, rows in pickle.load(file).items()}
    with gzip.open(options.raw) as file:
        texts = texts_of(pickle.load(file))
    torch.manual_seed(config["seed"])
    Slimmer(options.whole, config).train(sets["train"], texts, options.out, options.state)
    from kimmap.language.grammar import Grammar as Reader

    report(Reader(options.out), sets["dev"])


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
        words = sum(len(t.words) for t in treebank) * self._config["treebank"] + sum(map(len, texts))

        def epoch() -> Iterator[dict[str, torch.Tensor]]:
            for batch in self._batches(list(self._windows(treebank, texts))):
                yield self._losses(student, batch)

        learn(student, self._config, words, epoch, self._rng, state)
        arrays = student.arrays()
        settings = self._settings | {"labels": self._labels, "slim": dict(self._config)}
        write_weights(out, settings, self._words | arrays)

    def _windows(self, treebank: Sequence[Text], texts: Sequence[list[str]]) -> Iterator[Window]:
        """The windows of an epoch, those of the treebanks first."""
        for _ in range(self._config["treebank"]):
            for text in treebank:
                for a, b in cut_windows(text.words):
                    if b - a > 2:
                        yield Window(text.words[a:b], self._gold(text, a, b))
        yield from map(Window, windows_of(texts, self._config["joined"], self._rng))

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
        return batches_of_alike(
            windows, lambda window: (len(window.words), window.gold is not None), self._config["batch"], self._rng
        )

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
        x = student(vectors)
        parts = {
            "arc": apart(student.arcs(x, allowed), arcs),
            "relation": apart(student.relations(x, heads), relations),
            "start": functional.binary_cross_entropy_with_logits(
                student.linear["start"](x)[..., 0], torch.sigmoid(starts)
            ) - functional.binary_cross_entropy_with_logits(starts, torch.sigmoid(starts)),
        }  # fmt: skip
        own = student.labels(x)
        for name in LABELS:
            kept = self._kept[name]
            parts[name] = apart(own[name], labels[name][..., kept].log_softmax(2))
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


if __name__ == "__main__":
    main()
