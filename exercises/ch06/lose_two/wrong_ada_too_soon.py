"""Wrong on purpose: stops bob when he has read for the second time, and lets ada write and go on.

Belief: bob's second read is old, so his second update is lost with the first.
Truth:  bob's own write comes last but one, and undoes ada's: one is lost there, and the next is not.
Verdict: one update is lost, and two are asked for
"""

schedule = "1 2 2 2 1 2 1 1"
