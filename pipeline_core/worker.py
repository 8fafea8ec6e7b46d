"""Workers: the loop of an ordinary stage, a pool with threads of its own included.

Inside:  BaseWorker; what a worker's thread does from its first moment to its last.
Outside: the loops of a pool on an executor (pool) and of the source (source), which replace this one; queues,
         order and counts, which all three share (channel, order, stage); threads and wiring (crew,
         pipeline_manager).
"""

import inspect
import threading
from collections.abc import Callable, Mapping
from typing import Any, Self

from pipeline_core.arguments import check_stage_function, name_of
from pipeline_core.stage import Port, Size
from pipeline_core.utils import Mark


class BaseWorker:
    """One worker of a stage: subclass it and define ``process_item``.

    Each worker of a stage is built in its own thread, as ``cls(**worker_args)``, so what it keeps in ``self``
    is its own. There is no need to call ``super().__init__()``; a pool with settings in ``worker_args``
    has one, see ``PoolWorker``.

    Attributes:
        name: of the worker, for example ``"resize/2"``; set once it is built, unless it has a name.
        stop_event: set when the pipeline stops; look at it in long work, or wait on it instead of sleeping.
    """

    name: str
    stop_event: threading.Event
    _pipeline_port: Port  # a long name, since a subclass may well have a _port of its own

    def process_item(self, item: Any) -> Any:
        """Turn one item into one result; return ``SKIP`` to drop it. An exception is the item's failure."""
        raise NotImplementedError

    def setup(self) -> None:
        """Called in the worker's thread before its first item. An exception stops the pipeline."""

    def teardown(self) -> None:
        """Called in the worker's thread after its last item, whatever ended it, if ``setup`` has returned."""

    def _run(self) -> None:
        """The loop. Ends with ``PipelineStopped`` when the pipeline is stopped."""
        port = self._pipeline_port
        work = self.process_item
        hand_on = port.hand_on
        for item in port.items():  # take · end?
            port.items_in += 1
            try:
                result = work(item)  # work
            except Exception as error:
                result = port.fail(error, item)
            if type(result) is Mark:  # SKIP, or the item has failed and is dropped
                port.drop(result)
            else:
                hand_on(result)  # hand on
                port.items_out += 1
            del item, result  # a worker that waits holds nothing
        port.leave()  # pass the end on

    def __getstate__(self) -> Any:
        """Refuse to be pickled at work: a worker has queues and locks, which stay in this process."""
        if "_pipeline_port" in vars(self):
            raise TypeError(
                f"{type(self).__name__}, a worker, cannot be sent to another process, but a function can: "
                "give PoolWorker.of(function), a function that a module defines by name"
            )
        return super().__getstate__()

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
    def _pipeline_check(cls, workers: int, worker_args: Mapping[str, Any]) -> None:  # noqa: ARG003  # a pool's needs it
        """Refuse what cannot work, before any thread is started."""
        if cls.process_item is BaseWorker.process_item:
            raise TypeError(f"{cls.__name__} does not define process_item(self, item)")
        loop = next(kind for kind in cls.__mro__ if "_run" in vars(kind))
        if loop.__module__.partition(".")[0] != __package__:
            raise TypeError(
                f"{loop.__name__} defines _run, which is the loop of BaseWorker; give it another name"
            )
        try:
            inspect.signature(cls).bind(**worker_args)
        except TypeError as error:
            given = dict(worker_args)
            raise TypeError(f"{cls.__name__} cannot be built from worker_args {given}: {error}") from None

    @classmethod
    def _pipeline_size(cls, workers: int, maxsize: int, worker_args: Mapping[str, Any]) -> Size:  # noqa: ARG003  # a pool's needs them
        """Return how many threads a stage of this kind has, and how many items they may hold."""
        return Size(workers, maxsize and maxsize + workers)


def as_worker_class(worker: Any, worker_args: Mapping[str, Any] | None) -> type[BaseWorker]:
    """Return the worker class that ``worker`` is, or one that calls it.

    Raises:
        TypeError: it is neither a ``BaseWorker`` subclass nor a callable of one item, with the cure.
    """
    is_class = isinstance(worker, type) and issubclass(worker, BaseWorker)
    if isinstance(worker, BaseWorker):
        kind = type(worker).__name__
        raise TypeError(f"{worker!r} is an instance; give the class: add_worker({kind}, worker_args={{…}})")
    if not callable(worker):
        raise TypeError(f"a BaseWorker subclass or a function of one item is needed, not {worker!r}")
    for function in (worker.process_item if is_class else worker, worker.__call__):
        check_stage_function(function, worker)
    if not isinstance(worker_args, Mapping | None):
        raise TypeError(f"worker_args must be a dict of keyword arguments, not {worker_args!r}")
    if is_class:
        return worker  # type: ignore[no-any-return]
    if worker_args:
        use = f"functools.partial({name_of(worker)}, …)"
        raise TypeError(f"worker_args are for BaseWorker subclasses, not for {worker!r}; use {use}")
    return BaseWorker.of(worker)


def run_worker(port: Port) -> None:
    """Build one worker in this thread, and let it work to its end."""
    worker = port.stage.worker_class(**port.stage.worker_args)
    worker.stop_event = port.stage.stop_event
    worker._pipeline_port = port  # noqa: SLF001
    if not hasattr(worker, "name"):
        worker.name = port.name
    port.worker = worker
    worker.setup()
    port.is_set_up = True
    type(worker)._run(worker)  # noqa: SLF001  # of the class: in self it may be anything


def tear_down(port: Port) -> None:
    """Let the worker clean up, however its work ended, if ``setup`` had returned."""
    if port.is_set_up:
        port.worker.teardown()
