"""6.2: the program, what its schedule has to reach, and what is said to one that does not reach it."""

from threading import Thread

from exercises.judges import Break


def program(_variant):
    # The form numbers the lines below: where they move, the stored page of the notebook changes.
    return count_lines


def count_lines():
    done = {"lines": 0}

    def worker():
        seen = done["lines"]
        done["lines"] = seen + 1
        seen = done["lines"]
        done["lines"] = seen + 1

    ada, bob = Thread(target=worker, name="ada"), Thread(target=worker, name="bob")
    ada.start()
    bob.start()
    ada.join()
    bob.join()
    return done["lines"]


def goal(run):
    """True, or how many updates are lost and what loses one."""
    if run.result == 2:
        return True
    if run.result == 3:
        return (
            "the counter ends at 3: one update is lost, and two are asked for. A write undoes whatever the "
            "other worker has written since the read: how much can that be?"
        )
    return (
        f"the counter ends at {run.result}: no update is lost. One is lost when a worker has read, and the "
        "other writes before it does."
    )


def said(_run):
    return (
        "the counter ends at 2 instead of 4: two additions are lost. In the steps below each of them is "
        "overwritten by the other worker, who had read before it. Lower than 2 it can't end: whoever writes "
        "last has written once before, so that worker reads at least 1 for the last addition, and writes at "
        "least 2."
    )


JUDGE = Break(program, goal, said=said)
