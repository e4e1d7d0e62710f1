from django.urls import include, path

from anxin.rota.views import duty as views
from anxin.rota.views import feed, mine, notes, relief, swaps, when

urlpatterns = [
    path("", include("anxin.rota.board_urls")),
    path("rota/mine", mine.home, name="my_shifts_home"),
    path("rota/<slug:slug>/mine", mine.mine, name="my_shifts"),
    path("rota/<slug:slug>/mine/feed", feed.renew, name="renew_feed"),
    path("rota/<slug:slug>/mine/feed/revoke", feed.revoke, name="revoke_feed"),
    path("rota/<str:secret>.ics", feed.feed, name="rota_feed"),
    path("rota/<slug:slug>/when", when.when, name="when"),
    path("rota/<slug:slug>/swaps", swaps.swaps, name="swaps"),
    path("rota/<slug:slug>/swaps/new", swaps.new, name="swap_new"),
    path("rota/<slug:slug>/swaps/<uuid:id>", swaps.act, name="swap_act"),
    path("duty/", views.home, name="duty"),
    path("duty/<slug:slug>", views.duty, name="duty_of"),
    path("duty/<slug:slug>/in", views.come, name="check_in"),
    path("duty/<slug:slug>/note", notes.note, name="hand_over_note"),
    path("duty/<slug:slug>/people/<uuid:id>/in", views.put_on, name="put_on_duty"),
    path("duty/<slug:slug>/people/<uuid:id>/out", views.take_off, name="take_off_duty"),
    path("duty/<slug:slug>/slots", views.enter, name="enter_slot"),
    path("duty/<slug:slug>/slots/<uuid:id>/remove", views.remove, name="remove_slot"),
    path("duty/<slug:slug>/slots/<uuid:id>/relieve", relief.relieve_slot, name="relieve_slot"),
]
