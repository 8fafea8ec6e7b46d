"""Wrong on purpose: believes that longer queues change nothing at all.

Belief: what changes no rate changes nothing.
Truth:  each item waits for all that lie in front of it.
Verdict: What is in front of it in the longer queue
"""

guess = {"rate": 100, "seconds": 0.433, "next": 125, "inside": 20.5, "queue": "c"}
