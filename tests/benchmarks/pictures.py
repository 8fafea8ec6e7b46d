"""How long a picture takes: of 3 items, and of 30,000 through three stages.

    python -m tests.benchmarks.pictures

CPU time of reading, drawing and making the PNG, the best of five. A machine that is busy stretches the wall
clock and leaves these figures alone, or nearly.
"""

from __future__ import annotations

from time import process_time

from pipeline_core import PipelineManager, lab

PICTURES = (lab.timeline, lab.throughput, lab.depths, lab.latency)


def traced(items: int) -> PipelineManager:
    """A run on the real clock, with nothing to do in its stages: the most waits an item can make."""
    with PipelineManager(maxsize=20, trace=True) as manager:
        for name in ("first", "second", "third"):
            manager.add_worker(lambda item: item, name)
        manager.run(range(items))
    return manager


def main() -> None:
    lab.timeline(traced(1)).png  # noqa: B018  # fonts are looked up once
    for items in (3, 30_000):
        manager = traced(items)
        assert manager.trace is not None
        for draws in PICTURES:
            best = 1e9
            for _ in range(5):
                begun = process_time()
                assert draws(manager).png
                best = min(best, process_time() - begun)
            told = f"{items:6,} items, {len(manager.trace.events):7,} events"
            print(f"{told}: {draws.__name__:10} {best:5.2f} s")


if __name__ == "__main__":
    main()
