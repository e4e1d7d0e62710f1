from django.apps import AppConfig


class RotaConfig(AppConfig):
    name = "anxin.rota"
    label = "rota"

    def ready(self) -> None:
        from anxin.people.hers import learn as learn_kept  # noqa: PLC0415
        from anxin.people.reach.hours import learn  # noqa: PLC0415  (Django's apps must be loaded first)
        from anxin.people.wording import learn as learn_words  # noqa: PLC0415
        from anxin.rota.hers import KEPT  # noqa: PLC0415
        from anxin.rota.minding import NOTICES as MINDED  # noqa: PLC0415
        from anxin.rota.queries import there  # noqa: PLC0415
        from anxin.rota.relief_jobs import NOTICES as RELIEF  # noqa: PLC0415
        from anxin.rota.words import NOTICES  # noqa: PLC0415

        learn(there)
        for name, gather in KEPT.items():
            learn_kept(name, gather)
        learn_words(NOTICES)
        learn_words(MINDED)
        learn_words(RELIEF)
