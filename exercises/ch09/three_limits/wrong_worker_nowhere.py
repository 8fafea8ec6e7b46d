"""Wrong on purpose: gives no worker to anybody.

Belief: the pipeline is limited as a whole.
Truth:  one part works all the time.
Verdict: What does a second worker do there
"""

guess = {"first": "e", "second": "f", "third": "b", "worker": "d", "queues": "b"}
