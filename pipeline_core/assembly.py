"""Assembly: what may become a stage, under which name, and what is refused with which words.

Inside:  about, check_settings, free_name, as_worker_class.
Outside: what a stage is (stage), and what its workers do (worker).
"""

import inspect
import itertools
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal, get_args

from pipeline_core.source import is_async
from pipeline_core.worker import BaseWorker, name_of

OnError = Literal["raise", "skip"]


@contextmanager
def about(stage: str) -> Iterator[None]:
    """Make every complaint inside begin with the name of the stage."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise type(error)(f"stage {stage!r}: {error}") from None


def check_settings(workers: object, on_error: object) -> None:
    """Refuse a number of workers or a policy that there is not.

    Raises:
        ValueError: naming the value and what is allowed.
    """
    if not isinstance(workers, int) or workers < 1:
        cure = "start with 1 and let diagnose() tell where the next one pays"
        raise ValueError(f"workers must be a whole number of at least 1, not {workers!r}; {cure}")
    if on_error not in get_args(OnError):
        raise ValueError(f"on_error must be one of {get_args(OnError)}, not {on_error!r}")


def free_name(worker: object, name: str | None, taken: Collection[str]) -> str:
    """Return ``name`` if it is free, or one made from ``worker``, numbered where it repeats.

    Raises:
        ValueError: ``name`` was given, and is taken or no text.
    """
    if name is None:
        base = name_of(worker)
        numbered = (f"{base}-{number}" for number in itertools.count(2))
        return next(free for free in itertools.chain([base], numbered) if free not in taken)
    if not isinstance(name, str) or not name or name in taken:
        raise ValueError(f"stage {name!r}: a name is a text, and not one of those taken: {sorted(taken)}")
    return name


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
        if inspect.isgeneratorfunction(function):
            raise TypeError(f"{worker!r} is a generator function; return a list of results instead")
        if is_async(function):
            raise TypeError(f"{worker!r} is asynchronous; a stage is called in a thread, so give a plain def")
    if is_class:
        return worker  # type: ignore[no-any-return]
    if worker_args:
        use = f"functools.partial({name_of(worker)}, …)"
        raise TypeError(f"worker_args are for BaseWorker subclasses, not for {worker!r}; use {use}")
    return BaseWorker.of(worker)
