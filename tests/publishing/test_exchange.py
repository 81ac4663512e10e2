"""Tables of entries: what goes out comes back, and a file is imported whole or not at all."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from inet3site.publishing import ledger
from inet3site.publishing.exchange.cells import FORMULA, escaped, unescaped
from inet3site.publishing.exchange.files import (
    LARGEST_FILE,
    LONGEST_XLSX_CELL,
    MOST_ROWS,
    Format,
    Table,
    read,
    write,
)
from inet3site.publishing.exchange.problems import Refused
from inet3site.publishing.models import Edition, Revision, RevisionKind, TranslationStatus
from inet3site.publishing.registry import all_types
from policies.models import Layer, Organisation, Policy, Technology
from tests import factories as make
from tests.builders import build_all

MODELS = [str(entry_type.model._meta.model_name) for entry_type in all_types()]
NEW = "version,slug,kind,name_zh\n"


def export(name: str, file: Path) -> Path:
    call_command("export_entries", name, str(file), verbosity=0)
    return file


def load(name: str, file: Path, *options: str) -> None:
    call_command("import_entries", name, str(file), *options, verbosity=0)


def given_file(tmp_path: Path, text: str, name: str = "new.csv") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def refusal(name: str, file: Path) -> str:
    """What the import says against a file, of which nothing may be saved."""
    before = Revision.objects.count()
    with pytest.raises(CommandError) as caught:
        load(name, file)
    assert Revision.objects.count() == before
    return str(caught.value)


def changed(file: Path, **cells: str) -> Path:
    """The JSON file with some cells of its first row changed."""
    rows = json.loads(file.read_text())
    rows[0].update(cells)
    file.write_text(json.dumps(rows))
    return file


@pytest.fixture
def body() -> Organisation:
    body = make.make_organisation(slug="body", name_zh="科委", name_en="Commission")
    ledger.revise(body)
    return body


@pytest.mark.stores
@pytest.mark.parametrize("ending", Format.values)
def test_a_round_trip_of_every_type_leaves_everything_as_it_was(ending: str, tmp_path: Path):
    first = build_all("First", number=1)
    for entry in [*first.values(), *build_all("Second", number=2, targets=first).values()]:
        ledger.revise(entry)
    before = Revision.objects.count()
    for name in MODELS:
        load(name, export(name, tmp_path / f"{name}.{ending}"))
    assert Revision.objects.count() == before


@pytest.mark.stores
@pytest.mark.parametrize("ending", Format.values)
def test_new_and_changed_rows_are_recorded_as_drafts(
    ending: str, tmp_path: Path, body: Organisation
):
    file = export("organisation", tmp_path / f"file.{ending}")
    table = read(file.read_bytes(), Format(ending))
    rows = [dict(zip(table.columns, cells, strict=True)) for _number, cells in table.rows]
    rows[0]["name_zh"] = "新科委"
    rows.append(dict.fromkeys(table.columns, "") | {"slug": "firm", "kind": "company"})
    cells = [(place, list(row.values())) for place, row in enumerate(rows)]
    file.write_bytes(write(Table(table.columns, cells).dataset(), Format(ending)))
    load("organisation", file)
    body.refresh_from_db()
    assert (body.name_zh, body.name_en) == ("新科委", "Commission")
    revisions = Revision.objects.order_by("pk").values_list("entry_id", "number", "kind", "by")
    assert list(revisions) == [
        (body.pk, 1, RevisionKind.SAVE, None),
        (body.pk, 2, RevisionKind.IMPORT, None),
        (Organisation.objects.get(slug="firm").pk, 1, RevisionKind.IMPORT, None),
    ]
    assert not Edition.objects.exists()


@pytest.mark.stores
def test_english_becomes_stale_or_follows_as_in_the_form(tmp_path: Path, body: Organisation):
    load("organisation", changed(export("organisation", tmp_path / "a.json"), name_zh="新科委"))
    body.refresh_from_db()
    assert body.is_stale
    load("organisation", changed(export("organisation", tmp_path / "b.json"), name_en="New body"))
    body.refresh_from_db()
    assert not body.is_stale
    load("organisation", changed(export("organisation", tmp_path / "c.json"), name_en=""))
    body.refresh_from_db()
    assert (body.translation, body.translated_from) == (TranslationStatus.NONE, "")


@pytest.mark.stores
def test_links_are_slugs(tmp_path: Path):
    technology = make.make_technology(
        slug="ai", layers=[make.make_layer(number=1), make.make_layer(number=2)]
    )
    make.make_layer(number=3)
    file = export("technology", tmp_path / "file.json")
    assert json.loads(file.read_text())[0]["layers"] == "layer-1 layer-2"
    load("technology", changed(file, layers="layer-3  layer-1"))
    assert [layer.slug for layer in technology.layers.all()] == ["layer-1", "layer-3"]
    ledger.revise(technology)
    said = refusal("technology", changed(export("technology", file), layers="layer-1 layer-9"))
    assert "layers" in said
    assert "layer-9" in said


@pytest.mark.stores
def test_a_required_link_that_is_unknown_or_missing_is_named(tmp_path: Path):
    columns = "version,slug,status,district\n"
    file = given_file(tmp_path, f"{columns},a,unknown,nowhere\n,b,unknown,\n")
    said = refusal("initiative", file)
    assert "Row 2 · district: No entry (district) has this address: nowhere" in said
    assert "Row 3 · district: This field cannot be null." in said


@pytest.mark.stores
def test_a_column_that_is_left_out_stays_as_it_is(tmp_path: Path, body: Organisation):
    load("organisation", given_file(tmp_path, "version,slug,name_zh\n1,body,委\n"))
    body.refresh_from_db()
    assert (body.name_zh, body.name_en, body.kind) == ("委", "Commission", "public-body")


@pytest.mark.stores
def test_the_address_is_changed_by_the_id(tmp_path: Path, body: Organisation):
    load("organisation", changed(export("organisation", tmp_path / "a.json"), slug="new-body"))
    body.refresh_from_db()
    assert body.slug == "new-body"


@pytest.mark.stores
def test_one_wrong_row_of_a_thousand_is_named_and_nothing_is_written(tmp_path: Path):
    rows = [f",body-{number},company,机构" for number in range(1, 1001)]
    rows[998] = ",body-999,bakery,机构"
    said = refusal("organisation", given_file(tmp_path, NEW + "\n".join(rows)))
    assert said.splitlines() == [
        "Row 1000 · kind: Value 'bakery' is not a valid choice.",
        "Nothing was imported.",
    ]
    assert not Organisation.objects.exists()


@pytest.mark.stores
def test_every_wrong_field_of_every_row_is_named(tmp_path: Path):
    columns = "version,slug,kind,level,period_from,period_to,published_on,title_zh"
    file = given_file(
        tmp_path,
        f"{columns}\n,A,plan,x,,,2023-13,规划\n,c,plan,district,2025,2023,,规划\n"
        ",d,plan,district,soon,,,规划\n",
    )
    said = refusal("policy", file).splitlines()
    assert "Row 3: The period ends before it begins." in said
    assert [line.partition(":")[0] for line in said] == [
        *("Row 2 · slug", "Row 2 · level", "Row 2 · published_on", "Row 3", "Row 4 · period_from"),
        "Nothing was imported.",
    ]
    assert not Policy.objects.exists()


@pytest.mark.stores
@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,,body,新", "Row 2 · version: The latest version is 2, not 1"),
        ("3,,body,新", "Row 2 · version: The latest version is 2, not 3"),
        (",,body,新", "Row 2 · version: This entry is there already"),
        ("1,,other,新", "Row 2 · slug: There is no such entry."),
        ("2,nonsense,body,新", "Row 2 · id: This is no UUID."),
        (",,firm,新\n,,firm,新", "Row 3 · slug: Another row of this file is of the same entry."),
        (",,,新", "Row 2 · slug: This field cannot be blank."),
    ],
)
def test_a_row_is_of_the_latest_version_or_new(
    row: str, reason: str, tmp_path: Path, body: Organisation
):
    body.name_en = "Another name"
    body.save()
    ledger.revise(body)
    file = given_file(tmp_path, f"version,id,slug,name_zh\n{row}\n,,firm-2,公司\n")
    assert reason in refusal("organisation", file)
    body.refresh_from_db()
    assert body.name_zh == "科委"


@pytest.mark.stores
def test_an_id_is_never_used_again(tmp_path: Path, body: Organisation):
    key = body.pk
    body.delete()
    text = f"version,id,slug,kind,name_zh\n,{key},firm,company,公司\n"
    assert "Row 2 · id: This id is, or was, that of another entry." in refusal(
        "organisation", given_file(tmp_path, text)
    )


@pytest.mark.stores
def test_values_that_only_one_entry_may_have(tmp_path: Path):
    file = given_file(tmp_path, "version,slug,number\n,one,1\n,another,1\n")
    assert "Row 3 · number: Layer with this Number already exists." in refusal("layer", file)
    assert not Layer.objects.exists()


@pytest.mark.stores
def test_the_dry_run_tells_and_writes_nothing(
    tmp_path: Path, body: Organisation, capsys: pytest.CaptureFixture
):
    text = "version,slug,kind,name_zh\n1,body,public-body,委\n,firm,company,公司\n"
    load("organisation", given_file(tmp_path, text), "--dry-run")
    said = capsys.readouterr().out
    assert "name_zh: '科委' → '委'" in said
    assert "3 · 公司" in said or "name_zh: '' → '公司'" in said
    assert Organisation.objects.get().name_zh == "科委"
    assert Revision.objects.count() == 1


@given(st.text())
def test_every_text_is_escaped_and_comes_back(text: str):
    assert not escaped(text).startswith(FORMULA)
    assert unescaped(escaped(text)) == text


@given(st.sampled_from(FORMULA), st.text("'", max_size=3), st.text(max_size=3))
def test_every_formula_is_escaped_and_comes_back(sign: str, quotes: str, rest: str):
    text = quotes + sign + rest
    assert escaped(text) == f"'{text}"
    assert unescaped(escaped(text)) == text


@pytest.mark.stores
@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "＝1", "'=1", "'quoted"])
@pytest.mark.parametrize("ending", Format.values)
def test_formulas_are_neutral_in_files_and_come_back(ending: str, text: str, tmp_path: Path):
    body = make.make_organisation(name_en=text)
    ledger.revise(body)
    file = export("organisation", tmp_path / f"file.{ending}")
    if ending == Format.XLSX:
        sheet = load_workbook(file).active
        assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    if ending == Format.CSV and not text.startswith("'"):
        assert f",'{text}," in file.read_text()
    load("organisation", file)
    assert Revision.objects.count() == 1


def test_csv_is_for_excel_in_any_language():
    content = write(Table(["slug"], [(1, ["公司"])]).dataset(), Format.CSV)
    assert content == "\ufeffslug\r\n公司\r\n".encode()


def test_xlsx_cells_are_read_as_they_are_shown():
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["slug", "number", "year", None])
    sheet.append([])
    sheet.append(["a", 1.0, 2023])
    stream = BytesIO()
    book.save(stream)
    table = read(stream.getvalue(), Format.XLSX)
    assert table == Table(["slug", "number", "year"], [(3, ["a", "1", "2023"])])


@given(st.binary(max_size=300), st.sampled_from(Format))
def test_any_bytes_are_a_table_or_refused(content: bytes, file_format: Format):
    try:
        table = read(content, file_format)
    except Refused as refused:
        assert refused.problems
    else:
        assert all(len(cells) == len(table.columns) for _number, cells in table.rows)


def bomb() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for number in range(11):
            package.writestr(f"xl/{number}.xml", b" " * 10_000_000)
    return stream.getvalue()


MANY = "slug\n" + "a\n" * (MOST_ROWS + 1)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b" " * (LARGEST_FILE + 1), "larger than 5 MB"),
        ("a.csv", MANY.encode(), "more than 5,000 rows"),
        ("a.csv", "slug\n公司".encode("gb18030"), "CSV UTF-8"),
        ("a.csv", b"", "no entries"),
        ("a.csv", b"slug,kind\n,\n", "no entries"),
        ("a.csv", b"slug\na,b\n", "Row 2: This row has more cells"),
        ("a.csv", b'slug\n"a', "no sound CSV"),
        ("a.csv", b"slug\na\0b\n", "Row 2: A cell of this row has a character"),
        ("a.xlsx", b"slug\na\n", "no sound XLSX"),
        ("a.xlsx", bomb(), "too large"),
        ("a.json", b"{", "no sound JSON"),
        ("a.json", b"[" * 100_000, "no sound JSON"),
        ("a.json", b"{}", "a list of objects"),
        ("a.json", b'[{"slug": "a"}, {"id": 1}]', "Row 2: Every object"),
        ("a.json", b'[{"slug": ["a"]}]', "Row 1: A cell"),
        ("a.json", rb'[{"slug": "\ud800"}]', "Row 1: A cell"),
        ("a.ods", b"", "Only files that end in"),
    ],
)
def test_files_that_are_refused(name: str, content: bytes, reason: str):
    with pytest.raises(Refused, match=reason):
        read(content, Format.of(name))


@pytest.mark.stores
@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ("slug,password", "password: There is no such column"),
        ("slug,translated_from", "translated_from: There is no such column"),
        ("slug,slug", "slug: This column is there twice."),
        ("name_zh,name_en", "must name the entries"),
    ],
)
def test_columns_that_are_refused(columns: str, reason: str, tmp_path: Path):
    assert reason in refusal("organisation", given_file(tmp_path, f"{columns}\na,b\n"))


@pytest.mark.stores
@pytest.mark.parametrize("text", ["字" * (LONGEST_XLSX_CELL + 1), "a\x0bb"])
def test_what_no_xlsx_can_hold_is_not_cut_off(text: str, tmp_path: Path):
    make.make_organisation(description_zh=text)
    with pytest.raises(CommandError, match="description_zh: An XLSX file can't hold this text"):
        export("organisation", tmp_path / "file.xlsx")
    assert not (tmp_path / "file.xlsx").exists()
    load("organisation", export("organisation", tmp_path / "file.csv"))
    assert not Revision.objects.exists()


@pytest.mark.stores
@pytest.mark.parametrize("command", ["import_entries", "export_entries"])
def test_wrong_arguments_end_the_commands(command: str, tmp_path: Path):
    for name, file in [("bakery", "a.csv"), ("term", "a.txt"), ("term", "none/a.csv")]:
        with pytest.raises(CommandError) as caught:
            call_command(command, name, str(tmp_path / file))
        assert caught.value.returncode == 1


@pytest.mark.stores
def test_rows_may_refer_to_rows_above_them(tmp_path: Path):
    text = "version,slug,state,date,part_of\n,forum,done,2023,\n,opening,done,2023,forum\n"
    load("milestone", given_file(tmp_path, text))
    assert Revision.objects.count() == 2
    assert not Technology.objects.exists()
