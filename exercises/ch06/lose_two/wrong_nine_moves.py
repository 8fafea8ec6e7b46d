"""Wrong on purpose: makes a move too many.

Belief: a move each for the end of both workers.
Truth:  with its eighth move the program is over.
Verdict: the program is over
"""

schedule = "1 2 2 2 2 1 1 1 1"
