"""Wrong on purpose: adds all waits up.

Belief: a thread waits for the one that was started before it.
Truth:  start comes back at once; all three wait at the same time.
Verdict: do they wait one after another
"""

guess = {"a": 0.7, "b": 0.7, "c": 0.7, "d": 0.7, "where": "b"}
