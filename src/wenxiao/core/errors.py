"""Errors that people read: where, the fact, what is required, what to do."""

from __future__ import annotations


class WenxiaoError(Exception):
    """Base of all errors whose text is a whole Chinese sentence for the user."""


class RulebookError(WenxiaoError):
    """The rulebook itself is wrong; the text names the file and the remedy."""

    def __init__(self, message: str, *, file: str = "", line: int | None = None) -> None:
        """Put ``file`` and ``line`` before the message when known."""
        place = f"{file}{f' 第 {line} 行' if line else ''}：" if file else ""
        super().__init__(place + message)
        self.file, self.line, self.told = file, line, message


class InputError(WenxiaoError):
    """A file that cannot be read at all (exit code 2); nothing was changed."""


class NotFoundError(WenxiaoError):
    """Something was asked for by a name that does not exist; the text suggests near names."""
