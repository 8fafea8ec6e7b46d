"""Wrong on purpose: looks again and again whether there is something.

Belief: get might wait for ever.
Truth:  who asks again and again keeps a core busy, or is late.
Verdict: asks again and again
"""

from queue import Empty, Queue
from threading import Thread
from time import sleep

from pipeline_core import SENTINEL


def work_through(items, work, save, places):
    results = Queue(places)
    failures = []

    def work_on():
        for item in items:
            try:
                result = work(item)
            except Exception as error:
                failures.append((item, error))
                continue
            results.put((item, result))
        results.put(SENTINEL)

    def save_each():
        while True:
            try:
                pair = results.get_nowait()
            except Empty:
                sleep(0.1)
                continue
            if pair is SENTINEL:
                return
            item, result = pair
            try:
                save(result)
            except Exception as error:
                failures.append((item, error))

    threads = [Thread(target=work_on, name="work_on"), Thread(target=save_each, name="save_each")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
