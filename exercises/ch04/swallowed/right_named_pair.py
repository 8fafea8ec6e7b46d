"""Right in another style: the pair is a named tuple."""

from typing import Any, NamedTuple

from pipeline_core import SENTINEL


class Failure(NamedTuple):
    item: Any
    error: Exception


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append(Failure(item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
