"""What an editor does in the desk for the pictures of the guides; see `tests.pictures`.

`prepare` saves what the pictures need. The others open a page, save nothing, and say what of it a
picture spans.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page

WIDTH, WIDE, HEIGHT = 1280, 1700, 2400
"""Of the window, which is high enough for any picture; a list with all its columns is wide."""

POLICY, INITIATIVE = "policies/policy", "districts/initiative"
DOLLARS = ("USD 14,000,000", "USD 14,100,000")


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
    with page.expect_response(lambda response: "term=%E4" in response.url):
        page.fill(".select2-dropdown .select2-search__field", "互联网3.0")
    page.wait_for_selector(".loading-results", state="hidden")
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
