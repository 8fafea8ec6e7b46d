"""What the tests of the guarded process judge with: real files in a folder of its own."""

from exercises.judges import Code

TEXTS = ["one", "two", "three"]


def check(answer, bench):
    run = bench.run(lambda: answer(TEXTS), says={"error": lambda run: _denied(run.error)})
    bench.require(run.result == len(TEXTS), f"{run.result!r} files, and there are {len(TEXTS)} texts.")
    written = sorted(path.read_text() for path in bench.folder.iterdir())
    bench.require(written == sorted(TEXTS), f"the files hold {written}.")
    bench.require(not bench.running, "your answer returned while a thread of it was still running.")


def _denied(error):
    return "your answer may not write there." if isinstance(error, PermissionError) else None


JUDGE = Code(check, answer="copies", place="process", needs=["colorsys", "no_such_module"])
