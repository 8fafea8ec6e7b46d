"""Wrong on purpose: takes every queue for full.

Belief: each place of each queue holds an item.
Truth:  the queue in front of save is empty, and the other two hold what Little says.
Verdict: the rate of the whole pipeline that counts
"""

guess = {"rate": 100, "seconds": 0.433, "next": 125, "inside": 29, "queue": "b"}
