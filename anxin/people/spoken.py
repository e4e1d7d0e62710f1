"""Languages that people speak with those who ask. A code for the usual ones; any other stands as its own name."""

from collections.abc import Iterable

from anxin.core.words import _

SPOKEN_NAMES = {
    "mandarin": _("Mandarin"),
    "wu": _("Wu (Shanghai, Jiangsu, Zhejiang)"),
    "xiang": _("Xiang (Hunan)"),
    "cantonese": _("Cantonese"),
    "min": _("Min (Fujian, Chaoshan)"),
    "hakka": _("Hakka"),
    "gan": _("Gan (Jiangxi)"),
    "southwest": _("South-western Mandarin"),
    "sign": _("Chinese sign language"),
    "english": _("English (spoken)"),
}
LONGEST = 20


def tidy_spoken(given: Iterable[str]) -> list[str]:
    """Codes and names, each once, in the order given; blank ones are left out, long ones cut."""
    return list(dict.fromkeys(each.strip()[:LONGEST] for each in given if each.strip()))
