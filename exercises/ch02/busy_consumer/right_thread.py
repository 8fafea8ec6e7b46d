"""Right in another style: a thread of its own that takes, and is joined."""

import threading


def in_one_line(queue, count, work):
    return [work(queue.get()) for _ in range(count)]


def take_lines(queue, count, work):
    results = []
    thread = threading.Thread(target=lambda: results.extend(in_one_line(queue, count, work)))
    thread.start()
    thread.join()
    return results
