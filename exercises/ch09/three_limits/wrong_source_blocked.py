"""Wrong on purpose: takes the source, as its lane ends first.

Belief: the source makes too few items.
Truth:  it is blocked: what it makes is not taken.
Verdict: who behind it
"""

guess = {"first": "a", "second": "f", "third": "b", "worker": "a", "queues": "b"}
