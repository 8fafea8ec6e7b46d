# busy:  its loop has nothing in it, and `empty()` comes back at once.
# looks: a minute has 60,000 ms, 300 naps of 200 ms, and 3 threads look.
# late:  one that comes just behind a look lies there for a whole nap.
# cure:  `get` waits inside, and is woken. A nap or a timeout looks again and again, or comes late.
guess = {"busy": "a", "looks": 903, "late": 200, "cure": "c"}
