"""Wrong on purpose: tells what put raised by the name of the function that raised it.

Belief: a function put is that of a queue.
Truth:  a work may be called so, too; what tells them apart is which call stands in the try.
Verdict: work, a function 'put', raised for 'bad'
"""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            try:
                target.put(work(item))
            except Exception as error:
                within = error.__traceback__.tb_next
                if within is not None and within.tb_frame.f_code.co_name == "put":
                    raise
                failures.append((item, error))
    finally:
        target.put(SENTINEL)
