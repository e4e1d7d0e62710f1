"""The people sheet: judged row by row before anything is written, taken over whole, and back again without a change."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from anxin.core.models import Event
from anxin.people.actions.sheet import bring_sheet, digest_of, judged_rows, take_sheet
from anxin.people.kinds import Role, Standing
from anxin.people.models import Member, PeopleExport, PeopleSheet
from anxin.people.phones import phone_seal
from anxin.people.rules.sheet import Judged, judge
from anxin.people.rules.sheet_cells import name as tidy_name
from anxin.people.rules.sheet_cells import phone as tidy_phone
from anxin.people.sheet.given import given as by_columns
from anxin.people.sheet.house import house_of
from anxin.people.sheet.reading import read
from anxin.people.sheet.writing import people_sheet, template
from anxin.people.spoken import SPOKEN_NAMES
from tests.at_once import at_once
from tests.town import Town, nine, refused

HEAD = ["姓名", "电话", "专业"]


def book(*rows: list[Any], change: Any = None) -> bytes:
    made = Workbook()
    page = made.active
    assert page is not None
    for row in rows:
        page.append(row)
    if change is not None:
        change(page)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def brings(town: Town, data: bytes) -> PeopleSheet:
    rows = by_columns(read(io.BytesIO(data)), "zh-hans").rows
    return bring_sheet(name="人员.xlsx", rows=rows, by=town.coordinator.member, at=nine)


def judged(town: Town, data: bytes) -> list[Judged]:
    return judged_rows(brings(town, data), town.coordinator.member, nine)


def takes(town: Town, sheet: PeopleSheet, by: Any = None) -> tuple[list[Member], list[Member]]:
    me = (by or town.coordinator).member
    return take_sheet(sheet=sheet, seen=digest_of(judged_rows(sheet, me, nine)), by=me, at=nine)


def faults(rows: list[Judged]) -> dict[int, list[tuple[str, str]]]:
    return {row.row: [(column, fault.code) for column, fault in row.faults] for row in rows if row.faults}


def test_new_people_get_a_place_and_no_password(town: Town) -> None:
    sheet = brings(town, book(HEAD, ["张三", 13800000021, "医务"], ["李 四", "１３９ ０000-0022", "volunteer"]))
    assert Member.objects.count() == 8  # nothing was written by looking
    added, changed = takes(town, sheet)
    assert [(each.name, each.profession, each.phone, each.standing) for each in added] == [
        ("张三", "medic", "13800000021", "learning"),
        ("李 四", "volunteer", "13900000022", "learning"),
    ]
    assert changed == []
    assert not any(each.account.has_usable_password() or each.account.is_active for each in added)
    assert bytes(added[0].phone_blind or b"") == phone_seal("13800000021")
    assert town.names_of(added[0]) == ["member.added"]
    event = town.events_of(sheet)[-1]
    assert (event.name, event.data) == ("people.sheet_taken", {"new": 2, "changed": 0})
    with refused("sheet_taken"):
        takes(town, sheet)


def test_each_fault_is_named_by_row_and_column(town: Town) -> None:
    town.medic.member.phone = "13700000001"
    town.medic.member.save()
    rows = judged(
        town,
        book(
            [*HEAD, "角色", "加入日期", "状态", "有经验", "邮箱", "编号"],
            ["好人", "13800000001", "医务", "", "2026年3月1日", "", "是", "a@b.cn", ""],
            ["", "13800000002", "医务"],
            ["两个", "13800000001", "医务"],
            ["占用", "137 0000 0001", "医务"],
            ["号码", "12345", "医务"],
            ["职业", "13800000005", "厨师"],
            ["日期", "13800000006", "医务", "", "2026-02-30"],
            ["未来", "13800000007", "医务", "", "2027-01-01"],
            ["角色", "13800000008", "医务", "administrator,市长"],
            ["管理", "13800000009", "医务", "administrator"],
            ["状态", "13800000010", "医务", "", "", "paused"],
            ["经验", "13800000011", "医务", "", "", "", "也许", "bad@", ""],
            ["编号", "13800000012", "医务", "", "", "", "", "", "ab12"],
            ["没有", "", "医务"],
            ["长" * 41, "13800000013", "医务"],
        ),
    )
    assert faults(rows) == {
        3: [("name", "missing")],
        4: [("phone", "phone_twice")],
        5: [("phone", "phone_known")],
        6: [("phone", "bad_phone")],
        7: [("profession", "unknown_profession")],
        8: [("joined", "bad_date")],
        9: [("joined", "date_ahead")],
        10: [("roles", "unknown_role")],
        11: [("roles", "roles_beyond")],
        12: [("standing", "standing_elsewhere")],
        13: [("experienced", "unknown_yes_no"), ("email", "bad_email")],
        14: [("number", "unknown_number")],
        15: [("phone", "missing")],
        16: [("name", "too_long")],
    }
    assert rows[0].kind == "new"


def test_what_the_spreadsheet_hides_is_named(town: Town) -> None:
    def change(page: Any) -> None:
        page.merge_cells("A3:A4")
        page.row_dimensions[5].hidden = True
        page["B6"] = "=B2+1"

    rows = judged(
        town,
        book(HEAD, ["甲", "13800000001", "医务"], ["乙", "13800000002", "医务"], ["丙", "13800000003", "医务"],
             ["丁", "13800000004", "医务"], ["戊", "13800000005", "医务"], change=change),
    )  # fmt: skip
    assert faults(rows) == {
        3: [("name", "merged")],
        4: [("name", "merged")],
        5: [("", "hidden_row")],
        6: [("phone", "formula")],
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet_empty"),
        (b"\x00\x01\x02\xff", "sheet_unreadable"),
        (b"PK\x03\x04 not a zip", "sheet_unreadable"),
        ("名字,专业\n".encode(), "sheet_no_rows"),
        ("姓名,手机\n张三,13800000001\n".encode(), "column_missing"),
        ("姓名,name,专业\n张三,李四,医务\n".encode(), "column_twice"),
        (b"\n".join(["姓名,专业".encode(), *(b"x,medic" for _ in range(5001))]), "sheet_too_many_rows"),
    ],
)
def test_a_sheet_that_is_none(data: bytes, code: str) -> None:
    with refused(code, 422):
        by_columns(read(io.BytesIO(data)), "zh-hans")


def test_bombs_and_entities_are_refused_before_they_are_parsed() -> None:
    good = book(HEAD, ["张三", "13800000001", "医务"])
    for extra, code in (
        (b"\0" * 60_000_000, "sheet_too_big"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "sheet_unreadable"),
    ):
        out = io.BytesIO(good)
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/worksheets/sheet9.xml", extra)
        with refused(code):
            read(io.BytesIO(out.getvalue()))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_csv_in_the_encodings_of_spreadsheet_programs(town: Town, encoding: str, divider: str) -> None:
    lines = [["姓名", "电话", "专业", "备注"], ["欧阳䶮", "13800000021", "护士", "x"]]
    data = "\r\n".join(divider.join(line) for line in lines).encode(encoding)
    sheet = by_columns(read(io.BytesIO(data)), "zh-hans")
    assert sheet.unknown == ["备注"]
    assert sheet.rows[0].cells["name"] == "欧阳䶮"


def test_changes_name_the_fields_and_empty_cells_change_nothing(town: Town) -> None:
    lin = town.medic.member
    rows = [["编号", "姓名", "专业", "语言", "角色"], [lin.pk.hex, "林大夫", "", "湘语、英语口语", "督导"]]
    rows.append([town.coordinator.member.pk.hex, "陈姐", "", "", "supervisor"])
    sheet = brings(town, book(*rows))
    found = judged_rows(sheet, town.coordinator.member, nine)
    assert (found[0].kind, found[0].changes) == ("changed", ("name", "languages", "roles"))
    assert faults(found) == {3: [("roles", "own_roles")]}
    takes(town, sheet)
    lin.refresh_from_db()
    assert (lin.name, lin.profession, lin.roles) == ("林大夫", "medic", [Role.SUPERVISOR])
    assert town.names_of(lin)[-2:] == ["member.roles_changed", "member.changed"]


def test_what_changed_meanwhile_is_judged_anew(town: Town) -> None:
    sheet = brings(town, book(HEAD, ["林医生", "13800000001", "counsellor"]))
    seen = digest_of(judged_rows(sheet, town.coordinator.member, nine))
    Member.objects.filter(pk=town.medic.member.pk).update(profession="news")
    with refused("changed_meanwhile"):
        take_sheet(sheet=sheet, seen=seen, by=town.coordinator.member, at=nine)
    assert len(takes(town, sheet)[1]) == 1


def test_two_coordinators_at_once_make_each_person_once(busy_town: Town) -> None:
    town = busy_town
    town.supervisor.member.roles = [Role.COORDINATOR]
    town.supervisor.member.save()
    data = book(HEAD, *([f"人{n}", f"138000000{n:02}", "volunteer"] for n in range(20)))
    one, two = brings(town, data), brings(town, data)
    said = at_once(
        lambda: len(takes(town, one)[0]),
        lambda: len(takes(town, two, town.supervisor)[0]),
        lambda: len(takes(town, one)[0]),
    )
    assert sorted(map(str, said))[0] == "20"
    assert {str(each) for each in said[:]} <= {"20", "sheet_taken", "changed_meanwhile", "nothing_to_take"}
    assert Member.objects.filter(name__startswith="人").count() == 20


def test_where_it_breaks_in_the_middle_nothing_is_taken_over(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = brings(town, book(HEAD, ["新人", "13800000001", "医务"], ["林医生", "13800000002", "医务"]))

    def breaks(**row: Any) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr("anxin.people.actions.sheet._change", lambda *row: breaks())
    with pytest.raises(RuntimeError):
        takes(town, sheet)
    assert (Member.objects.count(), PeopleSheet.objects.get().taken_at) == (8, None)


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda text: isinstance(tidy_name(text), str)
)
PHONES = st.one_of(
    st.integers(10**8, 10**9 - 1).map(lambda n: f"13{n}"),
    st.integers(10**6, 10**12).map(lambda n: f"+49{n}"),
    st.integers(10**8, 10**10 - 1).map(lambda n: f"07{n}"[:12]),
    st.none(),
).filter(lambda text: text is None or tidy_phone(text) == text)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    people=st.lists(
        st.tuples(NAMES, PHONES, st.lists(st.text(max_size=20), max_size=3), st.sampled_from([True, False, None])),
        min_size=1, max_size=5, unique_by=(lambda each: each[1] or each[0]),
    )
)  # fmt: skip
def test_out_and_in_again_changes_nothing(town: Town, kind: str, people: list[Any]) -> None:
    members = [each.member for each in town.staff]
    for member, (name, phone, languages, experienced) in zip(members, people, strict=False):
        Member.objects.filter(pk=member.pk).update(
            name=name.replace("\0", "x"), phone=phone, experienced=experienced, standing=Standing.PAUSED,
            languages=[each.replace("\0", "x") for each in languages if not any(0xD800 <= ord(c) < 0xE000 for c in each)],
        )  # fmt: skip
    kept = list(Member.objects.filter(organisation=town.organisation).select_related("account"))
    again = judged(town, people_sheet(kept, kind, "zh-hans", phones=True))
    assert [(row.kind, row.changes, row.faults) for row in again] == [("unchanged", (), [])] * len(kept)


def test_every_language_we_name_comes_back(town: Town) -> None:
    Member.objects.filter(pk=town.medic.member.pk).update(languages=[*SPOKEN_NAMES, "土家语"])
    lin = Member.objects.select_related("account").get(pk=town.medic.member.pk)
    for language in ("zh-hans", "en"):
        with translation.override(language):
            rows = by_columns(read(io.BytesIO(people_sheet([lin], "csv", language, phones=True))), language).rows
            row = judge(rows, house_of(town.coordinator.member, nine))[0]
        assert (row.kind, row.values["languages"]) == ("unchanged", (*SPOKEN_NAMES, "土家语"))


def test_excel_codes_for_characters_stay_what_they_are(town: Town) -> None:
    Member.objects.filter(pk=town.medic.member.pk).update(name="_x0041_ 'O' =1+1")
    Member.objects.filter(pk=town.volunteer.member.pk).update(name="'=HYPERLINK")
    kept = list(Member.objects.filter(organisation=town.organisation).select_related("account"))
    for kind in ("xlsx", "csv"):
        again = judged(town, people_sheet(kept, kind, "en", phones=False))
        assert {row.kind for row in again} == {"unchanged"}


def test_the_template_has_every_column() -> None:
    for kind in ("xlsx", "csv"):
        with refused("sheet_no_rows"):
            by_columns(read(io.BytesIO(template(kind, "en"))), "en")


def test_from_page_to_page(town: Town, settings: Any) -> None:
    settings.DEMO = True
    chen = town.browser(town.coordinator)
    assert chen.get("/people/sheet/").status_code == 200
    bad = chen.post("/people/sheet/", {"sheet": SimpleUploadedFile("人.xlsx", b"PK nonsense")})
    assert bad.status_code == 422
    data = book(HEAD, ["张三", "13800000021", "医务"], ["李四", "x", "医务"], ["林医生", "13800000023", "医务"])
    where = chen.post("/people/sheet/", {"sheet": SimpleUploadedFile("人.xlsx", data)}).headers["Location"]
    seen = chen.get(where).content.decode()
    assert "张三" in seen
    assert "13800000023" in seen
    sheet = PeopleSheet.objects.get()
    assert town.browser(town.stranger).get(where).status_code == 404
    assert chen.post(f"{where}take/", {"seen": "old"}).status_code == 409
    digest = digest_of(judged_rows(sheet, town.coordinator.member, nine))
    assert chen.post(f"{where}take/", {"seen": digest}).headers["Location"] == "/people/links/"
    assert chen.get(where).status_code == 200
    assert Member.objects.get(name="张三").phone == "13800000021"
    out = {"kind": "csv", "reason": ""}
    assert chen.post("/people/sheet/export/file/", out).status_code == 422
    answer = chen.post("/people/sheet/export/file/", {"kind": "csv", "reason": "打印通讯录"})
    assert "13800000021" in answer.content.decode("utf-8-sig")
    qin = town.browser(town.supervisor).post("/people/sheet/export/file/", {"kind": "csv", "reason": "核对"})
    assert "13800000021" not in qin.content.decode("utf-8-sig")
    assert list(PeopleExport.objects.order_by("at", "id").values_list("with_phones", flat=True)) == [True, False]
    assert Event.objects.filter(name="people.exported").count() == 2
    assert chen.get("/people/sheet/template.xlsx").status_code == 200
    assert chen.get("/people/sheet/template.exe").status_code == 404


def test_a_link_opens_once(town: Town, settings: Any) -> None:
    settings.DEMO = True
    chen, anyone = town.browser(town.coordinator), town.browser()
    takes(town, brings(town, book(HEAD, ["张三", "13800000021", "医务"])))
    her = Member.objects.get(name="张三")
    page = chen.post("/people/links/", {"who": str(her.pk)}).content.decode()
    link = page.split("<code>http://testserver")[1].split("</code>")[0]
    again = chen.post(f"/people/{her.pk}/link/").content.decode()
    newer = again.split("<code>http://testserver")[1].split("</code>")[0]
    assert anyone.get(link).status_code == 410  # the newer one took its place
    assert anyone.get(newer).status_code == 200
    choice = {"username": "zhangsan", "password": "一句好记的话 and 9"}
    assert anyone.post(newer, {**choice, "password": "12345"}).status_code == 422
    assert anyone.post(newer, {**choice, "username": "lin"}).status_code == 409
    assert anyone.post(newer, choice).status_code == 302
    assert anyone.get(newer).status_code == 410
    her.account.refresh_from_db()
    assert (her.account.username, her.account.is_active) == ("zhangsan", True)
    assert her.account.check_password("一句好记的话 and 9")
    assert chen.post(f"/people/{her.pk}/link/").status_code == 409
    town.now = nine + timedelta(days=15)
    assert anyone.get("/welcome/anx_s_nothing/").status_code == 410
