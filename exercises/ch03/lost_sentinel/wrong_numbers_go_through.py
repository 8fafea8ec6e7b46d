"""Wrong on purpose: the items lie in a dictionary, and only their numbers go through the queue.

Belief: what goes through the queue is the order.
Truth:  then the queue holds nothing back, and who looks into it finds no items.
Verdict: the items did not go through the queue
"""

from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    results, box = [], {}

    def produce():
        for number, item in enumerate(items):
            box[number] = item
            queue.put(number)
        queue.put(SENTINEL)

    def consume():
        while True:
            item = queue.get()
            if item is SENTINEL:
                queue.put(SENTINEL)
                break
            result = work(box[item])
            results.append(result)

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
