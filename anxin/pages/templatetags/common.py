"""Whether there is anything that others asked, for a page that leads there."""

from django import template

from anxin.desk.models import CommonQuestion

register = template.Library()


@register.simple_tag
def has_common(slug: str) -> bool:
    """Whether the organisation of the campaign `slug` shows any common question."""
    rows = CommonQuestion.objects.filter(approved_at__isnull=False, withdrawn_at=None)
    return rows.filter(organisation__campaign__slug=slug).exists()
