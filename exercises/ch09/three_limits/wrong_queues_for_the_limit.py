"""Wrong on purpose: gives room in front of a slow stage.

Belief: a longer queue feeds the bottleneck.
Truth:  it is never starved.
Verdict: what is slow all the time stays
"""

guess = {"first": "e", "second": "f", "third": "b", "worker": "a", "queues": "c"}
