# small:   0.2 s of work. Any journey for each item takes longer, and processes are not even started by then.
# python:  threads take turns; item by item the journeys take 400 s. In batches they take 4 s, and the shared
#          work, 25 s, counts.
# pages:   they wait, and 64 can wait at once. A process or a core of the cluster waits for one at a time.
# zip:     C code that lets go of the GIL: threads use all four cores, without a start and with short ways.
# long:    each is worth far more than any journey, so the most cores win.
# seconds: 2 s of start, and 1,000,000 × 0.4 ms of journeys, longer than the 25 s of work.
# batch:   the journey of one batch, 0.4 ms, may last as long as a quarter of its work: 0.4 = n × 0.1 / 4.
guess = {"small": "a", "python": "d", "pages": "b", "zip": "b", "long": "e", "seconds": 402, "batch": 16}
