"""Wrong on purpose: takes the longest bars for the bottleneck.

Belief: the stage whose items take longest is the limit.
Truth:  four workers share them, and each has time left.
Verdict: how many of them go on at once
"""

guess = {"first": "e", "second": "f", "third": "c", "worker": "a", "queues": "b"}
