"""Wrong on purpose: counts a thousand looks a second.

Belief: milliseconds are thousandths, so a thousand looks.
Truth:  a nap is 200 of them.
Verdict: how many of them go into a second
"""

guess = {"busy": "a", "looks": 180000, "late": 200, "cure": "c"}
