"""Wrong on purpose: records the failure and passes the end on, without a stop.

Belief: the sentinel ends everyone.
Truth:  it ends those behind; those in front go on putting into a queue from which nobody takes.
Verdict: somebody waits for ever
"""

from pipeline_core import SENTINEL


def fail_loudly(name, source, target, work, stop, failures):
    try:
        while (item := source.get()) is not SENTINEL:
            target.put(work(item))
    except Exception as error:
        error.add_note(f"{name}: {item!r}")
        failures.append(error)
    finally:
        target.put(SENTINEL)
