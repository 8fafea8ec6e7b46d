"""Wrong on purpose: takes the consumer, which waits all the time.

Belief: who waits longest holds it up.
Truth:  starved means that nothing comes.
Verdict: Who in front of it
"""

guess = {"first": "e", "second": "e", "third": "b", "worker": "a", "queues": "b"}
