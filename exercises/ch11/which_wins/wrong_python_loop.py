"""Wrong on purpose: takes a loop for much Python.

Belief: sending never pays.
Truth:  in batches it does.
Verdict: that uses one core, and there is work for all
"""

guess = {"small": "a", "python": "a", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
