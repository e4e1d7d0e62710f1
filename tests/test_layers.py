"""Foreign keys go down too: import-linter cannot see those named by a string."""

import configparser
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignObject

ROOT = Path(__file__).resolve().parents[1]


def layers() -> dict[str, int]:
    """How high each package stands, as .importlinter says."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    lines = contracts["importlinter:contract:layers"]["layers"].strip().splitlines()
    return {name.strip(" ()"): -height for height, line in enumerate(lines) for name in line.split("|")}


def package(name: str) -> str:
    """The package of Anxin that an app belongs to; empty for a library's."""
    return name.removeprefix("anxin.") if name.startswith("anxin.") else ""


def test_foreign_keys_go_down() -> None:
    height, wrong = layers(), []
    for model in apps.get_models(include_auto_created=True):
        here = package(apps.get_app_config(model._meta.app_label).name)
        for field in model._meta.get_fields():
            there_model = field.related_model if isinstance(field, ForeignObject) else None
            if not here or there_model is None or isinstance(there_model, str):
                continue
            there = package(apps.get_app_config(there_model._meta.app_label).name)
            if there and height[there] > height[here]:
                wrong.append(f"{model._meta.label}.{field.name} points up to {there_model._meta.label}")
    assert not wrong


def test_every_package_has_its_layer() -> None:
    packages = {package(app.name) for app in apps.get_app_configs()} - {""}
    assert packages <= set(layers())
