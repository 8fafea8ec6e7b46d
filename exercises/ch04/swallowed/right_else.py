"""Right in another style: try, except, else inside one try, finally."""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
            else:
                target.put(result)
    finally:
        target.put(SENTINEL)
