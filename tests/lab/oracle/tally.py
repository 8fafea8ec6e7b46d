"""Many programs by several processes: who found what, the counts, and the table of kinds.

A worker process takes seeds from its input and answers with one line each; one that hangs is ended, and
counts as a difference of the seed it had.
"""

from __future__ import annotations

import json
import os
import queue
import select
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

ROOT = Path(__file__).parents[3]
PATIENCE = 240  # seconds for one program, made smaller and all


@dataclass
class Tally:
    """The counts over many programs."""

    programs: int = 0
    dropped: int = 0  # the unreduced search did not end
    complete: int = 0  # the reduced one did
    right: int = 0
    proved: int = 0  # of the right ones, within 5 s
    real: int = 0  # held against real threads
    seconds: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)  # why a reduced search was not complete
    unproved: Counter[str] = field(default_factory=Counter)  # the same, of right programs
    kinds: Counter[str] = field(default_factory=Counter)  # of differences
    parts: Counter[str] = field(default_factory=Counter)  # what the programs with a difference are made of
    drawn: Counter[str] = field(default_factory=Counter)  # what all programs are made of
    told: list[str] = field(default_factory=list)
    seeds: list[str] = field(default_factory=list)

    def take(self, answer: dict[str, Any]) -> None:
        """Count one program."""
        self.programs += 1
        self.dropped += answer["dropped"]
        self.complete += not answer["reason"]
        self.right += answer["right"]
        self.proved += answer["right"] and answer["proved"]
        self.real += answer["real"]
        if answer["reason"]:
            self.reasons[answer["reason"]] += 1
            self.unproved[answer["reason"]] += answer["right"]
        self.drawn.update(answer["drawn"])
        if answer["kind"]:
            self.kinds[answer["kind"]] += 1
            self.parts.update(answer["parts"])
            self.told.append(answer["told"])
            self.seeds.append(f"{answer['seed']} ({answer['kind']})")

    def __str__(self) -> str:
        """The figures, and what the differences have in common."""
        per_minute = self.programs / self.seconds * 60 if self.seconds else 0
        lines = [
            f"{self.programs} programs in {self.seconds:.0f} s ({per_minute:.0f} a minute)",
            f"{self.complete} called complete; of {self.dropped} only a part was compared",
            f"{self.real} held against real threads",
            f"{self.right} are right, {self.proved} of them proved within 5 s",
            f"differences: {sum(self.kinds.values())}  {dict(self.kinds)}",
            f"seeds: {', '.join(self.seeds)}" if self.seeds else "",
        ]
        for title, counts in (("not complete", self.reasons), ("right, not proved", +self.unproved)):
            lines += [f"{title}:"] if counts else []
            lines += [f"  {count:5}  {reason}" for reason, count in counts.most_common(25)]
        if self.parts:
            lines.append("made of (differences with it / programs with it):")
            lines += [
                f"  {count:5} / {self.drawn[part]:5}  {part!r}" for part, count in self.parts.most_common(80)
            ]
        return "\n".join(line for line in lines if line)


def general(kind: str) -> list[str]:
    """The parts of one statement's name, to be counted each by itself."""
    return kind.split("; ")


def answered(seed: int, switch: str, real: bool, shrink: bool, limits: dict[str, Any]) -> dict[str, Any]:
    """Judge one program, and say what is counted of it."""
    from tests.lab.oracle.grammar import plan
    from tests.lab.oracle.referee import Limits, judge, smallest

    bounds = Limits(**limits)
    planned = plan(seed)
    verdict = judge(planned, switch, bounds, real)
    small = smallest(verdict, bounds, real) if verdict.differs and shrink else verdict
    return {
        "seed": seed,
        "kind": verdict.kind(),
        "told": small.told() if verdict.differs else "",
        "dropped": verdict.dropped and not verdict.reduced.reason,
        "reason": (verdict.broken and "the lab raised") or verdict.reduced.reason,
        "right": verdict.right,
        "proved": verdict.proved,
        "real": real and not verdict.reduced.reason,
        "drawn": sorted({part for kind in planned.kinds() for part in general(kind)}),
        "parts": sorted({part for kind in small.plan.kinds() for part in general(kind)})
        if verdict.differs
        else [],
    }


def work() -> None:
    """What a worker process does: one line in, one line out."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a program prints is not an answer
    for line in sys.stdin:
        answers.write(json.dumps(answered(**json.loads(line))) + "\n")
        answers.flush()


class Worker:
    """A process that judges one program after the other."""

    def __init__(self, lab: str) -> None:
        self.lab = lab
        self.process = self.begin()

    def begin(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.lab.oracle", "--worker"]
        command += ["--lab", self.lab] if self.lab else []
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
        )

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """The answer; if none comes, the process is ended and another one takes its place."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(question) + "\n")
            self.process.stdin.flush()
            ready = select.select([self.process.stdout], [], [], PATIENCE)[0]
            line = self.process.stdout.readline() if ready else ""
        except BrokenPipeError:
            line = ""
        if line:
            answer: dict[str, Any] = json.loads(line)
            return answer
        kind = "the lab hung" if self.process.poll() is None else "the process died"
        self.end()
        self.process = self.begin()
        told = f"seed {question['seed']} at {question['switch']} grain: {kind}\n"
        return {
            "seed": question["seed"], "kind": kind, "told": told, "dropped": False, "reason": kind,
            "right": False, "proved": False, "real": False, "drawn": [], "parts": [],
        }  # fmt: skip

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()


def tally(
    seeds: Iterable[int],
    switch: str = "line",
    *,
    real: bool = False,
    shrink: bool = True,
    jobs: int = 0,
    lab: str = "",
    limits: dict[str, Any] | None = None,
    tell: Callable[[dict[str, Any], Tally], None] = lambda answer, counts: None,
) -> Tally:
    """Judge the programs of these seeds, several at a time."""
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for seed in seeds:
        waiting.put(seed)
    counts = Tally()
    lock = threading.Lock()
    begin = monotonic()

    def one_worker() -> None:
        worker = Worker(lab)
        try:
            while True:
                try:
                    seed = waiting.get_nowait()
                except queue.Empty:
                    return
                question = {
                    "seed": seed,
                    "switch": switch,
                    "real": real,
                    "shrink": shrink,
                    "limits": limits or {},
                }
                answer = worker.ask(question)
                with lock:
                    counts.take(answer)
                    counts.seconds = monotonic() - begin
                    tell(answer, counts)
        finally:
            worker.end()

    threads = [threading.Thread(target=one_worker) for _ in range(jobs or os.cpu_count() or 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counts
