"""Take the pictures of the editors' guides from the running desk: `python -m tests.pictures`.

They show a scratch installation, which goes with the run. `prepare` saves what they need, as an
editor does it; taking a picture saves nothing. NAMES on the command line take these alone.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright

from inet3site.environment import BASE_DIR
from tests.browser.conftest import MAKE_EDITOR, PASSWORD, free_port, running
from tests.stores import Stores, make_stores

DIRECTORY = BASE_DIR / "docs" / "images"
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
"""The language of each guide, and what a browser in that language asks for."""

WIDTH, WIDE, HEIGHT = 1280, 1700, 2400
"""Of the window, which is high enough for any picture; a list with all its columns is wide."""

MARGIN = 10
"""Pixels around what a picture shows."""

POLICY, INITIATIVE = "policies/policy", "districts/initiative"
DOLLARS = ("USD 14,000,000", "USD 14,100,000")


def main(names: list[str]) -> None:
    """Install the site, prepare what the pictures show, and take them in each language."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with TemporaryDirectory() as directory, make_stores(Path(directory)) as stores:
        install(stores)
        with running(stores, free_port()) as url, chromium() as browser:
            prepare(desk(browser, url, LOCALES["en"]))
            for language, locale in LOCALES.items():
                page = desk(browser, url, locale)
                for name in names or PICTURES:
                    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
                    path = DIRECTORY / f"editors-{name}-{language}.png"
                    take(page, path, PICTURES[name](page))


def install(stores: Stores) -> None:
    """Fill new stores with the site's content, and make the editor."""
    stores.manage("migrate", "-v0")
    stores.manage("collectstatic", "--noinput", "-v0")
    stores.manage("load_content")
    stores.manage("shell", "-v0", "-c", MAKE_EDITOR)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium, as the system has it."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu"]
        )


def desk(browser: Browser, url: str, locale: str) -> Page:
    """The desk of an editor who has signed in."""
    context = browser.new_context(base_url=url, locale=locale, timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.goto("/admin/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")
    page.wait_for_selector("#user-tools")
    return page


def take(page: Page, path: Path, shown: list[Locator]) -> None:
    """Write a picture of the part of the window that spans what is shown."""
    shown[0].evaluate("element => element.scrollIntoView({block: 'center'})")
    page.screenshot(path=path, clip=around([box for each in shown if (box := each.bounding_box())]))
    print(f"{path.relative_to(BASE_DIR)}: {path.stat().st_size // 1024} KB")


def around(boxes: list[FloatRect]) -> FloatRect:
    """The rectangle around boxes, with a margin."""
    left = min(box["x"] for box in boxes) - MARGIN
    top = min(box["y"] for box in boxes) - MARGIN
    right = max(box["x"] + box["width"] for box in boxes) + MARGIN
    bottom = max(box["y"] + box["height"] for box in boxes) + MARGIN
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def prepare(page: Page) -> None:
    """Let there be a draft, an entry with stale English and changes, and a withdrawn one."""
    page.goto(f"/admin/{POLICY}/add/")
    page.fill("#id_title_zh", "元宇宙产业若干措施（示例）")
    page.fill("#id_title_en", "Measures for the metaverse industry (an example)")
    page.fill("#id_slug", "metaverse-measures-example")
    page.select_option("#id_kind", "measures")
    page.select_option("#id_level", "district")
    press(page, "_save")
    open_entry(page, POLICY, "dongcheng-metaverse-action-plan-2023-2025")
    page.fill("#id_summary_zh", page.input_value("#id_summary_zh") + "（待补充）")
    press(page, "_save")
    open_entry(page, POLICY, "tongzhou-metaverse-measures")
    open_withdrawal(page)
    page.click(".submit-row .default")
    page.wait_for_selector(".state-withdrawn")


def press(page: Page, name: str) -> None:
    """Press the button of this name, and wait for the answer."""
    page.locator(f"input[name={name}]").first.click()
    page.wait_for_load_state()


def open_entry(page: Page, entry_type: str, slug: str) -> None:
    """Search the list for an entry, and open its form."""
    page.goto(f"/admin/{entry_type}/?q={slug}")
    page.locator("#result_list tbody a").first.click()
    page.wait_for_selector("#content-main form")


def open_withdrawal(page: Page) -> None:
    """Go from an entry's form to the page that withdraws it."""
    page.click('.object-tools a[href$="/withdraw/"]')
    page.wait_for_selector("#id_replacement")


def unfold(page: Page, rows: str) -> Locator:
    """Open the rows of a part."""
    group = page.locator(f"#{rows}-group")
    group.locator("> fieldset > details > summary").click()
    return group


def states(page: Page) -> list[Locator]:
    """A list with an entry in each state."""
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    page.goto(f"/admin/{POLICY}/?q=元宇宙")
    return [page.locator(place) for place in ("#toolbar", "#result_list")]


def form(page: Page) -> list[Locator]:
    """The beginning of an entry's form: its state, its buttons, and texts in pairs."""
    open_entry(page, POLICY, "internet-3-0-white-paper-2023")
    ends = (".state", ".object-tools", ".form-row.field-summary_zh")
    return [page.locator(place) for place in ends]


def stale(page: Page) -> list[Locator]:
    """What a form says of English that its Chinese has left behind."""
    open_entry(page, POLICY, "dongcheng-metaverse-action-plan-2023-2025")
    return [page.locator("fieldset:has(#id_english_follows)")]


def cite(page: Page) -> list[Locator]:
    """A citation that the button beside a date has added."""
    open_entry(page, POLICY, "internet-3-0-white-paper-2023")
    page.click(".fieldBox.field-published_on button.cite")
    row = page.locator("#citations-group .inline-related:not(.empty-form)").last
    row.locator(".select2-selection").first.click()
    page.fill(".select2-dropdown .select2-search__field", "互联网3.0")
    page.wait_for_selector(".select2-results__option[aria-selected]")
    return [row, page.locator(".select2-dropdown")]


def source(page: Page) -> list[Locator]:
    """The window in which a new source is recorded."""
    page.set_viewport_size({"width": 900, "height": 700})
    page.goto("/admin/policies/source/add/?_popup=1")
    page.select_option("#id_kind", "press")
    page.select_option("#id_language", "zh-Hans")
    page.fill("#id_title", "互联网3.0产业园启用（示例）")
    page.fill("#id_url", "https://news.example/2023/05/27/1.html")
    page.fill("#id_publisher", "某报（示例）")
    page.fill("#id_published_on", "2023-05-27")
    return [page.locator("#content")]


def disagree(page: Page) -> list[Locator]:
    """Two sources that state different amounts in dollars, one of them chosen."""
    open_entry(page, INITIATIVE, "chaoyang-special-fund")
    rows = unfold(page, "citations").locator(".inline-related")
    found = [rows.filter(has=page.locator(f'[value="{value}"]')) for value in DOLLARS]
    for row in found:
        row.locator("details > summary").click()
    return found


def promise(page: Page) -> list[Locator]:
    """A commitment: the operator, the amount and its currency, the period."""
    open_entry(page, INITIATIVE, "chaoyang-special-fund")
    unfold(page, "commitments")
    return [page.locator("#commitments-0")]


def report(page: Page) -> list[Locator]:
    """A report that nothing was found, and when it was searched."""
    open_entry(page, INITIATIVE, "chaoyang-special-fund")
    unfold(page, "reports").locator(".add-row a").click()
    commitment = page.locator("#id_reports-0-commitment")
    commitment.focus()
    commitment.select_option(index=1)
    page.fill("#id_reports-0-period_from", "2023")
    page.fill("#id_reports-0-period_to", "2023")
    page.select_option("#id_reports-0-outcome", "none-found")
    page.fill("#id_reports-0-searched_on", "2026-06-30")
    page.fill("#id_reports-0-evidence_zh", "检索区政府网站及部门决算，未见相关记录。（示例）")
    page.fill(
        "#id_reports-0-evidence_en",
        "Searched the district's website and final accounts; found no record. (An example)",
    )
    return [page.locator("#reports-0")]


def blocked(page: Page) -> list[Locator]:
    """Why a change could not be published."""
    open_entry(page, POLICY, "blockchain-action-plan-2020-2022")
    page.select_option("#id_legal_status", "repealed")
    press(page, "_publish")
    page.wait_for_selector(".errorlist")
    return [page.locator("fieldset:has(#id_change_is_major)")]


def withdraw(page: Page) -> list[Locator]:
    """The page that withdraws an entry."""
    open_entry(page, POLICY, "blockchain-action-plan-2020-2022")
    open_withdrawal(page)
    follows = re.compile("(Blockchain|区块链).*2025")
    successor = page.locator("#id_replacement option").filter(has_text=follows).first
    page.select_option("#id_replacement", successor.get_attribute("value"))
    page.fill("#id_change_note_zh", "规划期已满，由新的行动计划接续。")
    page.fill("#id_change_note_en", "Its period has ended; a new action plan follows it.")
    return [page.locator("#content h1"), page.locator("#content form")]


SHOTS: list[Callable[[Page], list[Locator]]] = [
    *(states, form, stale, cite, source),
    *(disagree, promise, report, blocked, withdraw),
]
PICTURES = {shot.__name__: shot for shot in SHOTS}

if __name__ == "__main__":
    main(sys.argv[1:])
