"""Wrong on purpose: believes that longer queues never help.

Belief: throughput is the bottleneck's, so a queue gains nothing.
Truth:  where two are slow in turns it evens that out.
Verdict: no room for a little earlier
"""

guess = {"first": "e", "second": "f", "third": "b", "worker": "a", "queues": "e"}
