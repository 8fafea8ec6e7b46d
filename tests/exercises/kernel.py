"""A real kernel, for tests that show what happens in a notebook."""

import json
import os
from pathlib import Path

from jupyter_client.manager import KernelManager

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SOON = 40  # seconds after which a kernel that has not answered never will; a verdict takes ten at most


class Kernel:
    """One kernel, as a notebook talks to it."""

    def __init__(self, progress):
        self.manager = KernelManager()
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PIPELINE_COURSE_PROGRESS": str(progress)}
        self.manager.start_kernel(cwd=str(HERE), env=environment)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SOON)

    def run(self, cell, during=None):
        """Run a cell; its reply and what it printed. ``during`` is called while it runs."""
        request = self.client.execute(cell, allow_stdin=False)
        if during is not None:
            during()
        reply = self._answer(self.client.get_shell_msg, request)
        said = []
        while (message := self._answer(self.client.get_iopub_msg, request))["content"] != {
            "execution_state": "idle"
        }:
            if message["msg_type"] == "stream":
                said.append(message["content"]["text"])
        return reply["content"], "".join(said)

    def _answer(self, get, request):
        while (message := get(timeout=SOON))["parent_header"].get("msg_id") != request:
            pass
        return message

    def value(self, expression):
        """What an expression comes to, by way of JSON."""
        reply, said = self.run(f"print(json.dumps({expression}))")
        assert reply["status"] == "ok", reply
        return json.loads(said)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()
