"""Answers to 2.1 that want to hang the kernel, or to harm it. A test runs this file in a kernel, as one cell.

Left out: ``os._exit``, ``os.kill``, a crash of the interpreter, and a call into C that keeps the GIL
(``sum(range(10**12))``). No check in the same process survives those; ``subprocess_bench`` tries an
answer in one of its own.
"""

import _thread
import builtins
import os
import queue as queues
import signal
import sys
import threading
import time
from _thread import start_new_thread


def endless_loop(lines, queue, work):
    while True:
        pass


def sleeps_a_million_seconds(lines, queue, work):
    time.sleep(1_000_000)
    return []


def deadlock(lines, queue, work):
    lock = threading.Lock()
    with lock, lock:
        return []


def exits(lines, queue, work):
    sys.exit(3)


def raises_keyboard_interrupt(lines, queue, work):
    raise KeyboardInterrupt


def raises_it_in_a_thread(lines, queue, work):
    def interrupt():
        raise KeyboardInterrupt

    thread = threading.Thread(target=interrupt)
    thread.start()
    thread.join()
    return []


def prints_a_hundred_thousand_lines(lines, queue, work):
    for number in range(100_000):
        print("line", number)
    return []


def prints_one_endless_line(lines, queue, work):
    print("x" * 10_000_000)
    return []


def leaves_a_waiting_thread(lines, queue, work):
    threading.Thread(target=threading.Event().wait).start()
    return [work(line) for line in lines]


def leaves_a_looping_thread(lines, queue, work):
    threading.Thread(target=endless_loop, args=(lines, queue, work)).start()
    return [work(line) for line in lines]


def leaves_a_looping_daemon(lines, queue, work):
    threading.Thread(target=endless_loop, args=(lines, queue, work), daemon=True).start()
    return [work(line) for line in lines]


def leaves_a_raw_thread(lines, queue, work):
    _thread.start_new_thread(endless_loop, (lines, queue, work))
    return [work(line) for line in lines]


def leaves_a_raw_sleeper(lines, queue, work):
    start_new_thread(time.sleep, (1_000_000,))
    return [work(line) for line in lines]


def starts_threads_without_end(lines, queue, work):
    while True:
        threading.Thread(target=threading.Event().wait).start()


def swallows_every_exception(lines, queue, work):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue


def loops_in_finally(lines, queue, work):
    try:
        endless_loop(lines, queue, work)
    finally:
        endless_loop(lines, queue, work)


def patches_sleep(lines, queue, work):
    time.sleep = lambda seconds: None
    return []


def patches_thread(lines, queue, work):
    threading.Thread = queues.Queue.put = builtins.print = None
    return []


def patches_hooks(lines, queue, work):
    sys.excepthook = threading.excepthook = sys.stdout = sys.stderr = None
    sys.setswitchinterval(1_000)
    for name in ("queue", "random", "textwrap"):  # all of them would trip Jupyter's own threads meanwhile
        sys.modules.pop(name, None)
    return []


def calls_itself(lines, queue, work):
    return calls_itself(lines, queue, work)


def calls_itself_without_a_limit(lines, queue, work):
    sys.setrecursionlimit(1_000_000_000)
    return calls_itself_without_a_limit(lines, queue, work)


def takes_all_memory(lines, queue, work):
    return [0] * 3 * 10**9


def takes_memory_by_and_by(lines, queue, work):
    taken = []
    while True:
        taken.append(bytearray(1 << 26))


def changes_folder(lines, queue, work):
    os.chdir("/")
    os.environ.clear()
    return []


def traces(lines, queue, work):
    def stumble(*_event):
        raise ValueError("traced")

    threading.settrace(stumble)
    sys.settrace(stumble)
    return []


def closes_stdout(lines, queue, work):
    sys.stdout.close()
    sys.stderr.close()
    return []


def ignores_ctrl_c(lines, queue, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return []


def asks(lines, queue, work):
    return [input("your turn: ")]


def generator(lines, queue, work):
    yield from map(work, lines)


async def coroutine(lines, queue, work):
    return [work(line) for line in lines]


class HangsWhenMade:
    def __init__(self, lines, queue, work):
        endless_loop(lines, queue, work)


class HangsWhenCalled:
    def __call__(self, lines, queue, work):
        endless_loop(lines, queue, work)


class Raises(list):
    def __eq__(self, other):
        raise ValueError("no comparing")

    def __repr__(self):
        raise ValueError("no showing")

    __hash__ = None


class Interrupts(Raises):
    def __eq__(self, other):
        raise KeyboardInterrupt

    __hash__ = None
    __repr__ = __len__ = __iter__ = lambda self: self == self  # noqa: PLR0124 - to raise


class NeverEnds(list):
    def __eq__(self, other):
        while True:
            pass

    __repr__ = __len__ = __iter__ = lambda self: self == self  # noqa: PLR0124 - to hang

    __hash__ = None


class Sleeps:
    def __repr__(self):
        time.sleep(1_000_000)


def returns_what_raises(lines, queue, work):
    return Raises(map(work, lines))


def returns_what_interrupts(lines, queue, work):
    return Interrupts(map(work, lines))


def returns_what_never_ends(lines, queue, work):
    return NeverEnds(map(work, lines))


what_sleeps = Sleeps()
what_raises = Raises()
what_hangs_when_called = HangsWhenCalled()
nothing = None
a_number = 3
a_text = "producer_consumer"
