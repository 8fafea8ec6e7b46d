"""The pool: a stage that works on several items at once, in threads of its own or on an executor.

Inside:  PoolWorker.
Outside: what an executor has in flight (order), and all that a pool shares with every other stage (stage).
"""

import inspect
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from functools import partial
from typing import Any

from pipeline_core.arguments import check_most, check_whole
from pipeline_core.errors import Failure, one_line
from pipeline_core.order import Line, SubTask
from pipeline_core.stage import Size
from pipeline_core.utils import SENTINEL, Mark
from pipeline_core.worker import BaseWorker


class PoolWorker(BaseWorker):
    """A stage whose items are worked on side by side, and leave in the order they came.

    Without an executor it is an ordinary stage of ``num_sub_workers`` threads: each is a sub-worker, built
    and used in its own thread like every worker. With one, the stage has two threads: one submits
    ``process_item`` for each item, the other hands on what the executor has finished. Either way at most
    ``max_in_flight`` items are between take and hand on, so a slow one holds the line and the line stays
    short. With ``ordered=False`` results leave as they finish.

    Args:
        num_sub_workers: 4 if not given; no more than ``max_in_flight`` are started.
        executor: any ``concurrent.futures.Executor`` instead, yours to shut down. Only ``submit`` and its
            futures' ``result``, ``cancel`` and ``add_done_callback`` are used. For processes, see ``of``.
        max_in_flight: 2 × ``num_sub_workers`` if not given; 8 for an executor, however many workers that has.
            Give a large pool, or a cluster, about twice its workers: else some of them have nothing to do.

    An executor that is broken or was shut down stops the pipeline, whatever ``on_error`` says.

    Set them in a subclass, or give them in ``worker_args``: the threads are counted when the stage is added.
    What stands in ``worker_args`` reaches ``__init__`` too, so one of your own passes it on:
    ``def __init__(self, …, **pool): super().__init__(**pool)``.
    """

    num_sub_workers: int | None = None
    executor: Executor | None = None
    max_in_flight: int | None = None

    def __init__(
        self,
        *,
        num_sub_workers: int | None = None,
        executor: Executor | None = None,
        max_in_flight: int | None = None,
    ) -> None:
        # What is not given is left to the class, where a subclass may have set it.
        self.num_sub_workers = num_sub_workers or self.num_sub_workers
        self.executor = self.executor if executor is None else executor  # it may have a length, and be empty
        self.max_in_flight = max_in_flight or self.max_in_flight

    @classmethod
    def _pipeline_check(cls, workers: int, worker_args: Mapping[str, Any]) -> None:
        """As ``BaseWorker._pipeline_check``, and the pool's own settings."""
        given = {name: worker_args[name] for name in _SETTINGS if name in worker_args}
        try:
            inspect.signature(cls).bind_partial(**given)
        except TypeError as error:
            raise TypeError(f"{cls.__name__}.__init__: {error}; {_OWN_INIT}") from None
        super()._pipeline_check(workers, worker_args)
        if workers != 1:
            raise ValueError(f"a PoolWorker has workers=1, not {workers!r}; its num_sub_workers may be more")
        for name in ("num_sub_workers", "max_in_flight"):
            value = worker_args.get(name, getattr(cls, name))
            if value is not None:
                check_whole(name, value, at_least=1)
                check_most(name, value)
        executor = worker_args.get("executor", cls.executor)
        if executor is not None and worker_args.get("num_sub_workers", cls.num_sub_workers) is not None:
            raise ValueError("give num_sub_workers or executor, not both")
        if executor is not None and not hasattr(executor, "submit"):
            raise TypeError(f"executor must be a concurrent.futures.Executor, not {executor!r}")

    @classmethod
    def _pipeline_size(cls, workers: int, maxsize: int, worker_args: Mapping[str, Any]) -> Size:  # noqa: ARG003
        """As ``BaseWorker._pipeline_size``: ``max_in_flight`` is the bound, whatever the queues hold."""
        return _size(
            worker_args.get("num_sub_workers") or cls.num_sub_workers,
            worker_args["executor"] if worker_args.get("executor") is not None else cls.executor,
            worker_args.get("max_in_flight") or cls.max_in_flight,
        )

    def _run(self) -> None:
        stage = self._pipeline_port.stage
        if stage.size != _size(self.num_sub_workers, self.executor, self.max_in_flight):
            raise TypeError(
                "a pool's num_sub_workers, executor and max_in_flight are read when the stage is added, and "
                f"{type(self).__name__}.__init__ leaves others in self; {_OWN_INIT}"
            )
        if self.executor is None or stage.line is None:
            super()._run()
        elif self._pipeline_port is stage.ports[0]:
            self._hand_on_all(stage.line)
        else:
            self._submit_all(self.executor, stage.line)

    # Why two threads, and not the ordinary loop in a thread for each item in flight, which submits it and
    # waits for its future? That was measured: quick sub-tasks took twice as long, and three times with 256
    # in flight, since each of them then wakes a thread of its own.

    def _submit_all(self, executor: Executor, line: Line) -> None:
        port = self._pipeline_port
        try:
            for item in port.items():  # take · end?
                port.items_in += 1
                refused = False
                future: Future[Any]
                try:
                    if type(item) is Failure:  # kept by a stage in front
                        future = Future()
                        future.set_result(item)
                    else:
                        future = executor.submit(self.process_item, item)  # work
                except Exception as error:  # the item fails, in its turn
                    # What an executor raises that is shut down or broken is a RuntimeError.
                    refused = isinstance(error, RuntimeError)
                    future = Future()
                    future.set_exception(error)
                line.add(port.in_hand, item, future, refused=refused)
                del item, future
            line.wait(port.meter)
            if line.has_lost:  # by whoever cancelled one item, or because the executor was shut down
                executor.submit(int, 0).cancel()  # this is then refused, and stops the pipeline
            line.finished.put(SENTINEL)
        finally:
            line.cancel()
        port.leave()  # pass the end on

    def _hand_on_all(self, line: Line) -> None:
        emit = partial(self._hand_on, line)
        for task in line.finished.receiver(self._pipeline_port.meter):  # take · end?
            line.order.hand_on(task.number, task, emit)
            del task
        self._pipeline_port.leave()  # pass the end on

    def _hand_on(self, line: Line, number: int, task: SubTask) -> None:
        """Hand on what a sub-task came to, in its turn."""
        port = self._pipeline_port
        port.number = number
        try:
            result = task.future.result()
        except Exception as error:
            # Without its executor no item can be worked on: to skip them all would look like an end.
            # Not isinstance, which may ask the exception for its __class__; see errors.
            fatal = task.refused or issubclass(type(error), BrokenExecutor)
            line.has_lost |= issubclass(type(error), CancelledError)
            hint = _UNPICKLABLE if "pickle" in one_line(error).lower() else ""
            result = port.fail(error, task.item, fatal=fatal, hint=hint)
        if type(result) is Mark:  # SKIP, or the item has failed
            port.drop(result)
        else:
            port.hand_on(result)  # hand on
            port.items_out += 1
        line.left(task)


_SETTINGS = ("num_sub_workers", "executor", "max_in_flight")
_OWN_INIT = (
    "set them in the class; or give them in worker_args, and let an __init__ of the class pass them on: "
    "def __init__(self, …, **pool): super().__init__(**pool)"
)

_UNPICKLABLE = (
    "\nTo reach another process, function, items and results are pickled: give PoolWorker.of(function), "
    "a function that a module defines by name (no lambda, no method of a worker), and items of plain data."
)


def _size(num_sub_workers: int | None, executor: Executor | None, max_in_flight: int | None) -> Size:
    if executor is not None:
        return Size(2, max_in_flight or 8, elsewhere=True)
    threads = num_sub_workers or 4
    in_flight = max_in_flight or 2 * threads
    return Size(min(threads, in_flight), in_flight)
