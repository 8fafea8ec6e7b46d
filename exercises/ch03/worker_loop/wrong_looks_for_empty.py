"""Wrong on purpose: reads empty() as "finished".

Belief: nothing in the queue means nothing will come.
Truth:  empty is about now; only the sentinel is about ever.
Verdict: stopped while the producer was still at work
"""

order = "G B A C F I D"
