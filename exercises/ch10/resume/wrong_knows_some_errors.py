"""Wrong on purpose: knows two types of errors.

Belief: a page that can't be had is an OSError or a ValueError.
Truth:  what fetch raises is its own matter; any of it may come, and ends the whole call here.
Verdict: errors of 5 types: your answer raised
"""

import sqlite3
from contextlib import closing

from pipeline_core import SKIP, BaseWorker, PipelineManager


class Write(BaseWorker):
    def __init__(self, database):
        self.database = database

    def setup(self):
        self.connection = sqlite3.connect(self.database)

    def process_item(self, page):
        with self.connection:
            self.connection.execute("INSERT INTO pages VALUES (?, ?)", page)

    def teardown(self):
        self.connection.close()


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
        done = {name for (name,) in connection.execute("SELECT name FROM pages")}
    missing = [name for name in dict.fromkeys(pages) if name not in done]
    failed = []

    def get(name):
        try:
            return name, fetch(name)
        except (OSError, ValueError):
            failed.append(name)
            return SKIP

    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(get, "fetch", workers=4)
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return failed
