"""The queue's own lock, in chapter 02: taken past its methods or not, and what is said of that."""


def reached_inside(run):
    """Whether others than its methods took the queue's own lock; the last to take it was the check."""
    taken = [event.number_of_lock for event in run.events if event.kind == "acquire"]
    return taken.count(taken[-1]) > 1


INSIDE = (
    "right results, and it takes the queue's own lock, or a condition of it: what lies behind the queue's "
    "methods is the queue's own affair, and {}."
)
