"""Wrong on purpose: gives a worker to the longest bars.

Belief: more workers always help.
Truth:  they are starved for half of their time already.
Verdict: Its workers have time left
"""

guess = {"first": "e", "second": "f", "third": "b", "worker": "b", "queues": "b"}
