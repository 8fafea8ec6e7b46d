"""Wrong on purpose: takes the longest time of an item for the limit.

Belief: the stage with the longest time sets the pace.
Truth:  three workers let through three items in that time.
Verdict: how many items does it let through
"""

guess = {"rate": 33.3, "seconds": 0.433, "next": 125, "inside": 20.5, "queue": "b"}
