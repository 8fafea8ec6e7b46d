import sqlite3
from contextlib import closing

from pipeline_core import BaseWorker, PipelineManager

TABLE = "CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)"


class Write(BaseWorker):
    """The one stage that writes; setup, process_item and teardown run in its own thread."""

    def __init__(self, database):
        self.database = database

    def setup(self):
        self.connection = sqlite3.connect(self.database)

    def process_item(self, page):
        # A commit a page: what is committed is safe, also if the process is killed in the next moment. That
        # costs a write to the disk each time. Where it is too slow, commit every few pages: those are what a
        # kill can cost.
        with self.connection:
            self.connection.execute("INSERT INTO pages VALUES (?, ?)", page)

    def teardown(self):
        self.connection.close()


def collect(pages, database, fetch):
    """Fetch pages and keep them; called again, go on where the last call ended."""
    # What is done is asked of the database itself. A list beside it, or a count, would be written at another
    # moment than the row, and a kill between the two leaves them apart.
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(TABLE)
        done = {name for (name,) in connection.execute("SELECT name FROM pages")}
    # A dict keeps one of each, in their order.
    missing = [name for name in dict.fromkeys(pages) if name not in done]
    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(lambda name: (name, fetch(name)), "fetch", workers=4, on_error="skip")
        manager.add_worker(Write, "write", worker_args={"database": database})
        manager.run(missing)
        return [failure.item for failure in manager.failures]
