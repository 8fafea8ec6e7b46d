"""Wrong on purpose: takes the last stage, which ends last.

Belief: the stage that ends last holds up the others.
Truth:  it ends last because its items come last.
Verdict: Who in front of it
"""

guess = {"first": "e", "second": "f", "third": "d", "worker": "a", "queues": "b"}
