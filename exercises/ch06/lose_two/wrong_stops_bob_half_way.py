"""Wrong on purpose: lets bob write once before ada writes.

Belief: one write is all that can come between.
Truth:  the longer ada waits with her old number, the more her write undoes; bob was stopped too early.
Verdict: one update is lost, and two are asked for
"""

schedule = "1 2 2 1 1 1 2 2"
