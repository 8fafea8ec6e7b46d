"""Right in another style: map over starmap, with functools.partial."""

from functools import partial
from itertools import repeat, starmap


def take_lines(queue, count, work):
    take = partial(queue.get, True, None)
    return list(map(work, starmap(take, repeat((), count))))
