"""Wrong on purpose: counts the results that were ready in one lane only.

Belief: a result waits for the slow item only if the same sub-worker made it.
Truth:  the order is that of the whole stage, whoever worked on an item.
Verdict: look at the lanes of all sub-workers
"""

guess = {"head": 4, "held": 4, "why": "d", "idle": "b", "cure": "c"}
