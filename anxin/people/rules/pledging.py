"""The text of a pledge: lines that begin with "- " are its points, each of which is ticked; all else is read around them."""

POINT = ("- ", "* ", "• ")


def points_of(text: str) -> list[str]:
    """The points that a member agrees to, one by one."""
    return [line.strip()[2:].strip() for line in text.splitlines() if line.strip().startswith(POINT)]


def around(text: str) -> tuple[str, str]:
    """What stands before the first point, and after the last one."""
    lines = text.splitlines()
    places = [place for place, line in enumerate(lines) if line.strip().startswith(POINT)]
    if not places:
        return text.strip(), ""
    return "\n".join(lines[: places[0]]).strip(), "\n".join(lines[places[-1] + 1 :]).strip()
