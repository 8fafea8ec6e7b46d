"""Wrong on purpose: takes None for the end.

Belief: None is a fine end marker.
Truth:  None is data as soon as somebody's work returns it, as any function without a return does.
Verdict: None is data here
"""

order = "G C H A F I D"
