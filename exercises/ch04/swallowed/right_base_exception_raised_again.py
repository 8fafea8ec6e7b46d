"""Right in another style: catches everything that work raises, and raises again what is no Exception."""

from pipeline_core import SENTINEL


def careful_stage(source, target, work, failures):
    try:
        while True:
            item = source.get()
            if item is SENTINEL:
                return
            hand_on = True
            try:
                result = work(item)
            except BaseException as error:
                if not isinstance(error, Exception):
                    raise
                failures.append((item, error))
                hand_on = False
            if hand_on:
                target.put(result)
    finally:
        target.put(SENTINEL)
