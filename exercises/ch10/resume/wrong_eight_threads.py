"""Wrong on purpose: fetches in eight threads.

Belief: more threads fetch faster.
Truth:  how many a site stands is not ours to say; and more pages are in flight, and lost with a kill.
Verdict: more than four were fetched at once; four threads should.
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

    def teardown(self):
        self.connection.close()


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
        done = {name for (name,) in connection.execute("SELECT name FROM pages")}
    missing = [name for name in dict.fromkeys(pages) if name not in done]
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=8, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return [failure.item for failure in manager.failures]
