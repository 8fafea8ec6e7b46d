"""Wrong on purpose: leaves out the four who share the work.

Belief: one batch, one journey, one process.
Truth:  four share the work of the batches.
Verdict: less work than its journey takes
"""

guess = {"small": "a", "python": "d", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 4}
