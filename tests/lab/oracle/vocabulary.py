"""The words of the random programs: objects, ways to reach them, what is done to them, what guards them.

Every table is data: one more row is one more form that each run of the oracle may draw. Text in braces is
filled in by grammar.py: {R} an expression that reads the cell, {W:…} the statement that writes it, {aug}
the cell made larger by one, {me} the list of what this thread saw, {k} a small number, {decl} the nonlocal
or global line.
"""

# ruff: noqa: E501  # tables: one row is one line

from __future__ import annotations

from typing import NamedTuple


class Cell(NamedTuple):
    """One number that threads share, and how it is reached."""

    setup: str  # lines of program()
    read: str
    write: str  # a statement; {v} is the new value
    target: str = ""  # what may stand left of ``+=``
    top: str = ""  # lines of the module
    decl: str = ""
    show: str = ""  # how the result reads it; ``read`` if empty


def at(setup: str, target: str, top: str = "", decl: str = "", show: str = "") -> Cell:
    """A cell that is read and written by one and the same target."""
    return Cell(setup, target, target + " = {v}", target, top, decl, show)


def by(setup: str, read: str, write: str, top: str = "", decl: str = "", show: str = "") -> Cell:
    """A cell that is written in another way than it is read."""
    return Cell(setup, read, write, "", top, decl, show)


# Classes whose attribute n is the number. All are called J and made by J() or, with a value, by J(n).
CLASSES: dict[str, str] = {
    "plain class": "class J:\n    def __init__(self, n=0):\n        self.n = n\n",
    "slots": "class J:\n    __slots__ = ('n', '__weakref__')\n    def __init__(self, n=0):\n        self.n = n\n",
    "dataclass": "@dataclasses.dataclass(eq=False)\nclass J:\n    n: int = 0\n",
    "dataclass with slots": "@dataclasses.dataclass(eq=False, slots=True, weakref_slot=True)\nclass J:\n    n: int = 0\n",
    "inheritance": "class Base:\n    def __init__(self, n=0):\n        self.n = n\n\nclass J(Base):\n    pass\n",
    "super().__init__": "class Base:\n    def __init__(self, n):\n        self.n = n\n\nclass J(Base):\n"
    "    def __init__(self, n=0):\n        super().__init__(n)\n",
    "property": "class J:\n    def __init__(self, n=0):\n        self._n = n\n    @property\n    def n(self):\n"
    "        return self._n\n    @n.setter\n    def n(self, n):\n        self._n = n\n",
    "class attribute as default": "class J:\n    n = 0\n",
    "own __setattr__": "class J:\n    def __init__(self, n=0):\n        self.n = n\n    def __setattr__(self, name, x):\n"
    "        super().__setattr__(name, x)\n",
    "own __getattr__": "class J:\n    def __init__(self, n=0):\n        self.inner = types.SimpleNamespace(n=n)\n"
    "    def __getattr__(self, name):\n        return getattr(self.inner, name)\n"
    "    def __setattr__(self, name, x):\n        if name == 'inner':\n            super().__setattr__(name, x)\n"
    "        else:\n            setattr(self.inner, name, x)\n",
    "descriptor": "class Number:\n    def __get__(self, j, owner=None):\n        return j.kept\n"
    "    def __set__(self, j, x):\n        j.kept = x\n\nclass J:\n    n = Number()\n    def __init__(self, n=0):\n"
    "        self.n = n\n",
    "__dict__.update in __init__": "class J:\n    def __init__(self, **fields):\n"
    "        self.__dict__.update({'n': 0} | fields)\n",
}
ORDER = "    def __lt__(self, other):\n        return False\n"  # so that min and sorted take any of them

# Ways to reach the object j: the lines that make it reachable, and the expression.
RECEIVERS: dict[str, tuple[str, str]] = {
    "name": ("", "j"),
    "other name": ("same = j", "same"),
    "item": ("xs = [j]", "xs[0]"),
    "dict item": ("d = {'k': j}", "d['k']"),
    "min(xs)": ("xs = [j]", "min(xs)"),
    "max(xs, key=)": ("xs = [j]", "max(xs, key=lambda x: 0)"),
    "sorted(xs)[0]": ("xs = [j]", "sorted(xs)[0]"),
    "list(d.values())[0]": ("d = {'k': j}", "list(d.values())[0]"),
    "list(d.items())[0][1]": ("d = {'k': j}", "list(d.items())[0][1]"),
    "comprehension": ("xs = [j]", "[x for x in xs][0]"),
    "generator expression": ("xs = [j]", "next(x for x in xs)"),
    "dict comprehension": ("xs = [j]", "{0: x for x in xs}[0]"),
    "next(iter(xs))": ("xs = [j]", "next(iter(xs))"),
    "next(iter(d.values()))": ("d = {'k': j}", "next(iter(d.values()))"),
    "d.get(k, rest)": ("d = {'k': j}\n    rest = J()", "d.get('k', rest)"),
    "d.get to the default": ("d = {}", "d.get('k', j)"),
    "d.setdefault": ("d = {'k': j}\n    rest = J()", "d.setdefault('k', rest)"),
    "cast": ("", "typing.cast(J, j)"),
    "lambda": ("get = lambda: j", "get()"),
    "called at once": ("", "(lambda x: x)(j)"),
    "function": ("def same(x):\n        return x", "same(j)"),
    "default argument": ("def pick(x=j):\n        return x", "pick()"),
    "getattr": ("h = types.SimpleNamespace(j=j)", "getattr(h, 'j')"),
    "attribute of attribute": ("h = types.SimpleNamespace(j=j)", "h.j"),
    "slice": ("xs = [j]", "xs[:1][0]"),
    "tuple": ("xs = [j]", "tuple(xs)[0]"),
    "star": ("xs = [j]", "[*xs][0]"),
    "double star": ("d = {'k': j}", "{**d}['k']"),
    "filter": ("xs = [j]", "next(filter(None, xs))"),
    "map": ("xs = [j]", "list(map(lambda x: x, xs))[0]"),
    "reduce": ("xs = [j]", "functools.reduce(lambda a, b: a, xs)"),
    "zip": ("xs = [j]", "list(zip(xs))[0][0]"),
    "enumerate": ("xs = [j]", "dict(enumerate(xs))[0]"),
    "reversed": ("xs = [j]", "list(reversed(xs))[0]"),
    "itemgetter": ("xs = [j]", "operator.itemgetter(0)(xs)"),
    "attrgetter": ("h = types.SimpleNamespace(j=j)", "operator.attrgetter('j')(h)"),
    "or": ("rest = J()", "(j or rest)"),
    "conditional expression": ("rest = J()", "(rest if rest is j else j)"),
    "walrus": ("xs = [j]", "(x := xs[0])"),
    "copy.copy": ("xs = [j]", "copy.copy(xs)[0]"),
    "xs.copy()": ("xs = [j]", "xs.copy()[0]"),
    "deque": ("xs = collections.deque([j])", "xs[0]"),
    "namedtuple": ("h = Pair(j, 0)", "h.first"),
    "namedtuple by index": ("h = Pair(j, 0)", "h[0]"),
    "vars()": ("h = types.SimpleNamespace(j=j)", "vars(h)['j']"),
    "__dict__": ("h = types.SimpleNamespace(j=j)", "h.__dict__['j']"),
    "weakref": ("ref = weakref.ref(j)", "ref()"),
    "method result": ("h = Holder(j)", "h.give()"),
    "bound method": ("give = Holder(j).give", "give()"),
    "property of the holder": ("h = Holder(j)", "h.child"),
    "__getattr__ of the holder": ("h = Holder(j)", "h.whatever"),
    "__getitem__ of the holder": ("h = Holder(j)", "h[0]"),
    "__iter__ of the holder": ("h = Holder(j)", "next(iter(h))"),
    "__call__ of the holder": ("h = Holder(j)", "h()"),
    "super().attribute": ("h = Heir(j)", "h.older()"),
    "private name": ("h = Hidden(j)", "h.give()"),
    "partial": ("give = functools.partial(getattr, types.SimpleNamespace(j=j))", "give('j')"),
    "methodcaller": ("h = Holder(j)", "operator.methodcaller('give')(h)"),
    "ChainMap": ("d = collections.ChainMap({}, {'k': j})", "d['k']"),
    "UserDict": ("d = collections.UserDict(k=j)", "d['k']"),
    "UserList": ("xs = collections.UserList([j])", "xs[0]"),
    "defaultdict with a factory": ("d = collections.defaultdict(lambda: j)", "d['k']"),
    "lru_cache": ("give = functools.lru_cache(lambda: j)", "give()"),
    "itertools.chain": ("xs = [j]", "next(itertools.chain(xs, xs))"),
    "heap": ("xs = [(0, j)]", "heapq.nsmallest(1, xs, key=lambda x: x[0])[0][1]"),
    "dict.pop and back": ("d = {'k': j}", "list({**d}.values()).pop()"),
    "enter_context": ("", "contextlib.ExitStack().enter_context(contextlib.nullcontext(j))"),
}
HOLDERS = """
Pair = collections.namedtuple("Pair", "first second")


class Holder:
    def __init__(self, j):
        self.j = j

    def give(self):
        return self.j

    @property
    def child(self):
        return self.j

    def __getattr__(self, name):
        if name != "whatever":
            raise AttributeError(name)
        return self.j

    def __getitem__(self, key):
        return self.j

    def __iter__(self):
        return iter([self.j])

    def __call__(self):
        return self.j


class Heir(Holder):
    @property
    def child(self):
        return None

    def older(self):
        return super().child


class Hidden:
    def __init__(self, j):
        self.__j = j

    def give(self):
        return self.__j
"""

# Statements that first bind the object to x: what stands before, and how far what follows is indented.
BINDINGS: dict[str, tuple[str, str, int]] = {
    "bound first": ("xs = [j]", "x = xs[0]", 0),
    "unpacking": ("xs = [j]", "x, = xs", 0),
    "starred unpacking": ("xs = [j, 0]", "x, *_ = xs", 0),
    "nested unpacking": ("xs = [(1, [j])]", "((_, [x]),) = xs", 0),
    "for over a list": ("xs = [j]", "for x in xs:", 4),
    "for over values": ("d = {'k': j}", "for x in d.values():", 4),
    "for over items": ("d = {'k': j}", "for k, x in d.items():", 4),
    "for over a method's list": ("h = Holder(j)", "for x in h:", 4),
    "for over sorted": ("xs = [j]", "for x in sorted(xs):", 4),
    "for over enumerate": ("xs = [j]", "for i, x in enumerate(xs):", 4),
    "for over zip": ("xs = [j]", "for x, _ in zip(xs, 'a'):", 4),
    "for over a generator": ("xs = [j]\n    def each():\n        yield from xs", "for x in each():", 4),
    "for over __getitem__": ("h = Sequence([j])", "for x in h:", 4),
    "for over own iterator": ("h = Walk([j])", "for x in h:", 4),
    "with result": ("", "with contextlib.nullcontext(j) as x:", 4),
    "with result of __enter__": ("h = Enter(j)", "with h as x:", 4),
    "with result of contextmanager": (
        "@contextlib.contextmanager\n    def opened():\n        yield j",
        "with opened() as x:",
        4,
    ),
    "match sequence": ("xs = [j]", "match xs:\n    case [x, *_]:", 8),
    "match mapping": ("d = {'k': j}", "match d:\n    case {'k': x}:", 8),
    "match class": ("h = types.SimpleNamespace(j=j)", "match h:\n    case types.SimpleNamespace(j=x):", 8),
    "walrus first": ("d = {'k': j}", "if (x := d.get('k')) is not None:", 4),
    "exception's argument": (
        "",
        "try:\n    raise ValueError(j)\nexcept ValueError as e:\n    x = e.args[0]",
        4,
    ),
}
WALKERS = """
class Sequence:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]


class Walk:
    def __init__(self, items):
        self.items = items

    def __iter__(self):
        return Steps(self.items)


class Steps:
    def __init__(self, items):
        self.items = items
        self.i = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= len(self.items):
            raise StopIteration
        self.i += 1
        return self.items[self.i - 1]


class Enter:
    def __init__(self, j):
        self.j = j

    def __enter__(self):
        return self.j

    def __exit__(self, *error):
        return None
"""

# How the number is read and written once the object is at hand ({x}): read, write, target.
FIELDS: dict[str, tuple[str, str, str]] = {
    "attribute": ("{x}.n", "{x}.n = {v}", "{x}.n"),
    "getattr and setattr": ("getattr({x}, 'n')", "setattr({x}, 'n', {v})", ""),
    "attrgetter on it": ("operator.attrgetter('n')({x})", "{x}.n = {v}", "{x}.n"),
    "match on it": ("{x}.n", "{x}.n = {v}", "{x}.n"),
}
DICT_FIELDS: dict[str, tuple[str, str, str]] = {  # for classes that keep n in the instance's dict
    "vars(j)": ("vars({x})['n']", "vars({x})['n'] = {v}", "vars({x})['n']"),
    "j.__dict__": ("{x}.__dict__['n']", "{x}.__dict__['n'] = {v}", "{x}.__dict__['n']"),
    "j.__dict__.update": ("{x}.n", "{x}.__dict__.update(n={v})", ""),
    "vars(j).get": ("vars({x}).get('n')", "{x}.n = {v}", ""),
    "object.__setattr__": ("object.__getattribute__({x}, 'n')", "object.__setattr__({x}, 'n', {v})", ""),
}
IN_THE_DICT = ("plain class", "dataclass", "inheritance", "super().__init__", "__dict__.update in __init__")

BOX = (
    "class Box:\n    def __init__(self):\n        self.__n = 0\n    def get(self):\n        return self.__n\n"
    "    def put(self, n):\n        self.__n = n\n"
)
OWN = (  # what a program adds to a class of the standard library
    "class Own({base}):\n    def look(self):\n        return self.mine\n    def keep(self, n):\n        self.mine = n\n"
)


def own(base: str, make: str = "Own()") -> list[Cell]:
    """A subclass of a class of the library with a number of its own: by its methods, and straight."""
    top = OWN.format(base=base)
    setup = f"o = {make}\n    o.mine = 0"
    return [by(setup, "o.look()", "o.keep({v})", top), at(setup, "o.mine", top)]


# Cells that need no object j.
CELLS: dict[str, list[Cell]] = {
    "closure": [at("n = 0", "n", decl="nonlocal n")],
    "global": [
        at("global g\n    g = 0", "g", decl="global g"),
        by("global g\n    g = 0", "globals()['g']", "globals()['g'] = {v}", show="g"),
    ],
    "list item": [
        at("c = [0]", "c[0]"),
        at("c = [0]", "c[-1]"),
        at("c = [0]\n    i = 0", "c[i]"),
        by("c = [0]", "c.__getitem__(0)", "c.__setitem__(0, {v})"),
        by("c = [0]", "operator.getitem(c, 0)", "operator.setitem(c, 0, {v})"),
        by("c = [0]", "sum(c)", "c[0] = {v}"),
        by("c = [0]", "min(c)", "c[:] = [{v}]"),
        by("c = [0]", "max(c)", "c[0] = {v}"),
    ],
    "slice": [
        by("c = [0, 9]", "c[0:1][0]", "c[0:1] = [{v}]"),
        by("c = [0, 9]\n    s = slice(0, 1)", "c[s][0]", "c[s] = [{v}]"),
        by("c = [0, 9]", "c[::2][0]", "c[::2] = [{v}]"),
    ],
    "dict item": [
        at("d = {'a': 0}", "d['a']"),
        by("d = {'a': 0}", "d.get('a', 0)", "d['a'] = {v}"),
        by("d = {'a': 0}", "list(d.values())[0]", "d.update(a={v})"),
        by("d = {'a': 0}", "next(iter(d.values()))", "d['a'] = {v}"),
        by("d = {'a': 0}", "d.setdefault('a', 0)", "d |= {{'a': {v}}}", decl="nonlocal d"),
        at("d = {('a', 1): 0}", "d['a', 1]"),
    ],
    "dict without the key": [by("d = {}", "d.get('a', 0)", "d['a'] = {v}")],
    "nested": [
        at("c = [[0]]", "c[0][0]"),
        at("d = {'a': [0]}", "d['a'][0]"),
        at("c = [[0]]", "min(c)[0]"),
        at("c = [[0]]", "sorted(c)[0][0]"),
        at("c = ([0],)", "c[0][0]"),
    ],
    "object with a list": [
        at("h = types.SimpleNamespace(c=[0])", "h.c[0]"),
        at("h = types.SimpleNamespace(d={'a': 0})", "h.d['a']"),
        at("h = types.SimpleNamespace(c=[0])", "vars(h)['c'][0]"),
    ],
    "namedtuple": [at("h = Pair([0], 1)", "h.first[0]")],
    "module": [at("m = types.ModuleType('m')\n    m.n = 0", "m.n")],
    "namespace": [at("h = types.SimpleNamespace(n=0)", "h.n")],
    "function attribute": [at("def fn():\n        pass\n    fn.n = 0", "fn.n")],
    "class attribute": [
        at("class K:\n        n = 0", "K.n"),
        by("class K:\n        n = 0\n    k = K()", "k.n", "K.n = {v}"),
        by("class K:\n        n = 0\n    k = K()", "type(k).n", "setattr(K, 'n', {v})"),
        by("class K:\n        n = 0\n    class M(K):\n        pass", "M.n", "K.n = {v}"),
        by(
            "class K:\n        n = 0\n        @classmethod\n        def put(cls, n):\n            cls.n = n",
            "K.n",
            "K.put({v})",
        ),
    ],
    "instance dict": [
        at("h = types.SimpleNamespace(n=0)\n    inner = h.__dict__", "inner['n']"),
        by("h = types.SimpleNamespace(n=0)\n    inner = vars(h)", "h.n", "inner['n'] = {v}"),
        by("h = types.SimpleNamespace(n=0)", "h.n", "h.__dict__.update(n={v})"),
    ],
    "private name": [by("box = Box()", "box.get()", "box.put({v})", BOX)],
    "super().attribute": [
        by(
            "box = Low()",
            "box.get()",
            "box.put({v})",
            "class High:\n    _n = 0\n    @property\n    def n(self):\n        return self._n\n"
            "    def put(self, n):\n        self._n = n\n\nclass Low(High):\n    def get(self):\n"
            "        return super().n\n    def put(self, n):\n        super().put(n)\n",
        )
    ],
    "own __getitem__": [
        at(
            "box = Items()",
            "box['a']",
            "class Items:\n    def __init__(self):\n        self.kept = {'a': 0}\n"
            "    def __getitem__(self, key):\n        return self.kept[key]\n"
            "    def __setitem__(self, key, x):\n        self.kept[key] = x\n",
        )
    ],
    "own __iadd__": [
        by(
            "box = Sum()",
            "box.n",
            "box += {v} - box.n",
            "class Sum:\n    n = 0\n    def __iadd__(self, k):\n        self.n = self.n + k\n        return self\n",
            "nonlocal box",
        )
    ],
    "array": [at("c = array.array('i', [0])", "c[0]")],
    "bytearray": [
        at("c = bytearray(1)", "c[0]"),
        by("c = bytearray(1)\n    m = memoryview(c)", "m[0]", "c[0] = {v}"),
        by("c = bytearray(1)\n    m = memoryview(c)", "c[0]", "m[0] = {v}"),
        by("c = bytearray(1)", "bytes(c)[0]", "c[:] = bytes([{v}])"),
    ],
    "deque item": [at("c = collections.deque([0])", "c[0]")],
    "OrderedDict": [at("d = collections.OrderedDict(a=0)", "d['a']")],
    "defaultdict": [at("d = collections.defaultdict(int)", "d['a']")],
    "defaultdict with a factory": [
        at("d = collections.defaultdict(lambda: 0)", "d['a']"),
        at("d = collections.defaultdict(lambda: [0])", "d['a'][0]"),
    ],
    "Counter": [
        at("d = collections.Counter()", "d['a']"),
        by("d = collections.Counter()", "d.total()", "d['a'] = {v}"),
    ],
    "ChainMap": [at("d = collections.ChainMap({}, {'a': 0})", "d['a']")],
    "UserDict": [at("d = collections.UserDict(a=0)", "d['a']")],
    "UserList": [at("c = collections.UserList([0])", "c[0]")],
    "default argument": [
        by(
            "def kept(n=None, c=[0]):\n        if n is not None:\n            c[0] = n\n        return c[0]",
            "kept()",
            "kept({v})",
        )
    ],
    "exception attribute": [at("h = ValueError()\n    h.n = 0", "h.n")],
    "StringIO": [by("h = io.StringIO('0')", "int(h.getvalue())", "h.__init__(str({v}))")],
    "contextmanager": [
        by(
            "h = types.SimpleNamespace(n=0)\n    @contextlib.contextmanager\n    def opened():\n        yield h",
            "[x.n for x in [h]][0]",
            "with opened() as x: x.n = {v}",
            show="h.n",
        )
    ],
    "Thread subclass": own("threading.Thread"),
    "Queue subclass": own("queue.Queue"),
    "SimpleQueue beside": own("queue.LifoQueue"),
    "Event subclass": own("threading.Event"),
    "Condition subclass": own("threading.Condition"),
    "Semaphore subclass": own("threading.Semaphore"),
    "Future subclass": own("concurrent.futures.Future"),
    "Barrier subclass": own("threading.Barrier", "Own(2)"),
    "dict subclass": [*own("dict"), at("d = Own(a=0)", "d['a']", OWN.format(base="dict"))],
    "list subclass": [*own("list"), at("c = Own([0])", "c[0]", OWN.format(base="list"))],
    "attribute of a library object": [
        at("o = threading.Event()\n    o.mine = 0", "o.mine"),
        at("o = queue.Queue()\n    o.mine = 0", "o.mine"),
        at("o = concurrent.futures.Future()\n    o.mine = 0", "o.mine"),
    ],
}

# What is done with a cell. {W:v} becomes the writing statement with v in it.
CELL_STATEMENTS: dict[str, str] = {
    "split read and write": "v = {R}\n{W:v + 1}",
    "augmented": "{aug}",
    "written from itself": "{W:{R} + 1}",
    "write": "{W:{k}}",
    "read": "{me}.append({R})",
    "check then act": "if {R} < 2:\n    {W:{R} + 1}",
    "check then act, bound": "if (v := {R}) < 2:\n    {W:v + 1}",
    "conditional expression": "{W:{R} + 1 if {R} % 2 == 0 else 5}",
    "f-string": '{me}.append(f"{{{R}}}")',
    "match": "match {R}:\n    case 0:\n        {W:3}\n    case v:\n        {W:v + 1}",
    "try and finally": "try:\n    v = {R}\nfinally:\n    {W:v + 1}",
    "lambda": "get = lambda: {R}\n{W:get() + 1}",
    "inner function": "def bump():\n    {decl}\n    v = {R}\n    {W:v + 1}\nbump()",
    "partial": "def bump(by):\n    {decl}\n    {W:{R} + by}\nfunctools.partial(bump, 1)()",
    "callback of max": "{me}.append(max([1, 2], key=lambda k: {R} * k))",
    "callback of sorted": "{me}.append(sorted([2, 1], key=lambda k: k - 2 * k * {R}))",
    "callback of sort that writes": "def f(k):\n    {decl}\n    {W:{R} + k}\n    return k\n[1, 1].sort(key=f)",
    "map": "{me}.extend(map(lambda k: k + {R}, [0, 1]))",
    "filter": "{me}.extend(filter(lambda k: k > {R}, [0, 1]))",
    "reduce": "{me}.append(functools.reduce(lambda a, b: a + {R}, [0, 0, 0]))",
    "comprehension": "{me}.extend([{R} for _ in 'ab'])",
    "generator expression": "{me}.append(sum({R} for _ in 'ab'))",
    "for": "for _ in 'ab':\n    {W:{R} + 1}",
    "while": "while {R} < 1:\n    {W:{R} + 1}",
    "generator": "def steps():\n    v = yield {R}\n    {me}.append(v)\n    yield {R}\ng = steps()\n{me}.append(next(g))\n"
    "{me}.append(g.send(1))",
    "yield from": "def each():\n    yield {R}\n    yield {R}\n{me}.extend(each())",
    "assert": "assert {R} < 2",
    "error": "if {R} > 1:\n    raise ValueError",
    "in a call": "{me}.append(str({R}))",
    "packed": "a, b = {R}, {R}\n{me}.append((a, b))",
    "written with locals": "a = {R}\nb = 1\nif a > b: a, b = b, a\n{W:a + b}",
    "boolean operators": "{me}.append({R} and 1 or 2)",
    "chained comparison": "{me}.append(0 <= {R} <= 1)",
}
USUAL = ("split read and write", "read", "write", "written from itself")  # drawn more often: they show most
SHARED_TWO = {  # two numbers of one container
    "swap": "{A}, {B} = {B}, {A}",
    "sum": "{me}.append({A} + {B})",
    "move": "v = {A}\n{A} = v - 1\n{B} = {B} + 1",
    "both read": "a = {A}\nb = {B}\n{me}.append((a, b))",
    "copied over": "{A} = {B}",
    "written": "{B} = {k}",
    "compared": "if {A} > {B}:\n    {A}, {B} = {B}, {A}",
}
PAIRS: dict[str, tuple[str, str, str, str]] = {  # setup, first, second, decl
    "names": ("a1 = 1\n    b1 = 2", "a1", "b1", "nonlocal a1, b1"),
    "items": ("c = [1, 2]", "c[0]", "c[1]", ""),
    "attributes": ("h = types.SimpleNamespace(p=1, q=2)", "h.p", "h.q", ""),
    "keys": ("d = {'p': 1, 'q': 2}", "d['p']", "d['q']", ""),
    "attributes of two": ("h = J(1)\n    i = J(2)\n    hs = [h, i]", "hs[0].n", "hs[1].n", ""),
    "attributes of one twice": ("h = J(1)\n    hs = [h, h]", "hs[0].n", "hs[1].n", ""),
    "array": ("c = array.array('i', [1, 2])", "c[0]", "c[1]", ""),
    "bytearray": ("c = bytearray(b'12')", "c[0]", "c[1]", ""),
}


class Container(NamedTuple):
    """Something with items, and what is done to it."""

    setup: str
    show: str
    acts: tuple[str, ...]
    top: str = ""
    decl: str = ""


_FOR = ("for x in {c}:\n    {me}.append(x)", "{me}.extend([x for x in {c}])", "{me}.append(list({c}))")
_LIST = (
    "{c}.append({k})", "{me}.append({c}.pop())", "{me}.append({c}.pop(0))", "{c}.insert(0, {k})", "del {c}[0]",
    "{c}.sort()", "{c}.sort(key=lambda x: -x)", "{c}.extend([{k}, {k}])", "{c}.extend(x for x in (1, {k}))",
    "{c}.reverse()", "{c}.remove({k})", "{c}.clear()", "{c}[:] = [{k}]", "{c}[0] = {c}[-1]", "{c} += [{k}]",
    "{me}.append(sum({c}))", "{me}.append(sorted({c}))", "{me}.append(len({c}))", "{me}.append({k} in {c})",
    "if {c}:\n    {me}.append({c}.pop())", "if {k} not in {c}:\n    {c}.append({k})",
    "{c}[0], {c}[-1] = {c}[-1], {c}[0]", "a, *b = {c}\n{me}.append(b)", '{me}.append(f"{{{c}}}")',
    "{me}.append(max({c}, key=lambda x: -x, default=0))", "{me}.extend(map(lambda x: x + 1, {c}))",
    "{me}.extend(filter(lambda x: x > 1, {c}))", "{me}.append(functools.reduce(lambda a, b: a + b, {c}, 0))",
    "{me}.append(any(x > 1 for x in {c}))", "{me}.append({c}.copy())", "{me}.append(copy.deepcopy({c}))",
    "{me}.append(','.join(map(str, {c})))", "{me}.append(json.dumps({c}))", "{me}.append((lambda *a: len(a))(*{c}))",
    "match {c}:\n    case [a, *_]:\n        {me}.append(a)", "for i, x in enumerate({c}):\n    {c}[i] = x + 1",
    "for a, b in zip({c}, {c}):\n    {me}.append(a + b)", "{me}.extend(reversed({c}))", "{me}.append({c}[:])",
    "{me}.append({c}.index({k}))", "{me}.append({c}.count({k}))", "{me}.append({c} == [1])",
    "{me}.append(list(itertools.islice({c}, 1)))", "{me}.append([x for x in {c} if x not in {me}])",
    "heapq.heappush({c}, {k})", "{me}.append(heapq.heappop({c}))", "heapq.heapify({c})",
    "bisect.insort({c}, {k})", "bisect.insort({c}, {k}, key=lambda x: -x)", "{me}.append(bisect.bisect({c}, {k}))",
    "{me}.append(heapq.nlargest(1, {c}))", "put = {c}.append\nput({k})", "list(map({c}.append, [1, {k}]))",
    "{me}.append(dict.fromkeys({c}))", "{me}.append(tuple({c}))", "{c}.extend({c})", "while {c}:\n    {me}.append({c}.pop())",
)  # fmt: skip
_DICT = (
    "{c}[{k}] = 9", "del {c}[1]", "{me}.append({c}.pop({k}, None))", "{me}.append({c}.popitem())", "{c}.clear()",
    "{me}.append({c}.setdefault({k}, 7))", "{c}.update({{{k}: 8}})", "{c}.update((x, x) for x in (1, {k}))",
    "{c}.update(zip([{k}], [4]))", "{c} |= {{{k}: 5}}", "for x in {c}:\n    {me}.append(x)",
    "for x, y in {c}.items():\n    {me}.append((x, y))", "for x in list({c}):\n    {c}[x] += 1",
    "{me}.append(list({c}.values()))", "{me}.append(sum({c}.values()))", "{me}.append({k} in {c})",
    "if {k} not in {c}:\n    {c}[{k}] = 6", "{me}.append({c}.get({k}, 0))", "{c}[1] = {c}.get(1, 0) + 1", "{c}[1] += 1",
    "try:\n    {me}.append({c}[{k}])\nexcept KeyError:\n    {c}[{k}] = 3", "{me}.append({{y: x for x, y in {c}.items()}})",
    "{me}.append(max({c}, key={c}.get, default=0))", "{me}.append(sorted({c}, key=lambda x: {c}[x]))",
    "{me}.append(sorted({c}.items()))", "{me}.append(len({c}))", "view = {c}.values()\n{me}.append(list(view))",
    "view = {c}.keys()\nfor x in view:\n    {me}.append(x)", "{me}.append(dict({c}))", "{me}.append({{**{c}}})",
    "match {c}:\n    case {{1: a}}:\n        {me}.append(a)", "{me}.append({c}.copy())", "{me}.append(next(iter({c}), 0))",
    "{me}.append(json.dumps({c}))", '{me}.append(f"{{{c}}}")', "{me}.append((lambda **a: len(a))(**{{str(x): 1 for x in {c}}}))",
    "{me}.append(any(x == {k} for x in {c}.values()))", "{me}.append({c}.keys() & {{1}})", "{me}.append(list(reversed({c})))",
)  # fmt: skip
_SET = (
    "{c}.add({k})", "{c}.discard({k})", "{c}.remove({k})", "{me}.append({c}.pop())", "{c}.update([1, {k}])",
    "{c}.update(x for x in (1, {k}))", "{c} |= {{{k}}}", "{c}.clear()", "{me}.append({k} in {c})", "{me}.append(len({c}))",
    "{me}.append(sorted({c}))", "if {k} not in {c}:\n    {c}.add({k})\n    {me}.append({k})", "{me}.append({c} & {{1}})",
    "for x in {c}:\n    {me}.append(x)", "{me}.append([x for x in {c}])", "{me}.append(max({c}, default=0))",
    "{me}.append(sum(x for x in {c}))", "{me}.append({{1}} <= {c})", "{c} -= {{{k}}}", "{me}.append(frozenset({c}))",
)  # fmt: skip
_DEQUE = (
    "{c}.append({k})", "{c}.appendleft({k})", "{me}.append({c}.pop())", "{me}.append({c}.popleft())", "{c}.rotate()",
    "{c}.extend([1, {k}])", "{c}.extend(x for x in (1, {k}))", "{c}.clear()", "{me}.append(len({c}))", "{me}.append(list({c}))",
    "for x in {c}:\n    {me}.append(x)", "if {c}:\n    {me}.append({c}.popleft())", "{me}.append({c}[0])", "{c}[0] += {k}",
    "{me}.append(max({c}, default=0))", "{me}.append(sorted({c}, key=lambda x: -x))", "{me}.append({k} in {c})",
    "while {c}:\n    {me}.append({c}.pop())", "{c}.remove({k})", "{me}.append(tuple(reversed({c})))",
)  # fmt: skip
_BOX = (
    "class Bag:\n    def __init__(self):\n        self.items = [1, 2]\n    def __iter__(self):\n        {walk}\n"
    "    def __len__(self):\n        return len(self.items)\n    def __contains__(self, x):\n        return x in self.items\n"
    "    def __getitem__(self, i):\n        return self.items[i]\n    def __setitem__(self, i, x):\n"
    "        self.items[i] = x\n    def add(self, x):\n        self.items.append(x)\n"
    "    def handlers(self):\n        return list(self.items)\n    def swap(self):\n        self.items = [5]\n"
)
_BAG = (
    "{c}.add({k})", "{c}.swap()", "for x in {c}:\n    {me}.append(x)", "{me}.append(list({c}))", "{me}.append(len({c}))",
    "{me}.append({k} in {c})", "{c}[0] += {k}", "{me}.append({c}[-1])", "for x in {c}.handlers():\n    {me}.append(x)",
    "{me}.append(sum({c}))", "{me}.append(sorted({c}))", "{me}.append(max(x for x in {c}))", "a, *b = {c}\n{me}.append(a)",
    "{c}.items.pop()", "{c}.items = []", "if {c}:\n    {me}.append({c}.items.pop())", "{me}.append([*{c}])",
    "{me}.extend(map(str, {c}))", "{me}.append(dict(enumerate({c})))",
)  # fmt: skip
_COUNTER = (
    "{c}['a'] += 1", "{c}.update('a')", "{c}.update(['a', 'b'])", "{c}.update({{'a': 1}})", "{c}.update(a=1)",
    "{c}.subtract('a')", "{c}.subtract({{'a': 1}})", "{me}.append({c}.most_common(1))", "{me}.append({c}.total())",
    "{me}.append(sorted({c}.elements()))", "{c} += collections.Counter('a')", "{c} -= collections.Counter('a')",
    "{me}.append({c}['a'])", "del {c}['a']", "{me}.append({c} == {{'a': 1}})", "{c}.update(x for x in 'ab')",
    "{me}.append(dict({c}))", "{c}.clear()", "{me}.append({c}.copy())",
)  # fmt: skip
_ARRAY = (
    "{c}[0] += {k}", "{c}.append({k})", "{me}.append({c}.pop())", "{c}.extend([{k}])", "{me}.append(sum({c}))",
    "{me}.append(len({c}))", "for x in {c}:\n    {me}.append(x)", "{me}.append(list({c}))", "{c}.reverse()",
    "{me}.append({c}[0])", "del {c}[0]", "{me}.append(max({c}))", "{c}.insert(0, {k})", "{me}.append({k} in {c})",
    "{c}.remove({k})", "{me}.append(sorted({c}))", '{me}.append(f"{{list({c})}}")',
)  # fmt: skip
_QUEUE = (
    "{c}.put({k})", "{me}.append({c}.qsize())", "{me}.append({c}.empty())",
    "try:\n    {me}.append({c}.get_nowait())\nexcept queue.Empty:\n    {me}.append('empty')",
    "if not {c}.empty():\n    {me}.append({c}.get_nowait())", "{me}.append({c}.get())",
)  # fmt: skip

CONTAINERS: dict[str, Container] = {
    "list": Container("xs = [1, 2]", "xs", _LIST, decl="nonlocal xs"),
    "list that is rebound": Container(
        "xs = [1, 2]",
        "xs",
        (*_FOR, "xs = [{k}]", "xs = xs + [{k}]", "xs = sorted(xs)", "xs = [x for x in xs if x != {k}]",
         "xs.append({k})", "{me}.append(len(xs))", "xs, old = [], xs\n{me}.extend(old)", "{me}.append(xs.pop())"),
        decl="nonlocal xs",
    ),
    "dict": Container("d = {1: 1, 2: 2}", "d", _DICT, decl="nonlocal d"),
    "dict that is rebound": Container(
        "d = {1: 1}",
        "d",
        ("d = {{**d, {k}: 2}}", "d = {{}}", "d[{k}] = 5", "for x in d:\n    {me}.append(x)", "{me}.append(d.get({k}))",
         "d = d | {{3: 3}}", "{me}.append(list(d.items()))", "d = dict(d)"),
        decl="nonlocal d",
    ),
    "set": Container("s = {1}", "sorted(s)", _SET, decl="nonlocal s"),
    "deque": Container("q = collections.deque([1, 2])", "list(q)", _DEQUE),
    "deque with a length": Container("q = collections.deque([1], 2)", "list(q)", _DEQUE),
    "OrderedDict": Container(
        "d = collections.OrderedDict({1: 1, 2: 2})",
        "list(d.items())",
        (*_DICT, "d.move_to_end(1)", "{me}.append(d.popitem(last=False))"),
        decl="nonlocal d",
    ),
    "defaultdict with a factory": Container(
        "made = []\n    def make():\n        made.append(1)\n        return [0]\n    d = collections.defaultdict(make)",
        "(dict(d), made)",
        ("d['a'].append({k})", "d['a'][0] += 1", "{me}.append(d['a'])", "{me}.append(list(d))", "{me}.append(d.get('a'))",
         "if 'a' in d:\n    {me}.append(1)", "{me}.append(len(d))", "d['b']", "d.pop('a', None)", "{me}.append(len(made))",
         "for x in d:\n    {me}.append(x)", "d['a'] = [{k}]"),
    ),
    "defaultdict that counts": Container(
        "ids = itertools.count()\n    d = collections.defaultdict(lambda: next(ids))",
        "sorted(d.items())",
        ("{me}.append(d['a'])", "{me}.append(d['b'])", "d['a'] += 1", "{me}.append(len(d))", "{me}.append(next(ids))"),
    ),
    "Counter": Container("d = collections.Counter(a=1)", "sorted(d.items())", _COUNTER, decl="nonlocal d"),
    "array": Container("c = array.array('i', [1, 2])", "list(c)", _ARRAY),
    "bytearray": Container("c = bytearray([1, 2])", "list(c)", _ARRAY),
    "own class, __iter__ a generator": Container("bag = Bag()", "bag.items", _BAG, _BOX.replace("{walk}", "yield from self.items")),
    "own class, __iter__ in C": Container("bag = Bag()", "bag.items", _BAG, _BOX.replace("{walk}", "return iter(self.items)")),
    "own class, for in __iter__": Container(
        "bag = Bag()", "bag.items", _BAG, _BOX.replace("{walk}", "for x in self.items:\n            yield x")
    ),
    "UserDict": Container("d = collections.UserDict({1: 1, 2: 2})", "d.data", tuple(a for a in _DICT if "json" not in a and "reversed" not in a and "match" not in a), decl="nonlocal d"),
    "UserList": Container("xs = collections.UserList([1, 2])", "xs.data", tuple(a for a in _LIST if "json" not in a and "heap" not in a), decl="nonlocal xs"),
    "list subclass": Container("xs = Mine([1, 2])", "list(xs)", _LIST, "class Mine(list):\n    def append(self, x):\n        super().append(x)\n", "nonlocal xs"),
    "dict subclass": Container("d = Mine({1: 1, 2: 2})", "dict(d)", _DICT, "class Mine(dict):\n    def __getitem__(self, x):\n        return super().__getitem__(x)\n", "nonlocal d"),
    "list in an object": Container("h = types.SimpleNamespace(xs=[1, 2])", "h.xs", tuple(a.replace("{c}", "h.xs") for a in _LIST)),
    "dict in an object": Container("h = types.SimpleNamespace(d={1: 1, 2: 2})", "h.d", tuple(a.replace("{c}", "h.d") for a in _DICT)),
    "list in a dict": Container("d = {'k': [1, 2]}", "d", tuple(a.replace("{c}", "d['k']") for a in _LIST)),
    "dict of lists": Container(
        "d = {}",
        "sorted(d.items())",
        ("d.setdefault('a', []).append({k})", "{me}.append(d.get('a', [0])[0])", "if 'a' not in d:\n    d['a'] = [{k}]",
         "for x in d.values():\n    x.append({k})", "for x in list(d.values()):\n    {me}.extend(x)", "{me}.append(len(d))"),
    ),
    "instance dict": Container(
        "h = types.SimpleNamespace(p=1)",
        "sorted(vars(h).items())",
        ("h.__dict__.update(q={k})", "vars(h)['p'] = {k}", "h.q = {k}", "del h.p", "{me}.append(hasattr(h, 'q'))",
         "{me}.append(sorted(vars(h)))", "for x in vars(h):\n    {me}.append(x)", "{me}.append(getattr(h, 'q', 0))",
         "{me}.append(len(h.__dict__))", "h.__dict__.clear()", "{me}.append(h == types.SimpleNamespace(p=1))",
         "{me}.append(repr(h))", "h.p += 1", "{me}.append(dict(h.__dict__))",
         "{me}.append(copy.copy(h).p)", "vars(h).setdefault('q', {k})", "try:\n    {me}.append(h.q)\nexcept AttributeError:\n    h.q = 1"),
    ),
    "shared iterator": Container(
        "it = iter([1, 2, 3])",
        "list(it)",
        ("{me}.append(next(it, None))", "for x in it:\n    {me}.append(x)", "{me}.extend(it)", "{me}.append(list(it))",
         "{me}.append(2 in it)", "{me}.extend(map(str, it))", "{me}.extend(itertools.islice(it, 1))", "a = next(it)\n{me}.append(a)"),
    ),
    "shared generator": Container(
        "def each():\n        yield 1\n        yield 2\n        yield 3\n    it = each()",
        "list(it)",
        ("{me}.append(next(it, None))", "for x in it:\n    {me}.append(x)", "{me}.extend(it)", "{me}.append(2 in it)", "it.close()"),
    ),
    "count": Container("ids = itertools.count()", "next(ids)", ("{me}.append(next(ids))", "{me}.append(next(ids) + next(ids))", "{me}.extend(zip('ab', ids))")),
    "StringIO": Container("f = io.StringIO()", "f.getvalue()", ("f.write('{k}')", "{me}.append(f.getvalue())", "f.seek(0)", "print({k}, file=f)", "f.truncate(0)", "{me}.append(f.tell())")),
    "lru_cache": Container(
        "calls = []\n    @functools.lru_cache\n    def slow(x):\n        calls.append(x)\n        return len(calls)",
        "calls",
        ("{me}.append(slow({k}))", "{me}.append(slow(1))", "{me}.append(slow.cache_info().misses)", "slow.cache_clear()", "{me}.append(len(calls))"),
    ),
    "cached_property": Container(
        "h = Late()",
        "h.made",
        ("{me}.append(h.value)", "h.__dict__.pop('value', None)", "{me}.append('value' in vars(h))", "{me}.append(len(h.made))"),
        "class Late:\n    def __init__(self):\n        self.made = []\n    @functools.cached_property\n    def value(self):\n"
        "        self.made.append(1)\n        return len(self.made)\n",
    ),
    "heap of pairs": Container(
        "xs = [(1, 'a')]",
        "sorted(xs)",
        ("heapq.heappush(xs, ({k}, 'b'))", "{me}.append(heapq.heappop(xs))", "{me}.append(heapq.heappushpop(xs, ({k}, 'c')))", "{me}.append(xs[0])", "{me}.append(heapq.heapreplace(xs, (3, 'd')))"),
    ),
    "sorted objects": Container(
        "xs = [Card(1)]",
        "[x.v for x in xs]",
        ("bisect.insort(xs, Card({k}))", "{me}.append(max(xs).v)", "xs.sort()", "heapq.heappush(xs, Card({k}))", "{me}.append(xs[0].v)", "xs[0].v = 5", "min(xs).v += 1", "{me}.append(sorted(xs)[0].v)", "bisect.insort(xs, Card({k}), key=lambda x: -x.v)", "xs.append(Card({k}))", "{me}.append([x.v for x in xs])"),
        "@dataclasses.dataclass(order=True)\nclass Card:\n    v: int = 0\n",
    ),
    "Queue": Container("q = queue.Queue()\n    q.put(1)", "list(q.queue)", (*_QUEUE, "q.queue.append({k})", "{me}.append(list(q.queue))", "{me}.append(len(q.queue))", "q.queue.clear()")),
    "SimpleQueue": Container("q = queue.SimpleQueue()\n    q.put(1)", "q.qsize()", _QUEUE),
    "LifoQueue": Container("q = queue.LifoQueue()\n    q.put(1)", "list(q.queue)", _QUEUE),
    "PriorityQueue": Container("q = queue.PriorityQueue()\n    q.put(1)", "sorted(q.queue)", _QUEUE),
    "Queue subclass": Container(
        "q = Counted()\n    q.put(1)",
        "(list(q.queue), q.puts)",
        (*_QUEUE, "{me}.append(q.puts)", "q.puts += 1", "q.bump()"),
        "class Counted(queue.Queue):\n    puts = 0\n    def put(self, item):\n        self.puts += 1\n        super().put(item)\n"
        "    def bump(self):\n        v = self.puts\n        self.puts = v + 1\n",
    ),
    "Event subclass": Container(
        "e = Told()",
        "(e.is_set(), e.sets)",
        ("e.set()", "e.clear()", "{me}.append(e.is_set())", "{me}.append(e.sets)", "if not e.is_set():\n    e.set()", "e.sets += 1"),
        "class Told(threading.Event):\n    def __init__(self):\n        super().__init__()\n        self.sets = 0\n"
        "    def set(self):\n        self.sets += 1\n        super().set()\n",
    ),
    "Future": Container(
        "f = concurrent.futures.Future()\n    told = []\n    f.add_done_callback(lambda f: told.append(f.result()))",
        "told",
        ("f.set_result({k})", "{me}.append(f.done())", "{me}.append(len(told))", "f.add_done_callback(lambda f: told.append(2))", "if not f.done():\n    f.set_result({k})"),
    ),
    "logger": Container(
        "log = logging.Logger('own')\n    kept = []\n    class Keep(logging.Handler):\n        def emit(self, record):\n            kept.append(record.getMessage())\n    log.addHandler(Keep())\n    xs = [1]",
        "(kept, xs)",
        ("log.warning('%s', xs)", "log.warning('%d', {k})", "xs.append({k})", "{me}.append(len(kept))", "log.setLevel(50)", "log.info(xs)"),
    ),
    "class registry": Container(
        "class Root:\n        known = []\n        def __init_subclass__(cls):\n            cls.known.append(cls.__name__)",
        "Root.known",
        ("type('New{k}', (Root,), {{}})", "{me}.append(len(Root.known))", "Root.known = []", "for x in Root.known:\n    {me}.append(x)", "class New(Root):\n    pass"),
    ),
}  # fmt: skip

# Guards that make a section exclusive: lines of program(), then the section with {body} indented to its place.
GUARDS: dict[str, tuple[str, str]] = {
    "Lock": ("lock = threading.Lock()", "with lock:\n    {body}"),
    "Lock by hand": (
        "lock = threading.Lock()",
        "lock.acquire()\ntry:\n    {body}\nfinally:\n    lock.release()",
    ),
    "RLock": ("lock = threading.RLock()", "with lock, lock:\n    {body}"),
    "Condition": ("lock = threading.Condition()", "with lock:\n    {body}"),
    "Semaphore": ("lock = threading.Semaphore(1)", "with lock:\n    {body}"),
    "BoundedSemaphore": ("lock = threading.BoundedSemaphore()", "with lock:\n    {body}"),
    "token in a Queue": (
        "tokens = queue.Queue()\n    tokens.put(0)",
        "token = tokens.get()\n{body0}\ntokens.put(token)",
    ),
    "token in a SimpleQueue": (
        "tokens = queue.SimpleQueue()\n    tokens.put(0)",
        "token = tokens.get()\n{body0}\ntokens.put(token)",
    ),
    "lock in an object": (
        "safe = types.SimpleNamespace(lock=threading.Lock())",
        "with safe.lock:\n    {body}",
    ),
    "lock in a list": ("locks = [threading.Lock()]", "with locks[0]:\n    {body}"),
    "ExitStack": (
        "lock = threading.Lock()",
        "with contextlib.ExitStack() as stack:\n    stack.enter_context(lock)\n    {body}",
    ),
    "own context manager": (
        "lock = threading.Lock()\n    @contextlib.contextmanager\n    def safely():\n        with lock:\n            yield",
        "with safely():\n    {body}",
    ),
    "two locks": (
        "outer = threading.Lock()\n    lock = threading.Lock()",
        "with outer:\n    with lock:\n        {body}",
    ),
}
# Orders between two threads: lines of program(), what ends the first thread, what begins the second.
ORDERS: dict[str, tuple[str, str, str]] = {
    "Event": ("ready = threading.Event()", "ready.set()", "ready.wait()"),
    "Queue": ("ready = queue.Queue()", "ready.put(1)", "ready.get()"),
    "SimpleQueue": ("ready = queue.SimpleQueue()", "ready.put(1)", "ready.get()"),
    "Semaphore": ("ready = threading.Semaphore(0)", "ready.release()", "ready.acquire()"),
    "Barrier": ("ready = threading.Barrier(2)", "ready.wait()", "ready.wait()"),
    "Condition": (
        "ready = threading.Condition()\n    told = []",
        "with ready:\n    told.append(1)\n    ready.notify()",
        "with ready:\n    ready.wait_for(lambda: told)",
    ),
    "Future": ("ready = concurrent.futures.Future()", "ready.set_result(1)", "ready.result()"),
    "join": ("", "", ""),
}
