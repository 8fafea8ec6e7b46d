"""Draw the picture in README.md: larger queues in front of a slow stage, then more workers for it.

Run it as ``python tools/readme_picture.py``; the same versions give the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from pipeline_core.lab import TuningPanel
from pipeline_core.lab.pipelines.tuning_panel import PRESETS

TARGET = Path(__file__).resolve().parent.parent / "notebooks" / "images" / "tuning_panel.png"


def main() -> None:
    """Write the file and print what it shows."""
    start = PRESETS["slow tail"]
    panel = TuningPanel(settings=start.with_stage("save", maxsize=1))
    for maxsize in (4, 8, 16):
        panel.set(start.with_stage("save", maxsize=maxsize))
    panel.set(start.with_stage("save", workers=2))
    panel.set(start.with_stage("save", workers=3))
    picture = panel.static()
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(picture.png)
    print(picture.alt)


if __name__ == "__main__":
    main()
