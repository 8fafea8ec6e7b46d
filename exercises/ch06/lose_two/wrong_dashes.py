"""Wrong on purpose: puts dashes between the moves.

Belief: a list of numbers is a list of numbers.
Truth:  they are read with spaces or commas between them; this says something else.
Verdict: numbers of threads
"""

schedule = "1-2-2-2-2-1-1-1"
