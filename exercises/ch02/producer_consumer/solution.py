from threading import Thread


def producer_consumer(lines, queue, work):
    """Hand every line to a second thread through the queue; return what work made of them, in order."""
    results = []

    def produce():
        for line in lines:  # take · end? the list knows
            # put waits while the queue is full, so the producer never runs ahead by more than maxsize.
            # No look at full() first: what it says may be over before put is called.
            queue.put(line)  # hand on

    def consume():
        for _ in range(len(lines)):  # end? after as many as there are lines
            # get waits while the queue is empty, without using a core, and wakes as soon as a line is there.
            # Looking and taking are one step inside the queue's lock: nobody can take the line in between.
            line = queue.get()  # take
            result = work(line)  # work
            results.append(result)  # hand on · pass the end on: nobody comes after us

    producer, consumer = Thread(target=produce), Thread(target=consume)
    # Both must run before we wait for either: with a bounded queue the producer can't finish alone.
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    # Only the consumer appends to results, and it has ended: reading them here needs no lock.
    return results
