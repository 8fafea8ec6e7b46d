"""Words: what happened in a run, and what an exploration has shown."""

from __future__ import annotations

from typing import Any


def explain(run: Any) -> str:
    return f"{run.outcome} after {run.steps} steps"


def verdict(found: Any) -> str:
    return f"{found.failure and found.failure.outcome} in {found.schedules} schedules ({found.runs} runs), complete={found.complete} {found.reason} {found.kind}"
