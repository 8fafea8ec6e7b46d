"""Wrong on purpose: leaves the order to the machine.

Belief: a gap of one line is hit sooner or later, so it will show by itself.
Truth:  left alone, bob sets the stop right behind his get, and ada sees it; the bad order is rare, and legal.
Verdict: everybody is out
"""

schedule = "line"
