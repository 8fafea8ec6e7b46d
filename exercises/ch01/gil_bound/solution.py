# which: under the ruler one thread works at any moment, and the other two wait: they could work, and can't.
#        The timeline that ends at the same time is another matter: there the threads come one after another.
# sign:  the main thread waits in every program that joins. That threads end at different times, or that all
#        the parts add up, is so in others, too. Waiting for a turn is the sign.
# row:   threads that sleep don't need the GIL. Started together they overlap, and the longest one decides.
# cure:  more threads, longer turns or no turns leave it one at a time. A process has a GIL of its own.
guess = {"which": "b", "sign": "c", "row": 60, "cure": "a"}
