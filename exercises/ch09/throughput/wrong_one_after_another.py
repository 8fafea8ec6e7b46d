"""Wrong on purpose: multiplies one item's way by the number of items.

Belief: the next item begins when the one before is through.
Truth:  while one is in infer, others are in load and save.
Verdict: everything else happens at the same time
"""

guess = {"rate": 100, "seconds": 1.72, "next": 125, "inside": 20.5, "queue": "b"}
