"""Wrong on purpose: takes threads for pure Python.

Belief: 64 threads use four cores.
Truth:  one at a time holds the GIL.
Verdict: threads take turns for the GIL: that is a loop
"""

guess = {"small": "a", "python": "b", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
