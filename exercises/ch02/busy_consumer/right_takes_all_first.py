"""Right in another style: all lines are taken, and then worked on."""


def take_lines(queue, count, work):
    lines = [queue.get() for _ in range(count)]
    return [work(line) for line in lines]
