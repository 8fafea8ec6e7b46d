"""Wrong on purpose: a text says that it is over.

Belief: no line is END.
Truth:  a line may be any text. An object of its own is never a line.
Verdict: with ['END', 'END'], which are texts that stand in your answer itself
"""

from threading import Thread


def producer_consumer(lines, queue, work):
    results = []

    def produce():
        for line in lines:
            queue.put(line)
        queue.put("END")

    def consume():
        while (line := queue.get()) != "END":
            results.append(work(line))

    producer, consumer = Thread(target=produce), Thread(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    return results
