"""How many mutants of each solution its check refuses: the same with one thing taken away or turned round.

Run it as ``python -m tests.benchmarks.mutants [3.1 …]``. At least 90 % of all should be refused; survivors
are shown with their difference. A mutant that does the same as the solution cannot be refused: those that are
known are listed in ``EQUIVALENT`` with the reason, and counted openly.
"""

from __future__ import annotations

import ast
import difflib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from exercises import catalogue
from exercises.catalogue import Exercise
from exercises.engine.check import judged
from exercises.engine.source_text import answer_in, revive
from tests.benchmarks.mutations import mutants_of

KINDS = ("do", "fix", "order")
TARGET = 0.9

NEEDS = (
    "one place in each queue needs {-left} MB more than the budget of {budget} MB"  # says the solution of 9.3
)

# (exercise, what was done) → why it is no fault
EQUIVALENT: dict[tuple[str, str], str] = {
    ("5.2", "while line behind with ThreadPoolExecutor(max_workers=workers) as pool"): (
        "a future that is done keeps its result when the pool is gone; how soon the last ones leave is open"
    ),
    ("5.3", "(pair := source.get()) is not SENTINEL with NotEq"): (
        "what comes is a tuple or the end, and a tuple answers == without asking what is in it"
    ),
    ("12.1", "(pair := results.get()) is not SENTINEL with NotEq"): (
        "what comes is a tuple or the end, and a tuple answers == without asking what is in it"
    ),
    ("3.2", "put_nowait in queue.put(SENTINEL) (again: 2)"): (
        "the place of the end that was taken is free, and nobody else puts any more"
    ),
    ("6.3", "return self.known[key] behind with self._lock"): (
        "what is known stays known and never changes: reading it needs no lock"
    ),
    ("7.1", "return True behind with first.lock, second.lock"): "what was decided under the locks stays so",
    ("7.1", "without with source.lock (its body stays)"): (
        "one read of one number, which nothing is changed by: it sees it before a change, or after"
    ),
    ("7.1", "source is target with Eq"): "the accounts have no == of their own",
    ("8.2", "except Exception for Empty"): (
        "get of a plain queue of the manager's own raises nothing but Empty"
    ),
    **dict.fromkeys(
        [("8.3", f"put_nowait in done.put({what})") for what in ("result", "SENTINEL")],
        "the queue has no bound",
    ),
    **dict.fromkeys(
        [("7.3", f"no bound in Queue(most){again}") for again in ("", " (again: 2)")],
        "the permits bound what is in the loop, and so in each queue",
    ),
    ("10.1", "no bound in PipelineManager(maxsize=4)"): "the task leaves open how long the queues may be",
    **dict.fromkeys(
        [
            (number, f"return {returned} behind with PipelineManager(maxsize=4) as manager")
            for number, returned in (
                ("10.1", "(names, [failure.item for failure in manager.failures])"),
                ("10.3", "[failure.item for failure in manager.failures]"),
            )
        ],
        "a manager that has been left still knows its failures",
    ),
    ("10.3", "without self.connection.close()"): "each page is committed, and nobody else has the connection",
    ("9.3", f"without raise ValueError(f'{NEEDS}')"): (
        "with nothing left every range is empty, and max() of no sizes raises ValueError too"
    ),
    **dict.fromkeys(
        [
            ("7.3", f"put_nowait in {put}")
            for put in (
                "drafts.put(item)",
                "drafts.put(item) (again: 2)",
                "drafts.put(SENTINEL)",
                "improved.put(improve(item))",
                "improved.put(SENTINEL)",
            )
        ],
        "with as many permits as a queue has places, no put in the loop ever finds its queue full",
    ),
}


class Tried(NamedTuple):
    """One mutant and what became of it: "refused", "survived" or "equivalent"."""

    what: str
    difference: str
    outcome: str
    message: str


def tried(exercise: Exercise) -> Iterator[Tried]:
    """Every mutant of an exercise's solution, judged."""
    for what, difference, given in _given(exercise):
        verdict = judged(exercise.id, given)
        outcome = "survived" if verdict.passed else "refused"
        if verdict.passed and (exercise.id, what) in EQUIVALENT:
            outcome = "equivalent"
        yield Tried(what, difference, outcome, verdict.message)


def _given(exercise: Exercise) -> Iterator[tuple[str, str, object]]:
    if exercise.kind == "order":
        yield from _orders(answer_in(exercise, "solution.py").split())
        return
    source = exercise.text("solution.py")
    names = exercise.answer_name.split(", ")
    plain = ast.unparse(ast.parse(source))
    for mutant in mutants_of(source):
        found = revive(mutant.source, *names)
        yield mutant.what, _difference(plain, mutant.source), found[0] if len(found) == 1 else found


def _orders(letters: list[str]) -> Iterator[tuple[str, str, str]]:
    """Lines in order: one left out, or two neighbours the other way round."""
    for place, letter in enumerate(letters):
        left = letters[:place] + letters[place + 1 :]
        yield f"without {letter}", f"+ {' '.join(left)}", " ".join(left)
    for place in range(len(letters) - 1):
        one, other = letters[place : place + 2]
        turned = [*letters[:place], other, one, *letters[place + 2 :]]
        yield f"{other} before {one}", f"+ {' '.join(turned)}", " ".join(turned)


def _difference(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def share(results: list[Tried]) -> float:
    """The part that was refused, of those that are not equivalent."""
    counted = [each for each in results if each.outcome != "equivalent"]
    return sum(each.outcome == "refused" for each in counted) / len(counted) if counted else 1.0


def _report(exercise: Exercise) -> list[Tried]:
    begun = time.perf_counter()
    results = list(tried(exercise))
    same = sum(each.outcome == "equivalent" for each in results)
    print(
        f"{exercise.id:>5} {exercise.title[:30]:30} {len(results):3} mutants, {share(results):4.0%} refused"
        f"{f', {same} equivalent' if same else ''}  ({time.perf_counter() - begun:.0f} s)",
        flush=True,
    )
    for each in results:
        if each.outcome != "refused":
            told = EQUIVALENT.get((exercise.id, each.what), "")
            print(f"      {each.outcome}: {each.what}{f' ({told})' if told else ''}")
            print("        " + each.difference.replace("\n", "\n        "), flush=True)
    return results


def main(addresses: list[str]) -> None:
    """Try them all, or those that are named."""
    wanted = [catalogue.find(address) for address in addresses] or catalogue.every()
    with tempfile.TemporaryDirectory() as name:
        os.environ["PIPELINE_COURSE_PROGRESS"] = str(Path(name) / "progress.sqlite3")
        results = [each for exercise in wanted if exercise.kind in KINDS for each in _report(exercise)]
    same = sum(each.outcome == "equivalent" for each in results)
    print(
        f"in all {len(results)} mutants, {same} of them equivalent: "
        f"{share(results):.1%} of the others refused (target {TARGET:.0%})"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
