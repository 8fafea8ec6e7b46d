"""Wrong on purpose: believes that long queues slow a pipeline down.

Belief: there is more to be carried, so it takes longer.
Truth:  the rate is the slowest stage's.
Verdict: a place in a queue costs no time
"""

guess = {"rate": 100, "seconds": 0.433, "next": 125, "inside": 20.5, "queue": "d"}
