"""Wrong on purpose: counts one thread.

Belief: a queue is looked at once.
Truth:  each thread looks for itself.
Verdict: How many such threads are there
"""

guess = {"busy": "a", "looks": 300, "late": 200, "cure": "c"}
