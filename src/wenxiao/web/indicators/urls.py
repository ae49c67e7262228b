"""Addresses of the indicator library and of the aids beside a form."""

from django.urls import path

from wenxiao.web.indicators.pages import advice, aids, card, lists, propose

urlpatterns = [
    path("indicators/", lists.card_list, name="indicators"),
    path("indicators/advice/", advice.advice_page, name="indicator_advice"),
    path("indicators/propose/", propose.choose, name="indicator_sources"),
    path("indicators/propose/<uuid:pk>/", propose.propose_page, name="indicator_propose"),
    path("indicators/card/<path:name>/", card.card_page, name="indicator_card"),
    path("indicators/act/<path:name>/", card.take_act, name="indicator_act"),
    path("filings/<uuid:pk>/aids/", aids.all_rows, name="aids"),
    path("filings/<uuid:pk>/aids/live/", aids.live, name="aids_live"),
    path("filings/<uuid:pk>/aids/save/", aids.save_and_show, name="aids_save"),
    path("filings/<uuid:pk>/aids/add/", aids.add, name="aids_add"),
]
