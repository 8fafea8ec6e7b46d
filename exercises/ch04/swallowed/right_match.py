"""Right in another style: outcomes as small classes, match on them."""

from dataclasses import dataclass
from typing import Any

from pipeline_core import SENTINEL


@dataclass(eq=False)
class Done:
    result: Any


@dataclass(eq=False)
class Failed:
    error: Exception


def try_once(work, item):
    try:
        return Done(work(item))
    except Exception as error:
        return Failed(error)


def careful_stage(source, target, work, failures):
    try:
        while True:
            item = source.get()
            if item is SENTINEL:
                break
            match try_once(work, item):
                case Done(result):
                    target.put(result)
                case Failed(error):
                    failures.append((item, error))
    finally:
        target.put(SENTINEL)
