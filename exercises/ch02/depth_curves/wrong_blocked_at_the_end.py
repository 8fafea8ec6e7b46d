"""Wrong on purpose: the queue is full once the producer has done its work.

Belief: the producer is blocked at the end, when all is put.
Truth:  it is blocked when the queue is full for the first time, long before.
Verdict: is too high
"""

guess = {"first": "d", "second": "a", "third": "b", "peak": 24, "blocked": 720}
