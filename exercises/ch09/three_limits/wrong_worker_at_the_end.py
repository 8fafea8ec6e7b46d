"""Wrong on purpose: gives a worker to the last stage.

Belief: more workers always help.
Truth:  it is starved for half of its time.
Verdict: Its workers have time left
"""

guess = {"first": "e", "second": "f", "third": "b", "worker": "c", "queues": "b"}
