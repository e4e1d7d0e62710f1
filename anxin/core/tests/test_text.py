"""Text that people typed, before it is kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anxin.core.refusal import Refused
from anxin.core.text import clean


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  你好 \n", "你好"),
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("a\tb", "a\tb"),
        ("\u202e123\u202c", "123"),
        ("\u2066a\u2069\u200f\u200e\u061cb", "ab"),
        ("a\x07b\x1bc\x7fd\ufeff", "abcd"),
        ("e\u0301", "é"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("%s %(name)s {x}", "%s %(name)s {x}"),
        ("𠮷", "𠮷"),
    ],
)
def test_kept(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("\u3000", "empty"),
        ("\u200b\u200d\u2060", "empty"),
        ("\u202e\u202c", "empty"),
        ("\x07", "empty"),
        ("a\0b", "not_text"),
        ("\0", "not_text"),
        ("\ud800", "not_text"),
        ("ok\udfff", "not_text"),
        ("长" * 5001, "too_long"),
    ],
)
def test_refused(raw: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        clean(raw)
    assert (caught.value.finding.code, caught.value.status) == (code, 422)


def test_the_longest_is_counted_after_cleaning() -> None:
    assert len(clean("  " + "长" * 5000 + "\u202e\n")) == 5000
    with pytest.raises(Refused) as caught:
        clean("长" * 21, 20)
    assert caught.value.finding.params == {"most": 20, "has": 21}
    assert clean("长" * 20, 20)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_what_comes_out_stays_as_it_is(raw: str) -> None:
    try:
        kept = clean(raw)
    except Refused:
        return
    assert clean(kept) == kept
    assert kept == unicodedata.normalize("NFC", kept).strip()
    kept.encode()
    assert "\0" not in kept
    assert not any(mark in kept for mark in "\u202a\u202e\u2066\u200f")
