"""Right in another style: a callable helper class made with partial, for ... else, match."""

from functools import partial
from queue import Full


class Attempt:
    def __init__(self, put):
        self.put = put

    def __call__(self):
        try:
            self.put()
        except Full:
            return "full"
        return "inside"


def robust_put(queue, item, stop, timeout=0.1):
    attempt = Attempt(partial(queue.put, item, timeout=timeout))
    for _ in iter(stop.is_set, True):
        match attempt():
            case "inside":
                return True
            case "full":
                pass
    else:
        return False
