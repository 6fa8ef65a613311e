"""Trains the grammar model: ``grammar.npz``.

    python data/language/build_grammar.py --data FOLDER [--out data/language/grammar.npz]

FOLDER holds ``grammar/ud_train.spacy`` and ``grammar/ud_dev.spacy``: DocBins with tags, features, lemmas, heads,
relations and sentences.  ``--prepare FILE`` only aligns them with the tokenizer; ``--examples FILE`` starts from that.
"""

# ruff: noqa: B023, C901, E501, E731  (a training loop reads best in one piece, its tables in long lines)
from __future__ import annotations

import argparse
import functools
import gzip
import json
import math
import multiprocessing
import pickle
import random
import time
import tomllib
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from kimmap.language.words import split_words

FOLDER = Path(__file__).parent
IGNORED = -100
_TEXTS_AT_ONCE = 2000
_PARSED = ("train/", "varied/")
"""What the teacher parses of the examples of names: as they are, and with other names and datelines."""
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


@dataclass(slots=True)
class Text:
    """A text in the tokenizer's words; None where the treebank's words are others.

    ``head`` is the index of the governor (a root's is its own), ``start`` whether a sentence begins.
    """

    words: list[str]
    tag: list[str | None]
    word_class: list[str | None]
    script: list[str | None]
    head: list[int | None]
    relation: list[str | None]
    start: list[bool]

    def sentences(self) -> list[tuple[int, int]]:
        starts = [i for i, s in enumerate(self.start) if s]
        return list(zip(starts, [*starts[1:], len(self.words)], strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=FOLDER / "grammar.npz")
    parser.add_argument("--prepare", type=Path)
    parser.add_argument("--examples", type=Path)
    parser.add_argument(
        "--teacher", type=Path, metavar="WEIGHTS", help="only parse --raw with these weights, into --out"
    )
    parser.add_argument("--raw", type=Path, metavar="FILE", help="examples that build_names.py --prepare wrote")
    parser.add_argument(
        "--parsed", type=Path, nargs="*", default=[], help="texts that a teacher parsed, to learn from as well"
    )
    parser.add_argument("--state", type=Path, metavar="FILE", help="where the training stands: it goes on from there")
    parser.add_argument("--config", type=Path, default=FOLDER / "config.toml")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="override the configuration")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))["grammar"]
    config |= {k: json.loads(v) for k, v in (pair.split("=", 1) for pair in options.set)}
    if options.teacher:
        parse_raw(options.teacher, options.raw, options.out)
        return
    if options.examples:
        with gzip.open(options.examples) as file:
            sets = {k: [Text(*columns) for columns in rows] for k, rows in pickle.load(file).items()}
    else:
        sets = {part: read_texts(options.data / "grammar" / f"ud_{part}.spacy") for part in ("train", "dev")}
        if config.get("sample", 1.0) < 1:
            size = math.ceil(config["sample"] * len(sets["train"]))
            sets["train"] = random.Random(config["seed"]).sample(sets["train"], size)
    if options.prepare:
        with gzip.open(options.prepare, "wb", 6) as file:
            pickle.dump(
                {k: [tuple(getattr(t, c) for c in Text.__slots__) for t in texts] for k, texts in sets.items()}, file
            )
        return
    for path in options.parsed:
        with gzip.open(path) as file:
            sets.setdefault("parsed", []).extend(Text(*columns) for columns in pickle.load(file))
    train(sets, config, options.out, options.state)


def parse_raw(weights: Path, raw: Path, out: Path) -> None:
    """Let a large model parse the texts of the names sets, for a small one to learn from; on all processors."""
    with gzip.open(raw) as file:
        sets = pickle.load(file)
    texts = [list(e[0]) for name in sorted(sets) if name.startswith(_PARSED) for e in sets[name]]
    runs = [(weights, texts[a : a + _TEXTS_AT_ONCE]) for a in range(0, len(texts), _TEXTS_AT_ONCE)]
    with multiprocessing.Pool() as pool:
        rows = [row for run in pool.imap(parsed_rows, runs) for row in run]
    with gzip.open(out, "wb", 1) as file:
        pickle.dump(rows, file)
    print(f"{out}: {sum(map(len, texts)):,} words", flush=True)


def parsed_rows(run: tuple[Path, list[list[str]]]) -> list[tuple[list[Any], ...]]:
    """The columns of `Text` for texts as the model of a file parses them."""
    weights, texts = run
    return [
        (
            words,
            f.tags,
            ["|".join(c) for c in f.classes],
            [script_of(w, x) for w, x in zip(words, f.lemmas, strict=True)],
            f.heads,
            f.relations,
            f.starts,
        )
        for words, f in zip(texts, reader(weights).read(texts), strict=True)
    ]


@functools.cache
def reader(weights: Path) -> Any:
    from kimmap.language.grammar import Grammar

    return Grammar(weights)


def joined(texts: list[Text]) -> Text:
    """Texts that follow each other, as one."""
    bases = [0, *accumulate(len(t.words) for t in texts)]
    column = lambda name: [x for t in texts for x in getattr(t, name)]
    heads = [None if h is None else h + base for t, base in zip(texts, bases, strict=False) for h in t.head]
    return Text(
        column("words"),
        column("tag"),
        column("word_class"),
        column("script"),
        heads,
        column("relation"),
        column("start"),
    )


def read_texts(path: Path) -> list[Text]:
    import spacy
    from spacy.tokens import Doc, DocBin
    from spacy.training import Example
    from spacy.util import get_words_and_spaces

    nlp = spacy.blank("en")
    texts = []
    for gold in DocBin().from_disk(path).get_docs(nlp.vocab):
        words, spaces = get_words_and_spaces([word for word, _ in split_words(gold.text)], gold.text)
        example = Example(Doc(nlp.vocab, words, spaces), gold)
        predicted = example.predicted
        kept = [t.i for t in predicted if not t.is_space]
        place = {i: n for n, i in enumerate(kept)}
        heads, relations = example.get_aligned_parse(projectivize=False)
        column = lambda name: example.get_aligned(name, as_string=True)
        tags, classes, morphs, lemmas = column("TAG"), column("POS"), column("MORPH"), column("LEMMA")
        starts = example.get_aligned_sent_starts()
        words = [predicted[i].text.translate(_PLAIN) for i in kept]
        texts.append(
            Text(
                words,
                [tags[i] or None for i in kept],
                [f"{classes[i]}|{morphs[i] or ''}" if classes[i] else None for i in kept],
                [script_of(predicted[i].text, lemmas[i]) if lemmas[i] else None for i in kept],
                [place.get(heads[i]) if heads[i] is not None else None for i in kept],
                [relations[i].split(":unmarked")[0] if relations[i] else None for i in kept],
                [n == 0 or starts[i] == 1 for n, i in enumerate(kept)],
            )
        )
    return texts


def script_of(word: str, lemma: str) -> str:
    """How a lemma is made of a word: letters to cut at the end, then what to add: "3|y" for "cities"."""
    word, lemma = word.lower(), lemma.lower()
    shared = 0
    while shared < min(len(word), len(lemma)) and word[shared] == lemma[shared]:
        shared += 1
    return f"{len(word) - shared}|{lemma[shared:]}"


def vary(words: list[str], rng: np.random.Generator, share: float) -> list[str]:
    """The same words as another register writes them: capitals, headline, no capitals."""
    draw = rng.random()
    if draw < share:
        return [w.upper() for w in words]
    if draw < 2 * share:
        return [w.lower() for w in words]
    if draw < 3 * share:
        return [w[:1].upper() + w[1:] if len(w) > 3 else w for w in words]
    return words


# ------------------------------------------------------------------------------------- training


def labels_of(texts: list[Text], column: str, least: int) -> list[str]:
    counts = Counter(x for t in texts for x in getattr(t, column) if x)
    return [x for x, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])) if n >= least]


def train(sets: dict[str, list[Text]], config: dict[str, Any], out: Path, state: Path | None = None) -> None:
    import torch
    from learner import DEVICE, Average, Checkpoint, Encoder, Pace, Vocabulary, batches_of, word_batch, words_at_once
    from torch import nn

    torch.manual_seed(config["seed"])
    rng = np.random.default_rng(config["seed"])
    texts = sets["train"]
    columns = {c: labels_of(texts, c, n) for c, n in (("tag", 1), ("word_class", 2), ("script", 3), ("relation", 5))}
    number = {c: {x: i for i, x in enumerate(labels)} for c, labels in columns.items()}
    counts = Counter(w for t in texts for w in t.words)
    counts.update({w: n // 4 for w, n in Counter(w for t in sets.get("parsed", []) for w in t.words).items()})
    vocabulary = Vocabulary(counts, config["least"])
    size, arc, rel, low = 2 * config["layers"][-1], config["arc"], config["relation"], config["narrow"]

    class Grammar(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = Encoder(len(vocabulary), config["width"], config["layers"], config["dropout"])
            self.narrow = nn.Linear(size, low)
            self.heads = nn.ModuleDict({c: nn.Linear(low, len(columns[c])) for c in ("tag", "word_class", "script")})
            self.start = nn.Linear(size, 1)
            self.arc_dependent, self.arc_head = nn.Linear(size, arc), nn.Linear(size, arc)
            self.arc_weight = nn.Parameter(torch.zeros(arc, arc))
            nn.init.xavier_uniform_(self.arc_weight)
            self.arc_bias = nn.Parameter(torch.zeros(arc))
            self.root = nn.Parameter(torch.zeros(arc))
            self.rel_dependent, self.rel_head = nn.Linear(size, rel), nn.Linear(size, rel)
            self.rel_root = nn.Parameter(torch.zeros(rel))
            self.rel_out = nn.Linear(rel, len(columns["relation"]))
            self.drop = nn.Dropout(config["dropout"])

    model = Grammar().to(DEVICE)
    relu = torch.relu

    def arc_scores(x: torch.Tensor, index: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(sentences, dependents, root and heads)."""
        dependents = model.drop(relu(model.arc_dependent(x)))[index]
        heads = model.drop(relu(model.arc_head(x)))[index]
        heads = torch.cat([model.root.expand(len(index), 1, -1), heads], 1)
        scores = (dependents @ model.arc_weight + model.arc_bias) @ heads.transpose(1, 2)
        allowed = torch.cat([torch.ones_like(mask[:, :1]), mask], 1)
        return scores.masked_fill(~allowed[:, None, :], -1e4)

    def relation_scores(x: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """``heads``: flat index of each word's head, -1 for the root."""
        governor = torch.where((heads < 0)[:, None], model.rel_root[None], model.rel_head(x)[heads.clamp(min=0)])
        return model.rel_out(model.drop(relu(model.rel_dependent(x) + governor)))

    def windows_of(text: Text) -> list[tuple[int, int]]:
        """Runs of whole sentences of random size."""
        limit = rng.integers(30, 110)
        windows, start = [], 0
        for a, b in text.sentences():
            if b - start > limit and a > start:
                windows.append((start, a))
                start = a
        return [*windows, (start, len(text.words))]

    def code(text: Text, a: int, b: int) -> dict[str, Any]:
        sentences = [(s - a, e - a) for s, e in text.sentences() if a <= s < b]
        of = {i: n for n, (s, e) in enumerate(sentences) for i in range(s, e)}
        head = np.full(b - a, -2)
        for i in range(a, b):
            h = text.head[i]
            if h is not None and text.relation[i] and (a <= h < b) and of.get(h - a) == of[i - a]:
                head[i - a] = -1 if h == i else h - a
        gold = {c: np.array([number[c].get(x, IGNORED) for x in getattr(text, c)[a:b]]) for c in columns}
        return {
            "words": text.words[a:b],
            "sentences": sentences,
            "head": head,
            "start": np.array(text.start[a:b]),
            **gold,
        }

    optimizer = torch.optim.AdamW(
        model.parameters(), lr=config["rate"], betas=(0.9, 0.95), weight_decay=config["decay"]
    )
    parsed = sets.get("parsed", [])
    extra = int(config["parsed_share"] * len(texts)) if parsed else 0
    mean = sum(len(t.words) for t in texts) + extra * (sum(len(t.words) for t in parsed) / max(1, len(parsed)))
    at_once = words_at_once(config)
    steps = int(config["epochs"] * (mean // at_once + 2))
    pace = Pace(optimizer, config["rate"], steps, config["seconds"])
    cross = nn.CrossEntropyLoss(ignore_index=IGNORED)
    average = Average(model)
    began = time.time()
    checkpoint = Checkpoint(state, model, optimizer, average, pace, rng)
    print(f"{sum(len(t.words) for t in texts):,} words, {len(vocabulary):,} features, {steps:,} steps", flush=True)
    for epoch in range(checkpoint.resume(), config["epochs"]):
        model.train()
        some = [parsed[i] for i in rng.permutation(len(parsed))[:extra]]
        cuts = [0, *accumulate(rng.integers(1, config["joined"] + 1, len(some)).tolist())]
        some = [joined(some[a:b]) for a, b in pairwise(cuts) if a < len(some)]
        coded = [code(t, a, b) for t in (*texts, *some) for a, b in windows_of(t)]
        losses: Counter[str] = Counter()
        batches = list(batches_of([len(c["words"]) for c in coded], at_once, rng))
        for indices in batches:
            batch = [coded[i] for i in indices]
            words = [w for c in batch for w in vary(c["words"], rng, config["vary"])]
            ids, offsets, inverse = word_batch(words, vocabulary, rng, config["hide"])
            x = model.encoder(ids, offsets, inverse, torch.tensor([len(c["words"]) for c in batch]))
            bases = np.cumsum([0, *(len(c["words"]) for c in batch)])
            join = lambda k: torch.from_numpy(np.concatenate([c[k] for c in batch]).astype(np.int64)).to(DEVICE)
            head_flat = np.concatenate(
                [np.where(c["head"] >= 0, c["head"] + base, c["head"]) for c, base in zip(batch, bases, strict=False)]
            )
            spans = [(s + base, e + base) for c, base in zip(batch, bases, strict=False) for s, e in c["sentences"]]
            longest = max(e - s for s, e in spans)
            index = np.array([[*range(s, e), *[s] * (longest - e + s)] for s, e in spans])
            mask = np.array([[True] * (e - s) + [False] * (longest - e + s) for s, e in spans])
            local = np.where(
                head_flat[index] >= 0, head_flat[index] - index[:, :1] + 1, np.where(head_flat[index] == -1, 0, IGNORED)
            )
            local = np.where(mask, local, IGNORED)
            to = lambda a: torch.from_numpy(a).to(DEVICE)
            scores = arc_scores(x, to(index), to(mask))
            parts = {"arc": cross(scores.flatten(0, 1), to(local).flatten())}
            known = to(head_flat)
            relation = join("relation").masked_fill(known == -2, IGNORED)
            parts["relation"] = cross(relation_scores(x, known), relation)
            low_x = model.drop(relu(model.narrow(x)))
            for c in ("tag", "word_class", "script"):
                parts[c] = cross(model.heads[c](low_x), join(c))
            first = np.zeros(len(words), bool)
            first[bases[:-1]] = True
            start_loss = nn.functional.binary_cross_entropy_with_logits(
                model.start(x)[:, 0], join("start").float(), reduction="none"
            )
            parts["start"] = start_loss[~to(first)].mean()
            loss = sum(config["weights"][k] * v for k, v in parts.items())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            pace.step()
            average.update(model)
            for k, v in parts.items():
                losses[k] += v.detach()
            if pace.progress >= 1:
                break
        line = " ".join(f"{k} {float(v) / len(batches):.3f}" for k, v in losses.items())
        print(f"epoch {epoch + 1} {line} {time.time() - began:.0f} s", flush=True)
        checkpoint.save(epoch)
        if pace.progress >= 1:
            break
    save(average.weights, vocabulary, columns, config, out)
    print(f"{out}: {out.stat().st_size:,} bytes in {time.time() - began:.0f} s", flush=True)
    from kimmap.language.grammar import Grammar as Reader

    report(Reader(out), sets["dev"])


def save(weights: Any, vocabulary: Any, columns: dict[str, list[str]], config: dict[str, Any], out: Path) -> None:
    from learner import stored_encoder, write_weights

    arrays = stored_encoder(weights, "encoder.", vocabulary, config["layers"])
    linear = {"narrow": "narrow", "start": "start", "arc_dependent": "arc_dependent", "arc_head": "arc_head",
              "rel_dependent": "rel_dependent", "rel_head": "rel_head", "rel_out": "rel_out",
              "tag": "heads.tag", "word_class": "heads.word_class", "script": "heads.script"}  # fmt: skip
    get = lambda k: weights[k].detach().float().cpu().numpy()
    for name, source in linear.items():
        arrays[f"{name}_weight"] = get(f"{source}.weight").T.astype(np.float16)
        arrays[f"{name}_bias"] = get(f"{source}.bias").astype(np.float16)
    for name in ("arc_weight", "arc_bias", "root", "rel_root"):
        arrays[name] = get(name).astype(np.float16)
    write_weights(out, {"labels": columns, "config": config}, arrays)


def report(grammar: Any, texts: list[Text]) -> None:
    """Accuracy on words that the treebank has too, in the model's own sentences."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    starts = [0, 0, 0]
    for text, found in zip(texts, grammar.read([t.words for t in texts]), strict=True):
        begins = set(np.flatnonzero(found.starts))
        gold = {i for i, s in enumerate(text.start) if s}
        starts = [a + b for a, b in zip(starts, (len(gold & begins), len(gold), len(begins)), strict=True)]
        for i, word in enumerate(text.words):
            checks = {"tag": (text.tag[i], found.tags[i]), "pos": ((text.word_class[i] or "").split("|")[0] or None, found.classes[i][0]),
                      "lemma": (text.script[i] and apply(word, text.script[i]), found.lemmas[i])}  # fmt: skip
            for k, (a, b) in checks.items():
                if a is not None:
                    total[k] += 1
                    hits[k] += a == b
            if text.head[i] is not None and text.relation[i] != "punct":
                total["las"] += 1
                right = text.head[i] == found.heads[i]
                hits["uas"] += right
                hits["las"] += right and text.relation[i] == found.relations[i]
    total["uas"] = total["las"]
    line = " ".join(f"{k} {hits[k] / total[k]:.4f}" for k in ("tag", "pos", "lemma", "uas", "las"))
    print(f"dev {line} sentences {2 * starts[0] / (starts[1] + starts[2]):.3f}", flush=True)


def apply(word: str, script: str) -> str:
    cut, added = script.split("|", 1)
    return word.lower()[: len(word) - int(cut)] + added


if __name__ == "__main__":
    main()
