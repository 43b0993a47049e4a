"""The one error of the language, with its place in the text."""

from __future__ import annotations


class FormulaError(ValueError):
    """Says what is wrong with a formula, where, and the way out.

    `line` and `column` count from 1 within the formula's own text; `hint` may be empty.
    """

    def __init__(self, message: str, line: int = 1, column: int = 1, hint: str = "") -> None:
        super().__init__(message, line, column, hint)
        self.message = message
        self.line = line
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.line}:{self.column}: {self.message}."
        return f"{text} {self.hint}" if self.hint else text
