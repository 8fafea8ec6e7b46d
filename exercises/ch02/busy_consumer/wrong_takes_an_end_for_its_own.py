"""Wrong on purpose: goes on at SystemExit and KeyboardInterrupt.

Belief: these are no errors of work's.
Truth:  work has raised them, and somebody waits for that.
Verdict: nobody hears of it
"""


def take_lines(queue, count, work):
    results = []
    for _ in range(count):
        line = queue.get()
        try:
            results.append(work(line))
        except (KeyboardInterrupt, SystemExit):
            results.append(None)
    return results
