"""What wrong guesses of chapter 06 tell of."""

from __future__ import annotations

from math import inf

from exercises.lessons.beliefs.kinds import Beliefs

BELIEFS: Beliefs = {
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
}
