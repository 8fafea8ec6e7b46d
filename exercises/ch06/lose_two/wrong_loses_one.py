"""Wrong on purpose: interrupts ada after her read, and bob in the middle of his lines.

Belief: each interruption loses one update, so the more often they alternate, the more is lost.
Truth:  what is lost is what the other wrote between a read and its write; bob was stopped too early.
Verdict: one update is lost, and two are asked for
"""

schedule = "line:13>2,15>1"
