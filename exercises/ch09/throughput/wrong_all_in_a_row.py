"""Wrong on purpose: adds up all times of an item.

Belief: one item after the other goes through the whole pipeline.
Truth:  the stages work at the same time, each on another item.
Verdict: the stages work at the same time
"""

guess = {"rate": 23.3, "seconds": 0.433, "next": 125, "inside": 20.5, "queue": "b"}
