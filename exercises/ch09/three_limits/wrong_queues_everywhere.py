"""Wrong on purpose: believes that longer queues help everywhere.

Belief: a bigger queue makes it faster.
Truth:  what is slow all the time stays so.
Verdict: two of them gain nothing
"""

guess = {"first": "e", "second": "f", "third": "b", "worker": "a", "queues": "d"}
