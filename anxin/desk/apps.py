from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "anxin.desk"
    label = "desk"
