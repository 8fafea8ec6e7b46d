"""Wrong on purpose: asks a file beside the database what is done.

Belief: a line a page, written right after the row, is as good.
Truth:  a kill comes between the two; and rows that another program wrote are in no such file.
Verdict: ['/1', '/2'] was fetched again, and is in the database already.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from pipeline_core import BaseWorker, PipelineManager


class Write(BaseWorker):
    def __init__(self, database):
        self.database = database

    def setup(self):
        self.connection = sqlite3.connect(self.database)

    def process_item(self, page):
        with self.connection:
            self.connection.execute("INSERT OR IGNORE INTO pages VALUES (?, ?)", page)
        with Path(f"{self.database}.done").open("a") as beside:
            beside.write(page[0] + "\n")

    def teardown(self):
        self.connection.close()


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
    beside = Path(f"{database}.done")
    done = set(beside.read_text().splitlines()) if beside.exists() else set()
    missing = [name for name in dict.fromkeys(pages) if name not in done]
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return [failure.item for failure in manager.failures]
