"""The oracle by hand.

python -m tests.lab.oracle 17                        one program: its text, its states, the verdict
python -m tests.lab.oracle 0-2000                    many: each difference, then the counts
python -m tests.lab.oracle 0-300 --grain opcode      switches inside a line as well
python -m tests.lab.oracle 0-300 --real              held against real threads too (best at opcode grain)
python -m tests.lab.oracle 0-300 --lab ../other      the lab of another checkout
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from tests.lab.oracle.tally import Tally, tally, work


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.lab.oracle")
    parser.add_argument("seeds", nargs="*", help="17, or 0-2000 (the last one is left out)")
    parser.add_argument("--grain", choices=("line", "opcode"), default="line")
    parser.add_argument("--real", action="store_true", help="run real threads as well")
    parser.add_argument("--lab", default="", help="a checkout whose pipeline_core is judged")
    parser.add_argument("--jobs", type=int, default=0, help="processes; as many as there are cores")
    parser.add_argument("--whole", action="store_true", help="do not make programs smaller")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.lab:
        sys.path.insert(0, given.lab)  # before anything has imported pipeline_core
    if given.worker:
        work()
        return 0
    if len(given.seeds) == 1 and "-" not in given.seeds[0]:
        return one(int(given.seeds[0]), given.grain, given.real)
    counts = tally(
        [seed for text in given.seeds for seed in numbers(text)],
        given.grain,
        real=given.real,
        shrink=not given.whole,
        jobs=given.jobs,
        lab=given.lab,
        tell=tell,
    )
    print(counts)
    return 1 if counts.kinds else 0


def numbers(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last) if last else int(first) + 1)


def tell(answer: dict[str, Any], counts: Tally) -> None:
    """Each difference when it is found, and a word now and then."""
    if answer["kind"]:
        print(answer["told"], flush=True)
    if counts.programs % 50 == 0:
        print(
            f"… {counts.programs} programs, {sum(counts.kinds.values())} differences, {counts.seconds:.0f} s",
            file=sys.stderr,
            flush=True,
        )


def one(seed: int, grain: str, real: bool) -> int:
    """One program, looked at closely."""
    import pipeline_core
    from tests.lab.oracle.grammar import plan
    from tests.lab.oracle.referee import Limits, judge, smallest

    limits = Limits()
    verdict = judge(plan(seed), grain, limits, real)
    print(f"the lab of {pipeline_core.__file__}")
    print(verdict.told())
    if verdict.differs:
        small = smallest(verdict, limits, real)
        if small is not verdict:
            print(f"made smaller:\n{small.told()}")
    else:
        print("no difference")
    return 1 if verdict.differs else 0


sys.exit(main())
