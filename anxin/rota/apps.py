from django.apps import AppConfig


class RotaConfig(AppConfig):
    name = "anxin.rota"
    label = "rota"

    def ready(self) -> None:
        from anxin.people.reach.hours import learn  # noqa: PLC0415  (Django's apps must be loaded first)
        from anxin.rota.queries import there  # noqa: PLC0415

        learn(there)
