"""Wrong on purpose: changes workers after each whole addition.

Belief: the more often they change places, the more is lost.
Truth:  each change comes after a write, when nobody holds an old number.
Verdict: no update is lost
"""

schedule = "1 1 2 2 1 1 2 2"
