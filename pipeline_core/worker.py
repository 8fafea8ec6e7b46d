"""Workers: the loop that every stage runs, and the same loop with a pool of sub-tasks inside.

Inside:  BaseWorker, PoolWorker.
Outside: queues, order and counts (stage, channel); threads and wiring (crew, pipeline_manager).
"""

import contextvars
import inspect
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from queue import Empty
from typing import Any, Self

from pipeline_core.channel import Channel
from pipeline_core.stage import Port
from pipeline_core.trace import BLOCKED, STARVED, WORKING
from pipeline_core.utils import SENTINEL, Mark


class BaseWorker:
    """One worker of a stage: subclass it and define ``process_item``.

    Each worker of a stage is built in its own thread, as ``cls(**worker_args)``, so what it keeps in ``self``
    is its own. There is no need to call ``super().__init__()``.

    Attributes:
        name: of the worker, for example ``"resize/2"``; set once it is built, unless it has a name.
        stop_event: set when the pipeline stops; look at it in long work, or wait on it instead of sleeping.
    """

    name: str
    stop_event: threading.Event
    _port: Port

    def process_item(self, item: Any) -> Any:
        """Turn one item into one result; return ``SKIP`` to drop it. An exception is the item's failure."""
        raise NotImplementedError

    def setup(self) -> None:
        """Called in the worker's thread before its first item. An exception stops the pipeline."""

    def teardown(self) -> None:
        """Called in the worker's thread after its last item, whatever ended it, if ``setup`` has returned."""

    def _run(self) -> None:
        """The loop. Ends with ``PipelineStopped`` when the pipeline is stopped."""
        port, work, hand_on = self._port, self.process_item, self._port.hand_on
        for item in port.items():  # take · end?
            port.items_in += 1
            try:
                result = work(item)  # work
            except Exception as error:
                result = port.fail(error, item)
            if type(result) is Mark:  # SKIP, or the item has failed
                port.drop(result)
                continue
            hand_on(result)  # hand on
            port.items_out += 1
        port.leave()  # pass the end on

    @classmethod
    def of(cls, function: Callable[[Any], Any]) -> type[Self]:
        """Make a worker class of a function of one item.

        ``PoolWorker.of`` is the way to send a picklable function to processes or to another machine, since a
        worker itself cannot be pickled.
        """
        if not callable(function):
            raise TypeError(f"{cls.__name__}.of: a function of one item is needed, not {function!r}")
        return type(name_of(function), (cls,), {"process_item": staticmethod(function)})

    @classmethod
    def check(cls, workers: int, worker_args: Mapping[str, Any]) -> None:  # noqa: ARG003  # a pool's needs it
        """Refuse what cannot work, before any thread is started."""
        if cls.process_item is BaseWorker.process_item:
            raise TypeError(f"{cls.__name__} does not define process_item(self, item)")
        try:
            inspect.signature(cls).bind(**worker_args)
        except TypeError as error:
            given = dict(worker_args)
            raise TypeError(f"{cls.__name__} cannot be built from worker_args {given}: {error}") from None


class PoolWorker(BaseWorker):
    """A stage whose items are worked on in parallel by an executor, and leave in the order they came.

    One thread takes items, submits ``process_item`` for each and hands the results on. At most
    ``max_in_flight`` items are between take and hand on, so a slow one holds the line and the line stays
    short. With ``ordered=False`` results leave as they finish.

    Args:
        num_sub_workers: threads of a pool of its own, shut down at the end; 4 if not given.
        executor: any ``concurrent.futures.Executor`` instead, yours to shut down. Only ``submit`` and its
            futures' ``result``, ``cancel`` and ``add_done_callback`` are used. For processes, see
            ``of``.
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
        # What is not given is left to the class, where a subclass may have set it.
        self.num_sub_workers = num_sub_workers or self.num_sub_workers
        self.executor = executor or self.executor
        self.max_in_flight = max_in_flight or self.max_in_flight

    @classmethod
    def check(cls, workers: int, worker_args: Mapping[str, Any]) -> None:
        """As ``BaseWorker.check``, and the pool's own settings."""
        super().check(workers, worker_args)
        if workers != 1:
            raise ValueError(f"a PoolWorker has workers=1, not {workers!r}; its num_sub_workers may be more")
        for name in ("num_sub_workers", "max_in_flight"):
            value = worker_args.get(name, getattr(cls, name))
            if value is not None and (not isinstance(value, int) or value < 1):
                raise ValueError(f"{name} must be a whole number of at least 1, not {value!r}")
        executor = worker_args.get("executor", cls.executor)
        if executor is not None and worker_args.get("num_sub_workers", cls.num_sub_workers) is not None:
            raise ValueError("give num_sub_workers or executor, not both")
        if executor is not None and not hasattr(executor, "submit"):
            raise TypeError(f"executor must be a concurrent.futures.Executor, not {executor!r}")

    def _run(self) -> None:
        if self.executor is not None:
            limit = self._port.capacity = self.max_in_flight or 8
            self._loop(lambda item: self.executor.submit(self.process_item, item), limit)  # type: ignore[union-attr]
            return
        threads = self._port.capacity = self.num_sub_workers or 4
        context = contextvars.copy_context()
        adopt = partial(_adopt, context)
        with ThreadPoolExecutor(threads, thread_name_prefix=self._port.name, initializer=adopt) as pool:
            self._loop(lambda item: pool.submit(self._sub_task, item), self.max_in_flight or 2 * threads)

    def _loop(self, submit: Callable[[Any], Future[Any]], limit: int) -> None:
        port, inbox = self._port, self._port.stage.inbox
        bell = Channel[Any](0, port.stage.stop_event)
        line: dict[int, tuple[Any, Future[Any]]] = {}  # by number of the item, oldest first
        self._done: set[int] = set()  # those of the line whose sub-task has finished
        ended = False
        try:
            while line or not ended:
                # Where this thread waits next: for items and sub-tasks, or for sub-tasks alone. Said before
                # looking for finished ones, so that one that finishes after the look nudges the right place.
                self._waits_at = bell if ended or len(line) >= limit else inbox
                if self._hand_on_finished(line):
                    continue
                try:
                    item = self._take(bell, ended)  # take
                except Empty:
                    continue  # nudged: a sub-task has finished
                if item is SENTINEL:  # end?
                    ended = True
                    continue
                port.note("take", port.items_in)
                line[port.items_in] = item, self._submitted(submit, item, port.items_in)  # work
                port.items_in += 1
        finally:
            for _, future in line.values():
                future.cancel()
        port.leave()  # pass the end on

    def _submitted(self, submit: Callable[[Any], Future[Any]], item: Any, number: int) -> Future[Any]:
        def ring(_: object) -> None:  # in whatever thread finished it
            self._done.add(number)
            self._waits_at.nudge()

        try:
            future = submit(item)
        except Exception as error:  # the executor is shut down or broken: the item fails, in its turn
            future = Future()
            future.set_exception(error)
        future.add_done_callback(ring)
        return future

    def _hand_on_finished(self, line: dict[int, tuple[Any, Future[Any]]]) -> bool:
        """Hand on what may leave the line, and say whether anything did."""
        port = self._port
        finished = []
        for number in line:
            if number in self._done:
                finished.append(number)
            elif port.stage.ordered:
                break
        port.idle = max(0, port.capacity - (len(line) - len(self._done)))
        for port.number in finished:
            self._done.discard(port.number)
            item, future = line.pop(port.number)
            try:
                result = future.result()
            except Exception as error:
                result = port.fail(error, item)
            if type(result) is Mark:
                port.drop(result)
                continue
            port.hand_on(result)  # hand on
            port.items_out += 1
        return bool(finished)

    def _take(self, bell: Channel[Any], ended: bool) -> Any:
        if self._waits_at is not bell:
            return self._waits_at.get(None, self._port)
        self._port.begin(STARVED if ended else BLOCKED)  # the idle sub-workers: no more items, or a slow head
        try:
            return bell.get()
        finally:
            self._port.end()

    def _sub_task(self, item: Any) -> Any:
        port, name = self._port, threading.current_thread().name
        port.note(WORKING, worker=name)
        begun = time.thread_time()
        try:
            return self.process_item(item)
        finally:
            port.cpu[name] = port.cpu.get(name, 0.0) + time.thread_time() - begun
            port.note(STARVED, worker=name)


def _adopt(context: contextvars.Context) -> None:
    for variable, value in context.items():
        variable.set(value)


def name_of(function: object) -> str:
    """Return a readable name for a callable: ``"<lambda>"`` becomes ``"lambda"``."""
    inner = function.func if isinstance(function, partial) else function
    return str(getattr(inner, "__name__", type(inner).__name__)).strip("<>")


def run_worker(port: Port) -> None:
    """Build one worker in this thread, and let it work to its end."""
    worker = port.stage.worker_class(**port.stage.worker_args)
    worker.stop_event, worker._port = port.stage.stop_event, port  # noqa: SLF001
    if not hasattr(worker, "name"):
        worker.name = port.name
    port.worker = worker
    worker.setup()
    port.is_set_up = True
    worker._run()  # noqa: SLF001  # a method of this module


def tear_down(port: Port) -> None:
    """Let the worker clean up, however its work ended, if ``setup`` had returned."""
    if port.is_set_up:
        port.worker.teardown()
