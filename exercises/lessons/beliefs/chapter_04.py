"""What wrong guesses of chapter 04 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "04.raises": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that `join` hands on what a thread raised. It waits until the "
                "thread has ended, and that is all; the exception stayed on the stack of `parse`."
            ),
            "b": (
                "Whoever says (b) believes that the neighbours notice when `parse` ends. All they have is a "
                "queue: `read` waits for room and `save` for a number, and only `parse` could have given "
                "them either."
            ),
        },
    ),
    "04.flag": (
        1,
        {
            3: (
                "Whoever says 3 believes that `set()` reaches a thread inside `put` or `get`. It changes a "
                "flag. `read` and `save` look at it before each item, and they are in the middle of a call "
                "that waits."
            ),
            2: (
                "Whoever says 2 lets one of the others look once more. `read` is inside `put`, at a full "
                "queue, `save` inside `get`, at an empty one; both looked before the failure, and neither "
                "comes back to look again."
            ),
            0: (
                "Whoever says 0 believes that the thread that failed is stuck as well. `parse` has caught "
                "its exception, set the flag and returned."
            ),
        },
    ),
    "04.robust": (
        0.09,
        {
            (0, 0.02): (
                "Whoever says 0 or so believes that the flag ends the wait. It does nothing to a thread that "
                "sleeps in `put` or `get`: that thread looks when its own timeout has run out."
            ),
            (0.04, 0.06): (
                "Whoever says 0.05 takes the average, as if the failure could come at any moment of a wait. "
                "Here it comes early in one: the wait that ends last had begun just 0.01 s before."
            ),
            (0.13, 0.4): (
                "Whoever says more than a timeout adds up what the threads wait, one after the other. They "
                "wait at the same time, and each wait had begun before the failure."
            ),
        },
    ),
    "04.wakes": (
        100,
        {
            (9, 11): "Whoever says 10 counts one second. The producer is blocked for ten.",
            0: (
                "Whoever says 0 believes that a timeout costs nothing. It ends the wait: the thread wakes, "
                "catches `Full`, looks at the event, and waits again."
            ),
            1: (
                "Whoever says 1 believes that the timeout runs out once. The loop calls `put` again, and "
                "each call has a timeout of its own."
            ),
            1000: (
                "Whoever says 1,000 divides by a hundredth of a second. 0.1 s is a tenth: ten looks a "
                "second, for 10 s."
            ),
        },
    ),
    "04.late": (
        0.05,
        {
            (0.09, 0.11): (
                "Whoever says 0.1 takes the worst case, a stop just after a look. A stop just before the "
                "next look is heard at once, and on average it comes half-way."
            ),
            0: (
                "Whoever says 0 believes that the stop wakes the producer. It hears of it when its timeout "
                "has run out, and the event has no way to hurry that."
            ),
            (0.5, 10): (
                "Whoever says so many seconds counts the time for which it is blocked. After the stop only "
                "the rest of one wait goes by, and a wait is 0.1 s."
            ),
            (45, 55): "Those are milliseconds; asked for were seconds.",
        },
    ),
    "04.woken": (
        0,
        {
            (0.029, 0.031): (
                "0.03 s is when `parse` fails, from the start. Asked for was the time from then on."
            ),
            (0.009, 0.011): (
                "Whoever says 0.01 lets a thread finish its work first. Only `parse` works that long on a "
                "row, and it is the one that failed; the other two are waiting, and the stop ends their "
                "waits."
            ),
            (0.001, 0.2): (
                "Whoever says some hundredths or a tenth brings a timeout along. These waits have none: "
                "nobody looks up now and then, the stop itself ends them."
            ),
            (0.5, inf): (
                "Whoever says so long believes that a wait without a timeout ends only with an item or with "
                "room. A channel knows its stop event, and the stop ends its waits as well."
            ),
        },
    ),
    "04.group": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that `except` looks into a group. It asks for the class of what "
                "was raised, and that is `ExceptionGroup`, whatever is inside."
            ),
        },
    ),
    "04.daemon": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that a `finally` runs whatever happens. It runs when its thread "
                "leaves the `try`. This thread never does: the program ends around it."
            ),
            "b": (
                "Whoever says (b) believes that a thread may at least finish what it has begun. Python "
                "doesn't ask a daemon how far it is; when the main thread has ended, the program ends, at "
                "whatever line the daemon is."
            ),
        },
    ),
    "04.ctrl_c": (
        1,
        {
            3: (
                "Whoever says 3 believes that Ctrl-C goes to every thread. It is a signal to the whole "
                "program, and Python handles signals in the main thread only: `KeyboardInterrupt` is raised "
                "there, and goes down that stack alone."
            ),
            2: (
                "Whoever says 2 believes that it interrupts those who work. Python handles signals in the "
                "main thread only, whatever that one is doing, and the workers aren't told."
            ),
            0: (
                "Whoever says 0 believes that Ctrl-C ends the program without an exception. Python catches "
                "the signal and raises `KeyboardInterrupt`, which can be caught like any other, in the main "
                "thread."
            ),
        },
    ),
}
