from threading import Thread

from pipeline_core import SENTINEL


def share_out(items, queue, work, many):
    """Work on every item, in as many threads as are asked for; return the results in any order."""
    results = []

    def produce():
        for item in items:
            queue.put(item)
        queue.put(SENTINEL)

    def consume():
        while True:
            item = queue.get()  # take
            if item is SENTINEL:  # end?
                # Whoever takes the end has taken it away from the others: post it again for the next one.
                # There is always room: the place of the end that was taken is free, and nobody else puts.
                # One end is left over in the queue. It hurts nobody while the queue is not used again.
                queue.put(SENTINEL)  # pass the end on
                break
            result = work(item)  # work
            results.append(result)  # hand on: append is one step, so the list needs no lock

    threads = [Thread(target=produce), *(Thread(target=consume) for _ in range(many))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


# As good: the producer puts one end for each consumer, in a loop over range(many). Then it has to know how
# many there are; posting again works without anybody knowing.
