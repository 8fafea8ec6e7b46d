"""Wrong on purpose: takes the stage that is blocked most.

Belief: who stands still is what holds it up.
Truth:  blocked means held up by somebody behind.
Verdict: who behind it
"""

guess = {"first": "d", "second": "f", "third": "b", "worker": "a", "queues": "b"}
