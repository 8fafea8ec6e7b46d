"""What wrong guesses of chapter 01 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
    "01.loop_time": (
        (0.79, 1.2),
        {
            (0.09, 0.13): (
                "Whoever says 0.1 believes that the eight waits pass at the same time. In a loop, the next "
                "`fetch` is called when the one before has come back."
            ),
            (0, 0.089): (
                "Whoever says next to nothing believes that only work takes time. The loop can't go on "
                "before `sleep` has come back, and that is 100 ms, eight times."
            ),
            (7.5, 8.5): "Whoever says 8 takes a wait for a second. It is 100 ms, a tenth of one.",
            (700, 1200): "Those are milliseconds; asked for were seconds.",
            (1.03, 7.4): (
                "Whoever says more believes that the counting takes long. To read eight small files and to "
                "count their lines takes a few milliseconds in all."
            ),
        },
    ),
    "01.loop_work": (
        (0.5, 60),
        {
            0: (
                "Whoever says 0 believes that all of it is waiting. Each file is also read and cut into "
                "lines: little, but work."
            ),
            (81, inf): (
                "Whoever says so many counts waiting as work. `sleep` leaves it to the operating system to "
                "wake the thread; until then no core runs it. Between two waits, a small file is read and "
                "its lines are counted."
            ),
        },
    ),
    "01.threads_time": (
        (0.095, 0.3),
        {
            (0.7, 0.9): (
                "Whoever says 0.8 believes that threads wait in turns. Each one's 100 ms begin when it calls "
                "`sleep` itself, whatever the others do, and all of them call it at nearly the same time."
            ),
            (0.15, 0.69): (
                "Whoever says a few tenths shares the waits out among the cores. A thread that waits needs "
                "none, so all eight can wait at the same time, even on one core."
            ),
            (0, 0.09): (
                "Whoever says less than 0.1 believes that eight threads share one wait among them. Each one "
                "waits for its own file, and for the full 100 ms."
            ),
            (0.91, 10): (
                "Whoever says more than the loop believes that threads are dear to start. On most machines "
                "that takes less than a millisecond each; the waits it saves are 100 ms each."
            ),
            (90, 300): "Those are milliseconds; asked for were seconds.",
        },
    ),
    "01.mine": (
        1,
        {
            2: (
                "Whoever says 2 believes that one function has one `mine`. `mine = []` runs in each call and "
                "makes a new list each time; the variable that points to it is on the stack of the thread "
                "that made the call."
            ),
            0: (
                "Whoever says 0 believes that a list goes when its thread ends. What goes is the thread's "
                "stack. The list is on the heap and stays as long as something points to it: here, `kept` "
                "does."
            ),
        },
    ),
    "01.shelf": (
        2,
        {
            1: (
                "Whoever says 1 believes that each thread has a shelf of its own. `note` makes no shelf: it "
                "looks up the global name, finds the same list from both threads, and adds one name to it "
                "each time."
            ),
            0: (
                "Whoever says 0 believes that what a thread does stays inside it. Its variables do; an "
                "object that it reaches through a global name is the same for all, and a change to it stays."
            ),
            (3, inf): (
                "Whoever says more lets a name be stored twice. Each thread calls `note` once, and `note` "
                "appends one name to the shelf; the other list is `mine`."
            ),
        },
    ),
    "01.brackets": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that all that stands in the brackets of `Thread` happens in the "
                "new thread. Only `start()` makes that thread run; what the cell itself calls runs in the "
                "thread that comes to that line."
            ),
            "c": (
                "Whoever says (c) believes that Python checks what a thread is to run. `note()` returns "
                "`None`, and a thread with `target=None` is allowed: it starts, does nothing, and ends."
            ),
        },
    ),
    "01.orders": (
        6,
        {
            1: (
                "Whoever says 1 believes that the order of the starts is the order of the results. `start` "
                "only lets a thread run. From then on any of those that run may be the next to append."
            ),
            3: (
                "Whoever says 3 asks who is first, and stops there. The two that are left can come in either "
                "order: 3 times 2."
            ),
            (2, 5): (
                "Whoever says fewer than 6 believes that a thread which was started earlier keeps some of "
                "its lead. It can be held up before its last line for as long as both others need."
            ),
            (7, inf): (
                "Whoever says more than 6 counts in how many ways the lines can mix. In the list only the "
                "order of the three `append`s shows: 3 times 2 times 1."
            ),
        },
    ),
    "01.gil": (
        (1.5, 3.6),
        {
            (0.9, 1.3): (
                "Whoever says 1 believes that two cores run two threads at once. To run Python code a thread "
                "must hold a lock of the interpreter, and there is one lock for both: while one counts, the "
                "other waits."
            ),
            (0, 0.89): (
                "Whoever says less than 1 shares one text between the threads. Each counts the whole text, "
                "so there is twice as much to do: side by side it would be 1."
            ),
            (1.9, 2.1): (
                "Whoever says 2 has the turns right: one counts while the other waits. On top of that comes "
                "whatever else takes time, such as handing over the turn, or another program on the core."
            ),
            (2.9, inf): (
                "Whoever says so many believes that changing over costs as much as the work. A turn lasts "
                "about 5 ms, and to change over takes a small part of that."
            ),
        },
    ),
    "01.wait_cores": (
        (0, 0.25),
        {
            2: (
                "Whoever says 2 gives each thread a core to wait on. A thread in `sleep` is only on a list "
                "of the operating system, with the time when it is to be woken; until then no core runs it."
            ),
            (0.01, 1): (
                "Whoever says 1 or less believes that somebody has to watch the clock. A timer of the "
                "machine does that; no thread has to run for it."
            ),
        },
    ),
    "01.zlib_cores": (
        (1.5, 2.2),
        {
            0: (
                "Whoever says 0 believes that a thread which lets go of the GIL stops working. It only says "
                "that it needs no Python for a while: its C code goes on, on a core."
            ),
            (0.1, 1.4): (
                "Whoever says 1 or less believes that a thread holds the GIL whatever it does. `zlib` lets "
                "go of it before it compresses and takes it back afterwards; meanwhile the other thread can "
                "take it, and begin to compress too."
            ),
            (2.5, inf): (
                "Whoever says more than 2 believes that a machine shares out one compression among its "
                "cores. A thread is on one core at a time, and there are two threads."
            ),
        },
    ),
    "01.mixed": (
        225,
        {
            50: (
                "Whoever says 50 believes that everything overlaps. The waits do; the 25 ms of Python need "
                "the GIL, which one thread holds at a time, so they come one after the other."
            ),
            (190, 204): (
                "Whoever says 200 has the turns right, 8 times 25 ms, and starts them at once. Each thread "
                "waits first, so for 25 ms nobody has any Python to run."
            ),
            400: (
                "Whoever says 400 believes that a thread keeps the GIL while it waits. It lets go of it "
                "before it sleeps, and so all eight sleep in the same 25 ms."
            ),
            (0, 189): (
                "Whoever says so few lets some of the Python overlap. It needs the GIL, so eight times 25 ms "
                "come one after the other, with any number of threads."
            ),
            (248, inf): (
                "Whoever says more believes that threads go on waiting later. After the first 25 ms all of "
                "them have waited; from then on there is always one that runs Python, until 8 times 25 ms "
                "are done."
            ),
        },
    ),
    "01.process": (
        1,
        {
            2: (
                "Whoever says 2 believes that a process gets the list itself. It has a heap of its own, and "
                "what it is given is copied there; it appended to the copy, and the copy went when it ended."
            ),
            0: (
                "Whoever says 0 believes that a thread gets a copy as well. All threads of a process share "
                "its heap: the thread appended to the very list that the next cell prints."
            ),
        },
    ),
    "01.pages": (
        "threads",
        {
            "loop": (
                "Whoever says loop believes that the pages have to come one after the other. Nearly all of "
                "the time is waiting for the server, and threads wait at the same time."
            ),
            "processes": (
                "Whoever says processes believes that waiting needs cores. It needs none: threads wait just "
                "as well, and a thread is started far sooner than a process."
            ),
        },
    ),
    "01.numbers": (
        "processes",
        {
            "threads": (
                "Whoever says threads believes that more threads are more cores. With a GIL, threads take "
                "turns in pure Python: the seconds of work stay as many. Each process has a GIL of its own."
            ),
            "loop": (
                "Whoever says loop believes that to start processes costs more than it saves. A start takes "
                "a second or less; here is more than half a minute of work to share out."
            ),
        },
    ),
    "01.words": (
        "loop",
        {
            "threads": (
                "Whoever says threads believes that helpers always help. Ten words are sorted sooner than a "
                "single thread is started."
            ),
            "processes": (
                "Whoever says processes believes that a second core always helps. Before it can, an "
                "interpreter has to start, and that takes thousands of times as long as it takes to sort ten "
                "words."
            ),
        },
    ),
}
