"""Wrong on purpose: lets ada run into the full queue before bob sets the stop.

Belief: ada waits for ever, so it must be the gap.
Truth:  she was asleep inside put when the stop came; that is the other way of being left behind.
Verdict: put a, put b, put c, stop. She was asleep inside her last put
"""

schedule = "line:23>1"
