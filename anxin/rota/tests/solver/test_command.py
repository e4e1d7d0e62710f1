"""`anxin rota solve` as a program: what it prints, what it writes, how it ends."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from anxin.rota.solver.json_write import write_json
from anxin.rota.tests.solver.small import person, problem, wanted


def _anxin(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "anxin.cli", "rota", "solve", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **more)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """Two people, a week."""
    path = tmp_path / "week.json"
    path.write_text(write_json(problem(person(), person("周"), days=7, cover=wanted(7, "E"))), encoding="utf-8")
    return path


def test_it_prints_the_figures_and_writes_the_roster(week: Path, tmp_path: Path) -> None:
    out = tmp_path / "roster.csv"
    done = _anxin(str(week), "-o", str(out), "--seconds", "5")
    assert (done.returncode, done.stderr) == (0, "")
    figures = dict(line.split(": ") for line in done.stdout.splitlines())
    assert (figures["cost"], figures["bound"], figures["status"]) == ("0", "0.0", "optimal")
    assert float(figures["seconds"]) < 5
    with out.open(encoding="utf-8", newline="") as file:
        assert {(row["day"], row["shift"]) for row in csv.DictReader(file)} >= {(str(day), "E") for day in range(7)}
    assert list(tmp_path.glob(".*")) == []  # nothing is left aside


def test_no_rota_says_what_conflicts_and_what_frees(tmp_path: Path) -> None:
    path, out = tmp_path / "no.json", tmp_path / "roster.csv"
    path.write_text(write_json(problem(person(pins={0: "E"}, days_off=frozenset({0})))), encoding="utf-8")
    done = _anxin(str(path), "-o", str(out), "--json")
    assert done.returncode == 1
    assert not out.exists()
    said = json.loads(done.stdout)
    assert said["status"] == "infeasible"
    [conflict] = said["conflicts"]
    assert {each["code"] for each in conflict["limits"]} == {"pin", "day_off"}
    assert len(conflict["remedies"]) == 2
    assert "刘 cannot keep all of this at once: day 0 is a day off" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", [b"", b"garbage", b"\xff\xfe", b"{", b'{"anxin-rota": 1}', b"SECTION_HORIZON\n0\n"])
def test_what_cannot_be_read_is_one_clear_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "problem"
    path.write_bytes(content)
    done = _anxin(str(path))
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert len(done.stderr.splitlines()) == 1


def test_wrong_usage_is_2(week: Path, tmp_path: Path) -> None:
    assert _anxin(str(tmp_path / "none")).returncode == 2
    assert _anxin(str(week), "-o", str(tmp_path / "none" / "roster.csv")).returncode == 2
    assert _anxin(str(week), "--seconds", "-1").returncode == 2


def test_ctrl_c_keeps_the_best_so_far(tmp_path: Path) -> None:
    # Large enough that a minute would not prove it: the same few people wanted everywhere, at prices that fight.
    people = [person(f"p{n}", most_run=5, least_run=2, least_off=2, most_minutes=20 * 240) for n in range(25)]
    cover = tuple(each for need in (5, 9) for each in wanted(56, "E", "L", need=need, under=7 + need))
    path, out = tmp_path / "large.json", tmp_path / "roster.csv"
    path.write_text(write_json(problem(*people, days=56, cover=cover)), encoding="utf-8")
    command = [sys.executable, "-m", "anxin.cli", "rota", "solve", str(path), "-o", str(out), "--seconds", "60"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(3)
    os.kill(process.pid, signal.SIGINT)
    said, _errors = process.communicate(timeout=30)
    if process.returncode == 0:
        assert "status: " in said
        assert len(out.read_text(encoding="utf-8").splitlines()) > 100
    else:  # it had nothing yet: then there is nothing half-done
        assert process.returncode == 1
        assert not out.exists()
    assert list(tmp_path.glob(".*")) == []
