from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "anxin.desk"
    label = "desk"

    def ready(self) -> None:
        from anxin.desk.words import NOTICES, level_and_topic  # noqa: PLC0415  (Django's apps must be loaded first)
        from anxin.people.wording import learn  # noqa: PLC0415

        learn(NOTICES, more=level_and_topic)
