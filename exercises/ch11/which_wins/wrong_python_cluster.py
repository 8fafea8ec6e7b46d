"""Wrong on purpose: takes the cluster for small items.

Belief: forty cores beat four.
Truth:  each item pays five milliseconds.
Verdict: a far longer journey for each item
"""

guess = {"small": "a", "python": "e", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
