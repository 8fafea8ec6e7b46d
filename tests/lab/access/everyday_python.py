"""Small programs in everyday Python, each with its truth: racy, or right.

Each returns whether it came out as meant. ``@racy``: in some schedule it does not (or raises, or hangs), so
a search must find that or must not call itself complete. ``@right``: it does in every schedule, and the
search is to prove it. Grouped by the way in which a statement reaches what it touches.
"""

# ruff: noqa: B009, C416, C417, E701, FURB192, PERF402, PLC0206, PLW0603, RET504, RUF015, SIM
# These are the forms that people write, the clumsy ones among them.

from __future__ import annotations

import bisect
import contextlib
import functools
import heapq
import io
import logging
import operator
import queue
import sys
import threading
import types
from collections import Counter, OrderedDict, UserDict, defaultdict, deque, namedtuple
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import cast

RACY = {}
RIGHT = {}


def racy(program):
    """In some schedule it goes wrong."""
    RACY[program.__name__] = program
    return program


def right(program):
    """It comes out as meant in every schedule."""
    RIGHT[program.__name__] = program
    return program


def go(*functions):
    """Run each function in a thread of its own, and wait for all."""
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def twice(function):
    """Run it in two threads, the main thread being the second."""
    thread = threading.Thread(target=function)
    thread.start()
    function()
    thread.join()


class J:
    def __init__(self, n=0):
        self.n = n

    def __lt__(self, other):
        return False


def both(name, reach):
    """A counter that is reached by ``reach``: racy without a lock, right with one."""

    def without_lock():
        counter = J()
        again = reach(counter)

        def bump():
            v = again().n
            again().n = v + 1

        twice(bump)
        return counter.n == 2

    def with_lock():
        counter = J()
        again = reach(counter)
        lock = threading.Lock()

        def bump():
            with lock:
                v = again().n
                again().n = v + 1

        twice(bump)
        return counter.n == 2

    RACY[name] = without_lock
    RIGHT[f"{name}_under_a_lock"] = with_lock


# -- the object is the result of an expression -----------------------------------------------------
# The statement itself holds the expression here; the same through a function comes below.


@racy
def min_of_a_list():
    xs = [J()]

    def bump():
        v = min(xs).n
        min(xs).n = v + 1

    twice(bump)
    return xs[0].n == 2


@right
def min_of_a_list_under_a_lock():
    xs, lock = [J()], threading.Lock()

    def bump():
        with lock:
            v = min(xs).n
            min(xs).n = v + 1

    twice(bump)
    return xs[0].n == 2


@racy
def sorted_first():
    xs = [J()]

    def bump():
        v = sorted(xs)[0].n
        sorted(xs)[0].n = v + 1

    twice(bump)
    return xs[0].n == 2


@right
def sorted_first_under_a_lock():
    xs, lock = [J()], threading.Lock()

    def bump():
        with lock:
            v = sorted(xs)[0].n
            sorted(xs)[0].n = v + 1

    twice(bump)
    return xs[0].n == 2


@racy
def list_of_the_values():
    d = {"k": J()}

    def bump():
        v = list(d.values())[0].n
        list(d.values())[0].n = v + 1

    twice(bump)
    return d["k"].n == 2


@right
def list_of_the_values_under_a_lock():
    d, lock = {"k": J()}, threading.Lock()

    def bump():
        with lock:
            v = list(d.values())[0].n
            list(d.values())[0].n = v + 1

    twice(bump)
    return d["k"].n == 2


@racy
def first_of_a_comprehension():
    xs = [J()]

    def bump():
        v = [x for x in xs][0].n
        [x for x in xs][0].n = v + 1

    twice(bump)
    return xs[0].n == 2


@racy
def next_of_iter():
    xs = [J()]

    def bump():
        v = next(iter(xs)).n
        next(iter(xs)).n = v + 1

    twice(bump)
    return xs[0].n == 2


@right
def next_of_iter_under_a_lock():
    xs, lock = [J()], threading.Lock()

    def bump():
        with lock:
            v = next(iter(xs)).n
            next(iter(xs)).n = v + 1

    twice(bump)
    return xs[0].n == 2


@racy
def get_with_a_rest():
    d, rest = {"k": J()}, J()

    def bump():
        v = d.get("k", rest).n
        d.get("k", rest).n = v + 1

    twice(bump)
    return d["k"].n == 2


@racy
def get_gives_the_rest():
    d, rest = {}, J()

    def bump():
        v = d.get("k", rest).n
        d.get("k", rest).n = v + 1

    twice(bump)
    return rest.n == 2


@right
def get_with_a_rest_under_a_lock():
    d, rest, lock = {"k": J()}, J(), threading.Lock()

    def bump():
        with lock:
            v = d.get("k", rest).n
            d.get("k", rest).n = v + 1

    twice(bump)
    return d["k"].n == 2


@racy
def a_cast():
    j = J()

    def bump():
        v = cast(J, j).n
        cast(J, j).n = v + 1

    twice(bump)
    return j.n == 2


@right
def a_cast_under_a_lock():
    j, lock = J(), threading.Lock()

    def bump():
        with lock:
            v = cast(J, j).n
            cast(J, j).n = v + 1

    twice(bump)
    return j.n == 2


class Lent:
    def __init__(self, j):
        self.j = j

    def __enter__(self):
        return self.j

    def __exit__(self, *error):
        return None


@racy
def what_with_gives():
    j = J()

    def bump():
        with Lent(j) as x:
            v = x.n
            x.n = v + 1

    twice(bump)
    return j.n == 2


@racy
def what_nullcontext_gives():
    j = J()

    def bump():
        with contextlib.nullcontext(j) as x:
            v = x.n
            x.n = v + 1

    twice(bump)
    return j.n == 2


@right
def what_with_gives_under_a_lock():
    j, lock = J(), threading.Lock()

    def bump():
        with lock, Lent(j) as x:
            v = x.n
            x.n = v + 1

    twice(bump)
    return j.n == 2


@racy
def augmented_through_min():
    """One step at line grain: whether the other thread sees it is a matter of order."""
    xs, seen = [J()], []

    def bump():
        min(xs).n += 1

    def look():
        seen.append(xs[0].n)

    go(bump, look)
    return seen == [1]


@racy
def the_counter_of_an_exercise_without_its_lock():
    class Counter:
        def __init__(self):
            self.value = 0
            self.me = [self]

        def add(self, items):
            v = max(self.me, key=lambda x: 0).value
            self.me[0].value = v + items

    counter = Counter()
    twice(lambda: counter.add(1))
    return counter.value == 2


for _name, _reach in {
    "through_min": lambda j: lambda: min([j]),
    "through_a_slice": lambda j: lambda: [j][:1][0],
    "through_a_tuple": lambda j: lambda: (j,)[0],
    "through_getattr": lambda j: lambda: getattr(types.SimpleNamespace(j=j), "j"),
    "through_a_closure": lambda j: lambda: j,
    "through_a_default": lambda j: lambda x=j: x,
    "through_partial": lambda j: functools.partial(getattr, types.SimpleNamespace(j=j), "j"),
    "through_itemgetter": lambda j: functools.partial(operator.itemgetter(0), [j]),
    "through_a_bound_method": lambda j: types.MethodType(lambda j: j, j),
    "through_reduce": lambda j: lambda: functools.reduce(lambda a, b: a, [j, j]),
    "through_filter": lambda j: lambda: next(filter(None, [j])),
    "through_map": lambda j: lambda: list(map(lambda x: x, [j]))[0],
    "through_zip": lambda j: lambda: list(zip([j]))[0][0],
    "through_reversed": lambda j: lambda: next(reversed([j])),
    "through_a_deque": lambda j: lambda: deque([j])[0],
    "through_a_namedtuple": lambda j: lambda: namedtuple("Pair", "j k")(j, 0).j,  # noqa: PYI024
    "through_a_user_dict": lambda j: lambda: UserDict(k=j)["k"],
    "through_an_ordered_dict": lambda j: lambda: OrderedDict(k=j).popitem()[1],
    "through_or": lambda j: lambda: None or j,
    "through_a_heap": lambda j: lambda: heapq.nsmallest(1, [j])[0],
}.items():
    both(_name, _reach)


# -- loops -----------------------------------------------------------------------------------------


class Bus:
    def __init__(self):
        self.known = [1, 2]

    def handlers(self):
        return list(self.known)

    def __iter__(self):
        return iter(self.known)


@racy
def for_over_what_a_method_returns():
    bus, seen = Bus(), []

    def walk():
        for handler in bus.handlers():
            seen.append(handler)

    go(walk, lambda: bus.known.append(3))
    return seen == [1, 2, 3]


@racy
def for_over_what_a_method_returns_and_counts():
    objects = [J()]

    class Holder:
        def each(self):
            return objects

    holder = Holder()

    def bump():
        for x in holder.each():
            v = x.n
            x.n = v + 1

    twice(bump)
    return objects[0].n == 2


@racy
def for_over_a_container_that_is_rebound():
    xs, seen = [1, 2], []

    def walk():
        for x in xs:
            seen.append(x)

    def rebind():
        nonlocal xs
        xs = [7, 8]

    go(walk, rebind)
    return seen == [1, 2]


@racy
def for_over_the_old_container_that_still_grows():
    """The walk holds on to the old list; the name stands for another one by the time it grows."""
    xs, seen = [1, 2], []
    old = xs

    def walk():
        nonlocal xs
        for x in xs:
            xs = []
            seen.append(x)

    go(walk, lambda: old.append(3))
    return seen == [1, 2]


@racy
def iter_in_python_that_returns_one_in_c():
    bus, seen = Bus(), []

    def walk():
        for x in bus:
            seen.append(x)

    go(walk, lambda: bus.known.append(3))
    return seen == [1, 2, 3]


@right
def iter_in_python_that_returns_one_in_c_under_a_lock():
    bus, seen, lock = Bus(), [], threading.Lock()

    def walk():
        with lock:
            for x in bus:
                seen.append(x)

    def grow():
        with lock:
            bus.known.append(3)

    go(walk, grow)
    return seen in ([1, 2], [1, 2, 3])


@racy
def a_dict_that_changes_while_it_is_walked():
    d = {1: 1, 2: 2}

    def walk():
        for x in d:
            d[x]

    go(walk, lambda: d.update({3: 3}))
    return True


# -- C code that calls back into Python ------------------------------------------------------------


@racy
def sort_with_a_key():
    """A list that is appended to while it is sorted: ValueError."""
    xs = [2, 1]

    def key(x):
        y = -x
        return y

    go(lambda: xs.sort(key=key), lambda: xs.append(3))
    return True


@racy
def sort_with_a_key_that_counts():
    calls = [0]

    def key(x):
        v = calls[0]
        calls[0] = v + 1
        return x

    twice(lambda: [2].sort(key=key))
    return calls == [2]


@right
def sort_with_a_key_under_a_lock():
    xs, lock = [2, 1], threading.Lock()

    def key(x):
        y = -x
        return y

    def sort():
        with lock:
            xs.sort(key=key)

    def grow():
        with lock:
            xs.append(3)

    go(sort, grow)
    return sorted(xs) == [1, 2, 3]


@racy
def max_of_a_dict_with_a_key():
    """A dict that grows while max walks through it: RuntimeError."""
    d = {1: 1, 2: 2}

    def key(x):
        y = -x
        return y

    go(lambda: max(d, key=key), lambda: d.update({3: 3}))
    return True


@racy
def insort_with_a_key():
    xs = [1, 3]

    def key(x):
        y = x
        return y

    go(lambda: bisect.insort(xs, 2, key=key), lambda: xs.insert(0, 0))
    return xs == [0, 1, 2, 3]


@racy
def extend_by_a_generator():
    xs = []

    def two():
        yield 1
        yield 2

    go(lambda: xs.extend(two()), lambda: xs.append(3))
    return xs in ([1, 2, 3], [3, 1, 2])


@right
def extend_by_a_generator_under_a_lock():
    xs, lock = [], threading.Lock()

    def two():
        yield 1
        yield 2

    def extend():
        with lock:
            xs.extend(two())

    def append():
        with lock:
            xs.append(3)

    go(extend, append)
    return xs in ([1, 2, 3], [3, 1, 2])


@racy
def update_by_a_generator():
    d = {}

    def two():
        yield 1, 1
        yield 2, 2

    go(lambda: d.update(two()), lambda: d.update({1: 9}))
    return list(d.items()) in ([(1, 1), (2, 2)], [(1, 9), (2, 2)]) and len(d) == 2 and d[1] == 9


@racy
def append_by_map():
    xs = []

    def slow(x):
        y = x
        return y

    go(lambda: xs.extend(map(slow, [1, 2])), lambda: xs.append(3))
    return xs in ([1, 2, 3], [3, 1, 2])


@racy
def reduce_that_writes():
    total = [0]

    def add(a, b):
        v = total[0]
        total[0] = v + b
        return a

    twice(lambda: functools.reduce(add, [1, 1]))
    return total == [2]


# -- own methods on classes of the library ---------------------------------------------------------


class Mine:
    """A number with a method that changes it in two steps."""

    count = 0

    def bump(self):
        v = self.count
        self.count = v + 1


class MyThread(Mine, threading.Thread):
    def run(self):
        self.bump()


class MyQueue(queue.Queue):
    puts = 0

    def put(self, item):
        v = self.puts
        self.puts = v + 1
        super().put(item)


class MyEvent(threading.Event):
    sets = 0

    def set(self):
        v = self.sets
        self.sets = v + 1
        super().set()


class MyFuture(Mine, Future):
    pass


class MyPool(ThreadPoolExecutor):
    submitted = 0

    def submit(self, work, /, *args):
        v = self.submitted
        self.submitted = v + 1
        return super().submit(work, *args)


@racy
def own_method_of_a_thread():
    thread = MyThread()
    thread.start()
    thread.bump()
    thread.join()
    return thread.count == 2


@racy
def own_put_of_a_queue():
    q = MyQueue()
    twice(lambda: q.put(1))
    return q.puts == 2


@right
def own_put_of_a_queue_under_a_lock():
    q, lock = MyQueue(), threading.Lock()

    def put():
        with lock:
            q.put(1)

    twice(put)
    return q.puts == 2


@racy
def own_set_of_an_event():
    event = MyEvent()
    twice(event.set)
    return event.sets == 2


@racy
def own_method_of_a_future():
    future = MyFuture()
    twice(future.bump)
    return future.count == 2


@racy
def own_submit_of_an_executor():
    with MyPool(1) as pool:
        twice(lambda: pool.submit(int))
    return pool.submitted == 2


# -- arguments of logging --------------------------------------------------------------------------


class Kept(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


@racy
def the_arguments_of_a_log_line():
    logger, kept = logging.Logger("own"), Kept()  # noqa: LOG001  # one that nobody else has
    logger.addHandler(kept)
    xs = [1]
    go(lambda: logger.warning("%s", xs), lambda: xs.append(2))
    return kept.lines == ["[1]"]


# -- names that are looked up in a special way -----------------------------------------------------


class Private:
    def __init__(self):
        self.__n = 0

    def bump(self):
        v = self.__n
        self.__n = v + 1

    def get(self):
        return self.__n


@racy
def a_private_name():
    counter = Private()
    twice(counter.bump)
    return counter.get() == 2


@right
def a_private_name_under_a_lock():
    counter, lock = Private(), threading.Lock()

    def bump():
        with lock:
            counter.bump()

    twice(bump)
    return counter.get() == 2


class High:
    def __init__(self):
        self._n = 0

    @property
    def n(self):
        return self._n


class Low(High):
    def bump(self):
        v = super().n
        self._n = v + 1


@racy
def an_attribute_of_super():
    counter = Low()
    twice(counter.bump)
    return counter._n == 2


@right
def an_attribute_of_super_under_a_lock():
    counter, lock = Low(), threading.Lock()

    def bump():
        with lock:
            counter.bump()

    twice(bump)
    return counter._n == 2


@racy
def the_instance_dict_under_another_name():
    j = J()
    inner = j.__dict__

    def by_name():
        v = inner["n"]
        inner["n"] = v + 1

    def by_attribute():
        v = j.n
        j.n = v + 1

    go(by_name, by_attribute)
    return j.n == 2


@racy
def vars_of_an_object():
    j = J()

    def bump():
        v = vars(j)["n"]
        vars(j)["n"] = v + 1

    twice(bump)
    return j.n == 2


@right
def vars_of_an_object_under_a_lock():
    j, lock = J(), threading.Lock()

    def bump():
        with lock:
            v = vars(j)["n"]
            j.__dict__["n"] = v + 1

    twice(bump)
    return j.n == 2


@racy
def a_defaultdict_with_a_factory_in_python():
    ids = [0]

    def number():
        v = ids[0]
        ids[0] = v + 1
        return v

    d = defaultdict(number)
    go(lambda: d["a"], lambda: d["b"])
    return sorted(d.values()) == [0, 1]


@racy
def a_defaultdict_that_makes_one_key_twice():
    made = []

    def make():
        made.append(1)
        return []

    d = defaultdict(make)
    go(lambda: d["a"].append(1), lambda: d["a"].append(2))
    return len(d["a"]) == 2


def lost_in_a_factory(use, other):
    """An item is put in by a factory that began before another thread put one in and worked with it."""

    def make():
        return [0]

    d = defaultdict(make)
    seen = []

    def change():
        d["a"][0] = d["a"][0] + 1
        seen.append(d["a"][0])

    go(lambda: use(d), change)
    return other(d, seen)


@racy
def a_factory_that_is_late_for_an_item():
    return lost_in_a_factory(lambda d: d["a"], lambda d, seen: seen != [0] or d["a"] != [0])


@racy
def a_factory_that_is_late_for_an_item_in_place():
    return lost_in_a_factory(lambda d: d["a"].extend([]), lambda d, seen: seen == [1])


@racy
def a_factory_that_is_late_for_a_call():
    return lost_in_a_factory(lambda d: operator.getitem(d, "a"), lambda d, seen: seen != [0] or d["a"] != [0])


@racy
def a_factory_that_is_late_for_plus_equals():
    def make():
        return 0

    d = defaultdict(make)

    def bump():
        d["a"] += 1

    def put():
        d["a"] = 5
        seen.append(d["a"])

    seen = []
    go(bump, put)
    return seen == [5]


@right
def a_defaultdict_with_a_factory_under_a_lock():
    lock = threading.Lock()

    def make():
        return []

    d = defaultdict(make)

    def put():
        with lock:
            d["a"].append(1)

    twice(put)
    return d == {"a": [1, 1]}


@racy
def weakref_imported_inside_a_function():
    j = J()

    def bump():
        import weakref as wr

        v = wr.ref(j)().n
        wr.ref(j)().n = v + 1

    twice(bump)
    return j.n == 2


@racy
def a_slice_kept_in_a_variable():
    c, s = [0, 0], slice(0, 1)

    def bump():
        v = c[s][0]
        c[s] = [v + 1]

    twice(bump)
    return c == [2, 0]


@right
def a_slice_kept_in_a_variable_under_a_lock():
    c, s, lock = [0, 0], slice(0, 1), threading.Lock()

    def bump():
        with lock:
            v = c[s][0]
            c[s] = [v + 1]

    twice(bump)
    return c == [2, 0]


# -- Python code of the library that changes what is shared ----------------------------------------


@racy
def counter_update():
    """``update`` with a mapping is a loop in Python: read, add, write."""
    total = Counter(a=0)
    twice(lambda: total.update({"a": 1}))
    return total["a"] == 2


@racy
def counter_subtract():
    total = Counter(a=0)
    twice(lambda: total.subtract({"a": 1}))
    return total["a"] == -2


@racy
def the_word_count_of_an_exercise_without_its_lock():
    total = Counter()

    def count(line):
        mine = Counter()
        mine.update(line.split())
        total.update(mine)

    threads = [threading.Thread(target=count, args=(line,)) for line in ("to be", "or to")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total == {"to": 2, "be": 1, "or": 1}


@right
def the_word_count_of_an_exercise():
    total, lock = Counter(), threading.Lock()

    def count(line):
        mine = Counter()
        mine.update(line.split())
        with lock:
            total.update(mine)

    threads = [threading.Thread(target=count, args=(line,)) for line in ("to be", "or to")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total == {"to": 2, "be": 1, "or": 1}


@racy
def an_append_behind_the_back_of_a_queue():
    """It wakes nobody: whoever waits in ``get`` goes on waiting."""
    q, got = queue.Queue(), []
    getter = threading.Thread(target=lambda: got.append(q.get()))
    getter.start()
    q.queue.append(1)
    getter.join()
    return got == [1]


# -- __dict__ and vars() as everyday code ----------------------------------------------------------


class Record:
    def __init__(self, **fields):
        self.__dict__.update(fields)


class Fields:
    def __init__(self, **fields):
        vars(self).update(fields)


@right
def dict_update_in_a_constructor():
    results, lock = [], threading.Lock()

    def make():
        record = Record(n=1, name="a")
        with lock:
            results.append(record.n)

    twice(make)
    return results == [1, 1]


@right
def vars_update_in_a_constructor():
    record, lock = Fields(n=0), threading.Lock()

    def bump():
        with lock:
            v = record.n
            record.n = v + 1

    twice(bump)
    return record.n == 2


@racy
def dict_update_of_one_that_is_shared():
    record = Record(n=0)

    def bump():
        v = record.n
        record.__dict__.update(n=v + 1)

    twice(bump)
    return record.n == 2


# -- one-line compound statements ------------------------------------------------------------------


@right
def four_threads_with_a_lock_on_one_line():
    c, lock = [0], threading.Lock()

    def bump():
        with lock: c[0] += 1  # fmt: skip

    go(bump, bump, bump, bump)
    return c == [4]


@right
def four_threads_with_a_lock_on_two_lines():
    c, lock = [0], threading.Lock()

    def bump():
        with lock:
            c[0] += 1

    go(bump, bump, bump, bump)
    return c == [4]


@right
def a_swap_of_locals_on_one_line():
    out = [None] * 4

    def order(me):
        a, b = me, 1
        if a > b: a, b = b, a  # fmt: skip
        out[me] = (a, b)

    go(*(functools.partial(order, i) for i in range(4)))
    return out == [(0, 1), (1, 1), (1, 2), (1, 3)]


@right
def a_swap_of_locals_on_two_lines():
    out = [None] * 4

    def order(me):
        a, b = me, 1
        if a > b:
            a, b = b, a
        out[me] = (a, b)

    go(*(functools.partial(order, i) for i in range(4)))
    return out == [(0, 1), (1, 1), (1, 2), (1, 3)]


# -- more everyday classes -------------------------------------------------------------------------


@dataclass(order=True)
class Card:
    value: int


@racy
def insort_of_ordered_dataclasses():
    cards = [Card(1), Card(3)]
    go(lambda: bisect.insort(cards, Card(2)), lambda: cards.insert(0, Card(0)))
    return [card.value for card in cards] == [0, 1, 2, 3]


@right
def insort_of_ordered_dataclasses_under_a_lock():
    cards, lock = [Card(1), Card(3)], threading.Lock()

    def put(value):
        with lock:
            bisect.insort(cards, Card(value))

    go(functools.partial(put, 2), functools.partial(put, 0))
    return [card.value for card in cards] == [0, 1, 2, 3]


# -- a function under a global name, replaced before anybody has called it ----------------------------


def formal():
    return "good day"


def casual():
    return "hi"


greeting = formal


def greet():
    return greeting()


@racy
def a_function_is_replaced_before_its_first_call():
    global greeting
    greeting = formal
    said = []

    def replace():
        global greeting
        greeting = casual

    go(replace, lambda: said.append(greet()))
    return said == ["hi"]


# -- an ExitStack of managers -------------------------------------------------------------------------


@racy
def output_is_redirected_on_an_exit_stack():
    buffer, seen = io.StringIO(), []

    def redirect():
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.redirect_stdout(buffer))
            print("x")

    def look():
        seen.append(sys.stdout is buffer)

    go(redirect, look)
    return seen == [False]


@contextlib.contextmanager
def added(items, item):
    items.append(item)
    yield
    items.remove(item)


@right
def own_managers_on_an_exit_stack():
    lock, items, most = threading.Lock(), [], []

    def work(number):
        with lock, contextlib.ExitStack() as stack:
            stack.enter_context(added(items, number))
            most.append(len(items))

    go(functools.partial(work, 1), functools.partial(work, 2))
    return most == [1, 1] and items == []


# -- thread-locals ---------------------------------------------------------------------------------------


class Buffer(threading.local):
    def __init__(self):
        self.items = []


class Client:
    def __init__(self):
        self.local = threading.local()

    def connection(self):
        if not hasattr(self.local, "calls"):
            self.local.calls = []
        return self.local.calls


@right
def a_class_of_thread_locals():
    buffer, lengths = Buffer(), []

    def work():
        buffer.items.append(1)
        lengths.append(len(buffer.items))

    go(work, work)
    return lengths == [1, 1]


@right
def a_thread_local_in_an_object():
    client, lengths = Client(), []

    def work():
        client.connection().append(1)
        lengths.append(len(client.connection()))

    go(work, work)
    return lengths == [1, 1]


# -- objects that answer for themselves --------------------------------------------------------------------


class IsThe:
    """Equal to one object alone, asked by code of its own: an end for ``iter`` that no item can play."""

    def __init__(self, one):
        self.one = one

    def __eq__(self, other):
        return other is self.one

    __hash__ = None


@right
def an_end_for_iter_with_its_own_equality():
    source, taken, end = queue.Queue(), [], object()

    def consume():
        taken.extend(iter(source.get, IsThe(end)))

    def produce():
        for item in (1, 2, end):
            source.put(item)

    go(consume, produce)
    return taken == [1, 2]
