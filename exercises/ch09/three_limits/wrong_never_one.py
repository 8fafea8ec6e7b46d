"""Wrong on purpose: finds no limit where there is one.

Belief: all wait for each other somehow.
Truth:  the consumer works all the time.
Verdict: without a gap in the middle
"""

guess = {"first": "f", "second": "f", "third": "b", "worker": "a", "queues": "b"}
