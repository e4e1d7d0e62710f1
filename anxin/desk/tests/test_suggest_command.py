"""`anxin suggest`: without a database, in order, refusing a bad line by its number."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from anxin.desk.suggestions import Entry, Index

KB = [
    {"id": 1, "question": "口罩戴久了耳朵后面破皮怎么办", "answer": "薄涂凡士林"},
    {"id": "b", "question": "失眠三天了", "answer": "睡前泡脚，少看手机"},
]


def run(tmp_path: Path, kb: str, texts: str) -> "subprocess.CompletedProcess[str]":
    (tmp_path / "kb.jsonl").write_text(kb, encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    command = [sys.executable, "-m", "anxin.cli", "suggest", "--kb", "kb.jsonl"]
    return subprocess.run(
        command, input=texts, capture_output=True, encoding="utf-8", cwd=tmp_path, env=env, check=False
    )


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_it_answers_in_order_with_the_ids_as_they_were(tmp_path: Path) -> None:
    done = run(
        tmp_path, "\ufeff" + lines(*KB), lines({"id": "x", "text": "耳朵破皮"}, {"id": 7, "text": "失眠"}) + "\n"
    )
    assert done.returncode == 0
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["id"], each["matches"][0]["id"]) for each in answers] == [("x", 1), (7, "b")]
    assert all(match["score"] > 0 for each in answers for match in each["matches"])


@pytest.mark.parametrize(
    ("kb", "texts", "said"),
    [
        (lines(*KB) + "x\n", "", "Line 3 of kb.jsonl is not JSON"),
        (lines(KB[0]) + "\n" + lines(KB[0]), "", "Line 3 of kb.jsonl has the id 1"),
        (lines({"id": 1, "question": "a"}), "", "Line 1 of kb.jsonl is not an object"),
        (lines(*KB), lines({"id": 1, "text": 5}), "Line 1 is not an object"),
    ],
)
def test_a_bad_line_is_refused_by_its_number(tmp_path: Path, kb: str, texts: str, said: str) -> None:
    done = run(tmp_path, kb, texts)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_base_and_odd_texts_are_answered(tmp_path: Path) -> None:
    assert json.loads(run(tmp_path, "", lines({"id": 1, "text": "a"})).stdout)["matches"] == []
    texts = '{"id": 1, "text": "\\ud800😭"}\n' + lines({"id": 2, "text": ""}, {"id": 3, "text": "1" * 9000})
    odd = run(tmp_path, lines(*KB), texts)
    assert odd.returncode == 0
    assert len(odd.stdout.splitlines()) == 3


def test_recall_on_the_shared_questions(shared_data: Path, tmp_path: Path) -> None:
    text = (shared_data / "questions/medical.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    index = Index.of(Entry(row["id"], row["ask"], row["answer"]) for row in rows)
    found = [[match.id for match in index.search(row["title"])] for row in rows]
    assert sum(row["id"] == ids[0] for row, ids in zip(rows, found, strict=True)) / len(rows) >= 0.54
    assert sum(row["id"] in ids for row, ids in zip(rows, found, strict=True)) / len(rows) >= 0.73
