"""What stands around the three workers of 8.1: functions and models that note who uses them, when."""

import time
from contextlib import contextmanager
from threading import current_thread

from exercises.engine.inputs import switch_point
from pipeline_core import PipelineError, PipelineManager
from pipeline_core.lab.text import times


class Stopped(Exception):
    """The pipeline failed; its own error's text is long, and a story begins with it."""

    def __init__(self, group):
        super().__init__("the pipeline stopped")
        self.group = group


@contextmanager
def in_short():
    """What a failed pipeline raises, in the block, comes as ``Stopped``."""
    try:
        yield
    except PipelineError as group:
        raise Stopped(group) from None


class Noted:
    """A function of one item that takes its time, and counts who is in it."""

    def __init__(self, seconds=lambda _: 0, make=lambda item: item, errors=None):
        self.seconds = seconds
        self.make = make
        self.errors = errors or {}
        self.given = []
        self.inside = self.most = 0

    def __call__(self, item):
        self.given.append(item)
        self.inside += 1
        self.most = max(self.most, self.inside)
        time.sleep(self.seconds(item))
        self.inside -= 1
        if item in self.errors:
            raise self.errors[item]
        return self.make(item)


class Models:
    """Loads models of a kind, and notes in which thread each was loaded, used and closed."""

    def __init__(self, ask, seconds=0.01):
        self.kind = Model
        self.ask = ask
        self.seconds = seconds
        self.loaded = []

    def __call__(self):
        if self.seconds:
            time.sleep(self.seconds)
        else:
            switch_point()
        self.loaded.append(self.kind(self.ask))
        return self.loaded[-1]

    def fault(self):
        """The first thing that is wrong with how they were used; empty if nothing is."""
        if len(self.loaded) != 2:
            return (
                f"load_model was called {times(len(self.loaded))}: one model for each of two threads is two"
            )
        threads = [model.threads[0] for model in self.loaded]
        if threads[0] == threads[1]:
            return f"both models were loaded by one thread, {threads[0]}"
        for model in self.loaded:
            if len(set(model.threads)) > 1:
                return f"a model of one thread was used by another: {', '.join(dict.fromkeys(model.threads))}"
            if model.calls.count("close") != 1:
                return f"close() of a model was called {times(model.calls.count('close'))}"
            if model.calls[-1] != "close":
                return "a model was used after its close()"
        return ""


class Model:
    """A function of one item, made for a single thread."""

    def __init__(self, ask):
        self.ask = ask
        self.threads = [current_thread().name]
        self.calls = []

    def __call__(self, item):
        self.threads.append(current_thread().name)
        self.calls.append("ask")
        return self.ask(item)

    def close(self):
        self.threads.append(current_thread().name)
        self.calls.append("close")


class FalseModel(Model):
    """A model that is false in an if, as one is that has a length, and nothing in it yet."""

    def __len__(self):
        return 0


FalseModel.__name__ = FalseModel.__qualname__ = "Model"


class Line:
    """One run of the three workers: what they were handed, what came out."""

    def __init__(self, wanted=None, clean=None, ask=None, render=None, maxsize=2, loads=0.01):
        self.wanted = wanted or Noted(make=lambda _: True)
        self.clean = clean or Noted()
        self.ask = ask or Noted()
        self.render = render or Noted()
        self.models = Models(self.ask, loads)
        self.maxsize = maxsize
        self.manager = None

    def run(self, answer, items, stops_at=None, other=None):
        """What came out of the manager, which is stopped by whoever takes the result ``stops_at``.

        The ``other`` line's workers are added to a manager of their own before this one is started.
        """
        self.manager = PipelineManager(maxsize=self.maxsize, name="your pipeline")
        results = []
        with in_short(), self.manager:
            answer(self.manager, self.wanted, self.clean, self.models, self.render)
            if other is not None:
                answer(PipelineManager(), other.wanted, other.clean, other.models, other.render)
            self.manager.start(items)
            for result in self.manager.results():
                results.append(result)
                if result == stops_at:
                    break
        return results
