"""Small threaded programs with their verdicts: what the lab must say about each of them.

``@wrong(outcome)`` programs have a failing schedule of that outcome ("finished": the check said no);
``@right`` programs have none, and every schedule must be covered. Keyword arguments go to ``explore``.
"""

# Wrong on purpose, and each statement is a step of its own:
# ruff: noqa: PERF401, SIM105, SIM117
from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from queue import Queue
from threading import Thread
from time import sleep
from typing import Any

END = object()
PROGRAMS: dict[str, tuple[Callable[[], Any], str | None, dict[str, Any]]] = {}


def wrong(outcome: str, **options: Any) -> Callable[[Any], Any]:
    return lambda program: PROGRAMS.setdefault(program.__name__, (program, outcome, options))[0]


def right(**options: Any) -> Callable[[Any], Any]:
    return lambda program: PROGRAMS.setdefault(program.__name__, (program, None, options))[0]


def together(*functions: Callable[[], Any]) -> None:
    """Run the functions in threads of their own and wait for all of them."""
    threads = [Thread(target=f, name=f.__name__) for f in functions]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def three_stages(items: int = 200) -> tuple[int, float]:
    """A source, a stage of 2 ms and a last one of 1 ms, over queues of five."""
    first, second, out = Queue(5), Queue(5), []

    def source():
        for i in range(items):
            first.put(i)
        first.put(END)

    def stage():
        while (item := first.get()) is not END:
            sleep(0.002)
            second.put(item + 1)
        second.put(END)

    def sink():
        while (item := second.get()) is not END:
            sleep(0.001)
            out.append(item)

    together(source, stage, sink)
    return len(out), time.monotonic()


def one_of_each() -> None:
    """A call of each kind that has a function of the lab's own behind it."""
    semaphore, event, lock = threading.Semaphore(0), threading.Event(), threading.Lock()
    thread = Thread(target=event.set)
    thread.start()
    event.wait()
    semaphore.release(2)
    with lock:
        pass
    thread.join()


def result_is(*values: Any) -> dict[str, Any]:
    return {"check": lambda run: run.result in values}


# -- races -------------------------------------------------------------------------------------


@wrong("finished", **result_is(2))
def lost_update():
    count = 0

    def bump():
        nonlocal count
        seen = count
        count = seen + 1

    together(bump, bump)
    return count


@wrong("finished", switch="opcode", **result_is(2))
def lost_update_inside_a_line():
    count = 0

    def bump():
        nonlocal count
        count += 1

    together(bump, bump)
    return count


@right(**result_is(2))
def one_line_at_line_grain():
    count = 0

    def bump():
        nonlocal count
        count += 1

    together(bump, bump)
    return count


@right(**result_is(2))
def lock_guards_the_update():
    count, lock = 0, threading.Lock()

    def bump():
        nonlocal count
        with lock:
            seen = count
            count = seen + 1

    together(bump, bump)
    return count


@right(switch="opcode", **result_is(2))
def lock_guards_inside_a_line():
    count, lock = 0, threading.Lock()

    def bump():
        nonlocal count
        with lock:
            count += 1

    together(bump, bump)
    return count


@wrong("finished", **result_is(2))
def two_locks_guard_nothing():
    count, a, b = 0, threading.Lock(), threading.Lock()

    def first():
        nonlocal count
        with a:
            seen = count
            count = seen + 1

    def second():
        nonlocal count
        with b:
            seen = count
            count = seen + 1

    together(first, second)
    return count


@wrong("finished", **result_is(2))
def lock_around_each_line():
    count, lock = 0, threading.Lock()

    def bump():
        nonlocal count
        with lock:
            seen = count
        with lock:
            count = seen + 1

    together(bump, bump)
    return count


class Counter:
    total = 0

    def __init__(self) -> None:
        self.value = 0

    def bump(self) -> None:
        seen = self.value
        self.value = seen + 1


@wrong("finished", **result_is(2))
def alias_hides_the_shared_object():
    one = Counter()
    other = one

    def left():
        seen = one.value
        one.value = seen + 1

    def right_():
        seen = other.value
        other.value = seen + 1

    together(left, right_)
    return one.value


@wrong("finished", **result_is(2))
def callee_hides_the_shared_object():
    counter = Counter()
    together(counter.bump, counter.bump)
    return counter.value


@right(**result_is((1, 1)))
def two_objects_share_nothing():
    a, b = Counter(), Counter()
    together(a.bump, b.bump)
    return a.value, b.value


@wrong("finished", **result_is(2))
def class_attribute_is_shared():
    Counter.total = 0

    def bump():
        seen = Counter.total
        Counter.total = seen + 1

    together(bump, bump)
    return Counter.total


@wrong("finished", **result_is(1))
def check_then_act():
    cache, made = {}, []

    def get():
        if "key" not in cache:
            made.append("made")
            cache["key"] = 1

    together(get, get)
    return len(made)


@right(**result_is(1))
def cache_computes_once():
    cache, made, lock = {}, [], threading.Lock()

    def get():
        with lock:
            if "key" not in cache:
                made.append("made")
                cache["key"] = 1

    together(get, get)
    return len(made)


@wrong("finished", **result_is("a"))
def first_come_first_named():
    first, lock = None, threading.Lock()

    def name(me):
        nonlocal first
        with lock:
            if first is None:
                first = me

    together(lambda: name("a"), lambda: name("b"))
    return first


@wrong("finished", **result_is(["a", "b"]))
def start_order_is_not_run_order():
    log = []
    together(lambda: log.append("a"), lambda: log.append("b"))
    return log


@wrong("finished", **result_is(5))
def a_sleep_is_no_cure():
    data = []

    def write():
        data.append(5)

    Thread(target=write).start()
    sleep(0.1)
    return data[0] if data else None


@right(timers="idle", **result_is(5))
def a_sleep_holds_it_together():
    data = []

    def write():
        data.append(5)

    Thread(target=write).start()
    sleep(0.1)
    return data[0] if data else None


@wrong("finished", **result_is([0, 1]))
def reused_list_changes_on_the_way():
    q, got = Queue(), []

    def produce():
        box = []
        for i in range(2):
            box.clear()
            box.append(i)
            q.put(box)

    def consume():
        for _ in range(2):
            got.append(q.get()[0])

    together(produce, consume)
    return got


@right(**result_is((1, 2)))
def slots_of_a_list_are_their_own():
    results = [0, 0]

    def fill(i):
        results[i] = i + 1

    together(lambda: fill(0), lambda: fill(1))
    return tuple(results)


@wrong("finished", **result_is(True))
def sync_only_flag_is_seen_late():
    ready = threading.Event()
    seen = []
    t = Thread(target=lambda: seen.append(ready.is_set()))
    t.start()
    ready.set()
    t.join()
    return seen[0]


# -- deadlocks ---------------------------------------------------------------------------------


@wrong("deadlock")
def lock_order():
    a, b = threading.Lock(), threading.Lock()

    def one():
        with a:
            with b:
                pass

    def two():
        with b:
            with a:
                pass

    together(one, two)


@right()
def locks_in_one_order():
    a, b = threading.Lock(), threading.Lock()

    def one():
        with a:
            with b:
                pass

    together(one, one)


def dine(count: int, take: Callable[[int, list[Any]], tuple[Any, Any]]) -> None:
    forks = [threading.Lock() for _ in range(count)]

    def philosopher(i):
        first, second = take(i, forks)
        with first, second:
            pass

    threads = [Thread(target=philosopher, args=(i,)) for i in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


@wrong("deadlock")
def philosophers():
    dine(3, lambda i, forks: (forks[i], forks[(i + 1) % 3]))


@right()
def philosophers_in_order():
    dine(3, lambda i, forks: (forks[min(i, (i + 1) % 3)], forks[max(i, (i + 1) % 3)]))


@wrong("deadlock")
def lock_taken_twice():
    lock = threading.Lock()
    with lock:
        lock.acquire()


@right(**result_is("in"))
def rlock_taken_twice():
    lock = threading.RLock()
    with lock:
        with lock:
            return "in"


@wrong("deadlock")
def join_under_a_lock():
    lock = threading.Lock()

    def work():
        with lock:
            pass

    t = Thread(target=work)
    with lock:
        t.start()
        t.join()


@wrong("deadlock")
def lost_wakeup():
    ready, cond = False, threading.Condition()

    def waiter():
        if not ready:
            with cond:
                cond.wait()

    def waker():
        nonlocal ready
        ready = True
        with cond:
            cond.notify()

    together(waiter, waker)


@right(**result_is(True))
def condition_with_a_predicate():
    ready, cond = False, threading.Condition()

    def waiter():
        with cond:
            while not ready:
                cond.wait()

    def waker():
        nonlocal ready
        with cond:
            ready = True
            cond.notify()

    together(waiter, waker)
    return ready


@wrong("deadlock")
def missing_barrier_party():
    barrier = threading.Barrier(3)
    together(barrier.wait, barrier.wait)


@right(**result_is(2))
def barrier_meets():
    barrier, met = threading.Barrier(2), []

    def meet():
        barrier.wait()
        met.append(1)

    together(meet, meet)
    return len(met)


@wrong("error")
def barrier_times_out():
    barrier = threading.Barrier(2)
    barrier.wait(timeout=3)


@wrong("deadlock")
def semaphore_never_released():
    gate = threading.Semaphore(1)
    together(gate.acquire, gate.acquire)


@wrong("deadlock")
def semaphore_as_two_forks():
    gate = threading.Semaphore(2)

    def needs_two():
        gate.acquire()
        gate.acquire()
        gate.release(2)

    together(needs_two, needs_two)


# -- queues and pipelines ------------------------------------------------------------------------


@wrong("deadlock")
def sentinel_lost_with_two_consumers():
    q, out = Queue(), []

    def consume():
        while (item := q.get()) is not END:
            out.append(item)

    for i in range(2):
        q.put(i)
    q.put(END)
    together(consume, consume)
    return sorted(out)


@right(**result_is([0, 1]))
def sentinel_posted_again():
    q, out = Queue(), []

    def consume():
        while (item := q.get()) is not END:
            out.append(item)
        q.put(END)

    for i in range(2):
        q.put(i)
    q.put(END)
    together(consume, consume)
    return sorted(out)


@right(**result_is([0, 1, 2]))
def bounded_queue_keeps_order():
    q, out = Queue(1), []

    def produce():
        for i in range(3):
            q.put(i)
        q.put(END)

    def consume():
        while (item := q.get()) is not END:
            out.append(item)

    together(produce, consume)
    return out


@wrong("deadlock")
def consumer_died_behind_a_full_queue():
    q = Queue(1)

    def produce():
        for i in range(3):
            q.put(i)

    def consume():
        raise ValueError(q.get())

    together(produce, consume)


@wrong("error")
def get_nowait_after_empty():
    q = Queue()
    q.put(1)

    def take():
        if not q.empty():
            q.get_nowait()

    together(take, take)


@wrong("deadlock")
def get_after_empty():
    q = Queue()
    q.put(1)

    def take():
        if not q.empty():
            q.get()

    together(take, take)


@wrong("finished", **result_is([0, 1]))
def empty_is_not_finished():
    q, out = Queue(), []

    def produce():
        q.put(0)
        q.put(1)

    def consume():
        while not q.empty():
            out.append(q.get())

    together(produce, consume)
    return out


@wrong("finished", **result_is([0]))
def timeout_instead_of_a_sentinel():
    q, out = Queue(), []

    def produce():
        q.put(0)

    def consume():
        try:
            out.append(q.get(timeout=5))
        except queue.Empty:
            return

    together(produce, consume)
    return out


@wrong("deadlock")
def forgotten_task_done():
    q = Queue()
    q.put(1)
    Thread(target=q.get, daemon=True).start()
    q.join()


@right(**result_is(0))
def task_done_lets_join_go():
    q = Queue()

    def work():
        while True:
            q.get()
            q.task_done()

    Thread(target=work, daemon=True).start()
    q.put(1)
    q.join()
    return q.unfinished_tasks


@wrong("error")
def task_done_too_often():
    q = Queue()
    q.put(1)
    q.get()
    q.task_done()
    q.task_done()


@wrong("deadlock")
def feedback_loop():
    q = Queue(1)

    def work():
        item = q.get()
        q.put(item)
        q.put(item)

    q.put(1)
    together(work)


@right(**result_is([(1, "b"), (2, "a")]))
def priority_queue_sorts():
    q = queue.PriorityQueue()
    together(lambda: q.put((2, "a")), lambda: q.put((1, "b")))
    return [q.get(), q.get()]


class Doubled(Queue):  # type: ignore[type-arg]
    """A subclass whose ``_put`` does something of its own."""

    def _put(self, item):
        super()._put(item * 2)


@right(**result_is([2, 4], [4, 2]))
def subclass_put_is_honoured():
    q = Doubled()
    together(lambda: q.put(1), lambda: q.put(2))
    return [q.get(), q.get()]


@wrong("leak")
def consumer_left_waiting():
    q = Queue()
    Thread(target=q.get).start()


@right()
def daemon_may_wait():
    q = Queue()
    Thread(target=q.get, daemon=True).start()


@wrong("finished", **result_is(1))
def stop_between_check_and_put():
    stop, q = threading.Event(), queue.SimpleQueue()

    def produce():
        if not stop.is_set():
            q.put("late")

    t = Thread(target=produce)
    t.start()
    stop.set()
    n = q.qsize()
    t.join()
    return 1 if q.qsize() == n else 0


# -- pools ---------------------------------------------------------------------------------------


@wrong("deadlock")
def nested_submit_to_a_pool_of_one():
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: pool.submit(lambda: 1).result()).result()


@right(**result_is([0, 1]))
def pool_map_in_order():
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda x: x, range(2)))


@wrong("error")
def future_hides_the_error_until_asked():
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: 1 // 0).result()


@right(**result_is(None))
def future_nobody_asks():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: 1 // 0)


@right(max_schedules=60_000, **result_is([0, 1]))
def as_completed_gives_all():
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(lambda i=i: i) for i in range(2)]
        return sorted(f.result() for f in as_completed(futures))


@right(**result_is(1))
def wait_for_the_first():
    with ThreadPoolExecutor(1) as pool:
        done, _ = wait([pool.submit(lambda: 1)])
        return len(done)


# -- time ----------------------------------------------------------------------------------------


@right(**result_is(3600.0))
def sleep_of_an_hour():
    begun = time.monotonic()
    sleep(3600)
    return time.monotonic() - begun


@right(**result_is(5.0))
def get_times_out_exactly():
    q = Queue()
    try:
        q.get(timeout=5)
    except queue.Empty:
        return time.monotonic()
    return None


@right(timers="idle", **result_is(True))
def ten_seconds_are_longer_than_five():
    q, late = Queue(), []

    def produce():
        sleep(10)
        q.put(1)

    def consume():
        try:
            q.get(timeout=5)
        except queue.Empty:
            late.append(True)

    together(produce, consume)
    return bool(late)


@right(**result_is(True))
def polling_ends():
    done = threading.Event()

    def work():
        sleep(1)
        done.set()

    t = Thread(target=work)
    t.start()
    while not done.is_set():
        sleep(0.3)
    t.join()
    return True


@right(**result_is("rang"))
def timer_rings():
    heard = []
    timer = threading.Timer(5, lambda: heard.append("rang"))
    timer.start()
    timer.join()
    return heard[0]


# -- the end that does not come --------------------------------------------------------------------


@wrong("endless")
def endless_loop():
    n = 0
    while True:
        n += 1


@wrong("endless")
def swallows_everything():
    while True:
        try:
            sleep(1)
        except BaseException:
            pass


@wrong("deadlock")
def swallows_everything_while_stuck():
    q = Queue()
    while True:
        try:
            q.get()
        except BaseException:
            pass


@wrong("error")
def raises():
    raise KeyError("gone")


@right(**result_is(random.Random(0).random()))
def random_is_seeded():
    return random.random()
