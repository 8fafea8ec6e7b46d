"""Wrong on purpose: leaves the order to the machine.

Belief: start both threads, and the race shows itself.
Truth:  left alone each thread runs to its end, and the total is right; the bad order is rare, and legal.
Verdict: no update is lost
"""

schedule = "line"
