"""Right in another style: one line."""


def take_lines(queue, count, work):
    return [work(queue.get()) for _ in range(count)]
