"""Wrong on purpose: remembers in the process what is done.

Belief: a set is there as long as the program.
Truth:  a kill takes it along; the next process knows nothing.
Verdict: your answer raised
"""

import sqlite3
from contextlib import closing

from pipeline_core import BaseWorker, PipelineManager


class Write(BaseWorker):
    def __init__(self, database):
        self.database = database

    def setup(self):
        self.connection = sqlite3.connect(self.database)

    def process_item(self, page):
        with self.connection:
            self.connection.execute("INSERT INTO pages VALUES (?, ?)", page)
        return page[0]

    def teardown(self):
        self.connection.close()


done = {}


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
    kept = done.setdefault(database, set())
    missing = [name for name in dict.fromkeys(pages) if name not in kept]
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        for name in manager.start(missing) or manager.results():
            kept.add(name)
        return [failure.item for failure in manager.failures]
