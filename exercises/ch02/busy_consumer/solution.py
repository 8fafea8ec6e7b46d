def take_lines(queue, count, work):
    """Take count lines as they come; return what work made of each, in the order of the queue."""
    results = []
    for _ in range(count):  # end? The number is known: nobody has to say that it is over.
        # get sleeps inside the queue until there is a line, and the put that brings it wakes it at once.
        # Looking and taking are one step, so no other consumer can come in between: no Empty, ever.
        line = queue.get()  # take
        results.append(work(line))  # work · hand on
    return results
