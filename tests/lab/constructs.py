"""Every kind of statement, for counting its steps: the same in each supported Python version."""

import contextlib


# fmt: off
def helper(x):
    return x + 1
class CM:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        return True
def one_line_for():
    xs = []
    for i in range(3): xs.append(i)
    return xs
def for_pass():
    for i in range(3): pass
    for i in range(2):
        pass
def while_loops():
    n = 0
    while n < 3:
        n += 1
    while n < 5: n += 1
    while True:
        n += 1
        if n > 7:
            break
    while 1:
        if n:
            break
    else:
        n = 3
    return n
def comps():
    a = [helper(i) for i in range(3)]
    b = {i: i for i in range(3)}
    c = sum(i for i in range(3))
    for y in [helper(x) for x in range(2)]:
        z = y
    for y in {
        x
        for x in range(2)
    }:
        z = y
    return [
        helper(i)
        for i in a
        if i
    ]
def multi():
    x = helper(
        helper(
            1
        )
    )
    y = (x +
         helper(2) +
         3)
    if (x and
            y):
        x = 1
    elif x:
        y = 2
    else:
        z = 3
    return dict(
        a=1,
        b=helper(2),
    )
def withs():
    with CM():
        x = 1
    with CM() as a, CM() as b:
        y = 2
    with (
        CM() as a,
        CM() as b,
    ):
        y = 2
    with CM():
        raise ValueError
    with CM():
        return 5
def tries():
    try:
        x = 1
        raise KeyError
    except ValueError:
        x = 2
    except KeyError as e:
        x = 3
    finally:
        y = 1
    try:
        pass
    except ValueError:
        x = 2
    else:
        x = 4
    finally:
        y = 2
    for i in range(2):
        try:
            if i:
                continue
        finally:
            y = 3
    try:
        return helper(1)
    finally:
        y = 9
def funcs():
    """doc"""
    f = lambda a: a + 1
    def g(a, b=2):
        return a
    @staticmethod
    def h():
        yield 1
        yield 2
    for x in h():
        y = x
    global Q
    Q = f(1) + g(2)
    class K:
        z = 1
        def m(self):
            return 1
    return K().m()
def gen():
    for i in range(2):
        got = yield i
    return 3
def usegen():
    x = yield from gen()
    return x
def rungen():
    return list(usegen())
def matcher():
    for v in (1, (2, 3), "x"):
        match v:
            case 1:
                a = 1
            case (p, q):
                a = 2
            case _:
                a = 3
def ternary():
    x = 1 if helper(0) else 2
    assert x, "no"
    a, b = (1,
            2)
    x = [1,
         2,
         3]
    del a
    print("a",
          "b", end="") if x is None else None
    return x
def walrus():
    n = 3
    while (n := n - 1) > 0:
        pass
    while not (
        n > 2
    ):
        n += 1
    for i, (j, k) in enumerate([(1, 2),
                                (3, 4)]):
        n = i
    else:
        n = 0
    if n: n = 1
    else: n = 2
    x = 1; y = 2
def nested():
    for i in range(2):
        for j in range(2):
            if i == j:
                continue
            x = i
        with CM():
            if i:
                continue
            y = 1
    while True:
        try:
            x = helper(1)
            break
        except ValueError:
            continue
def onlyloop():
    n = 3
    while n:
        if n == 2:
            n -= 1
            continue
        n -= 1
    for i in range(2):
        if i:
            n = 1

def loops_on_one_line():
    for i in range(3): helper(i)
    for i in gen(): pass
    for i in range(2): [helper(x) for x in range(2)]
    for i in [1,
              2]: helper(i)
    for i in [1,
              2]:
        pass
    for i in (
        helper(x)
        for x in range(2)
    ):
        continue
    else:
        i = 0
def generators():
    def two(x):
        yield x; yield x + 1
    def many():
        got = yield 1
        try:
            got = (yield
                   2)
            yield from two(got)
        finally:
            got = yield 3
        for x in (yield 4):
            yield x
        yield from [helper(x)
                    for x in range(2)]
    it = many()
    next(it)
    for value in (None, 5, None, None, None, (1, 2)):
        it.send(value)
    it = two(1)
    next(it)
    it.close()
    return list(it)
def closed():
    log = []
    def unfinished():
        try:
            while True:
                yield from gen()
        finally:
            log.append(1)
    it = unfinished()
    next(it)
    it.close()
    it = unfinished()
    next(it)
    del it
    any(x > 0 for x in unfinished())
    next(unfinished())
    for x in unfinished():
        break
    it = unfinished()
    next(it)
    try:
        it.throw(KeyError)
    except KeyError:
        log.append(2)
    return log
def managers():
    @contextlib.contextmanager
    def manager():
        x = 1
        try:
            yield x
        except KeyError:
            x = 2
        finally:
            x = 3
    with manager() as x:
        y = x
    with manager(), contextlib.suppress(ValueError):
        raise KeyError
    with (
        contextlib.closing(gen()) as g,
        contextlib.ExitStack() as stack,
    ):
        stack.enter_context(manager())
        stack.callback(helper, 1)
        return next(g)
def cases():
    for v in (1, (2, 3), "x", [1, 2, 3], {"a": 1}, 9):
        match v:
            case 1: a = 1
            case (
                2 |
                3,
                q
            ) if helper(q):
                a = 2
            case {"a": b} | [_, b, _]:
                a = b
                if b:
                    continue
            case str():
                pass
            case _:
                a = 3
        a = 4
def returns_in_try(n=1):
    for i in range(3):
        try:
            x = 1
        except ValueError:
            x = 2
        else:
            if n > i + 3: return (1 if n else 2)
        finally:
            n += 1
    try:
        with CM():
            x = helper(None)
        if x: return helper(x)
    except (
        KeyError,
        TypeError,
    ) as error:
        x = 2
    finally:
        try:
            x = [helper(y) for y in (1, None)]
        except TypeError:
            x = 3
def groups():
    try:
        raise ExceptionGroup("two", [ValueError(), KeyError()])
    except* ValueError:
        x = helper(1)
    except* KeyError as group:
        x = 2
    return x
def a_long_body():
    for i in range(2):
        a = helper(helper(helper(i))) + helper(i) - helper(i)
        a = helper(helper(helper(i))) + helper(i) - helper(i)
        a = helper(helper(helper(i))) + helper(i) - helper(i)
        a = helper(helper(helper(i))) + helper(i) - helper(i)
        a = helper(helper(helper(i))) + helper(i) - helper(i)
        a = helper(helper(helper(i))) + helper(i) - helper(i)
        a = helper(helper(helper(i))) + helper(i) - helper(i)
        a = helper(helper(helper(i))) + helper(i) - helper(i)
    return i


CONSTRUCTS = [one_line_for, for_pass, while_loops, comps, multi, withs, tries, funcs, rungen, matcher, ternary,
              walrus, nested, onlyloop, loops_on_one_line, generators, closed, managers, cases, returns_in_try,
              groups, a_long_body]
