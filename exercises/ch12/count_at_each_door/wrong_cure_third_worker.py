"""Wrong on purpose: believes in another change.

Belief: with more workers nothing is slow.
Truth:  one more leaves early.
Verdict: then two are free while one works on the slow photo, and the
"""

guess = {"first": "b", "second": "a", "third": "c", "cure": "d"}
