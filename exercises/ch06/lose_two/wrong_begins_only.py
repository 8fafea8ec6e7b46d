"""Wrong on purpose: hands in the first four moves of an order.

Belief: the rest is played so that it goes on being lost.
Truth:  what is left open is played as the program would: each thread on to its end, and nothing more is lost.
Verdict: one update is lost, and two are asked for
"""

schedule = "1 2 2 1"
