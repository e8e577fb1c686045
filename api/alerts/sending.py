"""
Sending a webhook's messages: signed as Standard Webhooks has it, in order, and tried again until they arrive or die.

The one door of standardwebhooks.
"""

import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from standardwebhooks.webhooks import Webhook as Signer

from api.alerts.database import AlertDatabase
from api.alerts.records import Message, MessageState, Webhook
from ingest.errors import IngestError
from ingest.sources.addresses import Guard
from ingest.sources.web import post

WAITS: Final = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"The schedule that the Standard Webhooks specification recommends: ten tries in about three days."
REFUSALS_AT_MOST: Final = 4
"A receiver that understands a message and refuses it so often will not take it later."
WAITING: Final = frozenset({408, 409, 425, 429})
GONE: Final = 410
AT_ONCE: Final = 200


def new_secret() -> str:
    """
    A secret as the specification writes it: 32 random bytes in base 64 behind `whsec_`.
    """
    return f"whsec_{b64encode(secrets.token_bytes(32)).decode()}"


def signed_headers(secret: str, message_id: str, at: datetime, body: str) -> Mapping[str, str]:
    """
    The headers of a message: its id, the time of this try, and the signature over both and the body.
    """
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Signer(secret).sign(msg_id=message_id, timestamp=at, data=body),
        "Content-Type": "application/json",
    }


def send(webhook: Webhook, message_id: str, body: str, guard: Guard, at: datetime) -> tuple[int, str]:
    """
    One try: the status of the answer, and what to note; status 0 where there was no answer.
    """
    try:
        status = post(webhook.url, guard, body.encode(), signed_headers(webhook.secret, message_id, at, body))
    except IngestError as error:
        return 0, str(error)
    return status, f"the host answered {status}"


def send_due(database: AlertDatabase, webhook: Webhook, guard: Guard, now: datetime) -> int:
    """
    Send the messages of a webhook that are due, in order, until one fails; how many arrived.

    A message that fails holds the others back, so that they arrive in order; it is given up after the last wait, or
    when the receiver refuses it several times. 410 says that nothing more is wanted.
    """
    sent = 0
    while sent < AT_ONCE and not webhook.is_gone:
        message = database.first_pending(webhook.id)
        if message is None or message.due > now:
            break
        status, note = send(webhook, message.id, message.body, guard, now)
        after = outcome(message, status, note, now)
        database.keep_message(after)
        if status == GONE:
            webhook = replace(webhook, is_gone=True)
            database.keep_webhook(webhook)
        if after.state is not MessageState.SENT:
            break
        sent += 1
    return sent


def outcome(message: Message, status: int, note: str, now: datetime) -> Message:
    """
    A message after a try.
    """
    tries = message.tries + 1
    if 200 <= status < 300:  # noqa: PLR2004 - what HTTP calls successful
        return replace(message, state=MessageState.SENT, tries=tries, note=note)
    is_refused = 400 <= status < 500 and status not in WAITING and tries >= REFUSALS_AT_MOST  # noqa: PLR2004 - HTTP's
    if status == GONE or is_refused or tries > len(WAITS):
        return replace(message, state=MessageState.DEAD, tries=tries, note=note)
    return replace(message, due=now + WAITS[tries - 1], tries=tries, note=note)
