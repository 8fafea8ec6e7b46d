"""The dumps of 7.4: what the threads of five real programs were doing when nothing moved any more.

    python -m exercises.ch07.four_dumps.dumps         take them anew: each program in a process of its own

Inside:  ``PATIENTS``; ``dump_of``: one from a child process, ``kept``: those stored beside this file.
Outside: what they mean (``check``).
"""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

PATIENTS = ("ledger", "shop", "thumbs", "counter", "fetch")
FILE = Path(__file__).with_name("dumps.json")
CHILD = '''
import importlib, json, os, sys, threading, time, traceback
threading.excepthook = lambda seen: None  # whatever it died of is no part of a dump
program = importlib.import_module("exercises.ch07.four_dumps.patients." + sys.argv[1])
threading.Thread(target=program.main, name="main", daemon=True).start()

def hidden(step):
    """What every thread has at its bottom, and what differs from Python to Python."""
    inner = ("_bootstrap", "_bootstrap_inner", "_wait_for_tstate_lock")
    return step.name in inner or "self._target(" in step.line

def step_of(step):
    """Of the library's own lines no numbers: they too differ."""
    if step.filename == program.__file__:
        return [os.path.basename(step.filename), step.lineno, step.name, step.line]
    return [os.path.basename(step.filename), None, step.name, ""]

def stacks():
    frames = sys._current_frames()
    me = threading.current_thread()
    return {
        thread.name: [
            step_of(step)
            for step in traceback.extract_stack(frames[thread.ident])
            if step.filename != "<string>" and not hidden(step)
        ]
        for thread in threading.enumerate() if thread is not me and thread.ident in frames
    }

seen, since = stacks(), time.monotonic()
while time.monotonic() - since < 1:  # a second in which nothing moves
    time.sleep(0.05)
    now = stacks()
    if now != seen:
        seen, since = now, time.monotonic()
print(json.dumps(seen), flush=True)
os._exit(0)  # some of its threads never end
'''


def dump_of(patient):
    """Thread -> its calls, the first one first: [file, line, function, text of the line].

    Of calls inside of the library only file and function.
    """
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", CHILD, patient], capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(ran.stdout)


def kept(patient):
    """The dump that is stored."""
    return json.loads(FILE.read_text("utf-8"))[patient]


def source_of(patient):
    """The module of the program."""
    return import_module(f"exercises.ch07.four_dumps.patients.{patient}")


if __name__ == "__main__":
    found = {patient: dump_of(patient) for patient in PATIENTS}
    FILE.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
