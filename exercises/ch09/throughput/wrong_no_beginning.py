"""Wrong on purpose: divides the items by the rate.

Belief: the full rate holds from the first moment.
Truth:  before the first result nothing comes out at all.
Verdict: one item has to go through all three stages
"""

guess = {"rate": 100, "seconds": 0.4, "next": 125, "inside": 20.5, "queue": "b"}
