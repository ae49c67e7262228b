"""Every form that has a workflow: started, filled, read, sent to Excel and Word, from the form alone."""

import pytest
from django.urls import reverse

from wenxiao.core.forms.structure import complete
from wenxiao.web.filings import services
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db
FORMS = sorted(form for workflow in rulebook().workflows.values() for form in workflow.forms)


@pytest.mark.parametrize("form_id", FORMS)
def test_every_page_of_every_form(client, people, tree, form_id):
    form = rulebook().catalog.place("cn").form(form_id)
    role = rulebook().workflow_of(form_id).initial.holder
    client.force_login(people[role])
    assert client.get(reverse("filings:list", args=[form_id])).status_code == 200
    assert client.get(reverse("filings:new", args=[form_id])).status_code == 200
    content = complete(
        {"form": form_id, "jurisdiction": "990112", "fiscal_year": 2021,
         "subject": {"kind": form.subject[0], "code": "X1", "name": "试填对象"}}, form,
    )  # fmt: skip
    filing = services.create(people[role], tree["clinic"], content)
    for name in ("edit", "view", "send", "workbook", "word"):
        assert client.get(reverse(f"filings:{name}", args=[filing.pk])).status_code == 200, name
    html = client.get(reverse("filings:edit", args=[filing.pk])).content.decode()
    for section in form.sections:
        assert f'id="part-{section.id}"' in html


def test_every_form_of_the_rulebook_is_filed_or_has_a_register_in_its_place(client, people):
    """No form leads nowhere: without a workflow its page names the register, and who may import gets there."""
    for form in rulebook().catalog.place("cn").forms.values():
        if rulebook().has_workflow(form.id):
            continue
        for who, may in (("performance_section", True), ("unit_filer", False)):
            client.force_login(people[who])
            page = client.get(reverse("filings:list", args=[form.id]))
            assert page.status_code == 200, form.id
            register = page.context["register"]
            html = page.content.decode()
            assert f"由“{register.title}”登记代替" in html
            assert client.get(reverse("register_list", args=[register.id])).status_code == 200
            imports = reverse("register_import", args=[register.id])
            assert (imports in html) is may
            assert client.get(imports).status_code == (200 if may else 404)
            assert client.get(reverse("filings:new", args=[form.id])).url == reverse(
                "filings:list", args=[form.id]
            )
