"""The catalogue: what is marked is found, and what is wrong with a translation is said."""

import json
from pathlib import Path

import pytest

from anxin import catalogue

CODE = """
from anxin.core.words import _
A = _("Wait %(minutes)s min.")
B = ngettext("one question", "%(count)s questions", 2)
"""
PAGE = (
    "{% load i18n %}{% translate 'Ask' %}"
    "{% blocktranslate with name=x trimmed %}\n  Hello {{ name }},\n  welcome.\n{% endblocktranslate %}"
)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "desk" / "templates").mkdir(parents=True)
    (tmp_path / "desk" / "rules.py").write_text(CODE)
    (tmp_path / "desk" / "templates" / "a.html").write_text(PAGE)
    monkeypatch.setattr(catalogue, "PACKAGE", tmp_path)
    monkeypatch.setattr(catalogue, "PO", tmp_path / "django.po")
    monkeypatch.setattr(catalogue, "MO", tmp_path / "django.mo")
    return tmp_path


def words(folder: Path, **more: str) -> Path:
    (folder / "zh").mkdir(exist_ok=True)
    chinese = {
        "Wait %(minutes)s min.": "请等%(minutes)s分钟。",
        "one question": "%(count)s个提问",
        "Ask": "提问",
        "Hello %(name)s, welcome.": "%(name)s，您好。",
    }
    (folder / "zh" / "a.json").write_text(json.dumps(chinese | more, ensure_ascii=False), encoding="utf-8")
    return folder / "zh"


def test_a_merged_catalogue_is_complete_and_compiles(package: Path) -> None:
    assert catalogue.merge(words(package)).filled == 4
    assert catalogue.faults() == []
    catalogue.compile_catalogue()
    assert "请等" in (package / "django.mo").read_bytes().decode(errors="replace")
    before = (package / "django.po").read_text()
    catalogue.update()
    assert (package / "django.po").read_text() == before
    assert "POT-Creation-Date" not in before


def test_what_is_missing_unused_or_has_other_places_is_said(package: Path) -> None:
    catalogue.merge(words(package, **{"Wait %(minutes)s min.": "请稍等。"}))
    assert catalogue.faults() == ["the places %(name)s differ: 'Wait %(minutes)s min.'"]
    (package / "desk" / "rules.py").write_text("from anxin.core.words import _\nA = _('New')\n")
    found = "\n".join(catalogue.faults())
    assert "not in the catalogue: 'New'" in found
    assert "no longer used: 'one question'" in found


def test_what_stands_is_kept_unless_told_otherwise(package: Path) -> None:
    catalogue.merge(words(package))
    catalogue.merge(words(package, Ask="问"))
    assert catalogue.read()["Ask"].string == "提问"
    catalogue.merge(words(package, Ask="问"), overwrite=True)
    assert catalogue.read()["Ask"].string == "问"
