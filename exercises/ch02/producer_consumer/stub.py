from threading import Thread


def producer_consumer(lines, queue, work):
    """Hand every line to a second thread through the queue; return what work made of them, in order.

    Given:  a list of lines, perhaps empty; an empty queue.Queue with a bound, perhaps of a single
            place; work, a function of one line.
    Do:     fill in the two blanks, ____, with one call each.
    Never:  sleep, poll (ask again and again), look whether the queue is empty or full, or give up a wait.
    Size:   2 lines.   Stuck: the hints below, one at a time
    """
    results = []

    def produce():
        for line in lines:  # take · end? the list knows
            ____  # hand on: wait until there is room, then put the line in

    def consume():
        for _ in range(len(lines)):  # end? after as many as there are lines
            line = ____  # take: wait until there is a line
            result = work(line)  # work
            results.append(result)  # hand on · pass the end on: nobody comes after us

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
