"""Wrong on purpose: the pool's threads put in turn what they took out under a lock, and put behind it.

Belief: who takes its result out first puts it first.
Truth:  between the lock and the put another thread can go by.
Verdict: came into target
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock, Semaphore

from pipeline_core import SENTINEL


def pool_map(source, target, work, workers, most):
    done, head = {}, [0]
    lock, room = Lock(), Semaphore(most)

    def one(number, item):
        result = work(item)
        with lock:
            done[number] = result
        while True:
            with lock:
                if head[0] not in done:
                    return
                result = done.pop(head[0])
                head[0] += 1
            target.put(result)
            room.release()

    number = 0
    with ThreadPoolExecutor(workers) as pool:
        while True:
            room.acquire()
            if (item := source.get()) is SENTINEL:
                break
            pool.submit(one, number, item)
            number += 1
    target.put(SENTINEL)
