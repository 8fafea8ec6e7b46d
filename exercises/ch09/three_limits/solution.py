# first:  the consumer works all the time, and everybody in front of it is blocked: they wait for room.
# second: nobody works all the time. When load is slow, infer is starved; when infer is slow, load is blocked.
# third:  load works all the time. The bars of infer are longer, and four workers share them: each is starved
#         for half of its time.
# worker: at load. The others have time left already.
# queues: only where two are slow in turns: a longer queue evens that out. What is slow always stays so.
guess = {"first": "e", "second": "f", "third": "b", "worker": "a", "queues": "b"}
