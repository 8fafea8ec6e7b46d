"""Wrong on purpose: takes a worker that is blocked for good.

Belief: a worker that does nothing holds up the others.
Truth:  it waits for its turn to hand on.
Verdict: who behind it
"""

guess = {"first": "c", "second": "f", "third": "b", "worker": "a", "queues": "b"}
