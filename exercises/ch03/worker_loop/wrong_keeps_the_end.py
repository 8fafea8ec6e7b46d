"""Wrong on purpose: leaves without passing the end on.

Belief: the sentinel is for me; the others will notice.
Truth:  each stage knows only its own queue: the next one waits for ever.
Verdict: nobody told it that it is over
"""

order = "G C K A F I"
