"""Mails (EML) and saved pages (MHTML): their text, and the day they were sent."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from typing import Final

from events.extract.documents import plain, web_page
from events.extract.documents.article import Article, DocumentProblem, compose
from events.extract.documents.calendar import day_of
from events.extract.documents.characters import decode
from events.extract.documents.wrapping import unwrap

_SIGNATURE: Final = re.compile(r"\n-- \n.{0,4000}\Z", re.S)


def read(data: bytes, name: str) -> Article:
    """Read a mail: its plain text, else its HTML; subject, sender and day; what is attached is only named.

    Raises `DocumentProblem` when it holds no text.
    """
    message = email.message_from_bytes(data, policy=default)
    if not isinstance(message, EmailMessage):
        raise DocumentProblem("it is no mail")
    published, said = day_of(_header(message, "Date"))
    body = message.get_body(("plain", "html"))
    if not isinstance(body, EmailMessage) or not isinstance(payload := body.get_payload(decode=True), bytes):
        raise DocumentProblem("the mail holds no text: save what is attached to it and read that")
    attached = [str(part.get_filename()) for part in message.walk() if part.get_filename()]
    if attached:
        said = (*said, f"what is attached was not read: {', '.join(attached)[:300]}")
    title, url = _header(message, "Subject"), _header(message, "Snapshot-Content-Location")
    if body.get_content_type() == "text/html":
        page = web_page.read(payload, name, url, body.get_content_charset() or "")
        return compose(
            page.text,
            title=title or page.title,
            publisher=page.publisher or _sender(message),
            url=page.url,
            published=published if published is not None and not url else page.published,
            language=page.language,
            name=name,
            kind="mail",
            said=(*said, *page.said),
        )
    text, assumed = decode(payload, body.get_content_charset() or "")
    text = _SIGNATURE.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    if body.get_param("format") == "flowed":
        text = re.sub(r"(?<=\S) \n(?=\S)", " ", text)
    text, _ = unwrap(text)
    return compose(
        text,
        title=title or plain.title_of(text),
        publisher=_sender(message),
        published=published,
        name=name,
        kind="mail",
        said=(*assumed, *said),
    )


def _header(message: EmailMessage, field: str) -> str:
    try:
        return str(message.get(field) or "")
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""  # the parser of headers of the standard library stumbles over some broken ones


def _sender(message: EmailMessage) -> str:
    sender = _header(message, "From")
    shown = re.match(r"\s*\"?([^\"<>@]{1,200}?)\"?\s*<", sender)
    return shown[1] if shown else sender.strip(" <>")
