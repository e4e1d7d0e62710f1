"""Every sentence has its Chinese, its places agree, and a template that names what is not there fails."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.template import Context, Template

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = sorted((ROOT / "anxin" / "locale").glob("zh*/LC_MESSAGES/django.po"))
PLACE = re.compile(r"%(?:\((\w+)\))?[sd%]")


def messages() -> list[Message]:
    if not CATALOGUES:
        pytest.skip("the catalogue is not merged yet")
    with CATALOGUES[0].open("rb") as file:
        return [each for each in read_po(file) if each.id]


def forms(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(each) for each in value or ()]  # type: ignore[attr-defined]


def test_every_sentence_has_its_chinese() -> None:
    missing = [each.id for each in messages() if not all(forms(each.string)) or each.fuzzy]
    assert not missing


def test_a_translation_keeps_the_places_of_its_sentence() -> None:
    wrong = []
    for each in messages():
        wanted = set(PLACE.findall(forms(each.id)[-1]))
        wrong += [form for form in forms(each.string) if form and not set(PLACE.findall(form)) <= wanted]
        if isinstance(each.id, str) and each.string:
            wrong += [each.id] if wanted - set(PLACE.findall(str(each.string))) else []
    assert not wrong


def test_the_chinese_is_chinese() -> None:
    strange = [
        each.id
        for each in messages()
        if isinstance(each.id, str) and len(each.id.split()) > 4 and not re.search(r"[\u4e00-\u9fff]", str(each.string))
    ]
    assert not strange


@pytest.mark.parametrize(
    "text", ["{{ nothing }}", "{{ some.nothing }}", "{% if nothing.deep %}{% endif %}{{ nothing }}"]
)
def test_a_template_that_names_what_is_not_there_fails(text: str) -> None:
    assert settings.TESTING
    with pytest.raises(LookupError):
        Template(text).render(Context({"some": {}}))
