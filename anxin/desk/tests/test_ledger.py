"""The question ledger: clocks, causes of lateness, sheets that leave the house."""

import csv
import gzip
import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from anxin.core.models import Event, Look
from anxin.core.sheets import safe, write_csv, write_xlsx
from anxin.desk.actions.ledger import ask_export, fetch_export, note_lateness
from anxin.desk.kinds import ExportKind, ExportState, LateCause
from anxin.desk.ledger import pages
from anxin.desk.ledger.jobs import drop_old
from anxin.desk.ledger.lines import lines_of
from anxin.desk.ledger.writing import pieces
from anxin.desk.models import ExportPart, LedgerExport, Question
from anxin.desk.rules.lateness import Step, There, cause_of, stretches
from anxin.desk.search.wish import Wish
from anxin.triage import Risk, Topic
from tests.town import SHANGHAI, Town, days, hours, minutes, nine, refused

CAUSES = [
    # (told after, owned, moves, open, able) → cause
    ((0, False, 0, True, 0), LateCause.NOBODY_THERE),
    ((0, False, 0, True, 2), LateCause.NOBODY_TOOK),
    ((0, True, 0, True, 2), LateCause.OWNER_SILENT),
    ((0, True, 2, True, 2), LateCause.HANDED_ABOUT),
    ((0, False, 0, False, 0), LateCause.OUT_OF_HOURS),
    ((5, True, 0, True, 2), LateCause.MACHINE_ASLEEP),
]


@pytest.mark.parametrize(("facts", "cause"), CAUSES)
def test_why_it_was_late(facts: Any, cause: LateCause) -> None:
    told, owned, moves, is_open, able = facts
    steps = [Step("question.asked", nine)]
    steps += [Step("question.claimed", nine + minutes(1))] if owned else []
    steps += [Step("question.put_back", nine + minutes(2)), Step("question.claimed", nine + minutes(3))] * moves
    steps += [Step("question.late", nine + minutes(15 + told), nine + minutes(15))]
    [stretch] = stretches([*steps, Step("question.answered", nine + minutes(30), nine + minutes(15))])
    assert (stretch.begins, stretch.ends) == (nine + minutes(15), nine + minutes(30))
    assert cause_of(stretch, There(open=is_open, able=able)) is cause


def test_in_time_is_not_late_and_what_still_waits_has_no_end() -> None:
    steps = [Step("question.asked", nine), Step("question.answered", nine + minutes(9), nine + minutes(15))]
    assert stretches(steps) == []
    [stretch] = stretches([Step("question.asked", nine)], running_since=nine + minutes(15))
    assert stretch.ends is None


def test_a_line_tells_every_clock_and_its_cause(town: Town) -> None:
    question = town.resident.asks()
    town.ticks(nine)
    town.medic.claims(question, at=nine + minutes(2))
    town.medic.answers(question, at=nine + minutes(18))
    town.medic.raises(question, Risk.DISTRESSED)
    [line] = lines_of([town.fresh(question)], town.campaign, town.now)
    assert (line.offered_at, line.claimed_at, line.waited) == (nine, nine + minutes(2), minutes(18))
    [late] = line.late
    assert (late.begins, late.ends, late.cause) == (nine + minutes(15), nine + minutes(18), LateCause.OWNER_SILENT)
    assert line.helpers == ("林医生",)
    assert [each[1:] for each in line.levels] == [(0, 1)]
    assert town.fresh(question).was_late


def test_nobody_of_the_profession_was_there(town: Town) -> None:
    town.medic.checks_out()
    town.colleague.checks_out()
    question = town.resident.asks(at=nine + minutes(1))
    town.ticks(nine + minutes(16))
    [line] = lines_of([town.fresh(question)], town.campaign, town.now)
    assert [late.cause for late in line.late] == [LateCause.NOBODY_THERE]


def test_a_coordinator_notes_another_cause(town: Town) -> None:
    question = town.resident.asks()
    with refused("not_late"):
        note_lateness(question=question, cause=LateCause.OVERLOAD, words="", by=town.coordinator.member, at=town.now)
    town.ticks(nine + minutes(16))
    with refused("not_allowed", 403):
        note_lateness(question=question, cause=LateCause.OVERLOAD, words="", by=town.medic.member, at=town.now)
    note_lateness(
        question=question, cause=LateCause.OVERLOAD, words="一下来了三十个", by=town.coordinator.member, at=town.now
    )
    [line] = lines_of([town.fresh(question)], town.campaign, town.now)
    assert line.noted is not None
    assert line.noted.cause == LateCause.OVERLOAD
    assert "question.lateness_noted" in town.names_of(question)


def test_pages_hold_everything_once(town: Town, monkeypatch: Any) -> None:
    asked = [town.resident.asks(at=nine + minutes(n)).pk for n in range(7)]
    seen, cursor = [], None
    while True:
        page = pages.ledger_page(town.campaign, Wish(), town.now + days(30), cursor, size=3)
        seen += [each.pk for each in page.questions]
        cursor = page.next
        if cursor is None:
            break
    assert seen == asked[::-1]
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    assert [each.pk for batch in pages.whole_ledger(town.campaign, Wish(), town.now) for each in batch] == asked[::-1]


def asks(town: Town, kind: ExportKind = ExportKind.CSV, who: Any = None, **more: Any) -> LedgerExport:
    by = (who or town.coordinator).member
    wish = more.pop("wish", Wish())
    export = ask_export(campaign=town.campaign, wish=wish, kind=kind, reason="月报", by=by, at=town.now, **more)
    town.follows()
    return LedgerExport.objects.get(pk=export.pk)


def csv_of(export: LedgerExport) -> list[list[str]]:
    text = gzip.decompress(b"".join(pieces(export))).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_sheet_is_written_without_words_and_its_taking_is_kept(town: Town) -> None:
    question = town.resident.asks("=cmd|'/c calc'!A1 我偷偷停药")
    town.medic.claims(question)
    town.medic.answers(question, "先别停。")
    export = asks(town)
    assert (export.state, export.rows) == (ExportState.READY, 1)
    rows = csv_of(export)
    assert len(rows) == 2
    assert not any("停药" in cell or "calc" in cell or "先别停" in cell for cell in rows[1])
    assert b"asked_at" not in bytes(ExportPart.objects.first().body)  # type: ignore[union-attr]
    fetch_export(export=export, by=town.coordinator.member, at=town.now)
    assert town.names_of(export) == ["ledger.export_asked", "ledger.export_written", "ledger.exported"]
    assert "月报" not in str(list(Event.objects.values_list("data", flat=True)))
    with refused("not_allowed", 403):
        fetch_export(export=export, by=town.supervisor.member, at=town.now)
    with refused("not_ready"):
        fetch_export(export=export, by=town.coordinator.member, at=town.now + hours(25))


def test_words_are_for_a_supervisor_who_asks_for_them(town: Town) -> None:
    question = town.resident.asks("=1+1 我偷偷停药")
    with refused("not_allowed", 403):
        asks(town, with_words=True)
    rows = csv_of(asks(town, who=town.supervisor, with_words=True))
    assert rows[1][-2] == "'=1+1 我偷偷停药"
    assert Look.objects.filter(about_id=question.pk, reason="exported").exists()


def test_who_may_ask_and_what_is_refused(town: Town) -> None:
    with refused("not_allowed", 403):
        asks(town, who=town.medic)
    with refused("empty", 422):
        ask_export(
            campaign=town.campaign, wish=Wish(), kind=ExportKind.CSV, reason=" ", by=town.coordinator.member, at=nine
        )
    ask_export(
        campaign=town.campaign, wish=Wish(), kind=ExportKind.CSV, reason="一", by=town.coordinator.member, at=nine
    )
    with refused("export_running"):
        ask_export(
            campaign=town.campaign, wish=Wish(), kind=ExportKind.CSV, reason="二", by=town.coordinator.member, at=nine
        )


def test_filters_reach_the_sheet_and_an_old_one_goes(town: Town) -> None:
    town.resident.asks("血压")
    town.neighbour.asks("想哭", topic=Topic.PSYCHOLOGICAL)
    export = asks(town, ExportKind.XLSX, wish=Wish(topic="psychological"))
    assert export.rows == 1
    book = zipfile.ZipFile(io.BytesIO(b"".join(pieces(export))))
    assert "xl/worksheets/sheet1.xml" in book.namelist()
    drop_old(town.now + timedelta(hours=25))
    assert not LedgerExport.objects.exists()
    assert not ExportPart.objects.exists()


def test_one_that_cannot_be_written_says_so(town: Town, monkeypatch: Any) -> None:
    def falls(*args: Any, **more: Any) -> None:
        raise ValueError("disk full")

    monkeypatch.setattr("anxin.desk.ledger.jobs.write_export", falls)
    assert asks(town).state == ExportState.FAILED
    monkeypatch.undo()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\r=1"])
def test_nothing_in_a_cell_runs(text: str, tmp_path: Any) -> None:
    assert safe(text).startswith("'")
    write_csv(tmp_path / "a.csv", ["=head"], [[text, None, 1, nine]], SHANGHAI)
    write_xlsx(tmp_path / "a.xlsx", "题", ["=head"], [[text, None, 1, nine], ["\x00\x1b坏", True, 1.5, ""]], SHANGHAI)
    sheet = zipfile.ZipFile(tmp_path / "a.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_the_pages(town: Town, settings: Any) -> None:
    settings.DEMO = True
    question = town.resident.asks("我偷偷停药")
    town.ticks(nine + minutes(16))
    browser = town.browser(town.coordinator)
    said = browser.get("/desk/huzhu/ledger").content.decode()
    assert f"/desk/huzhu/q/{question.pk}" in said
    assert "停药" not in said
    assert town.browser(town.medic).get("/desk/huzhu/ledger").status_code == 403
    assert browser.post("/desk/huzhu/ledger/export", {"kind": "csv", "reason": ""}).status_code == 422
    assert browser.post("/desk/huzhu/ledger/export", {"kind": "csv", "reason": "月报", "late": "1"}).status_code == 302
    town.follows()
    export = LedgerExport.objects.get()
    assert export.rows == 1
    assert str(export.pk) in browser.get("/desk/huzhu/ledger/sheets").content.decode()
    response: Any = browser.post(f"/desk/huzhu/ledger/sheets/{export.pk}")
    assert gzip.decompress(b"".join(response.streaming_content)).count(b"\n") == 2
    assert town.browser(town.supervisor).post(f"/desk/huzhu/ledger/sheets/{export.pk}").status_code == 404
    note = {"note-late-cause": "overload", "note-late-reason": ""}
    assert browser.post(f"/desk/huzhu/q/{question.pk}/note-late", note).status_code == 302
    api = browser.get("/api/v1/desk/huzhu/ledger", {"late": "1"}).json()
    assert [each["id"] for each in api["items"]] == [str(question.pk)]
    assert api["items"][0]["noted_cause"] == "overload"
    assert Question.objects.get().was_late
