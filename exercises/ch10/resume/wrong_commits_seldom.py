"""Wrong on purpose: commits every thirty pages.

Belief: a commit is dear, so make few.
Truth:  what lies between two of them is what a kill costs: more than the task allows.
Verdict: killed in fetch number 30 of 40: 0 pages are in the database
"""

import sqlite3
from contextlib import closing

from pipeline_core import BaseWorker, PipelineManager


class Write(BaseWorker):
    def __init__(self, database):
        self.database = database

    def setup(self):
        self.connection = sqlite3.connect(self.database)
        self.written = 0

    def process_item(self, page):
        self.connection.execute("INSERT INTO pages VALUES (?, ?)", page)
        self.written += 1
        if self.written % 30 == 0:
            self.connection.commit()

    def teardown(self):
        self.connection.commit()
        self.connection.close()


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
        done = {name for (name,) in connection.execute("SELECT name FROM pages")}
    missing = [name for name in dict.fromkeys(pages) if name not in done]
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return [failure.item for failure in manager.failures]
