"""Right in another style: both ends in a pool of two."""

from concurrent.futures import ThreadPoolExecutor


def producer_consumer(lines, queue, work):
    with ThreadPoolExecutor(2) as pool:
        pool.submit(lambda: [queue.put(line) for line in lines])
        return pool.submit(lambda: [work(queue.get()) for _ in lines]).result()
