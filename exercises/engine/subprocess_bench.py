"""A process of its own for an answer that does real I/O or starts processes: guarded, and ended in any case.

    judge_in_a_process(exercise, answer, variant)    what a judge whose place is "process" calls
    main(folder)                                     what then runs there

Inside:  the two ends of it; ``RealBench``, which ``check.py`` judges with there, on the real clock.
Outside: which exercises need it (their ``check.py``), the source of an answer (``source_text``).

The answer lies as ``your_answer.py`` in a temporary folder, which is the working folder and on the path: so
processes that it starts, by whatever method, can import it; this module they need not import, as it is no
``__main__``. What a cell can import, as a file beside its notebook, it can import there too. The verdict
comes back as a file of JSON.
"""

from __future__ import annotations

import faulthandler
import importlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from exercises.catalogue import HERE, Exercise, read
from exercises.engine.endings import Said, sentence
from exercises.engine.limits import bound_memory
from exercises.engine.source_text import source_of
from exercises.engine.verdict import Refusal, Verdict
from pipeline_core.lab.text import one_line

START_SECONDS = 60.0  # for Python to start, and to import what a check needs: long, on a busy machine
SECONDS = 6.0  # for the check, once the process is up
PATIENCE = 7.2  # the same, for a process that can't end itself; after that, all of it is killed
MOST_PRINTED = 10_000_000  # bytes
MODULE = "your_answer"
STACKS = "stacks.txt"
START = """import sys, pathlib
from exercises.engine import subprocess_bench
subprocess_bench.main(pathlib.Path(sys.argv[1]))
"""


# -- here ------------------------------------------------------------------------------------


def judge_in_a_process(exercise: Exercise, given: Any, variant: int) -> Verdict:
    """Judge an answer in a new process, and bring back the Verdict: ``message`` and ``output``, no run.

    Raises:
        Refusal: there is no answer, or none whose source can be sent.
    """
    source = source_of(given) if callable(given) else None
    if source is None:
        raise Refusal(_cannot_be_sent(exercise, given))
    with tempfile.TemporaryDirectory(prefix="answer-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / f"{MODULE}.py").write_text(source, encoding="utf-8")
        request: dict[str, Any] = {
            "exercise": str(exercise.folder),
            "name": given.__name__,
            "variant": variant,
            "path": [os.path.abspath(each) for each in sys.path],  # noqa: PTH100 - "" is the working folder
        }
        request["seconds"] = SECONDS
        (folder / "request.json").write_text(json.dumps(request), encoding="utf-8")
        code = _run(folder)
        told = _read(folder / "verdict.json")
        verdict = (
            Verdict(exercise.id, **json.loads(told))
            if told and code is not None
            else Verdict(exercise.id, passed=False, message=_ended_early(folder, code))
        )
        verdict.output = _read(folder / "printed.txt")
    return verdict


def _cannot_be_sent(exercise: Exercise, given: Any) -> str:
    if not callable(given):
        return f"{exercise.answer_name} is to be a function or class: run the cell that defines it first."
    return (
        "this answer is tried in a process of its own, and its source can't be sent there. Put all that it "
        "needs into its own cell: imports, helpers, plain values."
    )


def _run(folder: Path) -> int | None:
    """Run the other end; its exit code, or None where it had to be killed. No process of it is left."""
    paths = [str(HERE.parent), str(folder), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONUTF8": "1"}
    with (folder / "printed.txt").open("wb") as printed:
        process = subprocess.Popen(  # noqa: S603 - this interpreter, with arguments of our own
            [sys.executable, "-c", START, str(folder)],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed,
            start_new_session=True,
        )  # fmt: skip
        try:
            at_work = folder / STACKS  # made when the check begins
            end = monotonic() + START_SECONDS
            begun = False
            while process.poll() is None:
                if not begun and at_work.exists():
                    begun = True
                    end = monotonic() + PATIENCE
                if monotonic() > end or (folder / "printed.txt").stat().st_size > MOST_PRINTED:
                    return None
                sleep(0.005)
            return process.returncode
        finally:  # on Ctrl-C too; and what the answer started ends with it
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started; it may be over already."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:  # nobody of the group is left
            return
        except PermissionError:  # macOS says this of processes that are over and not waited for
            process.kill()
    elif process.poll() is None:
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - Windows' own
    process.wait()


def _ended_early(folder: Path, code: int | None) -> str:
    """One sentence on a process that brought no verdict."""
    stacks = _read(folder / STACKS)
    if code is None and not (folder / STACKS).exists():
        return "its process did not start in time: this machine is too busy just now. Try once more."
    if stacks or code is None:
        if (folder / "printed.txt").stat().st_size > MOST_PRINTED:
            return "your answer prints without end."
        return f"your answer did not come to an end within {SECONDS:.0f} s{_where(folder, stacks)}."
    if code < 0:
        return f"your answer crashed its whole process ({signal.Signals(-code).name})."
    return f"your answer ended its whole process, with exit code {code}, before the check was through."


def _where(folder: Path, stacks: str) -> str:
    """The first line of the answer in the stacks that faulthandler wrote."""
    found = re.search(rf'{MODULE}\.py", line (\d+)', stacks)
    if found is None:
        return ""
    number = int(found[1])
    lines = _read(folder / f"{MODULE}.py").splitlines()
    return f": it stands in line {number}: {one_line(lines[number - 1].strip(), 80)}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


# -- there -----------------------------------------------------------------------------------


@dataclass
class RealRun:
    """One call on the real clock: ``outcome`` ("finished" or "error"), ``result``, ``error``, ``elapsed``."""

    outcome: str
    result: Any = None
    error: BaseException | None = None
    elapsed: float = 0.0


class RealBench:
    """Tries an answer on the real clock; as ``Bench``, as far as that goes without the lab.

    ``variant``; ``folder``: an empty one for the files of the exercise, the working folder; ``running``: the
    threads that were alive when the program of the last run returned.
    """

    def __init__(self, folder: Path, variant: int) -> None:
        self.folder = folder
        self.variant = variant
        self.running: list[str] = []
        self.faults: list[str] = []
        self.runs = 0

    def run(
        self, program: Callable[[], Any], *, says: Mapping[str, Said] | None = None, fault: str = ""
    ) -> RealRun:
        """Call ``program``, which calls the answer.

        Raises:
            Refusal: an exception left it; ``says`` and ``fault`` are as in ``Bench.run``.
        """
        before = set(threading.enumerate())
        begun = monotonic()
        try:
            run = RealRun("finished", program())
        except Refusal:
            raise
        except BaseException as error:  # SystemExit too: whatever the answer does, there is a verdict
            run = RealRun("error", error=error)
        run.elapsed = monotonic() - begun
        self.running = [thread.name for thread in threading.enumerate() if thread not in before]
        self.runs += not fault
        self.faults += [fault] * bool(fault)
        if run.error is not None:
            raise Refusal(sentence("error", run, says or {}))  # type: ignore[arg-type] # it asks for the error
        return run

    def require(self, condition: Any, message: str) -> None:
        """Refuse with ``message`` unless ``condition`` holds."""
        if not condition:
            raise Refusal(message)

    def told(self) -> str:
        """What was tried."""
        runs = f"{self.runs} run{'s' * (self.runs != 1)} in a process of its own"
        return ", ".join([runs, *([f"faults ({', '.join(self.faults)})"] if self.faults else [])])


def main(folder: Path) -> None:
    """Judge what lies in ``folder``, and leave the verdict there."""
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    # Behind all others: a queue.py beside the notebook must not take the place of Python's. Processes that
    # are spawned take the path over.
    sys.path += [each for each in request["path"] if each not in sys.path]
    judge: Any = read(Path(request["exercise"])).judge  # one of the four: a Code
    for name in judge.needs:
        with suppress(ImportError):  # the check tells of what is not there
            importlib.import_module(name)
    work = folder / "work"
    work.mkdir()
    os.chdir(work)
    bound_memory()
    with (folder / STACKS).open("w", encoding="utf-8") as stacks:
        faulthandler.dump_traceback_later(request["seconds"], exit=True, file=stacks)
        verdict = _judged(judge.check, RealBench(work, request["variant"]), request["name"])
        faulthandler.cancel_dump_traceback_later()
    sys.stdout.flush()
    (folder / "verdict.json").write_text(json.dumps(verdict), encoding="utf-8")
    os._exit(0)  # whatever thread the answer has left


def _judged(check: Callable[[Any, RealBench], None], bench: RealBench, name: str) -> dict[str, Any]:
    try:
        answers = vars(importlib.import_module(MODULE))
        check(answers[name], bench)
    except Refusal as refusal:
        return {"passed": False, "message": refusal.message}
    except BaseException as error:
        said = sentence("error", RealRun("error", error=error), {})  # type: ignore[arg-type] # as above
        return {"passed": False, "message": said}
    return {"passed": True, "message": f"{bench.told()}."}
