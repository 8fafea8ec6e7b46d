"""What wrong guesses of chapter 07 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "07.thousand": (
        1000,
        {
            (0, 10): (
                "Whoever says so few believes that two threads always get in each other's way. For that both "
                "have to be between their two takings at the same moment, and that is over in microseconds."
            ),
            (11, 900): (
                "Whoever says about half believes that every other round meets. A turn is a thousand times "
                "as long as these few lines: nearly always one thread is through before the other begins."
            ),
            (901, 999): (
                "It could have been: where a turn happens to end between the two takings, the rest never "
                "comes. Today none did."
            ),
        },
    ),
    "07.timeout": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that a timeout cures a deadlock. It ends the wait and not its "
                "cause: both give up, both begin again in the same opposite orders, and meet again."
            ),
            "c": (
                "Whoever says (c) leaves the timeout out. It does end, and the first lock is given back; "
                "nobody stands still."
            ),
        },
    ),
    "07.cures": (
        3,
        {
            (4, 5): (
                "Whoever says more believes one of these: that a look and a taking are one step, that a "
                "timeout cures, or that any sorting is an order for all. The table tells which."
            ),
            (6, 7): (
                "Whoever says nearly all goes by a run that ends well. Each of the seven has such runs; what "
                "is asked for is that there are no others."
            ),
            (1, 2): (
                "Whoever says less has missed one of three: a number for each fork, a chair less than there "
                "are philosophers, and to put back what one holds before one waits."
            ),
            0: (
                "Whoever says 0 believes that with three locks in a ring somebody always loses. One of the "
                "four conditions taken away is enough."
            ),
        },
    ),
    "07.loop": (
        5,
        {
            2: (
                "Whoever says 2 counts one queue. That is safe, and the reason is a good one: then no put in "
                "the loop ever waits. But a put may wait as long as somebody can still take."
            ),
            4: (
                "Whoever says 4 counts the places. The two threads hold one each as well, and a hand that "
                "waits for room is full."
            ),
            6: (
                "Whoever says 6 has counted the places and the hands. That is the one too many: with all of "
                "them full nobody can put anything down."
            ),
            (7, 8): (
                "Whoever says so many believes that whatever goes round makes room by going round. To go on, "
                "an item needs a free place in front of it, and there are four."
            ),
            (0, 1): (
                "Whoever says so few believes that any loop of bounded queues is stuck at once. With one "
                "item there is always a free place in front of it."
            ),
            3: (
                "With 3 it never gets stuck, and with more neither: think of the last free place, and of who "
                "may move into it."
            ),
        },
    ),
    "07.left": (
        3,
        {
            2: (
                "Whoever says 2 counts the places. The row of which `save` has died was handed on as well, "
                "and its place was free again."
            ),
            4: (
                "Whoever says 4 counts the row for which `parse` waits. It has that in hand, and `put` has "
                "not come back."
            ),
            (5, inf): (
                "Whoever says so many believes that the queue goes on taking, or that `put` raises when "
                "nobody is left who takes. A queue has its places, and knows nothing of who uses it."
            ),
            (0, 1): (
                "Whoever says so few believes that an exception in one thread stops the other. It ends its "
                "own thread; `parse` goes on as long as there is room."
            ),
        },
    ),
    "07.join": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that the worker sees the stop. It does when it looks; if it has "
                "just looked, the next thing it does is to ask for the lock, which the main thread holds."
            ),
            "c": (
                "Whoever says (c) believes that the lock keeps the worker out from the start. If it looks "
                "after the stop is set, it leaves without asking for the lock."
            ),
        },
    ),
    "07.pool": (
        2,
        {
            1: (
                "Whoever says 1 believes that a pool works off one call after the other. It does, but the "
                "first one never ends: the source waits for the next input, and keeps its thread meanwhile."
            ),
            (3, inf): (
                "Whoever says so many counts the items. The operations come one after the other, so one "
                "thread does for all of them; the other one is the source's."
            ),
            0: "Without a thread nothing runs at all.",
        },
    ),
    "07.managers": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that somebody begins. Each source waits for an item of the other, "
                "and neither has one to hand on."
            ),
            "c": (
                "Whoever says (c) believes that start looks at what it is given. It starts the threads and "
                "returns; that a source never yields can't be seen from outside."
            ),
        },
    ),
    "07.dump": (
        "a",
        {
            "b": (
                "Whoever says (b) believes that a lock knows its holder. An RLock does; a Lock is only "
                "locked or not, and neither is in the stacks."
            ),
            "c": (
                "Whoever says (c) takes a dump for an explanation. It is a list of calls, a stack for each "
                "thread; the arrows between them are yours to draw."
            ),
        },
    ),
}
