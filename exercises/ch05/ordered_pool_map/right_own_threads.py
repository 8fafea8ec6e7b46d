"""Right in another style: its own threads, numbers, and a re-order buffer under a condition."""

from threading import Condition, Lock, Semaphore, Thread

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    room, takes, changed = Semaphore(most), Lock(), Condition()
    finished, state = {}, {"taken": 0, "over": False}

    def run():
        while True:
            with takes:
                if state["over"]:
                    return
                room.acquire()
                item = source.get()
                if item is SENTINEL:
                    with changed:
                        state["over"] = True
                        changed.notify()
                    return
                number = state["taken"]
                state["taken"] += 1
            result = work(item)
            with changed:
                finished[number] = result
                changed.notify()

    threads = [Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    number = 0
    while True:
        with changed:
            while number not in finished and not (state["over"] and number == state["taken"]):
                changed.wait()
            if number not in finished:
                break
            result = finished.pop(number)
        target.put(result)
        room.release()
        number += 1
    for thread in threads:
        thread.join()
    target.put(SENTINEL)
