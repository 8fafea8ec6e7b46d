"""Right in another style: a pool of one."""

from concurrent.futures import ThreadPoolExecutor


def in_one_line(queue, count, work):
    return [work(queue.get()) for _ in range(count)]


def take_lines(queue, count, work):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(in_one_line, queue, count, work).result()
