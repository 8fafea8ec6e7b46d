from queue import Empty

from pipeline_core import SENTINEL, robust_put


def fail_loudly(name, source, target, work, stop, failures):
    """Run one stage until the end, the stop or a failure."""
    while not stop.is_set():
        try:
            item = source.get(timeout=0.1)  # take
        except Empty:
            continue  # starved: look up at the stop, and wait again
        if item is SENTINEL:  # end?
            # robust_put, since the next stage may have failed and left a full queue behind.
            robust_put(target, SENTINEL, stop)  # pass the end on
            return
        try:
            result = work(item)  # work
        except Exception as error:
            # The exception itself, with what only this stage knows: a new one would hide the old traceback.
            error.add_note(f"in stage {name!r}, item {item!r}")
            # Record first, stop then: whoever hears the stop may look into the list at once.
            failures.append(error)
            stop.set()
            # No raise: it would leave the thread, and nobody waits for an exception at the end of a thread.
            return
        # Stopped while it was blocked: the loop's own look ends it.
        robust_put(target, result, stop)  # hand on
