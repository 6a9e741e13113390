"""How well, and how fast, the importer understands descriptions.

    python -m tests.benchmarks.importing [--misses KIND] [--language LANGUAGE] [--only SET]

Precision and recall for each kind of fact, over the labelled set (the part that rules are tuned on,
and the third that they are not) and over real descriptions that are read where they lie; what is
labelled, and when a found fact is the labelled one, is said in `tests/importing/labels.py` and
`scoring.py`. `--misses all` lists everything that was missed or invented.

The speed is that of one process, the median of several rounds, beside a peer in the same rounds
that does the least there is to do with HTML: one parse of each text by lxml.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, only this file's own folder is known

from lxml.html import fromstring  # noqa: E402

from tests.benchmarks.importing_feeds import show_feeds  # noqa: E402
from tests.importing.labels import KINDS, Labelled, held_out, tuning  # noqa: E402
from tests.importing.real import real  # noqa: E402
from tests.importing.scoring import Miss, Scored, as_pasted, score  # noqa: E402

ROUNDS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", metavar="KIND", choices=(*KINDS, "all"))
    parser.add_argument("--language", choices=("en", "de", "es"))
    parser.add_argument("--only", metavar="SET", choices=("tuning", "held-out", "real", "feeds"))
    options = parser.parse_args()
    if options.only in (None, "feeds"):
        show_feeds()
    if options.only == "feeds":
        return
    sets = {"tuning": tuning, "held-out": held_out, "real": real}
    everything: list[Labelled] = []
    for name, load in sets.items():
        if options.only in (None, name):
            texts = [text for text in load() if options.language in (None, text.language)]
            everything += texts
            scored = score(texts)
            show(f"{name}: {len(texts)} descriptions", scored)
            if options.misses:
                show_misses(scored.misses, options.misses)
    if options.only is None and options.language is None:
        show_languages([*tuning(), *held_out()])
    show_speed([text.text for text in everything])


def show(title: str, scored: Scored) -> None:
    print(f"\n{title}\n{'':14}{'precision':>10}{'recall':>8}{'labelled':>10}{'found':>7}")
    for kind in KINDS:
        one = scored.scores[kind]
        print(f"{kind:14}{one.precision:10.3f}{one.recall:8.3f}{one.labelled:10}{one.found:7}")


def show_languages(texts: Sequence[Labelled]) -> None:
    languages = sorted({text.language for text in texts})
    scores = [
        score([text for text in texts if text.language == language]).scores
        for language in languages
    ]
    print(f"\nBy language, precision/recall{''.join(f'{each:>14}' for each in languages)}")
    for kind in KINDS:
        cells = (f"{each[kind].precision:.3f}/{each[kind].recall:.3f}" for each in scores)
        print(f"{kind:29}{''.join(f'{cell:>14}' for cell in cells)}")


def show_misses(misses: Sequence[Miss], kind: str) -> None:
    for miss in misses:
        if kind in (miss.kind, "all"):
            print(
                f"  {miss.of}: {'missing' if miss.missing else 'INVENTED'} {miss.kind}: {miss.what}"
            )


def show_speed(texts: Sequence[str]) -> None:
    """Print the time for each description; the peer takes turns with us, so that a ratio holds."""
    ours, peers = [], []
    for _ in range(ROUNDS):
        ours.append(seconds_of(as_pasted, texts))
        peers.append(seconds_of(fromstring, texts))
    each = 1000 / len(texts)
    ratio = median(a / b for a, b in zip(ours, peers, strict=True))
    print(
        f"\nSpeed, {len(texts)} descriptions, median of {ROUNDS} rounds:"
        f" {median(ours) * each:.2f} ms each; lxml's parse alone {median(peers) * each:.2f} ms"
        f" (ratio {ratio:.1f})"
    )


def seconds_of(work: Callable[[str], object], texts: Sequence[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        work(text)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
