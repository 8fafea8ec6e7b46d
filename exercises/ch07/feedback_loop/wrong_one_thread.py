"""Wrong on purpose: no threads at all.

Belief: a loop cannot deadlock.
Truth:  nothing is judged while the next is improved.
Verdict: by the same thread
"""


def refine(items, improve, good, most):
    finished = []
    for item in items:
        item = improve(item)  # noqa: PLW2901
        while not good(item):
            item = improve(item)  # noqa: PLW2901
        finished.append(item)
    return finished
