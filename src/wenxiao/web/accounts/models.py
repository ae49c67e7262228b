"""The tree of bodies (财政区划 → 主管部门 → 预算单位), people, and who holds which role where."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Body(models.Model):
    """One body of the tree. ``path`` is the codes from the root, each ended by ``/``: a prefix test finds all below."""

    class Kind(models.TextChoices):
        """What a body is."""

        JURISDICTION = "jurisdiction", "财政区划"
        DEPARTMENT = "department", "主管部门"
        UNIT = "unit", "预算单位"

    code = models.CharField("编码", max_length=32)
    name = models.CharField("名称", max_length=200)
    kind = models.CharField("类型", max_length=16, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, unique=True, editable=False)

    class Meta:
        """A code is unique among its siblings."""

        constraints = (models.UniqueConstraint("parent", "code", name="body_code_among_siblings"),)
        ordering = ("path",)

    def __str__(self) -> str:
        """Give the name."""
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the path in step with parent and code."""
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def above(self, kind: str) -> Body | None:
        """Give the body of a kind at or above this one."""
        body: Body | None = self
        while body is not None and body.kind != kind:
            body = body.parent
        return body


class User(AbstractUser):
    """A person; what they may do follows from their appointments, never from flags."""

    phone = models.CharField("电话", max_length=32, blank=True)
    must_change_password = models.BooleanField("首次登录须改密码", default=False)


class Appointment(models.Model):
    """A role of the rulebook held by a person at a body."""

    user = models.ForeignKey(User, models.CASCADE, related_name="appointments")
    role = models.CharField("角色", max_length=40)
    body = models.ForeignKey(Body, models.PROTECT, related_name="appointments")

    class Meta:
        """The same appointment is held once."""

        constraints = (models.UniqueConstraint("user", "role", "body", name="appointment_once"),)

    def __str__(self) -> str:
        """Give person, role and place."""
        return f"{self.user} {self.role} {self.body}"


class Substitution(models.Model):
    """Someone acts for another from one day to another, in all of the other's roles but administering."""

    absent = models.ForeignKey(User, models.CASCADE, related_name="substitutions")
    substitute = models.ForeignKey(User, models.CASCADE, related_name="stands_in_for")
    first_day = models.DateField("起")
    last_day = models.DateField("止")

    class Meta:
        """Newest first."""

        ordering = ("-first_day", "pk")

    def __str__(self) -> str:
        """Give who stands in for whom."""
        return f"{self.substitute} 代 {self.absent}"
