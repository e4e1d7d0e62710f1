"""That a file is not what it should be."""


class Unfit(Exception):
    """`code` names the finding (`findings.BY_CODE`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
