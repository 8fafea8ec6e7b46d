"""Right in another style: tries without waiting, and waits for the stop between two tries."""

from queue import Empty, Full

from pipeline_core import SENTINEL


def fail_loudly(name, source, target, work, stop, failures):
    def hand_on(result):
        while not stop.is_set():
            try:
                target.put_nowait(result)
            except Full:
                stop.wait(0.1)
            else:
                return

    while not stop.is_set():
        try:
            item = source.get_nowait()
        except Empty:
            stop.wait(0.1)
            continue
        if item is SENTINEL:
            hand_on(SENTINEL)
            return
        try:
            result = work(item)
        except Exception as error:
            error.add_note(f"in stage {name!r}, item {item!r}")
            failures.append(error)
            stop.set()
            return
        hand_on(result)
