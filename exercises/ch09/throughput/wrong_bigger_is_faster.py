"""Wrong on purpose: believes that longer queues make it faster.

Belief: a bigger queue makes it faster.
Truth:  infer never lacked an item, and its pace is as before.
Verdict: infer has not waited for an item before
"""

guess = {"rate": 100, "seconds": 0.433, "next": 125, "inside": 20.5, "queue": "a"}
