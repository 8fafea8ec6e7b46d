"""Ways by which one statement reaches what another changes, each so hidden that a search might miss it.

Each is three functions: make an object, change it, look at it. One thread changes it once, another looks
twice: in some schedule the change falls between the two looks, which then differ. In a second program one
looks after the other's change: what a change leaves may be noted less than what was there before.
"""

import abc
import bisect
import builtins
import contextlib
import copy
import ctypes
import functools
import heapq
import io
import itertools
import json
import logging
import logging.handlers
import operator
import queue
import string
import sys
import threading
import types
import typing
import warnings
import weakref
from collections import ChainMap, UserDict, UserList, deque

WAYS = {}


def way(name, make, change, look):
    WAYS[name] = make, change, look


def change_before_look(name):
    """Two threads: as long as nobody intervenes, the one looks after the other's change."""
    make, change, look = WAYS[name]

    def program():
        thing = make()
        seen = []

        def looking():
            seen.append(look(thing))

        threads = threading.Thread(target=change, args=(thing,)), threading.Thread(target=looking)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return seen

    return program


def program_of(name):
    """Two threads; what the two looks saw."""
    make, change, look = WAYS[name]

    def program():
        thing = make()
        seen = []

        def changing():
            change(thing)

        def looking():
            seen.append(look(thing))
            seen.append(look(thing))

        thread = threading.Thread(target=changing)
        thread.start()
        looking()
        thread.join()
        return seen

    return program


class Box:
    n = 0

    def __init__(self):
        self.items = []

    def run(self):
        return 1


def add(box):
    box.items.append(1)


def pair():
    return [Box(), Box()]


def add_to_first(boxes):
    boxes[0].items.append(1)


# -- C code looks into what a callback, a generator or an iterator hands it ------------------------

HANDED = {
    "any": lambda boxes: any(box.items for box in boxes),
    "all": lambda boxes: all(not box.items for box in boxes),
    "filter": lambda boxes: len(list(filter(lambda box: box.items, boxes))),
    "filter_none": lambda boxes: len(list(filter(None, [box.items for box in boxes]))),
    "min_key": lambda boxes: boxes.index(min(boxes, key=lambda box: box.items)),
    "sorted_key": lambda boxes: boxes.index(sorted(boxes, key=lambda box: box.items)[0]),
    "sum_of_lists": lambda boxes: sum((box.items for box in boxes), []),
    "chain": lambda boxes: list(itertools.chain.from_iterable(box.items for box in boxes)),
    "map_len": lambda boxes: list(map(len, (box.items for box in boxes))),
    "in_a_generator": lambda boxes: [1] in (box.items for box in boxes),
    "takewhile": lambda boxes: len(list(itertools.takewhile(lambda box: not box.items, boxes))),
    "compress": lambda boxes: len(list(itertools.compress("ab", (box.items for box in boxes)))),
    "starmap": lambda boxes: list(itertools.starmap(len, ((box.items,) for box in boxes))),
    "reduce": lambda boxes: functools.reduce(operator.add, (box.items for box in boxes)),
    "json_default": lambda boxes: json.dumps(boxes, default=lambda box: box.__dict__),
    "iter_until": lambda boxes: next(iter(lambda: boxes[0].items, []), "none") == "none",
}
for name, look in HANDED.items():
    way(f"handed_{name}", pair, add_to_first, look)


class Row:
    """Goes through lists by its own ``__iter__``."""

    def __init__(self):
        self.lists = [[], [0]]

    def __iter__(self):
        return iter(self.lists)


way("own_iter_of_lists", Row, lambda row: row.lists[0].append(1), lambda row: row.lists.index(max(row)))


# -- members that are compared ----------------------------------------------------------------------


def rows():
    return [[1], [2]]


def first_grows(lists):
    lists[0].insert(0, 9)


def after_sorting(lists):
    found = list(lists)
    found.sort()
    return found[0] is lists[0]


def after_insort(lists):
    found = [lists[0]]
    bisect.insort(found, lists[1])
    return found[0] is lists[0]


def after_heappush(lists):
    found = [lists[0]]
    heapq.heappush(found, lists[1])
    return found[0] is lists[0]


def after_removing(lists):
    found = list(lists)
    with contextlib.suppress(ValueError):
        found.remove([1])
    return len(found)


way("sort_of_lists", rows, first_grows, after_sorting)
way("insort_of_lists", rows, first_grows, after_insort)
way("heappush_of_lists", rows, first_grows, after_heappush)
way("remove_of_a_list", rows, first_grows, after_removing)


# -- library code looks into objects of the program --------------------------------------------------


def set_n(box):
    box.n = 1


way("copy", Box, set_n, lambda box: copy.copy(box).n)
way(
    "deepcopy_of_a_list",
    lambda: [Box()],
    lambda boxes: set_n(boxes[0]),
    lambda boxes: copy.deepcopy(boxes)[0].n,
)
way("format_field", Box, set_n, lambda box: "{0.n}".format(box))
way("format_named_field", Box, set_n, lambda box: "{box.n}".format(box=box))


# -- containers of the library made of others --------------------------------------------------------


class Cache(UserDict):
    pass


way("userlist", UserList, lambda xs: xs.append(1), len)
way("userlist_as_text", UserList, lambda xs: xs.append(1), str)
way("own_userdict", Cache, lambda cache: cache.setdefault("x", 1), lambda cache: cache.get("x"))
way("userdict_data", Cache, lambda cache: cache.data.update(x=1), lambda cache: cache.get("x"))


def chained():
    under = {}
    return under, ChainMap({}, under)


way("chainmap", chained, lambda both: both[0].update(x=1), lambda both: both[1].get("x"))
way("chainmap_pop", lambda: ChainMap({"x": 1}), lambda maps: maps.pop("x"), lambda maps: maps.get("x"))


# -- two names of one place --------------------------------------------------------------------------


def borgs():
    first, second = Box(), Box()
    first.__dict__ = second.__dict__ = {"n": 0}
    return first, second


class AttrDict(dict):
    def __init__(self, **fields):
        super().__init__(**fields)
        self.__dict__ = self


class ByItem(dict):
    __getattr__ = dict.__getitem__


class Meta(type):
    n = 0


def made_by_meta():
    class M(Meta):
        n = 0

    return M("K", (), {}), M


def own_class():
    class K:
        n = 0

        def run(self):
            return 1

    K.run.calls = 0
    return K


def set_calls(kind):
    kind.run.calls = 1


def module():
    made = sys.modules["hidden_ways_module"] = types.ModuleType("hidden_ways_module")
    made.count = 0
    return made


def imported(_):
    from hidden_ways_module import count

    return count


total = 0


def reset(_=None):
    global total
    total = 0


def set_total(_):
    global total
    total = 1


def by_globals(_):
    globals()["total"] = 1


def in_a_class_body(_):
    class Copy:
        total = total

    return Copy.total


def cell():
    n = 0

    def put():
        nonlocal n
        n = 1

    return put


def generic():
    class Of(typing.Generic[typing.TypeVar("T")]):
        n = 0

    return Of


def proxied():
    box = Box()
    return box, weakref.proxy(box)


def partial_of():
    return functools.partial(lambda n: n, n=0)


def set_keyword(made):
    made.keywords["n"] = 1


def keyword_only():
    def f(*, n=0):
        return n

    return f


def set_default(f):
    f.__kwdefaults__["n"] = 1


def set_builtin(_):
    builtins.hidden_ways_n = 1


def no_builtin():
    builtins.hidden_ways_n = 0


def buffer():
    held = bytearray(4)
    return held, ctypes.c_int.from_buffer(held)


def set_byte(both):
    both[0][0] = 1


def first_set(both):
    both[0].n = 1


way("borg", borgs, first_set, lambda both: both[1].n)
way("attrdict", lambda: AttrDict(n=0), lambda d: d.update(n=1), lambda d: d.n)
way("attrdict_item", lambda: AttrDict(n=0), set_n, lambda d: d["n"])
way("getattr_made_in_c", lambda: ByItem(n=0), lambda d: d.update(n=1), lambda d: d.n)
way("vars_of_a_class", own_class, set_n, lambda kind: vars(kind)["n"])
way("dict_of_a_class", own_class, set_n, lambda kind: kind.__dict__["n"])
way("metaclass", made_by_meta, lambda both: setattr(both[1], "n", 1), lambda both: both[0].n)
way("attribute_of_a_method", own_class, set_calls, lambda kind: kind().run.calls)
way("from_import", module, lambda made: setattr(made, "count", 1), imported)
way("class_body", reset, set_total, in_a_class_body)
way("globals", reset, by_globals, lambda _: total)
way("cell_contents", cell, lambda put: put(), lambda put: put.__closure__[0].cell_contents)
way("generic_alias", generic, set_n, lambda kind: kind[int].n)
way("weakref_proxy", proxied, first_set, lambda both: both[1].n)
way("partial_keywords", partial_of, set_keyword, lambda made: made())
way("keyword_defaults", keyword_only, set_default, lambda f: f())
way("builtins", no_builtin, set_builtin, lambda _: hidden_ways_n)
way("ctypes_over_a_bytearray", buffer, set_byte, lambda both: both[1].value)


class Looks:
    """Attributes by an own ``__getattribute__``."""

    def __init__(self):
        self.n = 0

    def __getattribute__(self, name): return object.__getattribute__(self, name)  # fmt: skip


class Named(list):
    """Its items by an own ``__iter__``."""

    def __iter__(self):
        return list.__iter__(self)


way("own_getattribute", Looks, set_n, lambda box: box.n)
way("own_iter", lambda: Named([0]), lambda xs: xs.append(1), sum)
way("partial_of_c_code", lambda: functools.partial(dict, n=0), set_keyword, lambda made: made())


# -- functions, methods and classes exchanged ---------------------------------------------------------


def old():
    return 1


def new():
    return 2


handler = old


def back_to_old():
    global handler
    handler = old


def to_new(_):
    global handler
    handler = new


def by_globals_to_new(_):
    globals()["handler"] = new


class Closed(Box):
    def run(self):
        return 2


def to_closed(box):
    box.__class__ = Closed


def own_run(box):
    box.run = lambda: 2


def own_run_by_vars(box):
    vars(box)["run"] = lambda: 2


def class_run(kind):
    kind.run = lambda self: 2


def function():
    def f():
        return 1

    return f


def other_code(f):
    f.__code__ = new.__code__


way("function_exchanged", back_to_old, to_new, lambda _: handler())
way("function_exchanged_by_globals", back_to_old, by_globals_to_new, lambda _: handler())
way("class_exchanged", Box, to_closed, lambda box: box.run())
way("method_hidden", Box, own_run, lambda box: box.run())
way("method_hidden_by_vars", Box, own_run_by_vars, lambda box: box.run())
way("method_exchanged", own_class, class_run, lambda kind: kind().run())
way(
    "method_exchanged_by_setattr", own_class, lambda k: setattr(k, "run", lambda self: 2), lambda k: k().run()
)
way("code_exchanged", function, other_code, lambda f: f())


# -- registries and settings of the library -----------------------------------------------------------


def dispatch():
    @functools.singledispatch
    def f(x):
        return 0

    return f


def register(f):
    f.register(int, lambda x: 1)


def base():
    class B(abc.ABC):
        pass

    return B


def logger():
    stream = io.StringIO()
    log = logging.getLogger(f"hidden_ways.{id(stream)}")
    log.propagate = False
    log.addHandler(logging.StreamHandler(stream))
    return log, stream


def logged(both):
    log, stream = both
    before = len(stream.getvalue())
    log.warning("x")
    return len(stream.getvalue()) - before


def disable(both):
    both[0].disabled = True


def clear_handlers(both):
    both[0].handlers.clear()


def warned(_):
    try:
        warnings.warn("x", stacklevel=1)
    except UserWarning:
        return 1
    return 0


def quiet():
    warnings.simplefilter("ignore")


way("singledispatch", dispatch, register, lambda f: f(1))
way("abc_register", base, lambda kind: kind.register(int), lambda kind: isinstance(1, kind))
way("cache_info", lambda: functools.lru_cache(lambda x: x), lambda f: f(1), lambda f: f.cache_info().currsize)
way("logger_disabled", logger, disable, logged)
way("logger_without_handlers", logger, clear_handlers, logged)
way("logger_level", logger, lambda both: both[0].setLevel(logging.ERROR), logged)
way("warnings_filter", quiet, lambda _: warnings.simplefilter("error"), warned)


# -- `+=` that changes a container ----------------------------------------------------------------------


class Own:
    def __init__(self):
        self.x = []

    def __getitem__(self, key):
        return self.x

    def __setitem__(self, key, value):
        self.x = value


class Key:
    pass


KEY = Key()


def with_item(holder, key):
    def make():
        made = holder()
        return made, made[key], key

    return make


def item_grows(both):
    holder, _, key = both
    holder[key] += ["a"]


def class_list():
    class K:
        log = []

    return K, K.log


def class_list_grows(both):
    both[0].log += ["a"]


def module_list():
    made = module()
    made.log = []
    return made, made.log


way("plus_equals_of_a_class", class_list, class_list_grows, lambda both: len(both[1]))
way("plus_equals_of_a_module", module_list, class_list_grows, lambda both: len(both[1]))
for name, holder, key in (
    ("own", Own, 0),
    ("deque", lambda: deque([[]]), 0),
    ("object_as_key", lambda: {KEY: []}, KEY),
):
    way(f"plus_equals_of_{name}", with_item(holder, key), item_grows, lambda both: len(both[1]))


# -- what the library calls or asks later ---------------------------------------------------------------


def waiting():
    return threading.Condition(), []


def waited(both):
    """Asks a predicate made in C, without waiting."""
    condition, items = both
    with condition:
        return condition.wait_for(items.__len__, timeout=0)


def waited_for_a_list(both):
    condition, items = both
    with condition:
        return bool(condition.wait_for(lambda: items, timeout=0))


way("wait_for_made_in_c", waiting, lambda both: both[1].append(1), waited)
way("wait_for_a_list", waiting, lambda both: both[1].append(1), waited_for_a_list)


def stack():
    made = contextlib.ExitStack()
    found = []
    made.callback(found.append, 1)
    return made, found


way("exit_stack_made_before", stack, lambda both: both[0].close(), lambda both: len(both[1]))


def failing():
    error = ValueError("x")
    return error


def set_cause(error):
    error.__cause__ = KeyError("y")


way("cause_of_an_exception", failing, set_cause, lambda error: repr(error.__cause__))
way("frame_of_a_generator", lambda: (x for x in [1, 2]), next, lambda gen: gen.gi_frame.f_lasti)


# -- methods whose function is not Python's -------------------------------------------------------------


def cached_method():
    class Shape:
        @functools.lru_cache(maxsize=1)  # noqa: B019 - that is what people write
        def area(self):
            return object()

    mine, other = Shape(), Shape()
    mine.area()
    return mine, other


def area_of_the_other(both):
    both[1].area()


def area_is_kept(both):
    before = type(both[0]).area.cache_info().hits
    both[0].area()
    return type(both[0]).area.cache_info().hits - before


def bound_in_c():
    items = []
    return items, types.MethodType(list.append, items)


way("cached_method_evicts", cached_method, area_of_the_other, area_is_kept)
way(
    "cached_method_info",
    cached_method,
    area_of_the_other,
    lambda both: type(both[0]).area.cache_info().misses,
)
way("method_bound_to_c_code", bound_in_c, lambda both: both[1](1), lambda both: len(both[0]))


# -- other operators in place of the library's own containers -----------------------------------------------


def merge(cache):
    cache |= {"x": 1}


way("or_equals_of_own_userdict", Cache, merge, lambda cache: cache.get("x"))


# -- attributes of a class that hold a value now and then none, or a function ---------------------------------


def limited():
    class Limits:
        most = 5
        on_save = "nothing"

    return Limits


def none_of(kind):
    kind.most = None


def delete_most(kind):
    del kind.most


def save_by(kind):
    kind.on_save = staticmethod(len)


def property_of(kind):
    kind.most = property(lambda self: 7)


way("class_attribute_becomes_none", limited, none_of, lambda kind: kind().most)
way("class_attribute_is_deleted", limited, delete_most, lambda kind: getattr(kind(), "most", None))
way("class_attribute_becomes_a_function", limited, save_by, lambda kind: kind().on_save == "nothing")
way("class_attribute_becomes_a_property", limited, property_of, lambda kind: kind().most)
way("attribute_of_the_class_becomes_a_function", limited, save_by, lambda kind: kind.on_save == "nothing")


# -- protocols ------------------------------------------------------------------------------------------------


@typing.runtime_checkable
class HasN(typing.Protocol):
    n: int


@typing.runtime_checkable
class Runs(typing.Protocol):
    def run(self):
        pass


NUMBER_OR_RUNS = int | Runs


class Bare:
    pass


def let_it_run(bare):
    bare.run = len


way("protocol", Bare, set_n, lambda bare: isinstance(bare, HasN))
way("protocol_of_methods", Bare, let_it_run, lambda bare: isinstance(bare, (int, Runs)))
way("protocol_in_a_union", Bare, let_it_run, lambda bare: isinstance(bare, NUMBER_OR_RUNS))


# -- library code that reads what a function or a class was given ---------------------------------------------


def routed():
    def f():
        pass

    f.route = "/a"
    return f


def other_route(f):
    f.route = "/b"


def hinted():
    class Typed:
        a: int

    return Typed


def hint_more(kind):
    kind.__annotations__["b"] = str


way("wraps", routed, other_route, lambda f: functools.wraps(f)(lambda: 0).route)
way("update_wrapper", routed, other_route, lambda f: functools.update_wrapper(lambda: 0, f).route)
way("type_hints", hinted, hint_more, lambda kind: len(typing.get_type_hints(kind)))


# -- what C code gets by asking an object of the program -------------------------------------------------------


class Cursor:
    def __init__(self):
        self.iterator = iter([1, 2, 3, 4, 5])

    def __iter__(self):
        return self.iterator


class Fields:
    def __init__(self):
        self.data = {}

    def keys(self):
        return self.data.keys()

    def __getitem__(self, key):
        return self.data[key]


def one_less(cursor):
    next(cursor.iterator, None)


def first_left(cursor):
    (*left,) = cursor
    cursor.iterator = iter(left)
    return left[:1]


def add_field(fields):
    fields.data["x"] = 1


way("unpacked_iterator_of_its_own", Cursor, one_less, first_left)
way("star_star_of_own_keys", Fields, add_field, lambda fields: len({**fields}))
way(
    "partial_gets_keywords",
    lambda: functools.partial(lambda **given: len(given)),
    set_keyword,
    lambda made: made(),
)


# -- library objects that go by settings -----------------------------------------------------------------------


class Encoder(json.JSONEncoder):
    pass


class Handler(logging.Handler):
    def __init__(self, out):
        super().__init__()
        self.out = out

    def emit(self, record):
        self.out.append((record.getMessage(), getattr(record, "user", None)))


def adapter():
    out = []
    log = logging.Logger("hidden_ways")
    handler = Handler(out)
    log.addHandler(handler)
    return logging.LoggerAdapter(log, {"user": "a"}), out, handler


def other_user(both):
    both[0].extra["user"] = "b"


def raise_level(both):
    both[2].level = logging.CRITICAL


def told_to(both):
    both[1].clear()
    both[0].warning("x")
    return list(both[1])


def sort_keys(encoder):
    encoder.sort_keys = True


def collecting():
    log = logging.Logger("hidden_ways")
    kept = logging.handlers.MemoryHandler(100)
    log.addHandler(kept)
    return log, kept.buffer


def full_queue():
    waiting = queue.Queue(1)
    waiting.put(1)
    return waiting


def let_two_in(waiting):
    waiting.maxsize = 2


def is_full(waiting):
    try:
        waiting.put_nowait(2)
    except queue.Full:
        return True
    waiting.get()
    return False


way("formatter_field", Box, set_n, lambda box: string.Formatter().format("{0.n}", box))
way("own_encoder_is_set", Encoder, sort_keys, lambda encoder: encoder.encode({"b": 1, "a": 2}))
way("extra_of_a_logger_adapter", adapter, other_user, told_to)
way("level_of_own_handler", adapter, raise_level, told_to)
way("buffer_of_a_handler", collecting, lambda both: both[0].warning("x"), lambda both: len(both[1]))
way("queue_gets_larger", full_queue, let_two_in, is_full)


# -- what a manager of the library calls when it is left --------------------------------------------------------


class Closes:
    def __init__(self):
        self.items = [1]
        self.close = self.items.clear


def closing():
    made = Closes()
    return contextlib.closing(made), made.items


def leave_it(both):
    with both[0]:
        pass


way("closed_by_c_code", closing, leave_it, lambda both: len(both[1]))
