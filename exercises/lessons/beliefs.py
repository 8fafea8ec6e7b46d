"""What a wrong guess tells of: for each question of a chapter, the beliefs that lead to other answers.

Inside:  ``BELIEFS``, a key for each ``compare`` of a chapter; ``belief``, which looks one up.
Outside: judging a guess (``guesses``).

The sentences stand here because in a cell they would give the answer away before the guess.
"""

from __future__ import annotations

from math import inf, isclose

Match = float | str | tuple[float, float] | None
"""A number or a letter, the two ends of a range, or None: whatever else is guessed."""

BELIEFS: dict[str, tuple[Match, dict[Match, str]]] = {
    # -- chapter 00
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
    # -- chapter 01
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
    # -- chapter 02
    "02.list": (
        1,
        {
            2: (
                "Whoever says 2 believes that both can come too late. One of the two `pop`s is the first, "
                "and finds the line; only the second finds nothing."
            ),
            0: (
                "Whoever says 0 believes that `if shelf` makes the `pop` safe. It says what was there when "
                "it looked; before the `pop`, the other consumer may have taken it."
            ),
        },
    ),
    "02.poll": (
        (100_000, 20_000_000),
        {
            (0, 1): (
                "Whoever says 1 believes that the loop waits until something changes. `while not shelf` "
                "asks, has its answer at once, and asks again: nothing in it sleeps."
            ),
            (2, 1000): (
                "Whoever says a thousand or fewer believes that a look takes a tenth of a millisecond, or "
                "longer. A round of this loop takes a microsecond or less, and nothing holds it up."
            ),
            None: (
                "The number is 100 ms divided by the time of one round of the loop, and a round takes a "
                "microsecond or less. Nothing in it sleeps."
            ),
        },
    ),
    "02.get": (
        "c",
        {
            "a": (
                "Whoever says (a) thinks of a dict, where `get` returns `None` for what isn't there. An "
                "empty queue means: not yet. The call sleeps until a `put` wakes it."
            ),
            "b": (
                "Whoever says (b) thinks of `pop`, which raises on an empty list. A queue stands between two "
                "threads: that the other one hasn't put anything yet is nothing wrong, and `get` waits for "
                "it."
            ),
        },
    ),
    "02.put": (
        2,
        {
            5: (
                "Whoever says 5 believes that `put` never waits. The third call finds both places taken; to "
                "keep the bound without losing an item, `put` makes the producer sleep."
            ),
            3: (
                "Whoever says 3 counts the call that is on its way. It was made, and has not come back: its "
                "item is still with the producer, outside the queue."
            ),
            (0, 1): (
                "Whoever says 0 or 1 believes that `put` waits until its item, or the one before, has been "
                "taken. It waits for room only, and the first two calls find some."
            ),
        },
    ),
    "02.grow": (
        (50, 60),
        {
            (0, 2): (
                "Whoever says 1 or so believes that the reader reads a line when the consumer wants one, as "
                "in a single loop. Here it has a thread of its own, and nothing makes it wait."
            ),
            (3, 49): (
                "Whoever says some believes that the two sides find a balance. One line leaves every 10 ms, "
                "and without a bound nothing slows the reader: it is through with the file before many have "
                "left."
            ),
            (61, inf): "More than 60 it can't be: that is how many lines there are.",
        },
    ),
    "02.bound_peak": (
        8,
        {
            (11, inf): (
                "Whoever says so many takes `maxsize` for advice. While 8 lines are in the queue, the reader "
                "sleeps in its next `put`."
            ),
            (9, 10): (
                "Whoever says 9 or 10 counts the line that the reader still holds in its `put`, or the one "
                "that the consumer works on. Neither of them is in the queue."
            ),
            (0, 7): (
                "Whoever says fewer believes that the consumer keeps the queue from filling up. It takes a "
                "line every 10 ms; the reader needs far less for one, so it soon has filled every place."
            ),
        },
    ),
    "02.bound_times": (
        (0.85, 1.2),
        {
            0: "Whoever says 0 may mean: no longer. Just as long is 1.",
            (0.01, 0.9): (
                "Whoever says less than 1 believes that a shorter queue is got through sooner. A line waits "
                "less in it, but the consumer still has 60 lines to do, at 10 ms each."
            ),
            (6.5, 8.5): (
                "Whoever says 7 or 8 divides 60 lines by 8 places. A place does no work: in both runs the "
                "consumer has a line to work on at any time, and that is 60 times 10 ms."
            ),
            (1.2, inf): (
                "Whoever says longer believes that the time for which the reader is blocked is lost. It is "
                "blocked while the queue is full, and then the consumer has work: the consumer never stops, "
                "and it sets the time."
            ),
        },
    ),
    "02.latency": (
        (8.3, 8.4),
        {
            (0.9, 1.1): (
                "Whoever says 1 believes that what leaves the whole run as it was leaves each line as it "
                "was. More places mean more lines in front of a new one, and it waits 10 ms for each of "
                "them."
            ),
            (0, 0.89): (
                "Whoever says less believes that room shortens the wait. It shortens the reader's, in `put`; "
                "a line that has got in sooner waits in the queue instead, behind all the others."
            ),
            (1.11, 5.7): (
                "Whoever says a little believes that the queue is seldom full. The reader is faster, so all "
                "32 places are soon taken, and each of them is 10 ms of waiting."
            ),
            (30, 33): (
                "Whoever says 32 or so counts only the places. A line also waits in its reader's `put` and "
                "is then worked on, which makes 3 times 10 ms with a single place; and with 32, the first "
                "lines still find the queue empty or half full."
            ),
            (15, 18): (
                "Whoever says 16 or 17 counts the line in work too: 33 against 2. A line also waits in its "
                "reader's `put`: 34 against 3. And with 32 places, the first lines still find the queue "
                "empty or half full, so that the average is lower."
            ),
        },
    ),
    "02.burst": (
        (1.56, 1.58),
        {
            (0.9, 1.1): (
                "Whoever says 1 carries over the steady log, where the consumer always had a line. Here it "
                "runs out of lines between two bursts, and with one place the reader comes late to the next: "
                "it is still handing over the last one."
            ),
            (1.9, 2.1): (
                "Whoever says 2 believes that with one place nothing overlaps, and with ten everything. With "
                "one place, the last two lines of a burst are still to be done when the reader begins to "
                "wait; and nothing helps in the first 100 ms, when no line is there yet."
            ),
            (2.2, inf): (
                "Whoever says so many believes that a place does work. The consumer needs 60 times 10 ms "
                "with any queue; all there is to gain is the time in which it has no line."
            ),
            (0, 0.89): (
                "Whoever says less believes that a larger queue holds a line up, and so the run. A line may "
                "wait longer in it; meanwhile the consumer works, where it had nothing to do before."
            ),
        },
    ),
    "02.reference": (
        0,
        {
            60: (
                "Whoever says 60 believes that `put` keeps a copy of the batch. It keeps an arrow to the "
                "list, and `clear()` empties that very list."
            ),
            10: (
                "Whoever says 10 believes that the last batch stays, since nothing is collected after it. "
                "`clear()` comes after the last `put`, too."
            ),
            None: (
                "All six places in the queue hold the same list. So the consumer sees six times what that "
                "list holds in the end, after the last `clear()`."
            ),
        },
    ),
    # -- chapter 03
    "03.known": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that as many pages come as there are lines. `parse` hands on "
                "nothing for a line that it can't read, and `count` waits for the missing ones as for any "
                "other."
            ),
            "b": (
                "Whoever says (b) believes that `get` notices when nobody is left to put something in. A "
                "queue doesn't know its producers: empty for now and empty for good look the same to it."
            ),
        },
    ),
    "03.empty": (
        0,
        {
            58: (
                "Whoever says 58 believes that `empty()` knows of what is on its way. It looks at the queue "
                "at this moment, and at its first look nothing has come: the first line takes 5 ms."
            ),
            1: (
                "Whoever says 1 believes that `count` begins when there is a page. It begins with the other "
                "two, 5 ms before the first line has been read."
            ),
            (2, 57): (
                "Whoever says some believes that `count` runs out of pages on the way. It doesn't get so "
                "far: its first look comes 5 ms before the first line, and finds nothing."
            ),
            (59, 60): (
                "There are 58 pages, and `count` doesn't wait for the first: its first look comes before any "
                "line has been read."
            ),
        },
    ),
    "03.quiet_counted": (
        29,
        {
            58: (
                "Whoever says 58 believes that a pause can be told from the end. All that `get` sees is half "
                "a second without a page, and it raises; the pages after the pause come into a queue from "
                "which nobody takes."
            ),
            60: (
                "Whoever says 60 counts the two lines that can't be read, and lets `count` go on after the "
                "pause. `get` raises during the pause, and the loop is over."
            ),
            0: (
                "Whoever says 0 believes that the half second runs from the start. Each `get` begins its "
                "own, and before the pause a page comes every 5 ms or so."
            ),
            30: (
                "Whoever says 30 counts every line before the pause. Line 20 is one of them, and it can't be "
                "read: `parse` drops it."
            ),
            (31, 57): (
                "Whoever says more than half believes that `count` comes back after the pause. It leaves its "
                "loop when `get` raises, and the thread has ended."
            ),
        },
    ),
    "03.quiet_seconds": (
        6.3,
        {
            (1.2, 1.4): (
                "Whoever says 1.3 believes that the run is over with the last page. `count` can't know that "
                "it was the last one: it calls `get` again, and waits for the whole of its patience."
            ),
            5: (
                "Whoever says 5 believes that the patience runs once, from the start. It begins anew with "
                "each `get`, and the last `get` begins when the reading is over."
            ),
            (7, 14): (
                "Whoever says so many adds a wait of 5 s for the pause as well. The pause lasts 1 s, and "
                "`get` comes back as soon as there is a page."
            ),
            (100, inf): (
                "Whoever says so many believes that each `get` waits for the whole of its patience. It comes "
                "back as soon as there is a page; only the last one finds none."
            ),
        },
    ),
    "03.none": (
        19,
        {
            60: (
                "Whoever says 60 believes that `None` is the end only if `read` has put it. `count` asks "
                "`page is end`, and that is true of any `None`, wherever it comes from."
            ),
            58: (
                "Whoever says 58 believes that `count` passes over a `None`. It takes it for the end, and "
                "leaves its loop."
            ),
            None: (
                "`count` leaves its loop at the first `None` that it gets, and `parse` puts one for each "
                "line that can't be read. The first of these is line 20."
            ),
        },
    ),
    "03.equality": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that `==` asks whether both are the same object. It asks the "
                "array, and an array compares each of its cells: four answers, where `if` wants one."
            ),
            "b": (
                "Whoever says (b) believes that the array says yes. It gives one answer for each cell, and "
                "`if` can't make one yes or no of four answers."
            ),
        },
    ),
    "03.pass": (
        1,
        {
            0: (
                "Whoever says 0 believes that `count` notices that `parse` has ended. All it has is a queue, "
                "and its `get` comes back with an item or not at all."
            ),
            2: (
                "Whoever says 2 lets `parse` wait too, or `read`. `read` put all it had, and `parse` took it "
                "up to the sentinel and left its loop: only the stage behind the gap is not told."
            ),
            3: (
                "Whoever says 3 believes that one stage that is stuck holds up all. These queues have no "
                "bound, so nobody waits to put: `read` and `parse` are through before `count` waits in vain."
            ),
        },
    ),
    "03.lost": (
        1,
        {
            0: (
                "Whoever says 0 believes that the sentinel is for everybody who waits there. It is an item "
                "like any other: one `get` takes it, and it is gone."
            ),
            2: (
                "Whoever says 2 believes that neither parser gets the end. One does take the sentinel, and "
                "leaves its loop."
            ),
            3: (
                "Whoever says 3 lets `read` wait as well. `lines` has no bound, so each `put` comes back at "
                "once, and `read` ends after its last."
            ),
        },
    ),
    "03.repost": (
        1,
        {
            0: (
                "Whoever says 0 believes that the last parser takes the sentinel along. None of them knows "
                "that it is the last one: each puts back what it took."
            ),
            2: (
                "Whoever says 2 believes that the first sentinel is still there when it is put back. `get` "
                "took it out, so one comes for one that went."
            ),
            3: "Whoever says 3 counts what three parsers put back. Each of them took one out before.",
            4: (
                "Whoever says 4 adds what three parsers put back to the one that `read` put. Each of them "
                "took one out before."
            ),
        },
    ),
    "03.first": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that the order in `lines` is the order in `pages`. Of two "
                "parsers, one can be at work on a line while the other already meets the sentinel, and "
                "passes it on before the page."
            ),
            "c": (
                "Whoever says (c) believes that `count` needs as many ends as there are parsers, or that one "
                "too many holds it up. The first one ends it, and the second stays in the queue. What does "
                "harm is an end that comes too early."
            ),
        },
    ),
    "03.merge": (
        90,
        {
            (118, 120): (
                "Whoever says 120 believes that a sentinel ends only the log it belongs to. The parsers "
                "can't tell whose it is: the first one they meet ends them all."
            ),
            60: (
                "Whoever says 60 believes that only the faster log has been read by then. Both readers put "
                "into `lines` at the same time: while the faster one read its 60 lines, the slower one put "
                "some too."
            ),
            None: (
                "The faster reader's sentinel ends the parsers. So what counts is how many lines the slower "
                "one, at 4 ms a line instead of 2, has put by then."
            ),
        },
    ),
    # -- chapter 04
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
    # -- chapter 05
    "05.place": (
        5,
        {
            1: (
                "Whoever says 1 believes that the results of a pool come in order. It begins them in order: "
                "items 0, 1 and 2 at once. Each sub-task puts its result when it is done, and item 0 is done "
                "after 250 ms."
            ),
            6: (
                "Whoever says 6 believes that the slowest comes last. Item 5 takes less, but it is begun "
                "only when a thread is free, after 190 ms, and is done at 270."
            ),
            3: (
                "Whoever says 3 believes that the pool waits for its first three before it takes more. A "
                "thread that is done takes the next item at once: two threads do four items while item 0 "
                "takes its 250 ms."
            ),
            (2, 4): (
                "Whoever says so counts the items that are begun with item 0. Two threads go on while it "
                "takes its 250 ms, and finish four others before it."
            ),
        },
    ),
    "05.submit": (
        60,
        {
            3: (
                "Whoever says 3 believes that `submit` waits when the pool is busy. It puts a call into the "
                "pool's own queue, which has no bound, and comes back."
            ),
            4: (
                "Whoever says 4 believes that `submit` waits with one call in hand when the pool is busy. It "
                "puts the call into the pool's own queue, which has no bound, and comes back."
            ),
            6: (
                "Whoever says 6 believes that the pool keeps as many in its queue as it has threads. Its "
                "queue has no bound."
            ),
            (0, 2): (
                "Whoever says so believes that the stage takes an item when one is done. It never waits for "
                "a result before all items are taken."
            ),
        },
    ),
    "05.head": (
        7,
        {
            0: (
                "Whoever says 0 believes that results leave when they are done. They leave in order, so "
                "nothing leaves before the first one."
            ),
            2: (
                "Whoever says 2 counts one result of each other sub-worker. A sub-worker that is done takes "
                "the next item; its result waits without it."
            ),
            8: (
                "Whoever says 8 forgets the head. It is in flight, too, so it takes one of the eight places, "
                "and it is not finished."
            ),
            5: (
                "Whoever says 5 takes the sub-workers from the eight. When eight items are in flight, the "
                "two other sub-workers finish what they have, and those results wait, too."
            ),
            (9, 23): (
                "Whoever says more than 8 believes that the others go on as long as the head takes. They "
                "would, and with `max_in_flight` 8 no more than eight items are in flight: then the stage "
                "takes no more."
            ),
        },
    ),
    "05.silent": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that an exception in a sub-task reaches whoever submitted it. The "
                "sub-task runs on another thread's stack, and the `with` waits until it is done, however "
                "that ends."
            ),
            "b": (
                "Whoever says (b) takes a sub-task for a thread. What leaves a thread is printed. What "
                "leaves a sub-task is caught by the thread of the pool, which goes on to the next one, and "
                "kept in the future."
            ),
        },
    ),
    "05.gap": (
        2,
        {
            11: (
                "Whoever says 11 believes that a dropped item is simply not there. Its number is: number 3 "
                "may leave only when number 2 has left, and nobody says that it never will."
            ),
            5: (
                "Whoever says 5 lets the line go on until the permits are used up. It does not go on: number "
                "3 may leave only when number 2 has left."
            ),
            3: (
                "Whoever says 3 lets the dropped one count. It was number 2, after 0 and 1, so two were "
                "saved before it, and none after it."
            ),
            0: (
                "Whoever says 0 believes that one failure stops all. Numbers 0 and 1 were handed on before "
                "anybody waited for number 2."
            ),
        },
    ),
    "05.split": (
        0.3,
        {
            (0.09, 0.11): (
                "Whoever says 0.1 believes that all pages are asked for at once. There are three threads for "
                "nine pages."
            ),
            (0.19, 0.21): (
                "Whoever says 0.2 shares six pages among three threads. The pages of the three other items "
                "take their turns, too."
            ),
            (0.39, 0.41): (
                "Whoever says 0.4 works on one item after the other. The pages of the next item are "
                "submitted as well, and a free thread takes them."
            ),
            (0.55, 0.65): (
                "Whoever says 0.6 believes that an item belongs to one thread. A sub-task does; the item is "
                "now six of them, and any thread may take any of them."
            ),
            (0.85, 0.95): "Whoever says 0.9 adds up nine pages. Three are asked for at a time.",
        },
    ),
    "05.itself": (
        "c",
        {
            "a": (
                "Whoever says (a) lets somebody work on the pages while the items wait for them. All three "
                "threads of the pool are inside `result()`, and a thread that waits works on nothing."
            ),
            "b": (
                "Whoever says (b) believes that the thread which waits for a page works on it meanwhile. "
                "`result()` only waits: the page lies in the pool's queue until a thread is free."
            ),
        },
    ),
    # -- chapter 06
    "06.demo": (
        0,
        {
            (1, 9_999): (
                "Whoever says a few believes that a turn can end anywhere, and seldom ends at a bad moment. "
                "On the usual Python it can end only where a function is called or a loop jumps back, and "
                "between this read and its write there is neither."
            ),
            (10_000, 500_000): (
                "Whoever says so many has seen a loop like this lose a third, in chapter 00 or elsewhere. "
                "There a call stood between the read and the write, and a turn could end at it. Here there "
                "is none."
            ),
            (500_001, 1_000_000): (
                "Whoever says most of them believes that both threads move in step. On the usual Python one "
                "runs at a time, for thousands of rounds, and its turn ends only behind a whole round."
            ),
            (1_000_001, inf): "There are a million additions; more than that can't be lost.",
        },
    ),
    "06.moves": (
        2,
        {
            1: (
                "Whoever says 1 believes that `+=` is one step. It is one line; Python reads the number, "
                "adds, and stores the sum, and after the read another thread can move."
            ),
            3: (
                "Read, add, store: that is how Python does it. But no other thread could notice the sum "
                "before it is stored, so the lab makes one move of the two."
            ),
            (4, inf): (
                "Whoever says so many counts what the interpreter does. The lab stops only where another "
                "thread could make a difference, and that is where `count` is read and where it is stored."
            ),
        },
    ),
    "06.grain": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that a search always sees everything. This one lets threads "
                "change places between lines, and the whole addition is one line."
            ),
            "c": (
                "Whoever says (c) believes that it notices what it can't see. It went through all orders "
                "that there are between lines, and says so: at that grain nothing is left open."
            ),
        },
    ),
    "06.call": (
        "a",
        {
            "b": (
                "Whoever says (b) believes that it is the call that loses something. What loses is a turn "
                "that ends with an old number in hand: in (b) `count` is read when the call is over, in (a) "
                "before it."
            ),
            "both": (
                "Whoever says both believes that any call in the line is enough. It has to stand between the "
                "read of `count` and the write; in (b) it is over before the read."
            ),
            "neither": (
                "Whoever says neither believes that one line, or a call of something built in, is never "
                "interrupted. A turn can end at any call, and in (a) an old number is in hand then."
            ),
        },
    ),
    "06.steps": (
        3,
        {
            8: (
                "Whoever says 8 believes that the GIL, or C code, keeps each of these lines together. It "
                "keeps single calls together. Five of the lines read a count, and store a new one in a step "
                "of its own."
            ),
            6: (
                "Whoever says 6 counts the lines that lose nothing on real threads today. Asked for was "
                "every order of their steps; where today's Python changes places, nobody has promised."
            ),
            (4, 7): (
                "Whoever says more than three counts one that only looks so. `+= 1` on an entry reads it and "
                "stores it, `get` comes before the store, and `update` does that for each page."
            ),
            2: (
                "Whoever says 2 leaves out `setdefault` and `append`. They are two steps, but each of them "
                "is right by itself: both threads get the same list, and each appends to it."
            ),
            (0, 1): (
                "Whoever says so few believes that nothing is safe without a lock. A single call into C code "
                "on one object is one step: `append` of a list and of a deque are, and so is `setdefault`."
            ),
            (9, inf): "There are eight.",
        },
    ),
    "06.sleep": (
        "c",
        {
            "a": (
                "Whoever says (a) compares 10 ms with the time that two lines need. That is how long they "
                "take while they run. How long Ada is kept from running, no line of the program says."
            ),
            "b": (
                "Whoever says (b) believes that a minute is always enough. It is a bet on how long Ada can "
                "be kept from running, and a program that somebody stops for a while keeps her longer."
            ),
        },
    ),
    "06.each_line": (
        "yes",
        {
            "no": (
                "Whoever says no believes that a lock around each line is enough. Between the two blocks "
                "nobody holds it: the other thread can read and write there, and the number read before "
                "has grown old."
            ),
        },
    ),
    "06.two_locks": (
        "yes",
        {
            "no": (
                "Whoever says no believes that any lock will do. `a` keeps out those who ask for `a`, and "
                "the other thread asks for `b`, which is free."
            ),
        },
    ),
    "06.one_asks": (
        "yes",
        {
            "no": (
                "Whoever says no believes that a lock guards the data. It stops only those who ask for it; "
                "the other thread doesn't ask, and writes in the middle."
            ),
        },
    ),
    "06.act": (
        2,
        {
            1: (
                "Whoever says 1 believes that the second one sees that somebody is at it. All it looks at is "
                "`self.model`, and that is None until `load` has come back, a second later."
            ),
            0: (
                "Whoever says 0 believes that they hold each other up. Nobody waits here: each looks, finds "
                "None, and loads."
            ),
            (3, inf): "Each of the two calls `get` once, and a call loads at most once.",
        },
    ),
    "06.lazy": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that there is a lock now. There may be two: both find None, each "
                "makes one, and each takes its own, or one that the other has replaced."
            ),
            "c": (
                "Whoever says (c) lets them wait for each other. A thread that waits waits for a lock that "
                "somebody holds, and who holds it loads the model and gives it back."
            ),
        },
    ),
    "06.toll": (
        (2, 33),
        {
            (0.5, 1.5): (
                "Whoever says as long believes that a lock costs nothing, as in the lab. Each taking is "
                "work, more than an addition, and here there are 100,000 of them for each thread."
            ),
            (100, inf): (
                "Whoever says 100 compares the takings: there are 100 times as many. The additions take "
                "their time in both programs, so the whole does not grow as much."
            ),
            (0, 0.4): "Whoever says less than 1 makes the program that does more the quicker one.",
            (34, 99): (
                "Whoever says so many believes that a lock is very dear. To take it is work, some times as "
                "much as an addition, and the additions are there as well."
            ),
        },
    ),
    "06.hold": (
        0.24,
        {
            (0.05, 0.07): (
                "Whoever says 0.06 lets the four waits overlap. They can't: whoever asks has the lock, and "
                "the others wait for it before they may ask."
            ),
            (0.08, 0.2): (
                "Whoever says so much believes that the waits overlap in part. Nothing is done outside of "
                "the lock, so only one thread at a time gets anywhere."
            ),
            (0, 0.04): (
                "Whoever says so little leaves lines out: there are 24, and each of them takes 10 ms of "
                "somebody's time."
            ),
            (0.3, 2): (
                "Whoever says more than one thread alone lets the lock cost time as well. It may; but the "
                "lab's clock counts only the asking, 24 times 10 ms one after the other."
            ),
        },
    ),
    "06.pair": (
        3,
        {
            1: (
                "Whoever says 1 believes that two numbers that are guarded make a sum that is guarded. "
                "Between the two locks `report` holds neither, and an item can be moved there."
            ),
            2: (
                "Whoever says 2 has found one of the wrong ones. Report in the middle of `hand_out`, and the "
                "item is in neither number; let `hand_out` come in the middle of `report`, and it is in both."
            ),
            0: "Whoever says 0 leaves out that it can go well: one thread, then the other, gives 10.",
            (4, inf): ("Only one item is moved: it is counted once, not at all, or twice."),
        },
    ),
    "06.order": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that two locks are safer than one. The numbers are right in every "
                "order that ends; but each can hold the lock that the other waits for."
            ),
            "b": (
                "Whoever says (b) believes that something is still open. Whoever changes a number holds both "
                "locks, so nothing is lost. What goes wrong is before that: in the taking."
            ),
        },
    ),
    "06.empty": (
        1,
        {
            0: (
                "Whoever says 0 believes that what `empty` says holds until `get`. Both can look before "
                "either takes; then the second calls `get` on an empty queue, and waits."
            ),
            2: ("Whoever says 2 lets both miss the item. It is there, and one `get` comes back with it."),
            (3, inf): "There are two of them.",
        },
    ),
    # -- chapter 07
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
    "08.sticks": (
        7,
        {
            (1, 5): (
                "Whoever stays below six counts the places in the queues alone. Each stage has one item in "
                "hand "
                "as well, while it waits to put it."
            ),
            6: "Whoever says 6 has counted the end twice: six items and the end are seven, and seven fit.",
            8: (
                "Whoever says 8 leaves out the end. It goes through the queues like an item, and wants a "
                "place "
                "like one."
            ),
            (9, inf): (
                "Whoever says more believes that somebody takes meanwhile. The one who is to take the "
                "results "
                "is the one who puts: it takes the first when it has put the last."
            ),
        },
    ),
    "08.fails": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that an exception in a thread reaches whoever waits for its "
                "results. "
                "It ends that thread, and nobody is told."
            ),
            "b": (
                "Whoever says (b) believes that a thread that is gone counts as the end. The end is a "
                "sentinel, "
                "and the thread that was to pass it on has died."
            ),
        },
    ),
    "08.one": (
        0.75,
        {
            (1.0, 1.2): (
                "Whoever adds up 90 ms for each review lets one review through after the other. The stages "
                "work "
                "side by side, and the slowest of them sets the pace."
            ),
            (0.2, 0.4): (
                "Whoever takes the model's 20 ms for the pace overlooks the slowest stage: 60 ms, and twelve "
                "reviews have to pass it one by one."
            ),
            (1.3, inf): "That is longer than all the work together, one piece after the other.",
        },
    ),
    "08.pool": (
        0.31,
        {
            (0.2, 0.28): (
                "Whoever divides by three is near: an item every 20 ms. But the first needs 10, 20 and 60 ms "
                "until it is through, and the others come behind it."
            ),
            (0.7, 0.8): (
                "Whoever says the same as before believes that three threads take turns. They wait, and "
                "waiting "
                "overlaps (chapter 01)."
            ),
            (0.35, 0.5): (
                "Whoever adds the waiting for the head expects a slow one. Here all take 60 ms, and nobody "
                "waits "
                "for its turn."
            ),
        },
    ),
    "08.token": (
        1,
        {
            2: (
                "Whoever says 2 believes that what wakes wakes all. One token lies there, and a queue gives "
                "it "
                "to one thread."
            ),
            0: (
                "Whoever says 0 believes that nothing ends the wait any more. The token is there, and the "
                "first "
                "to take it is woken."
            ),
            (3, inf): "Two threads wait.",
        },
    ),
    "08.gap": (
        "c",
        {
            "a": (
                "Whoever says (a) believes that what is dropped leaves nothing behind. It leaves a number "
                "that "
                "the re-order buffer waits for."
            ),
            "b": (
                "Whoever says (b) expects the end behind the gap. An item gives its permit back when it "
                "leaves, and none does: one worker waits for a permit, and the last one out is never out."
            ),
        },
    ),
    "08.bar": (
        80,
        {
            74: (
                "Whoever says 74 believes that what counts is what comes out. A bar that ends at 74 of 80 "
                "looks "
                "like a pipeline that hangs. What failed is done."
            ),
            6: (
                'Whoever says 6 believes that the first failure stops all. The stage says `on_error="skip"`.'
            ),
            (81, inf): "No item is counted twice: it leaves, or it ends in a stage.",
        },
    ),
    "08.keep": (
        3,
        {
            2: (
                'Whoever says 2 believes that a failed item has no place. That is `"skip"`; under '
                '`"keep"` its `Failure` stands where its result would be.'
            ),
            1: (
                'Whoever says 1 believes that the first failure stops all. That is `"raise"`, where what '
                "came "
                "out before is in the error's `results`."
            ),
            0: "Whoever says 0 believes that a failure takes everything with it; the others go on here.",
        },
    ),
    "08.words": (
        1,
        {
            2: (
                "Whoever says 2 has believed the real threads. They were lucky: between the read and the "
                "write "
                "another worker may come."
            ),
            0: "Whoever says 0 loses too many: each of the two writes at least 1.",
            (3, inf): "There are two texts, each with one tea.",
        },
    ),
    # -- chapter 10
    "10.open": (
        (0, 20),
        {
            (26, 59): (
                "Whoever says about a third believes that opening a picture reads it. It reads the head, for "
                "the size and the kind; the pixels are decoded when somebody needs them."
            ),
            (60, 100): (
                "Whoever says most of it believes that opening a picture decodes it. Nothing is decoded "
                "until somebody asks for the pixels."
            ),
        },
    ),
    "10.line": (
        (0.2, 2.6),
        {
            (3, 3.4): (
                "Whoever says 3 counts the stages. For that all three would have to take equally long, and "
                "each would need a core of its own."
            ),
            (
                3.5,
                inf,
            ): "More than 3 it can't be: with one worker each, at most three pictures are worked on.",
        },
    ),
    "10.busy": (
        (0.2, 16),
        {
            (22, 30): (
                "Whoever says 24 believes that a thread is a core. A thread that computes needs one, and "
                "where there are fewer the threads take turns."
            ),
            (31, inf): "That is more than there are threads, and each of them uses one core at a time.",
        },
    ),
    "10.full": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that a file is written as a whole or not at all. It is there from "
                "the moment it is opened, and grows as long as there is room."
            ),
            "c": (
                "Whoever says (c) believes that the error comes after the picture. It came because the rest "
                "of this one found no room."
            ),
        },
    ),
    "10.again": (
        199,
        {
            200: (
                "Whoever says 200 believes that what is there is done. Of one picture a part is there, and "
                "its name tells nobody."
            ),
            20: (
                "Whoever says 20 believes that the second run changes nothing. It makes all that have no "
                "file yet; the twenty were made before."
            ),
            (179, 180): "Those are what the second run makes; the first twenty are whole as well.",
        },
    ),
    "10.eight": (
        (1.5, 9.5),
        {
            1: (
                "Whoever says 1 believes that the GIL lets one thread go on at a time. It does, for Python's "
                "own code; who waits for a reply has let go of it."
            ),
            (14.5, inf): "More than 8 it can't be: eight workers wait for eight pages, and no more.",
        },
    ),
    "10.hang": (
        20,
        {
            63: (
                "Whoever says 63 believes that the others go past it. Some of them are fetched, and may not "
                "leave before page 20: results keep their order."
            ),
            64: "Whoever says 64 waits for a reply. None ever comes, and no timeout ends the waiting.",
            0: "The pages in front of it have come, and left: nothing held them up.",
            (21, 40): (
                "Whoever says a few more counts what has been fetched. It is there, behind the page that "
                "does not come, and waits for it."
            ),
        },
    ),
    "10.retry": (
        64,
        {
            60: "Whoever says 60 counts pages. Each request that failed was one, too, and the server saw it.",
            63: (
                "Whoever says 63 leaves out the request that was never answered. The server has seen it all "
                "the same; it was the reply that did not come."
            ),
            180: (
                "Whoever says 180 believes that three tries are three requests. They are three at most: what "
                "went well is not asked for again."
            ),
        },
    ),
    "10.kill": (
        "b",
        {
            "a": (
                "Whoever says (a) believes that fetched is stored. Between the two a page is in a queue or "
                "in a hand, and those end with the process."
            ),
            "c": (
                "Whoever says (c) expects one commit at the end. Here each page has its own, and what is "
                "committed stays, whatever becomes of the process."
            ),
        },
    ),
    "10.inside": (
        (1.3, 16),
        {
            1: (
                "Whoever says 1 believes that a call works in the thread that makes it. This one hands parts "
                "of the work to threads of the library, and waits for them."
            ),
            (40, inf): "At any moment no more threads compute than there are cores.",
        },
    ),
    "10.batch": (
        (0.7, 1.6),
        {
            (2.1, 12): (
                "Whoever says a few times believes that much of the time goes into the calls. It goes into "
                "the arithmetic, which is the same for a file whether it comes alone or not."
            ),
            (13, 20): (
                "Whoever says 16 believes that a call costs as much for sixteen files as for one. The call "
                "itself costs little; each file has its own arithmetic."
            ),
        },
    ),
    "10.threads": (
        (0.5, 1.6),
        {
            (2.3, 8): (
                "Whoever says more than two believes that four threads have more cores to use. One thread "
                "that asks keeps all of them at work already, through the library's own threads."
            ),
        },
    ),
    "10.rows": (
        4,
        {
            1: (
                "Whoever says 1 counts files. The item of this stage is a batch, and its failure takes all "
                "four along."
            ),
            0: 'A file that is not there has no row, whatever happens; "skip" drops it, and lists it.',
            (12, 16): (
                'Whoever says all, or the rest, believes that the failure ends the run. With "skip" it is '
                "listed, and the batches behind it go on."
            ),
        },
    ),
}
"""Key -> what has to come out for these sentences to be true, and what is guessed -> the sentence for it.

The first that fits is told. Where something else came out, on another Python or in a program that the reader
has changed, none of them is."""


def belief(about: str, guess: float | str, actual: float | str) -> str:
    """The sentence for a wrong guess; empty where none fits, or where none of them may be true."""
    truth, sentences = BELIEFS[about]
    if not _fits(truth, actual):
        return ""
    return next((sentence for match, sentence in sentences.items() if _fits(match, guess)), "")


def _fits(match: Match, value: float | str) -> bool:
    if match is None:
        return True
    if isinstance(match, str) or isinstance(value, str):
        return isinstance(match, str) and str(value).casefold() == match.casefold()
    if isinstance(match, tuple):
        return match[0] <= value <= match[1]
    return isclose(value, match, rel_tol=1e-6, abs_tol=1e-9)
