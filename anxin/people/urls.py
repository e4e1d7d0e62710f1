from django.urls import path

from anxin.people.views import account, demo, notices

urlpatterns = [
    path("account/", account.mine, name="my_account"),
    path("account/language/", account.choose_language, name="choose_language"),
    path("account/place/", account.choose_place, name="choose_place"),
    path("account/tokens/", account.new_token, name="new_token"),
    path("account/tokens/<uuid:token_id>/revoke/", account.revoke, name="revoke_token"),
    path("notices/", notices.mine, name="notices"),
    path("notices/<uuid:notice_id>/seen/", notices.see, name="see_notice"),
    path("demo/", demo.town, name="demo"),
]
