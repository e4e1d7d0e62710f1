"""One clear sentence for whatever went wrong."""

import click

HOW_TO_SEE = "Set ANXIN_DEBUG=1 to see where."


def sentence_for(error: Exception) -> str:
    """What to tell the person at the terminal about `error`."""
    if isinstance(error, click.ClickException):
        return error.format_message()
    finding = getattr(error, "finding", None)  # a Refused, known by its shape: its module needs Django
    if finding is not None:
        return " ".join(part for part in (finding.sentence % (finding.params or {}), finding.next_step) if part)
    if type(error).__name__ == "PostgresError":
        return str(error)
    first = (str(error).strip().splitlines() or [""])[0]
    if type(error).__name__ in {"OperationalError", "PoolTimeout", "InterfaceError"}:
        return f"The database does not answer: {first}"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'The system'}: {error.strerror}."
    return f"{type(error).__name__}: {first} {HOW_TO_SEE}".replace(": :", ":")
