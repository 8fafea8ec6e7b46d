"""Wrong on purpose: takes processes for quick items.

Belief: processes avoid the GIL for free.
Truth:  they take seconds to start.
Verdict: before the first process is there
"""

guess = {"small": "c", "python": "d", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
