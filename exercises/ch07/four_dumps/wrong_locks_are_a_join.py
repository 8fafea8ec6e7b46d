"""Wrong on purpose: takes the join of the main thread for part of the circle.

Belief: main is in a join, and two threads stand at locks.
Truth:  main holds neither of them.
Verdict: hold something already
"""

guess = {"first": "c", "second": "d", "third": "b", "fourth": "e", "cure": "b"}
