"""Right in another style: a pool of one thread, shut down behind the end."""

from concurrent.futures import ThreadPoolExecutor

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    with ThreadPoolExecutor(1) as pool:
        try:
            while (item := source.get()) is not SENTINEL:
                future = pool.submit(work, item)
                error = future.exception()
                if error is None:
                    target.put(future.result())
                elif isinstance(error, Exception):
                    failures.append((item, error))
                else:
                    raise error
        finally:
            target.put(SENTINEL)
