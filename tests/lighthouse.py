"""Measure pages by Lighthouse as on a phone, and write `docs/lighthouse.md`: `make lighthouse`.

Each page is measured RUNS times; what is written is the median. A real server answers, on this
machine, so the figures of time depend on how busy it is.
"""

import json
import os
import shutil
import subprocess
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from inet3site.environment import BASE_DIR
from tests import tools
from tests.pictures import install
from tests.server import free_port, running
from tests.stores import make_stores

REPORT = BASE_DIR / "docs" / "lighthouse.md"
RUNS = int(os.environ.get("LIGHTHOUSE_RUNS", "3"))
TRIES = 3
LANGUAGES = ("en", "zh-hans")
PAGES = {
    "home": "",
    "list": "policies/",
    "document": "policies/internet-3-0-white-paper-2023/",
    "layer": "layers/infrastructure/",
    "district": "districts/chaoyang/",
    "initiative": "initiatives/chaoyang-special-fund/",
    "search": "search/",
    "timeline": "timeline/",
    "glossary": "glossary/",
    "results of a search": "search/?q=metaverse",
}
SCORES = ("performance", "accessibility", "best-practices", "seo")
TIMES = {
    "LCP": ("largest-contentful-paint", "ms"),
    "TBT": ("total-blocking-time", "ms"),
    "CLS": ("cumulative-layout-shift", ""),
}
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic"


def main() -> None:
    """Install the site, measure every page, and write the report."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    command = tools.installed("lighthouse") / "lighthouse" / "cli" / "index.js"
    with TemporaryDirectory() as directory, make_stores(Path(directory)) as stores:
        install(stores)
        with running(stores, free_port()) as url:
            rows = [
                row(name, language, measured(command, f"{url}/{language}/{path}"))
                for (name, path), language in product(PAGES.items(), LANGUAGES)
            ]
    REPORT.write_text("\n".join([*HEAD, *rows, ""]))


def measured(command: Path, address: str) -> dict[str, float]:
    """The median of each figure of a page."""
    runs = [once(command, address) for _run in range(RUNS)]
    return {name: median(run[name] for run in runs) for name in runs[0]}


def once(command: Path, address: str) -> dict[str, float]:
    """The scores, of 100, and the times of one run."""
    report = answer(command, address)
    scores = {name: report["categories"][name]["score"] * 100 for name in SCORES}
    times = {name: report["audits"][audit]["numericValue"] for name, (audit, _) in TIMES.items()}
    return scores | times


def answer(command: Path, address: str) -> dict[str, Any]:
    """What Lighthouse says of a page. Its browser now and then fails to start: TRIES.

    Raise RuntimeError with what it printed when it failed each time.
    """
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    options = ("--quiet", "--output=json", f"--chrome-flags={FLAGS}")
    for _try in range(TRIES):
        done = subprocess.run(
            ["node", str(command), address, *options],
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            text=True,
        )
        if done.returncode == 0:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
        print(done.stderr, flush=True)
    raise RuntimeError(f"Lighthouse failed {TRIES} times on {address}")


def row(name: str, language: str, figures: dict[str, float]) -> str:
    """One line of the table."""
    scores = [f"{figures[each]:.0f}" for each in SCORES]
    times = [
        f"{figures[each]:,.0f} {unit}" if unit else f"{figures[each]:.3f}"
        for each, (_audit, unit) in TIMES.items()
    ]
    print(name, language, *scores, *times, flush=True)
    return f"| {name} | {language} | {' | '.join([*scores, *times])} |"


HEAD = (
    "# Lighthouse",
    "",
    "What `make lighthouse` measured, as on a phone (its own throttling), with the real server and",
    f"Chromium on one machine: the median of {RUNS}. Results of a search are `noindex` on purpose:",
    "no search engine should list them, and Lighthouse takes that off their SEO.",
    "",
    f"| page | language | {' | '.join([*SCORES, *TIMES])} |",
    f"|{' --- |' * (2 + len(SCORES) + len(TIMES))}",
)

if __name__ == "__main__":
    main()
