"""Wrong on purpose: takes two locks for a slow program.

Belief: a lock is given back sooner or later.
Truth:  each is held by one who waits for the other.
Verdict: hold something already
"""

guess = {"first": "c", "second": "b", "third": "b", "fourth": "e", "cure": "b"}
