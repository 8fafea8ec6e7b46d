"""Wrong on purpose: writes each page in the thread that fetched it.

Belief: so a page is safe as soon as it is there.
Truth:  four threads want to write at once; and a write that fails counts as a fetch that did.
Verdict: 4 threads wrote into the database; one should.
"""

import sqlite3
from contextlib import closing

from pipeline_core import PipelineManager


def collect(pages, database, fetch):
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS pages (name TEXT PRIMARY KEY, text TEXT)")
        done = {name for (name,) in connection.execute("SELECT name FROM pages")}
    missing = [name for name in dict.fromkeys(pages) if name not in done]

    def get(name):
        text = fetch(name)
        with closing(sqlite3.connect(database)) as connection, connection:
            connection.execute("INSERT INTO pages VALUES (?, ?)", (name, text))

    with PipelineManager(maxsize=4) as manager:
        manager.add_worker(get, "fetch", workers=4, on_error="skip")
        manager.run(missing)
        return [failure.item for failure in manager.failures]
