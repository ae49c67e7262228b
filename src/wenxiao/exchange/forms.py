"""The forms a reader or writer is given: a mapping by id, or just the forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wenxiao.core.forms.model import Form

Forms = Mapping[str, Form] | Iterable[Form]


def by_id(forms: Forms) -> dict[str, Form]:
    """Give the forms by their ids."""
    listed = forms.values() if isinstance(forms, Mapping) else forms
    return {form.id: form for form in listed}
