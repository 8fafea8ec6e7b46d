from pipeline_core import SENTINEL


def relay(source, target, change):
    """Move every item from source to target, changed, and pass the end on.

    Given:  two queues (source ends with SENTINEL and may be empty right now), a function of one item.
    Do:     take · end? · work · hand on · pass the end on.
    Never:  sleep, poll (ask again and again), give up a wait, or guess the end from an empty queue.
    Size:   about 6 lines.   Stuck: hint("3.3")
    """
    raise NotImplementedError('exercise 3.3: write relay(), then run check("3.3", relay)')
