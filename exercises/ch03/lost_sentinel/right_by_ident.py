"""Right in another style: a list for each ident; who gets one that was used before goes on with its list."""

from threading import Thread, get_ident

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results = {}

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        mine = results.setdefault(get_ident(), [])
        while (item := queue.get()) is not SENTINEL:
            mine.append(work(item))
        queue.put(SENTINEL)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [result for mine in results.values() for result in mine]
