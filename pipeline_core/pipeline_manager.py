"""The manager: puts stages together, runs them, and tells the caller how it went.

Inside:  PipelineManager; BaseWorker is importable from here too.
Outside: threads and failures (crew), the loop of a worker (worker), what its threads share (stage).
"""

import atexit
import itertools
import threading
import time
import weakref
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from queue import Empty
from types import TracebackType
from typing import Any, Literal, Self, get_args

from pipeline_core.channel import Channel, StopEvent, check_maxsize
from pipeline_core.crew import DEAF_SLICE, Crew
from pipeline_core.errors import Failure, PipelineStopped
from pipeline_core.progress import Progress
from pipeline_core.source import SourceWorker, check_source
from pipeline_core.stage import Stage, who_waits
from pipeline_core.trace import Diagnosis, Meter, Stats, Trace, diagnose
from pipeline_core.utils import SENTINEL
from pipeline_core.worker import BaseWorker, as_worker_class, name_of, run_worker

__all__ = ["BaseWorker", "PipelineManager"]

OnError = Literal["raise", "skip"]
State = Literal["new", "running", "finished", "failed", "stopped"]


class PipelineManager:
    """Stages joined by bounded queues, each with threads of its own, fed from one source.

        with PipelineManager() as manager:
            manager.add_worker(load).add_worker(resize, workers=4)
            pictures = manager.run(paths)

    Args:
        num_total_items: for the progress bar; the source's length, if it has one, when not given.
        maxsize: most items in each queue, the results queue included; 0 for no limit.
        progress: show a tqdm bar while results are waited for.
        trace: record every event in ``manager.trace``.
        max_failures: how many items may fail under ``on_error="skip"`` before the pipeline stops.
        name: for the bar and the log.

    Guarantees: at most ``maxsize + workers`` items are in a stage (``2 × maxsize + workers`` in an ordered one
    with several workers, ``2 × maxsize + max_in_flight`` in a pooled one); results come in order unless a stage
    is ``ordered=False``; after ``with`` or ``run`` none of its threads is left; nothing is printed, and no
    exception is lost.

    Attributes:
        stop_event: the ``StopEvent`` that all threads share.
        trace: the ``Trace``, with ``trace=True``, once started.
    """

    def __init__(
        self,
        num_total_items: int | None = None,
        *,
        maxsize: int = 10,
        progress: bool = False,
        trace: bool = False,
        max_failures: int | None = None,
        name: str = "pipeline",
    ) -> None:
        check_maxsize(f"pipeline {name!r}", maxsize)
        for what, value in (("num_total_items", num_total_items), ("max_failures", max_failures)):
            if value is not None and (not isinstance(value, int) or value < 0):
                raise ValueError(f"pipeline {name!r}: {what} must be None or a whole number ≥ 0, not {value!r}")
        self.num_total_items, self.name = num_total_items, name
        self.stop_event = StopEvent()
        self.trace: Trace | None = None
        self._maxsize, self._tracing, self._show_progress = maxsize, trace, progress
        self._stages: list[Stage] = []
        self._out: Channel[Any] = Channel(maxsize, self.stop_event)
        self._crew = Crew(name, self.stop_event, max_failures)
        self._progress = Progress()
        self._kept: list[Any] = []
        self._started = self._ended = self._delivered = False

    # --- putting it together -----------------------------------------------------------------

    def add_worker(
        self,
        worker: type[BaseWorker] | Callable[[Any], Any],
        name: str | None = None,
        *,
        workers: int = 1,
        maxsize: int | None = None,
        ordered: bool = True,
        on_error: OnError = "raise",
        worker_args: Mapping[str, Any] | None = None,
    ) -> Self:
        """Add one stage behind those already there.

        Args:
            worker: a ``BaseWorker`` subclass, built once in each worker's thread, or any other callable of one item.
            name: of the stage; taken from ``worker``, and numbered where it repeats, if not given.
            workers: how many threads work on its items.
            maxsize: most items that wait in front of it; the manager's if not given.
            ordered: whether results leave in the order the items came, or as they finish.
            on_error: ``"raise"``: the first failure stops the pipeline; ``"skip"``: the item is dropped and
                recorded in ``failures``.
            worker_args: keyword arguments to build a ``BaseWorker`` subclass with.

        Raises:
            TypeError, ValueError, RuntimeError: naming the stage, the value and what is allowed.
        """
        name = self._free_name(worker, name)
        try:
            if self._started:
                raise RuntimeError("a stage cannot be added once the pipeline has been started")
            if not isinstance(workers, int) or workers < 1:
                cure = "start with 1 and let diagnose() tell where the next one pays"
                raise ValueError(f"workers must be a whole number of at least 1, not {workers!r}; {cure}")
            if on_error not in get_args(OnError):
                allowed = " or ".join(repr(policy) for policy in get_args(OnError))
                raise ValueError(f"on_error must be {allowed}, not {on_error!r}")
            worker_class = as_worker_class(worker, worker_args)
            worker_class.check(workers, worker_args or {})
            stage = Stage(
                name,
                worker_class,
                worker_args or {},
                self.stop_event,
                workers=workers,
                maxsize=self._maxsize if maxsize is None else maxsize,
                ordered=ordered,
                skip_failures=on_error == "skip",
            )
        except (TypeError, ValueError, RuntimeError) as error:
            raise type(error)(f"stage {name!r}: {error}") from None
        self._stages.append(stage)
        return self

    def _free_name(self, worker: object, name: str | None) -> str:
        taken = {"source", *(stage.name for stage in self._stages)}  # "source" is the thread that feeds them
        if name is None:
            base = name = name_of(worker)
            for number in itertools.count(2):
                if name not in taken:
                    break
                name = f"{base}-{number}"
        elif not isinstance(name, str) or not name or name in taken:
            raise ValueError(f"stage {name!r}: a name must be a text that is not yet taken, unlike {sorted(taken)}")
        return name

    @property
    def queues(self) -> list[Channel[Any]]:
        """Each stage's input queue, then the results queue."""
        return [*(stage.inbox for stage in self._stages), self._out]

    @property
    def workers(self) -> list[BaseWorker]:
        """The workers that have been built so far, stage by stage."""
        return [port.worker for stage in self._stages for port in stage.ports if port.worker is not None]

    # --- running -----------------------------------------------------------------------------

    def start(self, source: Any) -> None:
        """Start all threads and return at once.

        Args:
            source: an iterable, pulled in a thread of its own as fast as there is room, or a function
                ``producer(queue, stop_event)`` that puts the items itself.

        Raises:
            RuntimeError: started before, or no stage was added.
            TypeError: ``source`` is neither.
        """
        if self._started:
            raise RuntimeError(f"pipeline {self.name!r} has been started before; make a new PipelineManager")
        if not self._stages:
            raise RuntimeError(f"pipeline {self.name!r} has no stage; call add_worker() first")
        check_source(source)
        self._started = True
        self.trace = Trace() if self._tracing else None
        self._consumer = Meter("consumer", "consumer", self.trace)
        self._source = Stage("source", SourceWorker, {"source": source}, self.stop_event)
        for stage, outbox in zip(self._all(), self.queues, strict=True):
            stage.wire(outbox, self._crew.report, self.trace)
        if self._show_progress:
            total = self.num_total_items
            self._progress.show(len(source) if total is None and hasattr(source, "__len__") else total, self.name)
        self._consumer.open()
        _running.add(self)
        self._crew.launch([port for stage in self._all() for port in stage.ports], run_worker)

    def results(self) -> Generator[Any, None, None]:
        """Return an iterator over the results as they come out.

        Closing it early (``break`` closes it) stops the pipeline and joins its threads. No result is kept, so
        that memory stays flat.

        Raises:
            RuntimeError: before ``start()``, at the call.
            PipelineError: after what came out before the failure.
        """
        self._must_be_started("results()")
        return self._results()

    def _results(self) -> Generator[Any, None, None]:
        try:
            kept, self._kept = self._kept, []
            yield from kept
            with self._until_stopped():
                yield from self._arriving(None)
            yield from self._left_over()
        finally:
            self._end()
        self._raise_failures()

    def wait_for_completion(self, timeout: float | None = None) -> list[Any]:
        """Wait for the end and return all results; after ``stop()``, those that came out before it.

        Args:
            timeout: longest wait in seconds; None waits as long as it takes.

        Raises:
            RuntimeError: before ``start()``, or from one of the pipeline's own threads.
            TimeoutError: not finished in time; the message says which thread waits on what. The pipeline goes
                on, and the next call returns what has come out meanwhile as well.
            PipelineError: with the original exceptions, and the results so far.
        """
        self._must_be_started("wait_for_completion()")
        keep = self._kept.append
        try:
            with self._until_stopped():
                for result in self._arriving(timeout):
                    keep(result)
            self._kept += self._left_over()
        except TimeoutError:
            raise
        except BaseException:  # Ctrl-C
            self._end()
            raise
        self._end()
        self._raise_failures()
        return self._kept

    def run(self, source: Any) -> list[Any]:
        """``start(source)``, then ``wait_for_completion()``."""
        self.start(source)
        return self.wait_for_completion()

    def stop(self) -> None:
        """Wake every thread and let it leave after its current item; returns at once, from any thread.

        Before ``start()`` it is remembered: nothing is pulled. After the end it changes nothing.
        """
        self.stop_event.set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._end()
        if self._delivered or not self._crew.fatal:
            return
        if error is None:
            self._raise_failures()
        else:
            error.add_note(f"{self.name} had failed too: {self._crew.fatal[0]}")

    # --- looking at it -----------------------------------------------------------------------

    @property
    def failures(self) -> list[Failure]:
        """Every failure so far, the skipped ones included, in the order they happened."""
        return self._crew.failures

    @property
    def pbar(self) -> Any:
        """The tqdm bar, once one is shown; only the thread that waits for results moves it."""
        return self._progress.bar

    @property
    def state(self) -> State:
        """``"new"``, ``"running"``, ``"finished"``, ``"failed"`` or ``"stopped"``."""
        if self._crew.fatal:
            return "failed"
        if self._ended:
            return "finished"
        if self.stop_event.is_set():
            return "stopped"
        return "running" if self._started else "new"

    def stats(self) -> list[Stats]:
        """Return counts and times of each stage so far."""
        return [stage.stats() for stage in self._stages]

    def diagnose(self) -> Diagnosis:
        """Find what limits the throughput, from the start until now or the end; needs no trace.

        Raises:
            RuntimeError: before ``start()``.
        """
        self._must_be_started("diagnose()")
        life, starved, _ = self._consumer.read()
        consumer = Stats("consumer", 1, 0, 0, 0, 0, life - starved, starved, 0.0, 0, 0, 0)
        meters = [self._consumer, *(port for stage in self._all() for port in stage.ports)]
        shares = [seconds / life for meter in meters for seconds in meter.cpu.values()]
        return diagnose([*(stage.stats() for stage in self._all()), consumer], shares)

    # --- inside ------------------------------------------------------------------------------

    def _all(self) -> list[Stage]:
        return [self._source, *self._stages]

    def _must_be_started(self, call: str) -> None:
        if not self._started:
            raise RuntimeError(f"{call} before start(): pipeline {self.name!r} has not been started")
        if self._crew.has(threading.current_thread()):
            raise RuntimeError(f"{call} inside a thread of pipeline {self.name!r}: it would wait for itself")

    @contextmanager
    def _until_stopped(self) -> Iterator[None]:
        """Around taking results to the end: a stop is one end, and the other is noted."""
        try:
            yield
        except PipelineStopped:
            return
        self._ended = True

    def _arriving(self, timeout: float | None) -> Iterator[Any]:
        """Return an iterator over the results until the end or the stop."""
        if timeout is None and self._progress.slice is None and DEAF_SLICE is None:
            return self._out.receiver(self._consumer)
        deadline = None if timeout is None else time.monotonic() + timeout
        return iter(partial(self._next, deadline), SENTINEL)

    def _next(self, deadline: float | None) -> Any:
        """Wait for one result or the end, in slices between which a bar moves and Ctrl-C is heard."""
        while True:
            self._progress.move(self._stages)
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            try:
                item = self._out.get(
                    min(s for s in (left, DEAF_SLICE, self._progress.slice) if s is not None), self._consumer
                )
            except Empty:
                if left == 0:
                    waits = who_waits(self._all(), self._out)
                    raise TimeoutError(f"{self.name} has not finished in time:\n{waits}") from None
            else:
                self._progress.left += item is not SENTINEL
                return item

    def _left_over(self) -> list[Any]:
        """Wait for the threads to leave, and take what came out unseen before a stop."""
        if self._ended:
            if not self._source.ports[0].worker.returned:  # a producer that sent the end itself, and goes on
                self.stop_event.set()
            self._stages[0].inbox.wake()
        self._crew.join()
        return self._out.drain()

    def _raise_failures(self) -> None:
        self._delivered = True
        self._crew.raise_failures(self._kept)

    def _end(self) -> None:
        """Stop what still runs, join it, close the bar. Does nothing the second time."""
        if not self._started:
            return
        if not self._ended:
            self.stop_event.set()
        try:
            self._crew.join()
        finally:
            if not self._consumer.life:
                self._consumer.close()
            self._progress.close(self._stages)
            _running.discard(self)


_running: weakref.WeakSet[PipelineManager] = weakref.WeakSet()


@atexit.register
def _end_all() -> None:
    """Stop and join pipelines that nobody waited for, so that the interpreter does not die under their threads."""
    for manager in list(_running):
        manager._end()
