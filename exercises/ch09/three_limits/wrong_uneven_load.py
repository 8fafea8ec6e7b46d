"""Wrong on purpose: takes the first of two that are slow in turns.

Belief: the first one that is slow is the limit.
Truth:  it is blocked while the other one is slow.
Verdict: who behind it
"""

guess = {"first": "e", "second": "b", "third": "b", "worker": "a", "queues": "b"}
