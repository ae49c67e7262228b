"""A fault of the rulebook: file, line, what is wrong and what to do, one sentence each."""

from __future__ import annotations

from dataclasses import dataclass

from wenxiao.core.errors import RulebookError


@dataclass(frozen=True)
class Fault:
    """One fault; ``line`` is None where the file as a whole is meant."""

    file: str
    line: int | None
    message: str

    @classmethod
    def of(cls, error: RulebookError) -> Fault:
        """Give the fault that stopped the reading."""
        return cls(error.file, error.line, error.told)

    @property
    def where(self) -> str:
        """File and line for people."""
        return f"{self.file}{f' 第 {self.line} 行' if self.line else ''}"

    def __str__(self) -> str:
        """The whole message."""
        return f"{self.where}：{self.message}"
