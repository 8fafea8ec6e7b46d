"""Wrong on purpose: gives room where most are blocked.

Belief: who is blocked needs room.
Truth:  more room is full soon, and the consumer is as slow as before.
Verdict: what is slow all the time stays
"""

guess = {"first": "e", "second": "f", "third": "b", "worker": "a", "queues": "a"}
