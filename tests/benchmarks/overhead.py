"""What the core costs per item, beside textbook ``queue.Queue`` threads and stagepipe.

Three stages that do nothing, so that only the machinery is left. The three take turns in one process, and the
ratios are of medians, since machines are shared and noisy. stagepipe gets as many items in flight as our
queues hold: 4 queues of maxsize, 3 workers and the source's hand.
"""

import queue
import statistics
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from typing import Any

import stagepipe

from pipeline_core import PipelineManager

END = object()


def identity(item: Any) -> Any:
    return item


def ours(items: Iterable[Any], maxsize: int, workers: int = 1) -> list[Any]:
    manager = PipelineManager(maxsize=maxsize)
    for _ in range(3):
        manager.add_worker(identity, workers=workers)
    return manager.run(items)


def with_stagepipe(items: Iterable[Any], maxsize: int, workers: int = 1) -> list[Any]:
    stages = [
        stagepipe.Stage(f"s{n}", lambda item, index: item, workers=workers, ordered=workers == 1)
        for n in range(3)
    ]
    return stagepipe.run(items, stages, max_in_flight=4 * maxsize + 3 * workers + 1)


def textbook(items: Iterable[Any], maxsize: int, workers: int = 1) -> list[Any]:
    """What a careful book shows: a thread a worker, ``queue.Queue`` between stages, a sentinel at the end."""
    queues: list[queue.Queue[Any]] = [queue.Queue(maxsize) for _ in range(4)]

    def feed() -> None:
        for item in items:
            queues[0].put(item)
        queues[0].put(END)

    def work(source: queue.Queue[Any], target: queue.Queue[Any]) -> None:
        while (item := source.get()) is not END:
            target.put(identity(item))
        target.put(END)

    threads = [threading.Thread(target=feed)]
    if workers == 1:
        threads += [threading.Thread(target=work, args=pair) for pair in pairwise(queues)]
    else:
        for pair in pairwise(queues):
            threads += _ordered_stage(*pair, workers)
    for thread in threads:
        thread.start()
    results = list(iter(queues[-1].get, END))
    for thread in threads:
        thread.join()
    return results


def _ordered_stage(
    source: queue.Queue[Any], target: queue.Queue[Any], workers: int
) -> list[threading.Thread]:
    """Several workers that number their items under a lock, and a re-order buffer behind them."""
    taking, buffer_lock = threading.Lock(), threading.Lock()
    state = {"taken": 0, "next": 0, "ended": False, "present": workers}
    buffer: dict[int, Any] = {}

    def work() -> None:
        while True:
            with taking:
                item = END if state["ended"] else source.get()
                if item is END:
                    state["ended"] = True
                    break
                number = state["taken"]
                state["taken"] += 1
            result = identity(item)
            with buffer_lock:
                buffer[number] = result
                while state["next"] in buffer:
                    target.put(buffer.pop(state["next"]))
                    state["next"] += 1
        with taking:
            state["present"] -= 1
            last = state["present"] == 0
        if last:
            target.put(END)

    return [threading.Thread(target=work) for _ in range(workers)]


def compare(runners: dict[str, Callable[[], Any]], rounds: int, items: int) -> dict[str, float]:
    """Median microseconds per item of each runner; they take turns."""
    seconds: dict[str, list[float]] = {name: [] for name in runners}
    for round_number in range(rounds + 1):
        for name, runner in runners.items():
            begun = time.perf_counter()
            runner()
            if round_number:  # the first is a warm-up
                seconds[name].append(time.perf_counter() - begun)
    return {name: statistics.median(times) / items * 1e6 for name, times in seconds.items()}


def main(items: int = 20_000, rounds: int = 7) -> None:
    print("overhead, 3 no-op stages, microseconds per item (medians)")
    print(f"{'':24}{'core':>8}{'textbook':>10}{'stagepipe':>11}{'÷ textbook':>12}{'÷ stagepipe':>13}")
    for maxsize, workers in ((8, 1), (64, 1), (256, 1), (64, 4), (256, 4)):
        times = compare(
            {
                runner.__name__: partial(runner, range(items), maxsize, workers)
                for runner in (ours, textbook, with_stagepipe)
            },
            rounds,
            items,
        )
        core, book, peer = (times[name] for name in ("ours", "textbook", "with_stagepipe"))
        label = f"maxsize {maxsize}" + (f", {workers} ordered" if workers > 1 else "")
        print(f"{label:24}{core:8.2f}{book:10.2f}{peer:11.2f}{core / book:12.2f}{core / peer:13.2f}")


if __name__ == "__main__":
    main()
