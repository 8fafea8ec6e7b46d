"""Right in another style: one line, and the rest by a call of itself."""


def take_lines(queue, count, work):
    return [work(queue.get()), *take_lines(queue, count - 1, work)] if count else []
