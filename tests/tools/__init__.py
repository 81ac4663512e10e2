"""Programs of the npm registry that the tests use, each pinned by a lock file of its own.

They are installed into the data directory when they are first needed, without running scripts of
theirs.
"""

import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
INSTALLED = HERE.parent.parent / "data" / "tools"
LOCK = "package-lock.json"


def installed(name: str) -> Path:
    """The `node_modules` of a tool, in the versions of its lock file.

    Raise FileNotFoundError where there is no npm, CalledProcessError where it fails.
    """
    pinned, place = HERE / name, INSTALLED / name
    done = place / "node_modules" / ".installed"
    lock = (pinned / LOCK).read_text()
    if not done.exists() or done.read_text() != lock:
        npm = shutil.which("npm")
        if npm is None:
            raise FileNotFoundError("npm")
        place.mkdir(parents=True, exist_ok=True)
        for file in ("package.json", LOCK):
            shutil.copy(pinned / file, place / file)
        subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=place,
            check=True,
        )
        done.write_text(lock)
    return place / "node_modules"
