"""Wrong on purpose: takes batches for C code.

Belief: only processes use several cores, and batches help them.
Truth:  threads do without a start.
Verdict: once they are started
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "d", "long": "e", "seconds": 402, "batch": 16}
