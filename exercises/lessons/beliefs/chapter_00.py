"""What wrong guesses of chapter 00 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "00.orders": (
        2,
        {
            20: (
                "Whoever says 20 believes that it is enough if each thread keeps its own order: read, add, "
                "write. But each keeps what it read in a `seen` of its own: once both have read 0, both "
                "write 1, whatever comes between."
            ),
            18: (
                "18 is how many end at 1. An order ends at 2 only where one thread has written before the "
                "other reads."
            ),
            (11, 19): (
                "Whoever says more than half believes that an addition is lost only at a rare moment. It is "
                "lost whenever both have read before either has written, and reading is a thread's first "
                "move, writing its last."
            ),
            10: (
                "Whoever says 10 believes that it goes well as often as not. For a 2, one thread must read "
                "after the other has written; reading is its first move and writing the other's last, so the "
                "two must not overlap at all."
            ),
            (3, 9): (
                "Whoever says a few believes that a thread may begin while the other is in the middle. But "
                "its first move is to read, and as long as the other has not written, what it reads is old."
            ),
            1: (
                "Whoever says 1 has found one of them: all of one thread, then all of the other. Either "
                "thread can be the first."
            ),
            0: (
                "Whoever says 0 believes that two threads without protection always lose something. They "
                "only can: where one has written before the other reads, the other adds to the new number."
            ),
            (21, inf): (
                "More than 20 it can't be. Each thread keeps its own three moves in their order, so all that "
                "is open is which three of the six turns are A's."
            ),
        },
    ),
    "00.real": (
        0,
        {
            (1, 99): (
                "Whoever says a few believes that a turn can end between any two lines, if seldom. On the "
                "usual Python it can end only where a function is called or a loop jumps back, and between "
                "these three lines there is neither."
            ),
            (851, 999): (
                "Whoever says 900 or so counts the orders, 18 of 20, and believes that each is as likely as "
                "any other. On the usual Python nobody draws lots between these lines: a thread that has its "
                "turn goes through all three."
            ),
            1000: (
                "Whoever says 1,000 believes that two threads move in step, a line of A, a line of B. On the "
                "usual Python one runs at a time, and nothing between these three lines can end its turn."
            ),
            (100, 850): (
                "Whoever says some hundreds believes that chance decides at each line. On the usual Python a "
                "turn can end only where a function is called or a loop jumps back, and between these three "
                "lines there is neither."
            ),
        },
    ),
    "00.call": (
        (100_000, 800_000),
        {
            0: (
                "Whoever says 0 carries over the last run, where no turn could end between the lines. "
                "`int(seen)` is a call, and on the usual Python a turn can end at a call: here, after the "
                "reading and before the writing."
            ),
            (1, 9999): (
                "Whoever says a few believes that a turn that ends at the wrong moment costs one addition. "
                "It costs all that the other thread adds until the first one writes, and on the usual Python "
                "that is thousands in one turn."
            ),
            (700_000, inf): (
                "Whoever says nearly all believes that the threads change places at every line, as they did "
                "in the Stepper. On the usual Python a thread keeps its turn for thousands of rounds, and as "
                "long as it runs alone it loses nothing."
            ),
            (450_000, 699_999): (
                "Whoever says half believes that every turn ends between reading and writing. A turn can "
                "also end where the loop jumps back, after the writing, and then nothing is lost."
            ),
            None: (
                "On the usual Python two things make the number: how much is added in one turn (thousands of "
                "rounds), and how many turns end between reading and writing (some do, some end where the "
                "loop jumps back and lose nothing)."
            ),
        },
    ),
    "00.bottleneck": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that a disk is slower than any work. A small file comes in one "
                "call; to pack it, zlib searches all of it for repetitions, and that is many steps for each "
                "byte."
            ),
            "c": (
                "Whoever says (c) believes that the stage which ends last holds up the others. It divides "
                "two numbers for each file, and then it waits: it ends last because its items come last."
            ),
        },
    ),
    "00.places": (
        1.0,
        {
            0: "Whoever says 0 may mean: no faster. As many times as fast as before, that is 1.",
            (15, 17): (
                "Whoever says 16 believes that a place does work. A place only holds an item: `pack` still "
                "takes one after the other, 30 ms each."
            ),
            (2.9, 3.1): (
                "Whoever says 3 has seen that `pack` takes three times as long as the others, and believes "
                "that room makes up for it. Every item must still go through the one thread of `pack`: 24 "
                "times 30 ms."
            ),
            (1.01, inf): (
                "Whoever says faster believes that an item gains by getting into the queue sooner. It only "
                "waits there instead: after its first item `pack` had the next one ready every time, with "
                "one place too."
            ),
            (0.01, 0.99): (
                "Whoever says slower believes that a longer queue takes longer to get through. A single item "
                "does wait longer in it, but `pack` works without a gap either way, and so it is through at "
                "the same time."
            ),
        },
    ),
    "00.sleep": (
        "no",
        {
            "yes": (
                "Whoever says yes believes that 60 s are enough for a thread that needs almost no time. A "
                "sleep looks at the clock and not at the other thread: if that one is held up for longer, "
                "`greet` returns without its word, and nothing in the program forbids that."
            ),
        },
    ),
}
