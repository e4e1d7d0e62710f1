"""By e-mail: plain text, through the mail server of ANXIN_EMAIL_URL."""

from datetime import datetime
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from anxin.people.models import Delivery
from anxin.people.reach.kinds.result import TAKEN, Result
from anxin.people.reach.texts import Text


def send(delivery: Delivery, text: Text, at: datetime) -> Result:
    """Try once; the server's words are never kept, as they may hold an address."""
    to = delivery.member.account.email
    if not settings.EMAIL_ON:
        return Result(fault="off")
    if not to:
        return Result(fault="no_address")
    body = "\n\n".join(part for part in (text.body, settings.ADDRESS + text.url, text.foot) if part)
    # The same id at every try: a mail server that took it, and whose word was lost, can tell that it is the same.
    headers = {"Message-ID": f"<{delivery.pk}@anxin>", "Auto-Submitted": "auto-generated"}
    try:
        connection = get_connection(fail_silently=False)
        EmailMessage(text.title, body, to=[to], headers=headers, connection=connection).send()
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        return _refused(min(codes, default=550))
    except SMTPAuthenticationError:
        return Result(fault="refused", again=True)  # a password that the administrator is about to mend
    except SMTPResponseException as refused:
        return _refused(refused.smtp_code)
    except TimeoutError:
        return Result(fault="timeout", again=True)
    except (SMTPException, OSError):
        return Result(fault="no_connection", again=True)
    except ValueError:
        return Result(fault="no_address")  # not an address that can stand in a header
    return TAKEN


def _refused(code: int) -> Result:
    """4xx says "not now", 5xx "never"."""
    return Result(fault="busy", again=True) if code < 500 else Result(fault="refused")
