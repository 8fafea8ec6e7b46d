"""What callers may pass, and with which words the rest is refused: at once, naming the value and the cure.

Inside:  a check for each kind of argument, and the name of a stage that was given none.
Outside: what a ``BaseWorker`` asks of its own class (worker, pool).
"""

import inspect
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Literal, get_args

OnError = Literal["raise", "skip", "keep"]

MOST = 10_000_000  # items that a queue may be bounded to, or a pool have in flight


@contextmanager
def about(stage: str) -> Iterator[None]:
    """Make every complaint inside begin with the name of the stage."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise type(error)(f"stage {stage!r}: {error}") from None


def check_whole(what: str, value: object, *, at_least: int, meaning: str = "", cure: str = "") -> None:
    """Refuse what is not a whole number of at least so many.

    Raises:
        ValueError: naming ``what`` it is for, what is allowed and what that means, the value, and a cure.
    """
    if not isinstance(value, int) or isinstance(value, bool) or value < at_least:
        allowed = f"a whole number of at least {at_least}{meaning}"
        raise ValueError(f"{what} must be {allowed}, not {value!r}{cure}")


def check_maxsize(maxsize: object) -> None:
    """Refuse what is not a number of items."""
    check_whole("maxsize", maxsize, at_least=0, meaning=" (most items in the queue; 0 means no limit)")
    check_most("maxsize", maxsize, cure="; 0 means no limit")


def check_most(what: str, value: object, *, cure: str = "") -> None:
    """Refuse a bound for which the queue could not be made: it holds an object for each place."""
    if isinstance(value, int) and value > MOST:
        raise ValueError(f"{what} must be at most {MOST:,}, not {value!r}{cure}")


def check_settings(workers: object, maxsize: object, on_error: object) -> None:
    """Refuse what is not a number of threads, a number of items, or a policy that there is."""
    cure = "; start with 1 and let diagnose() tell where the next one pays"
    check_whole("workers", workers, at_least=1, cure=cure)
    check_maxsize(maxsize)
    if on_error not in get_args(OnError):
        raise ValueError(f"on_error must be one of {get_args(OnError)}, not {on_error!r}")


def check_stage_function(function: Callable[..., Any], shown: object) -> None:
    """Refuse what returns at once when it is called, and does its work later: generators and coroutines."""
    if inspect.isgeneratorfunction(function):
        raise TypeError(f"{shown!r} is a generator function; return a list of results instead")
    if _is_async(function):
        raise TypeError(f"{shown!r} is asynchronous; a stage is called in a thread, so give a plain def")


def check_source(source: Any) -> None:
    """Refuse what is neither an iterable nor a producer.

    Raises:
        TypeError: naming the value and the cure.
    """
    wrong = None
    if isinstance(source, type):
        wrong = f"is a class; give an object, for example {source.__name__}()"
    elif inspect.isgeneratorfunction(source):
        wrong = "is a generator function that was not called; call it, and give what it returns"
    elif hasattr(source, "__aiter__") or inspect.isawaitable(source) or _is_async(source):
        wrong = "is asynchronous; run its event loop inside a producer(queue, stop_event)"
    elif not is_iterable(source):
        try:
            inspect.signature(source).bind(None, None)
        except TypeError:
            wrong = "is neither an iterable of items nor a function producer(queue, stop_event)"
        except ValueError:
            pass  # written in C, with no signature to look at: the call will tell
    if wrong:
        raise TypeError(f"source: {source!r} {wrong}")


def is_iterable(source: object) -> bool:
    """Whether ``for item in source`` works; the old protocol of ``__getitem__`` counts."""
    return isinstance(source, Iterable) or hasattr(source, "__getitem__")


def length_of(source: Any) -> int | None:
    """Return how many items a source has, or None where it does not say, or fails to."""
    try:
        return len(source)
    except Exception:
        return None


def _is_async(function: object) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)


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
        hint = f"; did you mean workers={name}?" if str(name).isdigit() else ""
        raise ValueError(
            f"stage {name!r}: a name is a text, and not one of those taken: {sorted(taken)}{hint}"
        )
    return name


def name_of(function: object) -> str:
    """Return a readable name for a callable: ``"<lambda>"`` becomes ``"lambda"``."""
    inner = function.func if isinstance(function, partial) else function
    return str(getattr(inner, "__name__", type(inner).__name__)).strip("<>")
