"""Getting in and staying in: lock-out, idle time, the administrators' second factor, no sign-up."""

import pytest
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from wenxiao.web.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "江澜区-2021-财政"


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


@pytest.fixture
def filer(people):
    user = people["unit_filer"]
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client, password):
    return client.post(reverse("account_login"), {"login": "unit_filer", "password": password})


def test_a_stranger_meets_the_login_page_and_comes_back_where_he_wanted(client):
    answer = client.get("/?a=1")
    assert answer.status_code == 302
    assert answer.url == "/account/login/?next=/%3Fa%3D1"


def test_a_person_logs_in_and_sees_unit_role_and_year(client, filer):
    assert log_in(client, PASSWORD).url == "/"
    page = client.get("/").content.decode()
    assert "第一人民医院 · 单位填报人" in page
    assert "年度</option>" in page


def test_the_sixth_try_is_refused_even_with_the_right_password(client, filer):
    for _ in range(5):
        assert log_in(client, "wrong").status_code == 200
    answer = log_in(client, PASSWORD)
    assert answer.status_code in {200, 429}
    assert "_auth_user_id" not in client.session
    assert "登录" in answer.content.decode()


def test_there_is_no_sign_up():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


@pytest.mark.parametrize("weak", ["short1A", "1234567890", "password123", "unit_filer1"])
def test_weak_passwords_are_refused_in_chinese(client, filer, weak):
    log_in(client, PASSWORD)
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    )
    assert answer.status_code == 200
    assert "密码" in answer.content.decode()
    assert User.objects.get(pk=filer.pk).check_password(PASSWORD)


def test_an_administrator_without_second_factor_is_led_to_it_and_nowhere_else(client, people):
    client.force_login(people["system_administrator"])
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.url == reverse("mfa_activate_totp")
    client.force_login(people["unit_filer"])
    assert client.get("/").status_code == 200


def test_the_pages_of_login_are_our_own(client, filer):
    for name in ("account_login", "account_logout", "account_change_password", "mfa_index"):
        if name == "account_logout":
            client.force_login(filer)
        assert "wenxiao/site.css" in client.get(reverse(name)).content.decode(), name


def test_every_answer_carries_the_content_policy(client):
    policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_an_expired_session_answers_a_background_request_with_words_not_a_page(client):
    answer = client.get("/", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "重新登录" in answer.content.decode()
