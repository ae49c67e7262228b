"""Accounts are made by administrators: nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from wenxiao.web.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up, and a password of one's own ends the duty to change it; everything else as the library has it."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no: accounts come from the import of people."""
        return False

    def set_password(self, user: User, password: str) -> None:
        """Store the password that the person has chosen."""
        user.must_change_password = False
        super().set_password(user, password)
