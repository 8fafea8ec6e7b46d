"""Wrong on purpose: believes in the RLock.

Belief: an RLock can be taken again, so nobody waits for ever.
Truth:  by its holder alone.
Verdict: lets its own holder in again
"""

guess = {"first": "c", "second": "a", "third": "b", "fourth": "e", "cure": "a"}
