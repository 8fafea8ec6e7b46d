"""Right in another style: a slice of an iterator that has no end."""

from itertools import islice


def take_lines(queue, count, work):
    return list(map(work, islice(iter(queue.get, object()), count)))
