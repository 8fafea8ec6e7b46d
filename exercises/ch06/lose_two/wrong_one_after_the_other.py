"""Wrong on purpose: lets ada do everything, and then bob.

Belief: two threads that touch one number lose something in any order.
Truth:  where one has written before the other reads, nothing is lost.
Verdict: no update is lost
"""

schedule = "1 1 1 1 2 2 2 2"
