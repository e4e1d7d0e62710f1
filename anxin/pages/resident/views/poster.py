"""What leads people here: the QR code, a poster to print, an icon on the phone."""

from io import BytesIO

import segno
from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse

from anxin.core.door import PUBLIC, door
from anxin.pages.resident.access import Visit
from anxin.pages.resident.frame import in_its_place, page
from anxin.pages.resident.place import promise, usual_hours


def address_of(visit: Visit) -> str:
    """The page's full address, as a phone needs it."""
    return visit.request.build_absolute_uri(reverse("resident_home", args=[visit.campaign.slug]))


@door(PUBLIC)
@in_its_place
def qr(visit: Visit) -> HttpResponse:
    """The page's address as a QR code (SVG); a quarter of it may be dirty or torn."""
    picture = BytesIO()
    code = segno.make(address_of(visit), error="q", micro=False)
    code.save(picture, kind="svg", scale=8, border=2, xmldecl=False, dark="#000", light="#fff")
    response = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@door(PUBLIC)
@in_its_place
def poster(visit: Visit) -> HttpResponse:
    """One sheet to print and hang up."""
    context = {
        "address": address_of(visit),
        "hours": usual_hours(visit.campaign),
        "promise": promise(visit.campaign),
        "campaign": visit.campaign,
        "welcome": visit.campaign.welcome,
    }
    return page(visit, "poster.html", context)


@door(PUBLIC)
@in_its_place
def manifest(visit: Visit) -> HttpResponse:
    """What the phone needs to put the page on its home screen."""
    home = reverse("resident_home", args=[visit.campaign.slug])
    icon = {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    body = {
        "name": visit.campaign.name, "short_name": visit.campaign.name[:12], "start_url": home, "scope": home,
        "display": "standalone", "background_color": "#faf7f0", "theme_color": "#fffefb", "icons": [icon],
    }  # fmt: skip
    return JsonResponse(body, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})
