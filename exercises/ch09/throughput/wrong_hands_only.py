"""Wrong on purpose: counts the workers.

Belief: what waits in a queue is not inside.
Truth:  an item is inside from its entry into the first queue.
Verdict: how many others come in meanwhile
"""

guess = {"rate": 100, "seconds": 0.433, "next": 125, "inside": 5, "queue": "b"}
