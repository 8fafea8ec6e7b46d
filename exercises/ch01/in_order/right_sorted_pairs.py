"""Right in another style: pairs of number and result, sorted at the end."""

import threading
from threading import Thread


def in_order(work, items):
    pairs, lock = [], threading.Lock()

    def run(number, item):
        result = work(item)
        with lock:
            pairs.append((number, result))

    threads = [Thread(target=run, args=pair) for pair in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [result for _, result in sorted(pairs)]
