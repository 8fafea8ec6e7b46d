"""Right in another style: a helper that returns whether it went well and what came of it."""

from pipeline_core import SENTINEL


def attempt(work, item):
    try:
        return True, work(item)
    except Exception as error:
        return False, error


def run(source, target, work, failures):
    item = source.get()
    while item is not SENTINEL:
        fine, outcome = attempt(work, item)
        if fine:
            target.put(outcome)
        else:
            failures.append((item, outcome))
        item = source.get()


def careful_stage(source, target, work, failures):
    try:
        run(source, target, work, failures)
    finally:
        target.put(SENTINEL)
