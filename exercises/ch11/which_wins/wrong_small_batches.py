"""Wrong on purpose: takes batches for quick items.

Belief: batches make anything pay.
Truth:  a start is to be paid first.
Verdict: still the processes have to be started
"""

guess = {"small": "d", "python": "d", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
