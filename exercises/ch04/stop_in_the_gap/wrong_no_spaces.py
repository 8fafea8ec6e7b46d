"""Wrong on purpose: writes the moves in one word.

Belief: each digit is a move.
Truth:  a thread's number may have two digits; moves are numbers with something between them.
Verdict: cannot move now
"""

schedule = "11121111121"
