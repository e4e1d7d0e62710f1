from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "anxin.pages"
    label = "pages"
