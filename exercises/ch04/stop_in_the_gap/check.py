"""4.3: the program, what its schedule has to reach, and what is said to one that does not reach it."""

from threading import Thread

from exercises.ch04.stop_in_the_gap.noted import CALLS, Event, Queue
from exercises.engine.verdict import Refusal
from exercises.judges import Break


def program(_variant):
    # The form shows the lines below with their numbers in this file: where they move, the page that is
    # stored in the notebook changes.
    return hand_on_rows


def hand_on_rows():
    rows, stop = Queue(maxsize=1), Event()

    def produce():
        for row in ("a", "b", "c"):
            if stop.is_set():
                return
            rows.put(row)

    def consume():
        rows.get()
        stop.set()

    ada, bob = Thread(target=produce, name="ada"), Thread(target=consume, name="bob")
    ada.start()
    bob.start()
    ada.join()
    bob.join()
    return "everybody is out"


def goal(run):
    """True, or what is still missing; says it without the story where that would mislead."""
    if run.outcome == "finished":
        return (
            "everybody is out. ada is left behind only in a put that finds no room and nobody who takes: at "
            "which moment must the stop come, and how full must the queue be then?"
        )
    if CALLS[-1] == "stop":
        # No story: it tells of a put when that comes back, so this one would look like a stop in the gap.
        raise Refusal(
            f"ada waits for ever, and no look could have helped her. Your order: {', '.join(CALLS)}. She was "
            "asleep inside her last put when the stop came. The gap is earlier: the stop has to come when "
            "she has looked, and before she calls put."
        )
    return True


def said(_run):
    return (
        "ada looked, the stop came, and then she put: she waits for ever, and she had looked before every "
        "put. Looking and putting are two steps, however close they stand. A put with a timeout, in a loop "
        "that looks again, gets out of every such order."
    )


JUDGE = Break(program, goal, said=said)
