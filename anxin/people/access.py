"""Who is asking: the account behind a request, and its places in organisations. Looked up once in a request."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest

from anxin.core import clock, refusal
from anxin.core.finding import Finding
from anxin.core.prepared import Prepared
from anxin.core.refusal import Refused
from anxin.core.words import _
from anxin.people.keys import bearer, digest_of
from anxin.people.kinds import Role
from anxin.people.models import Account, Delivery, Member, Notice, PushAddress, Reach, Token
from anxin.people.second_factor import has_factor, second_factors

HOME = "people.home"  # the session's key of the membership she works in
USED_EVERY = timedelta(minutes=5)  # how exactly a token's last use is kept; a write for every call would cost too much
M = TypeVar("M", bound=Model)
READS = frozenset({"GET", "HEAD", "OPTIONS"})

BAD_TOKEN = Finding(
    "bad_token",
    _("This token is unknown, or was revoked."),
    next_step=_("Make a new one on your account page."),
)


@dataclass(frozen=True)
class Visitor:
    """The account behind a request, its active memberships in the order of joining, whether it has a second factor."""

    account: Account | None
    members: tuple[Member, ...] = ()
    second_factor: bool = False


NOBODY = Visitor(None)


def visitor_of(request: HttpRequest) -> Visitor:
    """Who is asking. Refused (401): bad_token."""
    kept = cast(Any, request)
    if not hasattr(kept, "_visitor"):
        kept._visitor = _find(request)
    return cast(Visitor, kept._visitor)


def account_of(request: HttpRequest) -> Account | None:
    """The account that is signed in, or whose token came with the request. Refused (401): bad_token."""
    return visitor_of(request).account


def members_of(request: HttpRequest) -> list[Member]:
    """Her active memberships, the oldest first; empty for a visitor who is not signed in."""
    return list(visitor_of(request).members)


def member_at(request: HttpRequest, organisation_id: UUID) -> Member:
    """Her active membership in that organisation. Raises Http404, so that nobody learns what others have."""
    for member in visitor_of(request).members:
        if member.organisation_id == organisation_id:
            return member
    raise Http404


def home_of(request: HttpRequest) -> Member:
    """The membership she works in: the one chosen in this session, else the oldest. Refused: not_signed_in (401)."""
    members = visitor_of(request).members
    if not members:
        raise Refused(refusal.SIGN_IN, 401)
    session = getattr(request, "session", None)
    chosen = session.get(HOME) if session is not None else None
    return next((member for member in members if str(member.pk) == chosen), members[0])


def tokens_of(account: Account) -> QuerySet[Token]:
    """Her tokens that still open something, the newest first."""
    return Token.objects.filter(account=account, revoked_at=None).order_by("-made_at", "-id")


def token_of(account: Account, token_id: UUID) -> Token:
    """One of her own tokens. Raises Http404."""
    return _or_404(tokens_of(account), token_id)


def notices_of(request: HttpRequest) -> QuerySet[Notice]:
    """What she has to know now, in all her organisations: urgent first, then the newest."""
    return Notice.objects.filter(member__in=members_of(request), seen_at=None).order_by("-urgent", "-made_at")


def notice_of(request: HttpRequest, notice_id: UUID) -> Notice:
    """One of her notices, seen or not. Raises Http404."""
    return _or_404(Notice.objects.filter(member__in=members_of(request)).select_related("member"), notice_id)


def browsers_of(account: Account) -> QuerySet[PushAddress]:
    """Her browsers that take messages, the newest first."""
    return PushAddress.objects.filter(account=account, ended_at=None).order_by("-made_at", "-id")


def browser_of(account: Account, address_id: UUID) -> PushAddress:
    """One of her own browsers. Raises Http404."""
    return _or_404(PushAddress.objects.filter(account=account), address_id)


def reach_of(member: Member) -> Reach:
    """How she wants to be reached; what everybody begins with, where she chose nothing yet."""
    return Reach.objects.filter(member=member).first() or Reach(member=member, organisation_id=member.organisation_id)


def messages_to(request: HttpRequest) -> QuerySet[Delivery]:
    """What was sent to her, in all her organisations."""
    return Delivery.objects.filter(member__in=members_of(request)).select_related("notice", "push_address", "member")


def messages_of_house(request: HttpRequest, *roles: Role) -> QuerySet[Delivery]:
    """What was sent to anybody of the organisations in which she holds one of `roles`."""
    houses = [member.organisation_id for member in members_of(request) if member.holds(*roles)]
    return Delivery.objects.filter(organisation__in=houses).select_related("notice", "push_address", "member")


def member_of_house(organisation_id: UUID, member_id: UUID) -> Member:
    """Somebody of that organisation, also one who left. Raises Http404."""
    return _or_404(Member.objects.filter(organisation_id=organisation_id), member_id)


def _or_404(rows: QuerySet[M], key: UUID) -> M:
    row = rows.filter(pk=key).first()
    if row is None:
        raise Http404
    return row


def _find(request: HttpRequest) -> Visitor:
    header = request.headers.get("Authorization", "")
    if key := bearer(header):
        return _by_key(key, clock.now())
    user: Any = getattr(request, "user", None)
    if not getattr(user, "is_authenticated", False):
        return NOBODY
    # The API is not guarded against forged forms, so a cookie may read there and never write.
    if request.path.startswith("/api/") and request.method not in READS:
        return NOBODY
    members = tuple(OF_ACCOUNT.all(user.pk))
    if not members:
        account = Account.objects.get(pk=user.pk)
        return Visitor(account, (), has_factor(account))
    return Visitor(members[0].account, members, cast(Any, members[0]).second_factor)


def _by_key(key: str, at: datetime) -> Visitor:
    digest = digest_of(key)
    members = tuple(OF_TOKEN.all(digest))
    if members:
        first: Any = members[0]
        visitor = Visitor(first.account, members, first.second_factor)
        token_id, used_at = first.token_id, first.token_used_at
    else:
        row = (
            Token.objects.select_related("account")
            .filter(digest=digest, revoked_at=None, account__is_active=True)
            .first()
        )
        if row is None:
            raise Refused(BAD_TOKEN, 401)
        visitor, token_id, used_at = Visitor(row.account, (), has_factor(row.account)), row.pk, row.used_at
    if used_at is None or at - used_at > USED_EVERY:
        Token.objects.filter(pk=token_id).update(used_at=at)
    return visitor


def _of_token(digest: bytes) -> QuerySet[Member]:
    token = Q(account__tokens__digest=digest, account__tokens__revoked_at=None, account__is_active=True)
    return _memberships(token).annotate(token_id=F("account__tokens__id"), token_used_at=F("account__tokens__used_at"))


def _memberships(whose: Q) -> QuerySet[Member]:
    factors = second_factors().filter(user_id=OuterRef("account_id"))
    return (
        Member.objects.filter(whose, active=True)
        .select_related("account", "organisation")
        .annotate(second_factor=Exists(factors))
        .order_by("joined_at", "id")
    )


OF_TOKEN = Prepared(_of_token, b"example")
OF_ACCOUNT = Prepared(lambda account: _memberships(Q(account_id=account)), UUID(int=1))
