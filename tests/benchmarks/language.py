"""How fast and how large the language pipeline is: start, speed with everything on, memory.

    python tests/benchmarks/language.py [--runs 3]

Reads the articles of seeds/ and the sources of tests/trips once each, in a process of its own a run: words,
names, sentences, grammar, then the events of every sentence.  Times are the processor's, on one core, so that
other work on the machine counts as little as can be; the first run also fills Python's bytecode cache.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOALS = {"start_s": "≤ 1.5", "tokens_per_s": "≥ 15,000", "peak_mb": "≤ 400"}
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(measure()))
        return
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | ONE_CORE
    command = [sys.executable, __file__, "--once"]
    runs = [
        json.loads(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
        for _ in range(options.runs + 1)
    ][1:]
    for what in runs[0]:
        values = [run[what] for run in runs]
        goal = f"  (goal {GOALS[what]})" if what in GOALS else ""
        print(f"{what:14} {statistics.median(values):10,.2f}  [{min(values):,.2f} … {max(values):,.2f}]{goal}")


def measure() -> dict[str, float]:
    """Processor seconds of import and load, tokens a second, and the peak of resident memory, in MB."""
    sys.path.insert(0, str(ROOT))
    import resource

    began = time.process_time()
    from kimmap.language import analyse_documents, read_events
    from kimmap.model import Document

    imported = time.process_time()
    analyse_documents([Document("start.txt", "She arrived in Lisbon on Monday.")])
    loaded = time.process_time()
    small = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    documents = texts()
    documents = [Document(f"{i}.txt", text) for i, text in enumerate(documents)]
    start = time.process_time()
    analyses = analyse_documents(documents)
    parsed = time.process_time()
    events = sum(len(read_events(s)) for a in analyses for s in a.sentences)
    done = time.process_time()
    tokens = sum(len(s.tokens) for a in analyses for s in a.sentences)
    return {
        "import_s": imported - began,
        "load_s": loaded - imported,
        "start_s": loaded - began,
        "tokens": tokens,
        "events": events,
        "tokens_per_s": tokens / (done - start),
        "without_events": tokens / (parsed - start),
        "loaded_mb": small / 1024,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def texts() -> list[str]:
    files = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests" / "trips").glob("*/sources/*.txt"))]
    return [file.read_text(encoding="utf-8") for file in files]


if __name__ == "__main__":
    main()
