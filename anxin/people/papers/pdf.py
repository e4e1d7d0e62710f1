"""Typst → PDF, on a machine without fonts and without a network.

What stands on a paper goes in as JSON and is only ever shown as text: no name can become a command. The font with the
common Chinese characters comes with the program.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

FONTS = "justmytype_intl_cjk"
LAYOUTS = Path(__file__).parent / "layouts"


@cache
def _fonts() -> list[str]:
    """Where the font is: Chinese as written on the mainland, and the one that has further rare characters."""
    folder = Path(str(files(FONTS))) / "fonts" / "ofl"
    return [str(folder / "notosanssc"), str(folder / "notosanstc"), str(folder / "notosansjp")]


def pdf(layout: str, data: Mapping[str, Any]) -> bytes:
    """The layout `layouts/<layout>.typ` with `data`, as a PDF. It reads nothing but its own folder."""
    return typst.compile(
        str(LAYOUTS / f"{layout}.typ"),
        root=str(LAYOUTS),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
    )
