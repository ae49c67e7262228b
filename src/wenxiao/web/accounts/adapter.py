"""Accounts are made by administrators: nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up; everything else as the library has it."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no: accounts come from the import of people."""
        return False
