"""Line icons drawn in place, so that no request and no font is needed: `{% icon "send" %}`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# 24 × 24, stroked in the colour of the words beside them. Drawn for Anxin.
ICONS: dict[str, str] = {
    "account": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c1-3.6 4-5.5 7.5-5.5s6.5 1.9 7.5 5.5",
    "add": "M12 5v14M5 12h14",
    "alert": "M12 4 2.8 19.5h18.4L12 4zM12 10v4.5M12 17v.2",
    "back": "M15 5l-7 7 7 7",
    "calendar": "M4 6.5h16v13H4zM4 10.5h16M8 4v4M16 4v4",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "clock": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.4 2",
    "close": "M6 6l12 12M18 6L6 18",
    "copy": "M9 9h11v11H9zM15 9V4H4v11h5",
    "desk": "M4 5h16v11h-9l-5 4v-4H4zM8 9h8M8 12h5",
    "down": "M12 5v14M6 13l6 6 6-6",
    "half": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v18M15 6.5v11M18 8.5v7",
    "hand": (
        "M8 12V6.5a1.5 1.5 0 0 1 3 0V11M11 11V5a1.5 1.5 0 0 1 3 0v6"
        "M14 11V6.5a1.5 1.5 0 0 1 3 0V14c0 4-2 7-6 7-3 0-4.5-1.6-6-4.5L3.6 13a1.5 1.5 0 0 1 2.6-1.4L8 14"
    ),
    "home": "M4 11l8-7 8 7v9h-5.5v-5.5h-5V20H4z",
    "keyboard": "M3 7h18v11H3zM7 11h.2M11 11h.2M15 11h.2M8 14.5h8",
    "language": "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.5 12h17M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
    "leave": "M10 4H5v16h5M10 12h10M16.5 8l4 4-4 4",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "merge": "M6 5v4c0 3 6 3 6 6v5M18 5v4c0 3-6 3-6 6",
    "mic": "M12 14.5a3.5 3.5 0 0 0 3.5-3.5V6.5a3.5 3.5 0 0 0-7 0V11a3.5 3.5 0 0 0 3.5 3.5zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5v3",
    "note": "M6 4.5h9l3 3v12H6zM9 10.5h6M9 14.5h6",
    "people": (
        "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 19.5c.6-3.3 3-5 6-5s5.4 1.7 6 5"
        "M15.5 5a3.3 3.3 0 0 1 0 6.3M17 14.7c2.2.5 3.6 2.2 4 4.8"
    ),
    "phone": (
        "M6 3.5h3.5l1.5 5-2.2 1.6a12 12 0 0 0 5.1 5.1l1.6-2.2 5 1.5V18c0 1.5-1.1 2.5-2.5 2.5C10.5 20.5 3.5"
        " 13.5 3.5 6c0-1.4 1-2.5 2.5-2.5z"
    ),
    "photo": "M4 7.5h3.5L9 5h6l1.5 2.5H20v12H4zM12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6z",
    "search": "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20.5 20.5",
    "send": "M4 12l16-7.5-5 15.5-3.5-6.5zM11.5 13.5L20 4.5",
    "share": "M12 15V4M8 7.5L12 3.5l4 4M5 12v8h14v-8",
    "sign_out": "M14 4h5v16h-5M4 12h10M10.5 8.5L14 12l-3.5 3.5",
    "sun": (
        "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4"
        "M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
    ),
    "type": "M3 19L8.5 5h1L15 19M5 14h8M15.5 19l3-7.5h.8l2.7 7.5M16.7 16.5h4.3",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw the icon `name`; it is silent for screen readers, so put words beside it. KeyError for an unknown name."""
    # Its size stands here too, so that a page whose stylesheet got lost on a poor network is still a page.
    return format_html(
        '<svg class="icon" width="24" height="24" viewBox="0 0 24 24" fill="none" '
        'stroke="currentColor" stroke-width="1.8" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        mark_safe(ICONS[name]),  # noqa: S308 - drawn above, never from outside
    )
