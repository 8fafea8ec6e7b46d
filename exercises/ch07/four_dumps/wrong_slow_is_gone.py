"""Wrong on purpose: takes a starved thread for a lost one.

Belief: get waits, so nobody puts any more.
Truth:  fetch will, when the server has answered.
Verdict: does its last call wait for another thread
"""

guess = {"first": "c", "second": "a", "third": "c", "fourth": "e", "cure": "b"}
