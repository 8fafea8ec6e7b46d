"""Workers: the loop that every stage runs, and the same loop with a pool of sub-tasks inside.

Inside:  BaseWorker, PoolWorker.
Outside: queues, order and counts (stage, channel); threads and wiring (pipeline_manager).
"""

import contextvars
import inspect
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from itertools import takewhile
from queue import Empty
from typing import Any, Self

from pipeline_core.channel import Channel
from pipeline_core.stage import Port
from pipeline_core.trace import BLOCKED, STARVED, WORKING
from pipeline_core.utils import SENTINEL, Mark


class BaseWorker:
    """One worker of a stage: subclass it and define ``process_item``.

    Each worker of a stage is built in its own thread, as ``cls(**worker_args)``, so what it keeps in ``self`` is
    its own. There is no need to call ``super().__init__()``.

    Attributes:
        name: of the worker, for example ``"resize/2"``; set once it is built.
        stop_event: set when the pipeline stops; look at it in long work, or wait on it instead of sleeping.
    """

    name: str
    stop_event: threading.Event
    _port: Port

    def process_item(self, item: Any) -> Any:
        """Turn one item into one result; return ``SKIP`` to drop it. An exception is the item's failure."""
        raise NotImplementedError(f"{type(self).__name__} must define process_item(self, item)")

    def setup(self) -> None:
        """Called in the worker's thread before its first item. An exception stops the pipeline."""

    def teardown(self) -> None:
        """Called in the worker's thread after its last item, whatever ended it, once ``setup`` has returned."""

    def _run(self) -> None:
        """The loop. Ends with ``PipelineStopped`` when the pipeline is stopped."""
        port, work, hand_on = self._port, self.process_item, self._port.hand_on
        for port.index, item in port.items():  # take · end?
            try:
                result = work(item)  # work
            except Exception as error:
                result = port.fail(error, port.index, item)
            if type(result) is Mark:  # SKIP, or the item has failed
                port.drop(result)
                continue
            hand_on(result)  # hand on
            port.items_out += 1
        port.leave()  # pass the end on

    @classmethod
    def of(cls, function: Callable[[Any], Any]) -> type[Self]:
        """Make a worker class of a function of one item.

        On ``PoolWorker``: how to send a picklable function to processes or to another machine, since the worker
        itself cannot be pickled.
        """
        if not callable(function):
            raise TypeError(f"{cls.__name__}.of: a function of one item is needed, not {function!r}")
        return type(name_of(function), (cls,), {"process_item": staticmethod(function)})

    @classmethod
    def check(cls, stage: str, workers: int, worker_args: Mapping[str, Any]) -> None:
        """Refuse what cannot work, before any thread is started."""
        if cls.process_item is BaseWorker.process_item:
            raise TypeError(f"stage {stage!r}: {cls.__name__} does not define process_item(self, item)")
        try:
            inspect.signature(cls).bind(**worker_args)
        except TypeError as error:
            raise TypeError(f"stage {stage!r}: {cls.__name__} cannot be built from worker_args: {error}") from None


_SETTINGS = ("num_sub_workers", "executor", "max_in_flight")


class PoolWorker(BaseWorker):
    """A stage whose items are worked on in parallel by an executor, and leave in the order they came.

    One thread takes items, submits ``process_item`` for each and hands the results on. At most
    ``max_in_flight`` items are between take and hand on, so a slow one holds the line and the line stays short.
    With ``ordered=False`` results leave as they finish.

    Args:
        num_sub_workers: threads of a pool of its own, shut down at the end. 4 if neither this nor
            ``executor`` is given.
        executor: any ``concurrent.futures.Executor`` instead, yours to shut down. Only ``submit`` and its futures'
            ``result``, ``cancel``, ``done`` and ``add_done_callback`` are used. For processes, use ``PoolWorker.of``.
        max_in_flight: 2 × ``num_sub_workers`` if not given, 8 for an executor.

    A subclass's ``process_item`` runs in several threads at once on one ``self``: guard what it changes.
    """

    num_sub_workers: int | None = None
    executor: Executor | None = None
    max_in_flight: int | None = None
    _waits_at: Channel[Any]

    def __init__(
        self,
        *,
        num_sub_workers: int | None = None,
        executor: Executor | None = None,
        max_in_flight: int | None = None,
    ) -> None:
        for name, value in zip(_SETTINGS, (num_sub_workers, executor, max_in_flight), strict=True):
            if value is not None:  # what was not given is left to the class, where a subclass may set it
                setattr(self, name, value)

    @classmethod
    def check(cls, stage: str, workers: int, worker_args: Mapping[str, Any]) -> None:
        """As ``BaseWorker.check``, and the pool's own settings."""
        super().check(stage, workers, worker_args)
        if workers != 1:
            raise ValueError(
                f"stage {stage!r}: a PoolWorker has workers=1, not {workers!r}; "
                "for more sub-tasks at once give worker_args={'num_sub_workers': …}"
            )
        threads, executor, limit = (worker_args.get(name, getattr(cls, name)) for name in _SETTINGS)
        if threads is not None and executor is not None:
            raise ValueError(f"stage {stage!r}: give num_sub_workers or executor, not both")
        for name, value in (("num_sub_workers", threads), ("max_in_flight", limit)):
            if value is not None and (not isinstance(value, int) or value < 1):
                raise ValueError(f"stage {stage!r}: {name} must be a whole number of at least 1, not {value!r}")
        if executor is not None and not callable(getattr(executor, "submit", None)):
            raise TypeError(f"stage {stage!r}: executor must be a concurrent.futures.Executor, not {executor!r}")

    def _run(self) -> None:
        if self.executor is not None:
            limit = self.max_in_flight or 8
            self._port.capacity = limit
            self._loop(partial(self.executor.submit, self.process_item), limit)
            return
        threads = self._port.capacity = self.num_sub_workers or 4
        context = contextvars.copy_context()
        with ThreadPoolExecutor(
            threads,
            thread_name_prefix=self.name,
            initializer=lambda: [var.set(value) for var, value in context.items()],
        ) as pool:
            self._loop(partial(pool.submit, self._sub_task), self.max_in_flight or 2 * threads)

    def _loop(self, submit: Callable[[Any], Future[Any]], limit: int) -> None:
        port, inbox, bell = self._port, self._port.stage.inbox, Channel[Any](0, self._port.stage.stop_event)
        line: dict[int, tuple[Any, Future[Any]]] = {}  # by number of the item: first in, first
        ended = False
        try:
            while line or not ended:
                # Where this thread waits next: for items and sub-tasks, or for sub-tasks alone. Said before
                # looking for finished ones, so that one that finishes after the look nudges the right place.
                self._waits_at = bell if ended or len(line) >= limit else inbox
                if self._hand_on_finished(line):
                    continue
                try:
                    item = self._wait_for_sub_task(bell, ended) if self._waits_at is bell else port.take()  # take
                except Empty:
                    continue  # nudged: a sub-task has finished
                if item is SENTINEL:  # end?
                    ended = True
                else:
                    line[port.index] = item, self._submitted(submit, item)  # work
        finally:
            for _, future in line.values():
                future.cancel()
        port.leave()  # pass the end on

    def _submitted(self, submit: Callable[[Any], Future[Any]], item: Any) -> Future[Any]:
        try:
            future = submit(item)
        except Exception as error:  # the executor is shut down or broken: the item fails, in its turn
            future = Future()
            future.set_exception(error)
        future.add_done_callback(lambda _: self._waits_at.nudge())
        return future

    def _hand_on_finished(self, line: dict[int, tuple[Any, Future[Any]]]) -> bool:
        """Hand on what may leave the line, and say whether anything did."""
        port = self._port
        finished = [index for index, (_, future) in line.items() if future.done()]
        port.idle = max(0, port.capacity - (len(line) - len(finished)))
        if port.stage.ordered:
            finished = list(takewhile(lambda index: line[index][1].done(), line))
        for index in finished:
            item, future = line.pop(index)
            try:
                result = future.result()
            except Exception as error:
                result = port.fail(error, index, item)
            port.index, taken = index, port.index
            if type(result) is Mark:
                port.drop(result)
            else:
                port.hand_on(result)  # hand on
                port.items_out += 1
            port.index = taken
        return bool(finished)

    def _wait_for_sub_task(self, bell: Channel[Any], ended: bool) -> Any:
        self._port.begin(STARVED if ended else BLOCKED)  # the idle sub-workers: no items, or a slow head
        try:
            return bell.get()
        finally:
            self._port.end()

    def _sub_task(self, item: Any) -> Any:
        port, name = self._port, threading.current_thread().name
        port.note(name, WORKING)
        begun = time.thread_time()
        try:
            return self.process_item(item)
        finally:
            port.cpu[name] = port.cpu.get(name, 0.0) + time.thread_time() - begun
            port.note(name, STARVED)


def run_worker(worker_class: type[BaseWorker], worker_args: Mapping[str, Any], port: Port) -> None:
    """Build one worker in this thread, let it work to its end, and clean up behind it."""
    worker = port.worker = worker_class(**worker_args)
    worker.name, worker.stop_event, worker._port = port.name, port.stage.stop_event, port
    worker.setup()
    try:
        worker._run()
    finally:
        worker.teardown()


def as_worker_class(stage: str, worker: Any, worker_args: Mapping[str, Any] | None) -> type[BaseWorker]:
    """Return the worker class that ``worker`` is, or one that calls it.

    Raises:
        TypeError: it is neither a ``BaseWorker`` subclass nor a callable of one item, with the cure.
    """
    if isinstance(worker, BaseWorker):
        kind = type(worker).__name__
        raise TypeError(
            f"stage {stage!r}: {worker!r} is an instance; each worker is built in its own thread, "
            f"so give the class: add_worker({kind}, worker_args={{…}})"
        )
    if not callable(worker):
        raise TypeError(f"stage {stage!r}: a BaseWorker subclass or a function of one item is needed, not {worker!r}")
    is_class = isinstance(worker, type) and issubclass(worker, BaseWorker)
    work = worker.process_item if is_class else worker
    for function in (work, getattr(type(work), "__call__", None)):
        if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
            raise TypeError(f"stage {stage!r}: {worker!r} is asynchronous; a stage is called in a thread, use a plain def")
        if inspect.isgeneratorfunction(function):
            raise TypeError(f"stage {stage!r}: {worker!r} is a generator function; return a list of results instead")
    if is_class:
        return worker  # type: ignore[no-any-return]
    if worker_args:
        raise TypeError(
            f"stage {stage!r}: worker_args are for BaseWorker subclasses; "
            f"give a plain callable its arguments by functools.partial({name_of(worker)}, …)"
        )
    return BaseWorker.of(worker)


def name_of(function: object) -> str:
    """Return a readable name for a callable: ``"<lambda>"`` becomes ``"lambda"``."""
    inner = function.func if isinstance(function, partial) else function
    return str(getattr(inner, "__name__", type(inner).__name__)).strip("<>")
