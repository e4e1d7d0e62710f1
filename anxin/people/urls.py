from django.urls import include, path

from anxin.people.views import account, demo, messages, notices, reach

urlpatterns = [
    path("account/", account.mine, name="my_account"),
    path("account/language/", account.choose_language, name="choose_language"),
    path("account/place/", account.choose_place, name="choose_place"),
    path("account/tokens/", account.new_token, name="new_token"),
    path("account/tokens/<uuid:token_id>/revoke/", account.revoke, name="revoke_token"),
    path("account/notices/", reach.mine, name="my_notices"),
    path("account/notices/choose/", reach.choose, name="choose_notices"),
    path("account/notices/test/", reach.test, name="test_notices"),
    path("account/notices/browsers/", reach.add, name="add_browser"),
    path("account/notices/browsers/<uuid:address_id>/remove/", reach.remove, name="remove_browser"),
    path("account/notices/messages/", messages.mine, name="my_messages"),
    path("messages/", messages.house, name="messages"),
    path("notices/arrived/<str:receipt>/", messages.arrived, name="arrived"),
    path("sw.js", reach.worker, name="service_worker"),
    path("notices/", notices.mine, name="notices"),
    path("notices/<uuid:notice_id>/seen/", notices.see, name="see_notice"),
    path("demo/", demo.town, name="demo"),
    path("", include("anxin.people.folk_urls")),
    path("", include("anxin.people.joining_urls")),
]
