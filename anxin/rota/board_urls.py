"""The coordinator's pages of the rota."""

from django.urls import path

from anxin.rota.views import board, call, cover, drawing, paper, publishing, version

urlpatterns = [
    path("rota/", board.home, name="rota_home"),
    path("rota/<slug:slug>/", board.board, name="rota_board"),
    path("rota/<slug:slug>/v/<uuid:id>", version.version, name="rota_version"),
    path("rota/<slug:slug>/v/<uuid:id>/grid", version.grid, name="rota_grid"),
    path("rota/<slug:slug>/v/<uuid:id>/cell", version.one_cell, name="rota_cell"),
    path("rota/<slug:slug>/v/<uuid:id>/edit", version.edit, name="rota_edit"),
    path("rota/<slug:slug>/v/<uuid:id>/undo", version.undo, name="rota_undo"),
    path("rota/<slug:slug>/v/<uuid:id>/troubles", version.troubles, name="rota_troubles"),
    path("rota/<slug:slug>/v/<uuid:id>/others", publishing.who_else, name="rota_others"),
    path("rota/<slug:slug>/v/<uuid:id>/draw", drawing.draw, name="rota_draw"),
    path("rota/<slug:slug>/v/<uuid:id>/stop", drawing.stop, name="rota_stop"),
    path("rota/<slug:slug>/v/<uuid:id>/pulse", drawing.pulse, name="rota_pulse"),
    path("rota/<slug:slug>/v/<uuid:id>/drop", drawing.drop, name="rota_drop"),
    path("rota/<slug:slug>/v/<uuid:id>/publish", publishing.publish_page, name="rota_publish"),
    path("rota/<slug:slug>/print", paper.paper, name="rota_print"),
    path("rota/<slug:slug>/export", paper.export, name="rota_export"),
    path("rota/<slug:slug>/cover", cover.cover, name="rota_cover"),
    path("rota/<slug:slug>/cover/offer", cover.first_offer, name="rota_first_offer"),
    path("rota/<slug:slug>/cover/want", cover.want, name="rota_want"),
    path("rota/<slug:slug>/cover/as-usual", cover.as_usual, name="rota_cover_usual"),
    path("rota/<slug:slug>/kinds", cover.new_kind, name="rota_new_kind"),
    path("rota/<slug:slug>/kinds/<uuid:id>", cover.edit_kind, name="rota_kind"),
    path("rota/<slug:slug>/rules", cover.figures, name="rota_rules"),
    path("rota/<slug:slug>/call", call.call, name="rota_call"),
    path("rota/<slug:slug>/call/<uuid:id>/remind", call.remind_all, name="rota_remind"),
    path("rota/<slug:slug>/call/<uuid:id>/close", call.close, name="rota_close_call"),
]
