"""The manager: puts stages together, runs them, and tells the caller how it went.

Inside:  PipelineManager; BaseWorker is importable from here too.
Outside: checks (arguments), threads and failures (crew), results and the bar (delivery).
"""

import time
import warnings
from collections.abc import Callable, Generator, Mapping
from types import TracebackType
from typing import Any, Literal, Self

from pipeline_core.arguments import (
    OnError,
    about,
    check_settings,
    check_source,
    check_whole,
    free_name,
    length_of,
)
from pipeline_core.channel import Channel, StopEvent
from pipeline_core.crew import Crew
from pipeline_core.delivery import Delivery, OutOfTime
from pipeline_core.diagnosis import Diagnosis, Stats, diagnose
from pipeline_core.errors import SOURCE, Failure, add_note
from pipeline_core.meter import Meter, Trace
from pipeline_core.source import SourceWorker
from pipeline_core.stage import Size, Stage, who_waits
from pipeline_core.view import View
from pipeline_core.worker import BaseWorker, as_worker_class

__all__ = ["BaseWorker", "PipelineManager"]


class PipelineManager:
    """Stages joined by bounded queues, each with threads of its own, fed from one source.

        with PipelineManager() as manager:
            manager.add_worker(load).add_worker(resize, workers=4)
            pictures = manager.run(paths)

    Args:
        num_total_items: for the progress bar; the source's length, if it has one, when not given.
        maxsize: most items in each queue, the results queue included, up to 10 million; 0 for no limit.
        progress: show a tqdm bar while results are waited for.
        trace: record every event in ``manager.trace``.
        max_failures: how many items may fail under "skip" and "keep" before the pipeline stops.
        name: for the bar and the log.

    Guarantees: at most ``maxsize + workers`` items are in a stage (``2 × maxsize + workers`` in an ordered
    one with several workers, ``2 × maxsize + max_in_flight`` in a pooled one); results come in order unless
    a stage is ``ordered=False``; after ``with`` or ``run`` none of its threads is left; nothing is printed,
    and no exception is lost. User code that does not return is waited for: after 5 s a ``RuntimeWarning``
    names the worker and its line, and a second Ctrl-C leaves without it (see ``close`` for another bound).
    In the child of ``os.fork`` the pipeline is stopped, since its threads do not come along.

    Attributes:
        stop_event: the ``StopEvent`` that all threads share.
        trace: the ``Trace``, with ``trace=True``, once started; one may also be put here before the start.
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
        for what, value in (("num_total_items", num_total_items), ("max_failures", max_failures)):
            if value is not None:
                check_whole(f"pipeline {name!r}: {what}", value, at_least=0, meaning=", or None")
        self.num_total_items = num_total_items
        self.name = name
        self.stop_event = StopEvent()
        self.trace: Trace | None = None
        self._maxsize = maxsize
        self._wants_trace = trace
        self._wants_bar = progress
        self._stages: list[Stage] = []
        self._delivery = Delivery(maxsize, self.stop_event)
        self._crew = Crew(name, self.stop_event, max_failures)
        self._kept: list[Any] = []
        self._started = False
        self._asked = False  # for results
        self._delivered = False  # the failure, if there is one
        self._inside = False  # ``with``
        self._owed: BaseException | None = None  # see ``_deliver``

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
            worker: a ``BaseWorker`` subclass, built once a worker, or any other callable of one item.
            name: of the stage; taken from ``worker``, and numbered where it repeats, if not given.
            workers: how many threads work on its items.
            maxsize: most items that wait in front of it; the manager's if not given.
            ordered: whether results leave in the order the items came, or as they finish.
            on_error: ``"raise"``: the first failure stops the pipeline; ``"skip"``: the item is dropped and
                recorded in ``failures``; ``"keep"``: recorded, and the ``Failure`` stands in the place of
                its result, and passes the stages behind unworked, so that results keep the source's order.
            worker_args: keyword arguments to build a ``BaseWorker`` subclass with.

        Raises:
            TypeError, ValueError, RuntimeError: naming the stage, the value and what is allowed.
        """
        name = free_name(worker, name, {SOURCE, *(stage.name for stage in self._stages)})
        if self._started:
            raise RuntimeError(f"stage {name!r}: it cannot be added once the pipeline has been started")
        limit = self._maxsize if maxsize is None else maxsize
        with about(name):
            check_settings(workers, limit, on_error)
            worker_class = as_worker_class(worker, worker_args)
            args = dict(worker_args or {})  # the caller may change it for the next stage
            worker_class._pipeline_check(workers, args)  # noqa: SLF001  # the library's own
        size = worker_class._pipeline_size(workers, limit, args)  # noqa: SLF001
        stage = Stage(name, worker_class, args, self.stop_event, size, limit, ordered, on_error)
        self._stages.append(stage)
        return self

    def start(self, source: Any) -> None:
        """Start all threads and return at once; ``results()`` or ``wait_for_completion()`` come next.

        Args:
            source: an iterable, pulled in a thread of its own as fast as there is room, or a function
                ``producer(queue, stop_event)`` that puts the items itself.

        Raises:
            RuntimeError: started before, or no stage was added.
            TypeError: ``source`` is neither.
        """
        if self._started:
            raise RuntimeError(f"pipeline {self.name!r}: started before; make a new PipelineManager")
        if not self._stages:
            raise RuntimeError(f"pipeline {self.name!r}: no stage yet; call add_worker() first")
        check_source(source)
        if self._wants_trace and self.trace is None:
            self.trace = Trace()
        self._source = Stage(SOURCE, SourceWorker, {"source": source}, self.stop_event, Size())
        for place, (stage, outbox) in enumerate(zip(self._all(), self.queues, strict=True)):
            stage.wire(self._all()[:place], outbox, self._crew.report, self.trace)
        self._delivery.open(self._stages, Meter("consumer", "consumer", self.trace))
        if self._wants_bar:
            total = self.num_total_items
            self._delivery.show_bar(length_of(source) if total is None else total, self.name)
        self._started = True
        self._crew.launch(self._all())

    def results(self) -> Generator[Any, None, None]:
        """Return an iterator over the results as they come out.

        Closing it early, as ``break`` does, stops the pipeline and joins its threads. Keeps no result.
        Raises ``RuntimeError`` before ``start()``, ``PipelineError`` after what came out before a failure.
        """
        self._check_caller("results()")
        self._asked = True
        return self._deliver(None, keep=False)

    def wait_for_completion(self, timeout: float | None = None) -> list[Any]:
        """Wait for the end and return all results; after ``stop()``, those that came out before it.

        Args:
            timeout: longest wait in seconds; None waits as long as it takes.

        Raises:
            RuntimeError: before ``start()``, or in a thread of the pipeline.
            TimeoutError: not finished in time; the message says which thread waits on what. The pipeline
                goes on, and the next call returns what has come out meanwhile as well.
            PipelineError: with the original exceptions, and the results so far.
        """
        self._check_caller("wait_for_completion()")
        self._asked = True
        keep = self._kept.append
        results = self._deliver(timeout, keep=True)
        try:
            for result in results:
                keep(result)
        finally:
            results.close()  # at once, if Ctrl-C came between two results
        return list(self._kept)

    def _deliver(self, timeout: float | None, *, keep: bool) -> Generator[Any, None, None]:
        """Yield the results, then raise what stopped them, if anything did. The only way out of a pipeline.

        However this ends, the pipeline has ended as well, and its threads are gone. The one exception is a
        timeout, after which it goes on: so its caller is to ``keep`` what it was given, for the next call.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        try:
            if not keep:
                kept = self._kept
                self._kept = []
                yield from kept
            with self._crew.awaited():
                with self._delivery.until_stopped():
                    yield from self._delivery.results(deadline)
                left = self._left_over(deadline)
            yield from left
        except OutOfTime:
            waits = who_waits(self._all())
            raise TimeoutError(f"{self.name} has not finished within {timeout} s:\n{waits}") from None
        except GeneratorExit as closing:
            try:
                self._end(closing)
            except BaseException as error:
                # Ctrl-C, while it waited. ``break`` frees this generator, and what a generator raises while
                # it is freed Python prints and forgets. So it is raised at the end of ``with``.
                if not self._inside:
                    raise
                self._owed = error
            raise
        except BaseException as error:  # Ctrl-C
            self._end(error)
            raise
        self._end()
        self._raise_failures()

    def run(self, source: Any) -> list[Any]:
        """``start(source)``, then ``wait_for_completion()``; of the results the manager keeps none."""
        try:
            self.start(source)
            self.wait_for_completion()
        except KeyboardInterrupt as error:
            self._end(error)
            raise
        results = self._kept
        self._kept = []
        return results

    def stop(self) -> None:
        """Wake every thread and let it leave after its current item; returns at once.

        From any thread, and from a signal handler. Before ``start()`` it is remembered: nothing is pulled.
        After the end it changes nothing.
        """
        self.stop_event.set()

    def close(self, timeout: float | None = None) -> None:
        """Stop, and wait until every thread has left, but no longer than ``timeout`` seconds.

        Leaving ``with`` waits for user code as long as that takes. This is for those who cannot.

        Raises:
            TimeoutError: naming each thread that is still there, and the line that it is in. They stay
                behind: nothing waits for them any more, neither ``with`` nor the end of the program.
            RuntimeError: in a thread of the pipeline.
        """
        self.stop()
        if self._started:
            self._check_caller("close()")
            self._end(timeout=timeout)

    def __enter__(self) -> Self:
        self._inside = True
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: TracebackType | None) -> None:
        forgotten = error is None and self.state == "running" and not self._asked
        try:
            self._end(error)
            if self._owed is not None and isinstance(error, Exception | None):
                raise self._owed from error
        except BaseException as interrupt:  # Ctrl-C while it waited, or before
            if self._crew.fatal and not self._delivered:
                add_note(interrupt, f"{self.name} had failed too: {self._crew.fatal[0]}")
            raise
        if error is None and not self._delivered:
            self._raise_failures()
        elif error is not None and self._crew.fatal and not self._delivered:
            add_note(error, f"{self.name} had failed too: {self._crew.fatal[0]}")
        if forgotten:
            why = "was stopped, since nobody asked for its results: call wait_for_completion() inside `with`"
            warnings.warn(f"{self.name} {why}", RuntimeWarning, stacklevel=2)

    def view(self, asked_for: str = "view()") -> View:
        """Return what instruments may see of it while it runs; the pipeline takes no notice.

        Raises:
            RuntimeError: before ``start()``, or in a thread of the pipeline, which would wait for itself: the
                message names what was ``asked_for``.
        """
        self._check_caller(asked_for)
        source = self._source.worker_args["source"]
        seconds = self._delivery.meter.read()[0]
        return View(self._all(), self._delivery.queue, source, seconds, self._crew.thread_ids())

    @property
    def queues(self) -> list[Channel[Any]]:
        """Each stage's input queue, then the results queue."""
        return [*(stage.inbox for stage in self._stages), self._delivery.queue]

    @property
    def workers(self) -> list[BaseWorker]:
        """The workers that have been built so far, stage by stage."""
        return [port.worker for stage in self._stages for port in stage.ports if port.worker is not None]

    @property
    def failures(self) -> list[Failure]:
        """Every failure so far, skipped ones too, in order.

        Each keeps its item, its exception with whatever that holds, and at most 2,000 characters of text.
        """
        return self._crew.failures

    @property
    def pbar(self) -> Any:
        """The tqdm bar, once one is shown; only the thread that waits for results moves it."""
        return self._delivery.bar

    @property
    def state(self) -> Literal["new", "running", "finished", "failed", "stopped"]:
        """How far it has come."""
        if self._crew.fatal:
            return "failed"
        if self._delivery.ended:
            return "finished"
        if self.stop_event.is_set() or self._crew.left_behind:
            return "stopped"
        return "running" if self._started else "new"

    def stats(self) -> list[Stats]:
        """Return counts and times of each stage so far."""
        return [stage.stats() for stage in self._stages]

    def diagnose(self) -> Diagnosis:
        """Find what limits the throughput, from the start until now or the end; needs no trace."""
        self._check_caller("diagnose()")
        meters = [self._delivery.meter, *(port.meter for stage in self._all() for port in stage.ports)]
        cpu = [meter.cpu for meter in meters]
        parts = [*(stage.stats() for stage in self._all()), self._delivery.stats()]
        # On a virtual clock a run may take no time: then nobody was busy.
        return diagnose(parts, self._delivery.meter.read()[0] or float("inf"), cpu)

    def _all(self) -> list[Stage]:
        return [self._source, *self._stages]

    def _check_caller(self, call: str) -> None:
        if not self._started:
            raise RuntimeError(f"{call} before start(): pipeline {self.name!r} has not been started")
        if self._crew.is_me():
            raise RuntimeError(f"{call} in a thread of pipeline {self.name!r}: it would wait for itself")

    def _left_over(self, deadline: float | None) -> list[Any]:
        """Wait for the threads to leave, and return what came out unseen before a stop."""
        # All results have come, so nobody takes from the first queue any more. A producer that sent the end
        # itself may still put, or wait for room: it is told to stop, and woken.
        if self._delivery.ended:
            if not self._source.ports[0].worker.returned:
                self.stop_event.set()
            self._stages[0].inbox.wake()
        if not self._crew.join(None if deadline is None else deadline - time.monotonic()):
            raise OutOfTime
        return self._delivery.queue.drain()

    def _raise_failures(self) -> None:
        self._delivered = True
        self._crew.raise_failures(self._kept)

    def _end(self, error: BaseException | None = None, timeout: float | None = None) -> None:
        """Stop what still runs, join it, close the bar; after an error, or without. Once is enough."""
        if self._started:
            self._crew.interrupted |= isinstance(error, KeyboardInterrupt)
            if not self._delivery.ended:
                self.stop_event.set()
            try:
                if not self._crew.join(timeout):
                    stuck = f"not ended within {timeout} s, and left behind:\n{self._crew.stuck()}"
                    raise TimeoutError(f"{self.name}: {stuck}")
            finally:
                if timeout is not None:
                    self._crew.give_up()
                self._delivery.close()
