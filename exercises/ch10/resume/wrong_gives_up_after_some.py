"""Wrong on purpose: gives up after five pages that failed.

Belief: five failures are a sign that the site is down.
Truth:  perhaps; the task says that the names of all that failed are returned, and the other pages are kept.
Verdict: with 30 pages, for each of which fetch raises, errors of 5 types: your answer raised ValueError
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
    with PipelineManager(maxsize=4, max_failures=5) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return [failure.item for failure in manager.failures]
