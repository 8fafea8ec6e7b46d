"""Wrong on purpose: takes whatever does not move for a deadlock.

Belief: nothing has moved for a second: it is stuck.
Truth:  sleep ends by itself.
Verdict: does its last call wait for another thread
"""

guess = {"first": "c", "second": "a", "third": "a", "fourth": "e", "cure": "b"}
