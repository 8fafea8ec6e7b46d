"""Wrong on purpose: passes the end on in each round, before it asks.

Belief: the end is handed on like an item, so the line belongs into the loop.
Truth:  the consumer leaves at the first end, in front of the first result.
Verdict: passed on in front of a result
"""

order = "G C E K A F I"
