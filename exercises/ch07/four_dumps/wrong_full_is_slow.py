"""Wrong on purpose: takes a full queue for a slow consumer.

Belief: a full queue is backpressure: it will be emptied.
Truth:  only by a thread that is there.
Verdict: Who takes from that queue
"""

guess = {"first": "b", "second": "a", "third": "b", "fourth": "e", "cure": "b"}
