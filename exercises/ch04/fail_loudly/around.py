"""What the stages of 4.4 share, with eyes: a list and a stop that notice what nobody may ever see.

Apart from the check, whose lines are watched: so the story of a run tells of the learner's lines only.
"""

import queue
from threading import Event


class Failures(list):
    """A list of failures that looks at its own as they come in, and into which another stage records, too.

    ``seen``: of each failure its notes, as whoever looks finds them at the first moment; ``other``: what the
    other stage has to record: it does so when somebody has read the list, and before he writes; ``lacked``:
    whether one of them was ever missing; ``sorted``: whether it was sorted, as meanwhile it is empty;
    ``strange``: what it held that is no exception.
    """

    def __init__(self, *before, other=None):
        super().__init__(before)
        self.other = other
        self.seen = {id(error): notes_of(error) for error in before}
        self.lacked = self.sorted = False
        self.strange = []

    def changed(self):
        for error in super().__iter__():
            if not isinstance(error, BaseException):
                self.strange.append(error)
                continue
            self.seen.setdefault(id(error), notes_of(error))
        self.lacked = self.lacked or not self.seen.keys() <= set(map(id, super().__iter__()))

    def sort(self, **how):
        self.sorted = True
        super().sort(**how)

    def was_read(self):
        if self.other is not None:
            other, self.other = self.other, None
            super().append(other)

    def holds(self, error):
        return any(each is error for each in super().__iter__())


def _and_then(name, what):
    method = getattr(list, name)

    def noting(self, *arguments):
        result = method(self, *arguments)
        if name == "__iter__":  # what is there now: the other one's comes behind
            result = iter([*result])
        what(self)
        return result

    return noting


TAKES = ("pop", "remove", "clear", "__delitem__")
for each in ("append", "extend", "insert", "__iadd__", "__setitem__", *TAKES):
    setattr(Failures, each, _and_then(each, Failures.changed))
for each in ("__iter__", "__len__", "__getitem__", "__add__", "copy"):
    setattr(Failures, each, _and_then(each, Failures.was_read))
Failures.__name__ = Failures.__qualname__ = "list"


def notes_of(error):
    return tuple(getattr(error, "__notes__", ()))


class Raised(ValueError):
    """An exception that another stage has raised at the same moment, with attributes of its own.

    ``other``: the note that stage adds when somebody is about to write the notes as a whole, and so after he
    has read them; add_note is one step, in which nobody else moves. ``overwritten``: whether somebody was.
    """

    __slots__ = ("other", "overwritten")

    def __init__(self, *args, other=None):
        super().__init__(*args)
        self.stage, self.item, self.name = "S-7", "as it came", "rows"
        self.other, self.overwritten = other, False

    def __setattr__(self, name, value):
        if name == "__notes__" and self.other is not None:
            self.overwritten = True
            self.add_note(self.other)
        super().__setattr__(name, value)

    def add_note(self, note):
        other, self.other = self.other, None
        super().add_note(note)
        self.other = other

    def attributes(self):
        """All that it has, but the notes."""
        return {name: value for name, value in vars(self).items() if name != "__notes__"}


Raised.__name__ = Raised.__qualname__ = "ValueError"


class Stop(Event):
    """A stop that notes whether this error was in the list when it was set for the first time."""

    def __init__(self, failures, error):
        super().__init__()
        self.failures, self.error = failures, error
        self.early = None

    def set(self):
        if self.early is None:
            self.early = not self.failures.holds(self.error)
        super().set()


class Kept(Event):
    """A stop that notes whether it was ever cleared."""

    cleared = False

    def clear(self):
        self.cleared = True
        super().clear()


class Refilled(queue.Queue):
    """A source that is full again as soon as an item has been taken, and then somebody sets the stop."""

    def __init__(self, item, stop):
        super().__init__(1)
        self.stop = stop
        super().put(item)

    def get(self, block=True, timeout=None):
        item = super().get(block, timeout)
        if not self.stop.is_set():
            super().put(item)
            self.stop.set()
        return item


Refilled.__name__ = Refilled.__qualname__ = "Queue"
