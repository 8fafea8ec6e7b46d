"""The other promises of the core with a figure: throughput, stopping, idling, memory, import.

Each line names its budget. Times are medians; nothing here is asserted, since machines are shared and noisy.
"""

import resource
import statistics
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

from pipeline_core import PipelineManager


def line(what: str, figure: str, budget: str) -> None:
    print(f"{what:58}{figure:>16}   {budget}")


def throughput(items: int = 200) -> float:
    """Share of the bottleneck's bound that three sleeping stages reach; the slowest takes 10 ms."""
    pauses = [0.004, 0.010, 0.006]
    manager = PipelineManager()
    for number, pause in enumerate(pauses):
        manager.add_worker(lambda item, pause=pause: time.sleep(pause) or item, f"sleep {number}")
    begun = time.perf_counter()
    manager.run(range(items))
    return (max(pauses) * items) / (time.perf_counter() - begun)


def full_pipeline() -> PipelineManager:
    """A pipeline in which every thread waits and every queue is full, since nobody takes the results."""
    manager = PipelineManager(maxsize=4)
    for _ in range(4):
        manager.add_worker(lambda item: item, workers=2)
    manager.start(iter(int, 1))
    while not all(queue.full() for queue in manager.queues):
        time.sleep(0.001)
    return manager


def stop() -> float:
    """Milliseconds from ``stop()`` until the last thread is gone."""
    before = threading.active_count()
    manager = full_pipeline()
    begun = time.perf_counter()
    manager.stop()
    while threading.active_count() > before:
        time.sleep(0)
    seconds = time.perf_counter() - begun
    manager.wait_for_completion()
    return seconds * 1000


def idle_cpu(seconds: float = 2.0) -> float:
    """CPU milliseconds that a pipeline without items uses in a second."""
    release = threading.Event()
    manager = PipelineManager()
    for _ in range(3):
        manager.add_worker(lambda item: item, workers=2)
    manager.start(lambda queue, stop_event: release.wait())
    time.sleep(0.2)
    begun = time.process_time()
    time.sleep(seconds)
    used = time.process_time() - begun
    release.set()
    manager.wait_for_completion()
    return used / seconds * 1000


def memory(items: int) -> tuple[float, float]:
    """Python's own peak and the process's growth, in MiB, over ``items`` items taken by ``results()``."""
    manager = PipelineManager().add_worker(lambda item: item + 1).add_worker(lambda item: item - 1)
    manager.start(range(items))
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = sum(1 for _ in manager.results())
    if taken != items:
        raise RuntimeError(f"{taken} of {items} items came out")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - resident) / 1024

    tracemalloc.start()
    manager = PipelineManager().add_worker(lambda item: item + 1)
    manager.start(range(min(items, 100_000)))
    for _ in manager.results():
        pass
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return peak, grown


def import_cost() -> float:
    """Milliseconds that ``import pipeline_core`` adds to a bare interpreter."""

    def start(code: str) -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - begun

    pairs = [(start("pass"), start("import pipeline_core")) for _ in range(11)]
    return statistics.median(full - bare for bare, full in pairs) * 1000


def median(measure: Callable[[], Any], times: int) -> float:
    return statistics.median(measure() for _ in range(times))


def main() -> None:
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    line("sleeping stages, share of the bottleneck's bound", f"{median(throughput, 3):.3f}", "≥ 0.97")
    stops = sorted(stop() for _ in range(51))
    line("stop() with every queue full, median of 51", f"{stops[25]:.2f} ms", "≤ 20 ms")
    line("                              the longest", f"{stops[-1]:.2f} ms", "≤ 20 ms")
    line("CPU of a starved pipeline, per second", f"{median(idle_cpu, 1):.3f} ms", "0")
    peak, grown = memory(items)
    line(f"{items:,} items by results(): process grew by", f"{grown:.1f} MiB", "flat")
    line("                                    Python's peak", f"{peak:.2f} MiB", "flat")
    line("import pipeline_core, over bare Python", f"{import_cost():.1f} ms", "≤ 40 ms")


if __name__ == "__main__":
    main()
