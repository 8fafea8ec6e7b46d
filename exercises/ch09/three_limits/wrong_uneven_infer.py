"""Wrong on purpose: takes the second of two that are slow in turns.

Belief: the slower one at the end of the run is the limit.
Truth:  it is starved while the other one is slow.
Verdict: Who in front of it
"""

guess = {"first": "e", "second": "c", "third": "b", "worker": "a", "queues": "b"}
