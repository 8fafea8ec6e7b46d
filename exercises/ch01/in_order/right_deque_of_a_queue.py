"""Right in another style: a queue of pairs, looked into when every thread has ended and nobody else can."""

import queue
from threading import Thread


def in_order(work, items):
    pairs = queue.Queue()

    def run(number, item):
        pairs.put((number, work(item)))

    threads = [Thread(target=run, args=pair) for pair in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [result for _, result in sorted(pairs.queue, key=lambda pair: pair[0])]
