# rate:    each stage lets through workers / seconds: 1 / 0.008 = 125, 3 / 0.030 = 100, 1 / 0.005 = 200. The
#          lowest is what comes out.
# seconds: the first three items are through infer after 8, 16 and 24 ms + 30 ms. From then on three come out
#          each 30 ms; the last one still goes through save. All in all 433 ms, where 40 / 100 would be 400.
# next:    4 / 0.030 = 133 for infer; now load is the lowest, with 125.
# inside:  rate × seconds inside: 100 / s × 0.205 s = 20.5 items (Little's law).
# queue:   the limit is as before, so the results a second are, too. More items lie in front of infer, and
#          each of them waits for all that lie in front of it.
guess = {"rate": 100, "seconds": 0.433, "next": 125, "inside": 20.5, "queue": "b"}
