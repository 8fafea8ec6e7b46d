"""Right in another style: ExitStack with a callback for the end."""

from contextlib import ExitStack

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    with ExitStack() as stack:
        stack.callback(target.put, SENTINEL)
        while True:
            item = source.get()
            if item is SENTINEL:
                return
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
                continue
            target.put(result)
