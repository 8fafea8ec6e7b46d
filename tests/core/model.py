"""Random pipelines: a case, the model that knows its outcome in ten lines, the run compared with it."""

import threading
from dataclasses import dataclass

from hypothesis import strategies as st

from pipeline_core import SKIP, PipelineError, PipelineManager, PoolWorker

STEP = 1_000  # each stage adds it, so that a result shows how many stages it has been through


@dataclass(frozen=True)
class StageCase:
    """One stage, and which items are skipped, fail, or stop the pipeline there."""

    kind: str  # "plain" or "pool"
    workers: int
    maxsize: int
    ordered: bool
    on_error: str
    skipped: frozenset[int]
    failing: frozenset[int]
    stop_at: int | None = None

    @property
    def in_order(self):
        return self.ordered or (self.kind == "plain" and self.workers == 1)

    @property
    def bound(self):
        """Return the most items that may wait or be worked on at once in this stage."""
        if self.kind == "pool" or (self.ordered and self.workers > 1):
            return 2 * self.maxsize + self.workers
        return self.maxsize + self.workers


@dataclass(frozen=True)
class Case:
    """A pipeline, its input, and how its results are taken."""

    items: int
    stages: tuple[StageCase, ...]
    maxsize: int
    max_failures: int | None
    taking: str  # "run", "impatiently", "results", "break" or "stop"; the last two after ``enough`` results
    enough: int

    @property
    def bound(self):
        """Return the most items that may be inside, with one in each end's hand; None for no limit."""
        if not self.maxsize or not all(stage.maxsize for stage in self.stages):
            return None
        return sum(stage.bound for stage in self.stages) + self.maxsize + 2

    def fails_with(self, failures):
        """Whether these failures end the pipeline, if it gets as far as that."""
        fatal = {f"stage {number}" for number, stage in enumerate(self.stages) if stage.on_error == "raise"}
        too_many = self.max_failures is not None and len(failures) > self.max_failures
        return too_many or any(stage in fatal for stage, _, _ in failures)


def model(case):
    """Return what comes out and what fails, as {(stage, item number there, item)}: the sequential truth."""
    items, failures = list(range(case.items)), set()
    for number, stage in enumerate(case.stages):
        through = []
        for index, item in enumerate(items):
            if item % STEP in stage.failing:
                failures.add((f"stage {number}", index, item))
            elif item % STEP not in stage.skipped:
                through.append(item + STEP)
        items = through
    return items, failures


small = st.frozensets(st.integers(0, 30), max_size=4)
stages = st.builds(
    StageCase,
    kind=st.sampled_from(["plain", "plain", "pool"]),
    workers=st.integers(1, 4),
    maxsize=st.integers(0, 3),
    ordered=st.sampled_from([True, True, False]),
    on_error=st.sampled_from(["skip", "skip", "raise"]),
    skipped=small,
    failing=st.one_of(st.just(frozenset()), small),
    stop_at=st.one_of(st.none(), st.none(), st.none(), st.integers(0, 30)),
)
cases = st.builds(
    Case,
    items=st.integers(0, 30),
    stages=st.lists(stages, min_size=1, max_size=4).map(tuple),
    maxsize=st.integers(0, 3),
    max_failures=st.one_of(st.none(), st.none(), st.integers(0, 3)),
    taking=st.sampled_from(["run", "impatiently", "results", "break", "stop"]),
    enough=st.integers(1, 10),
)


class Run:
    """One run of a case: what came out, what was raised, and how much was inside at most."""

    def __init__(self, case):
        self.case, self.manager = case, PipelineManager(maxsize=case.maxsize, max_failures=case.max_failures)
        self.results, self.error, self.stop_called = [], None, False
        self.pulled = self.most = 0
        self._lock, self._dropped = threading.Lock(), 0
        for number, stage in enumerate(case.stages):
            self._add(f"stage {number}", stage)
        try:
            with self.manager:
                self.manager.start(self._source())
                getattr(self, f"_{case.taking}")()
        except PipelineError as error:
            self.error = error

    def _add(self, name, stage):
        def work(item):
            for _ in range(item * 7 % 50):  # some take longer
                pass
            if item % STEP == stage.stop_at:
                self.stop_called = True
                self.manager.stop()
            if item % STEP in stage.failing | stage.skipped:
                with self._lock:
                    self._dropped += 1
                if item % STEP in stage.failing:
                    raise ValueError(item)
                return SKIP
            return item + STEP

        pooled = stage.kind == "pool"
        self.manager.add_worker(
            PoolWorker.of(work) if pooled else work,
            name,
            workers=1 if pooled else stage.workers,
            maxsize=stage.maxsize,
            ordered=stage.ordered,
            on_error=stage.on_error,
            worker_args={"num_sub_workers": 2, "max_in_flight": stage.workers} if pooled else None,
        )

    def _source(self):
        for item in range(self.case.items):
            self.pulled += 1
            with self._lock:
                inside = self.pulled - len(self.results) - self._dropped
            self.most = max(self.most, inside)
            yield item

    def _take(self, until):
        for result in self.manager.results():
            self.results.append(result)
            if len(self.results) == until:
                return True
        return False

    def _run(self):
        try:
            self.results += self.manager.wait_for_completion(timeout=10)
        except PipelineError as error:
            self.results += error.results
            raise

    def _impatiently(self):
        while True:
            try:
                self._run()
            except TimeoutError:
                continue
            return

    def _results(self):
        self._take(None)

    def _break(self):
        self._take(self.case.enough)

    def _stop(self):
        for result in self.manager.results():
            self.results.append(result)
            if len(self.results) == self.case.enough:
                self.stop_called = True
                self.manager.stop()
