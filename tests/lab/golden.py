"""What the lab did on one Python, stored; every other one must do exactly the same.

``python -m tests.lab.golden`` compares and prints the differences; ``--write`` stores anew. It needs no
pytest, so that any interpreter can be checked: ``python3.13 -m tests.lab.golden``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pipeline_core import lab
from tests.lab.constructs import CONSTRUCTS
from tests.lab.programs import PROGRAMS

FILE = Path(__file__).with_name("data") / "golden.json"
SEEDS = (None, 1, 2)


def facts(run: Any) -> list[Any]:
    """Everything that two Pythons must agree on; line numbers of events included."""
    error = type(run.error).__name__ if run.error is not None else None
    events = [[e.step, e.time, e.thread, e.kind, e.what] for e in run.events]
    return [
        run.outcome,
        repr(run.result),
        error,
        run.steps,
        run.elapsed,
        run.output,
        run.schedule,
        hash_of(events),
    ]


def hash_of(events: Any) -> str:
    import hashlib

    return hashlib.sha256(json.dumps(events).encode()).hexdigest()[:16]


def everything() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, (program, outcome, options) in PROGRAMS.items():
        if outcome == "endless":
            continue
        for switch in ("sync", "line", "opcode"):
            for seed in SEEDS:
                found[f"{name} {switch} {seed}"] = facts(lab.simulate(program, switch=switch, seed=seed))
        # A part of the search shows a difference as well as all of it; test_programs runs them whole.
        explored = lab.explore(program, **{**options, "max_schedules": 500})
        shown = [explored.schedules, explored.complete, explored.failure and explored.failure.schedule]
        found[f"{name} explored"] = shown
    for function in CONSTRUCTS:
        found[f"steps of {function.__name__}"] = lab.simulate(function).steps
    return json.loads(json.dumps(found))


def differences() -> list[str]:
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    found = everything()
    return [
        f"{key}: stored {stored.get(key)}, here {found.get(key)}"
        for key in sorted(stored.keys() | found.keys())
        if stored.get(key) != found.get(key)
    ]


if __name__ == "__main__":
    if "--write" in sys.argv:
        text = json.dumps(everything(), indent=0, ensure_ascii=False, sort_keys=True)
        FILE.write_text(text + "\n", encoding="utf-8")
    found = differences()
    print("\n".join(found) or f"Python {sys.version.split()[0]}: all the same")
    sys.exit(bool(found))
