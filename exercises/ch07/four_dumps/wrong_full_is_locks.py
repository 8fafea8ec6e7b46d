"""Wrong on purpose: takes the wait in put for a lock.

Belief: a wait deep inside of the library is a lock.
Truth:  put waits for room.
Verdict: two threads would have to stand
"""

guess = {"first": "a", "second": "a", "third": "b", "fourth": "e", "cure": "b"}
