def take_lines(queue, count, work):
    """Take count lines as they come; return what work made of each, in the order of the queue.

    Given:  a queue.Queue into which another thread puts lines at its own pace; others may take from it,
            too; how many lines are yours; work, a function of one line.
    Do:     this runs, and polls. Let it wait where it polls.
    Never:  poll (ask again and again), sleep, give up after a while, or take more than count lines.
    Size:   two lines fewer than now.   Stuck: hint("2.3")
    """
    results = []
    for _ in range(count):  # end? after count lines
        while queue.empty():  # nothing there yet?
            pass  # look again
        line = queue.get_nowait()  # take
        results.append(work(line))  # work · hand on
    return results
