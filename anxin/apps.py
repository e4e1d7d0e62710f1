from django.apps import AppConfig


class AnxinConfig(AppConfig):
    name = "anxin"

    def ready(self) -> None:
        from anxin import reactions  # noqa: PLC0415  (Django's apps must be loaded first)

        reactions.listen()
