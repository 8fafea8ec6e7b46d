"""Small programs with a known bug each, after SCTBench, and how many schedules the lab needs for it.

Run it as ``python -m tests.benchmarks.sctbench``: one line a program, with the schedules and the seconds
until the failure was found.

SCTBench (Thomson, Donaldson and Betts, "Concurrency testing using schedule bounding: an empirical study",
PPoPP 2014; https://github.com/mc-imperial/sctbench) collects C and C++ programs that other papers tested
with. What is here was written anew for Python threads from what the originals do: all 29 of its suite CS
("concurrent software", from the ESBMC model checker), and three others that are small enough to say in a
page: two of the work-stealing queues that came with CHESS, and the string buffer of Java 1.4. The names are
the originals', less "_bad". An ``assert`` or a deadlock is the bug; each function builds its state anew.

What C says and Python does not: ``__ESBMC_atomic_begin`` is a lock here as in SCTBench; a condition is
signalled while its lock is held, as Python demands.
"""

from __future__ import annotations

import argparse
import statistics
import threading
import time
from collections.abc import Callable

from pipeline_core import lab

Program = Callable[[], None]
PROGRAMS: dict[str, Program] = {}


def bug(name: str) -> Callable[[Program], Program]:
    """Enter a program under the name it has in SCTBench."""

    def enter(program: Program) -> Program:
        PROGRAMS[name] = program
        return program

    return enter


def together(*functions: Callable[[], None]) -> None:
    """Start a thread for each, in this order, and wait for all of them."""
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Shared:
    """The variables that the threads of a program share."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)


# -- values under a lock -----------------------------------------------------------------------


@bug("account")
def account() -> None:
    """CS/account_bad.c: the balance that is checked once both have moved money is the wrong sum."""
    lock = threading.Lock()
    balance = 1
    deposited = False
    withdrawn = False

    def deposit() -> None:
        nonlocal balance, deposited
        with lock:
            balance = balance + 2
            deposited = True

    def withdraw() -> None:
        nonlocal balance, withdrawn
        with lock:
            balance = balance - 4
            withdrawn = True

    def check() -> None:
        with lock:
            if deposited and withdrawn:
                assert balance == (1 - 2) - 4

    for function in (check, deposit, withdraw):
        threading.Thread(target=function).start()


@bug("lazy01")
def lazy01() -> None:
    """CS/lazy01_bad.c: the third thread comes last and sees what the other two have added."""
    lock = threading.Lock()
    data = 0

    def add(amount: int) -> None:
        nonlocal data
        with lock:
            data += amount

    def check() -> None:
        with lock:
            assert data < 3

    together(lambda: add(1), lambda: add(2), check)


@bug("token_ring")
def token_ring() -> None:
    """CS/token_ring_bad.c: three values copied round a ring are equal only in one order."""
    atomic = threading.Lock()
    x = [1, 2, 1]
    flags = [False, False, False]

    def first() -> None:
        with atomic:
            x[0] = (x[2] + 1) % 4
            flags[0] = True

    def second() -> None:
        with atomic:
            x[1] = x[0]
            flags[1] = True

    def third() -> None:
        with atomic:
            x[2] = x[1]
            flags[2] = True

    def check() -> None:
        with atomic:
            if flags[0] and flags[1] and flags[2]:
                assert x[0] == x[1] == x[2]

    for function in (first, second, third, check):
        threading.Thread(target=function).start()


def wronglock(others: int) -> None:
    lock = threading.Lock()
    another = threading.Lock()
    value = 0

    def guarded() -> None:
        nonlocal value
        with lock:
            seen = value
            value += 1
            assert value == seen + 1

    def wrongly_guarded() -> None:
        nonlocal value
        with another:
            value += 1

    together(guarded, *[wrongly_guarded] * others)


@bug("wronglock_3")
def wronglock_3() -> None:
    """CS/wronglock_3_bad.c: one thread counts under one lock, three under another."""
    wronglock(3)


@bug("wronglock")
def wronglock_7() -> None:
    """CS/wronglock_bad.c: the same with seven."""
    wronglock(7)


def reorder(setters: int, checkers: int) -> None:
    a = 0
    b = 0

    def set_both() -> None:
        nonlocal a, b
        a = 1
        b = -1

    def check() -> None:
        assert (a == 0 and b == 0) or (a == 1 and b == -1)

    together(*[set_both] * setters, *[check] * checkers)


@bug("reorder_3")
def reorder_3() -> None:
    """CS/reorder_3_bad.c: two threads set two variables; the bug shows before the first is through."""
    reorder(2, 1)


@bug("reorder_4")
def reorder_4() -> None:
    """CS/reorder_4_bad.c: three set, one checks."""
    reorder(3, 1)


@bug("reorder_5")
def reorder_5() -> None:
    """CS/reorder_5_bad.c: four set, one checks."""
    reorder(4, 1)


@bug("reorder_10")
def reorder_10() -> None:
    """CS/reorder_10_bad.c: nine set, one checks."""
    reorder(9, 1)


@bug("reorder_20")
def reorder_20() -> None:
    """CS/reorder_20_bad.c: ten set, ten check."""
    reorder(10, 10)


def twostage(writers: int) -> None:
    lock_1 = threading.Lock()
    lock_2 = threading.Lock()
    data_1 = 0
    data_2 = 0

    def write() -> None:
        nonlocal data_1, data_2
        with lock_1:
            data_1 = 1
        with lock_2:
            data_2 = data_1 + 1

    def read() -> None:
        with lock_1:
            if data_1 == 0:
                return
            first = data_1
        with lock_2:
            second = data_2
        assert second == first + 1

    together(*[write] * writers, read)


@bug("twostage")
def twostage_2() -> None:
    """CS/twostage_bad.c: two values under a lock each, read between the two."""
    twostage(1)


@bug("twostage_100")
def twostage_100() -> None:
    """CS/twostage_100_bad.c: the same with 99 that write."""
    twostage(99)


@bug("bluetooth_driver")
def bluetooth_driver() -> None:
    """CS/bluetooth_driver_bad.c: a driver is stopped between the look at its flag and its being counted."""
    atomic = threading.Lock()
    device = Shared(pending=1, stopping=False, event=False)
    stopped = False

    def increment() -> int:
        if device.stopping:
            return -1
        with atomic:
            device.pending = device.pending + 1
        return 0

    def decrement() -> None:
        with atomic:
            device.pending = device.pending - 1
            pending = device.pending
        if pending == 0:
            device.event = True

    def stop() -> None:
        nonlocal stopped
        device.stopping = True
        decrement()
        if device.event:
            stopped = True

    thread = threading.Thread(target=stop)
    thread.start()
    if increment() == 0:
        assert not stopped
    decrement()
    thread.join()


# -- containers ------------------------------------------------------------------------------------


@bug("circular_buffer")
def circular_buffer() -> None:  # noqa: C901 - as many functions as the original has
    """CS/circular_buffer_bad.c: who takes counts his looks at the flag, not what he has taken."""
    lock = threading.Lock()
    buffer = [0] * 10
    first = 0
    following = 0
    may_send = True
    may_receive = False

    def insert(value: int) -> None:
        nonlocal following
        if following < len(buffer):
            buffer[following] = value
            following = (following + 1) % len(buffer)

    def remove() -> int:
        nonlocal first
        if following > 0 and first < len(buffer):
            first += 1
            return buffer[first - 1]
        return -1

    def send() -> None:
        nonlocal may_send, may_receive
        for i in range(7):
            with lock:
                if may_send:
                    insert(i)
                    may_send = False
                    may_receive = True

    def receive() -> None:
        nonlocal may_send, may_receive
        for i in range(7):
            with lock:
                if may_receive:
                    assert remove() == i
                    may_receive = False
                    may_send = True

    together(send, receive)


@bug("queue")
def queue() -> None:
    """CS/queue_bad.c: as circular_buffer, with a queue of twenty and one item put before the flags count."""
    size = 20
    lock = threading.Lock()
    element = [0] * size
    stored = [0] * size
    state = Shared(head=0, tail=0, may_put=True, may_take=False)

    def enqueue(value: int) -> None:
        element[state.tail] = value
        state.tail = 1 if state.tail == size else state.tail + 1

    def dequeue() -> int:
        value = element[state.head]
        state.head = 1 if state.head == size else state.head + 1
        return value

    def put() -> None:
        value = 0
        with lock:
            enqueue(value)
            stored[0] = value
            assert state.head != state.tail
        for i in range(size - 1):
            with lock:
                if state.may_put:
                    value += 1
                    enqueue(value)
                    stored[i + 1] = value
                    state.may_put = False
                    state.may_take = True

    def take() -> None:
        for i in range(size):
            with lock:
                if state.may_take:
                    assert dequeue() == stored[i]
                    state.may_take = False
                    state.may_put = True

    together(put, take)


@bug("stack")
def stack() -> None:
    """CS/stack_bad.c: once something was pushed, the flag says for ever that something is there."""
    size = 10
    lock = threading.Lock()
    values = [0] * size
    top = 0
    flag = False

    def push() -> None:
        nonlocal top, flag
        for i in range(size):
            with lock:
                assert top < size
                values[top] = i
                top += 1
                flag = True

    def pop() -> None:
        nonlocal top
        for _ in range(size):
            with lock:
                if flag:
                    assert top > 0
                    top -= 1

    together(push, pop)


@bug("fsbench")
def fsbench() -> None:
    """CS/fsbench_bad.c: 27 threads look for free blocks, and the last has a number beyond the locks."""
    blocks = 26
    inode_locks = [threading.Lock() for _ in range(blocks)]
    block_locks = [threading.Lock() for _ in range(blocks)]
    busy = [False] * blocks
    inode = [0] * 32

    def find_block(i: int) -> None:
        with inode_locks[i]:
            if inode[i] == 0:
                b = (i * 2) % blocks
                for _ in range(blocks // 2):
                    with block_locks[b]:
                        if not busy[b]:
                            busy[b] = True
                            inode[i] = b + 1
                            break
                    b = (b + 1) % blocks

    together(*[lambda i=i: find_block(i) for i in range(27)])  # type: ignore[misc]


class StringBuffer:
    """As in Java 1.4: each method holds the lock of its own object, and only that."""

    def __init__(self, text: str = "") -> None:
        self.lock = threading.Lock()
        self.text = text
        self.count = len(text)

    def length(self) -> int:
        with self.lock:
            return self.count

    def get_chars(self, begin: int, end: int) -> str:
        with self.lock:
            assert 0 <= begin <= end <= self.count
            return self.text[begin:end]

    def append_buffer(self, other: StringBuffer) -> None:
        with self.lock:
            length = other.length()
            self.text += other.get_chars(0, length)
            self.count += length

    def append(self, text: str) -> None:
        with self.lock:
            self.text += text
            self.count += len(text)

    def erase(self, start: int, end: int) -> None:
        with self.lock:
            end = min(end, self.count)
            self.text = self.text[:start] + self.text[end:]
            self.count -= end - start


@bug("stringbuffer-jdk1.4")
def stringbuffer() -> None:
    """conc-bugs/stringbuffer-jdk1.4: a length is asked for, then that many characters, which may be gone."""
    buffer = StringBuffer("abc")

    def change() -> None:
        buffer.erase(0, 3)
        buffer.append("abc")

    thread = threading.Thread(target=change)
    thread.start()
    StringBuffer().append_buffer(buffer)
    thread.join()


# -- locks and conditions -----------------------------------------------------------------------


@bug("deadlock01")
def deadlock01() -> None:
    """CS/deadlock01_bad.c: two locks taken in two orders."""
    a = threading.Lock()
    b = threading.Lock()
    counter = 1

    def up() -> None:
        nonlocal counter
        with a, b:
            counter += 1

    def down() -> None:
        nonlocal counter
        with b, a:
            counter -= 1

    together(up, down)


@bug("carter01")
def carter01() -> None:
    """CS/carter01_bad.c: the first of each class takes the shared lock while it holds the other one."""
    guard = threading.Lock()
    shared = threading.Lock()
    inside = [0, 0]

    def visit(kind: int) -> None:
        with guard:
            inside[kind] += 1
            if inside[kind] == 1:
                shared.acquire()
        with guard:
            inside[kind] -= 1
            if inside[kind] == 0:
                shared.release()

    def nothing() -> None:
        pass

    together(lambda: visit(0), lambda: visit(1), nothing, nothing)


@bug("phase01")
def phase01() -> None:
    """CS/phase01_bad.c: a lock is taken a second time and never let go."""
    x = threading.Lock()
    y = threading.Lock()

    def work() -> None:
        x.acquire()
        x.release()
        x.acquire()
        y.acquire()
        y.release()
        y.acquire()
        y.release()

    together(work, work)


@bug("sync01")
def sync01() -> None:
    """CS/sync01_bad.c: who waits for room waits for ever, as nothing is taken out."""
    lock = threading.Lock()
    empty = threading.Condition(lock)
    full = threading.Condition(lock)
    number = 1

    def produce() -> None:
        nonlocal number
        with lock:
            while number > 0:
                empty.wait()
            number += 1
        with lock:
            full.notify()

    def consume() -> None:
        with lock:
            while number == 0:
                full.wait()
        with lock:
            empty.notify()

    together(produce, consume)


def in_turn(number: int, items: int, after: Callable[[int], None]) -> None:
    """One puts where there is nothing, one takes where there is something; both wait for the other."""
    lock = threading.Lock()
    empty = threading.Condition(lock)
    full = threading.Condition(lock)

    def produce() -> None:
        nonlocal number
        for _ in range(items):
            with lock:
                while number > 0:
                    empty.wait()
                number += 1
            with lock:
                full.notify()

    def consume() -> None:
        nonlocal number
        total = 0
        for j in range(items):
            with lock:
                while number == 0:
                    full.wait()
                total += j
                number -= 1
            with lock:
                empty.notify()
        after(total + items)

    together(produce, consume)


@bug("sync02")
def sync02() -> None:
    """CS/sync02_bad.c: two are there already, so the consumer is through before the producer can be."""
    in_turn(2, 2, lambda total: None)


@bug("arithmetic_prog")
def arithmetic_prog() -> None:
    """CS/arithmetic_prog_bad.c: the sum is said not to be what it is."""

    def check(total: int) -> None:
        assert total != 3 * 4 // 2

    in_turn(0, 3, check)


def dining(count: int) -> None:
    atomic = threading.Lock()
    forks = [threading.Lock() for _ in range(count)]
    eaten = 0

    def philosopher(left: int) -> None:
        nonlocal eaten
        right = (left + 1) % count
        with atomic:
            forks[right].acquire()
            forks[left].acquire()
            forks[left].release()
            forks[right].release()
        eaten += 1
        assert eaten != count

    together(*[lambda i=i: philosopher(i) for i in range(count)])  # type: ignore[misc]


@bug("din_phil2")
def din_phil2() -> None:
    """CS/din_phil2_sat.c: that both philosophers have eaten is called impossible."""
    dining(2)


@bug("din_phil3")
def din_phil3() -> None:
    """CS/din_phil3_sat.c: the same with three."""
    dining(3)


@bug("din_phil4")
def din_phil4() -> None:
    """CS/din_phil4_sat.c: the same with four."""
    dining(4)


@bug("din_phil5")
def din_phil5() -> None:
    """CS/din_phil5_sat.c: the same with five."""
    dining(5)


@bug("din_phil6")
def din_phil6() -> None:
    """CS/din_phil6_sat.c: the same with six."""
    dining(6)


@bug("din_phil7")
def din_phil7() -> None:
    """CS/din_phil7_sat.c: the same with seven."""
    dining(7)


# -- a work-stealing queue --------------------------------------------------------------------------


class SpinLock:
    """Taken by exchanging a word, as long as it takes; who does not get it gives its turn away."""

    def __init__(self) -> None:
        self.word = [0]
        self.owned = threading.Lock()  # stands for the processor: an exchange and a store are one step

    def acquire(self) -> None:
        while True:
            with self.owned:
                old = self.word[0]
                self.word[0] = 1
            if old == 0:
                return
            time.sleep(0)

    def release(self) -> None:
        with self.owned:
            self.word[0] = 0


class WorkStealQueue:
    """The protocol THE of Cilk-5: its owner pushes and pops at the tail, others steal at the head.

    The bug: ``push`` takes the last free place, which a thief may be about to read.
    """

    def __init__(self, size: int, lock: threading.Lock | SpinLock) -> None:
        self.lock = lock
        self.head = 0
        self.tail = 0
        self.mask = size - 1
        self.items: list[int] = [-1] * size

    def steal(self) -> int:
        self.lock.acquire()
        head = self.head
        self.head = head + 1
        if head < self.tail:
            found = self.items[head & self.mask]
        else:
            self.head = head
            found = -1
        self.lock.release()
        return found

    def pop(self) -> int:
        tail = self.tail - 1
        self.tail = tail
        if self.head <= tail:
            return self.items[tail & self.mask]
        self.tail = tail + 1
        return self.pop_alone()

    def pop_alone(self) -> int:
        self.lock.acquire()
        tail = self.tail - 1
        self.tail = tail
        if self.head <= tail:
            found = self.items[tail & self.mask]
        else:
            self.tail = tail + 1
            found = -1
        if self.head > tail:
            self.head = 0
            self.tail = 0
            found = -1
        self.lock.release()
        return found

    def push(self, item: int) -> None:
        tail = self.tail
        if tail < self.head + self.mask + 1:
            self.items[tail & self.mask] = item
            self.tail = tail + 1
        else:
            self.push_alone(item)

    def push_alone(self, item: int) -> None:
        self.lock.acquire()
        head = self.head
        count = self.tail - head
        head = head & self.mask
        self.head = head
        self.tail = head + count
        if count >= self.mask:
            larger = [-1] * (2 * (self.mask + 1))
            for i in range(count):
                larger[i] = self.items[(head + i) & self.mask]
            self.items = larger
            self.mask = len(larger) - 1
            self.head = 0
            self.tail = count
        assert count < self.mask
        tail = self.tail
        self.items[tail & self.mask] = item
        self.tail = tail + 1
        self.lock.release()


def work_stealing(lock: threading.Lock | SpinLock) -> None:
    """Four items, two thefts: each item is worked on once."""
    done = [0, 0, 0, 0]
    queue = WorkStealQueue(2, lock)

    def work(item: int) -> None:
        if item >= 0:
            done[item] += 1

    def thief() -> None:
        for _ in range(2):
            work(queue.steal())

    thread = threading.Thread(target=thief)
    thread.start()
    for i in (0, 2):
        queue.push(i)
        queue.push(i + 1)
        work(queue.pop())
    for _ in range(2):
        work(queue.pop())
    thread.join()
    assert done == [1, 1, 1, 1]


@bug("WorkStealQueue")
def work_steal_queue() -> None:
    """chess/WorkStealQueue.cpp: Cilk's queue, with a push that overwrites what is being stolen."""
    work_stealing(threading.Lock())


@bug("InterlockedWorkStealQueue")
def interlocked_work_steal_queue() -> None:
    """chess/InterlockedWorkStealQueue.cpp: the same with a spin lock."""
    work_stealing(SpinLock())


# -- how the lab fares ------------------------------------------------------------------------------


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="programs; without any, all of them")
    counts: list[int] = []
    for name in parser.parse_args().names or PROGRAMS:
        begun = time.perf_counter()
        found = lab.explore(PROGRAMS[name])
        seconds = time.perf_counter() - begun
        counts.append(found.schedules)
        outcome = found.failure.outcome if found.failure else "NOT FOUND"
        print(f"{name:28} {outcome:10} {found.schedules:6} schedules {seconds:7.2f} s", flush=True)
    print(f"median {statistics.median(counts):g} schedules")


if __name__ == "__main__":
    main()
