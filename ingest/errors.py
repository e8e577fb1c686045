"""
What can go wrong while text becomes claims; each name says what the caller should do.

IngestError
├── UnreadableSource       this source failed; the run goes on with the next
│   ├── EmptySource        it holds no text at all
│   ├── SourceTooLarge     it is larger than the setting allows
│   ├── BinarySource       it is no text, HTML or PDF
│   ├── WrongEncoding      its bytes are not in the encoding they should be in
│   ├── TextlessPdf        a PDF of pictures: recognise its text first
│   ├── ForbiddenByHost    the host's robots.txt does not let us fetch it
│   ├── HostBusy           the host asks us to wait
│   ├── BadLine            a line of JSON Lines that is no document
│   └── UndatedSource      a date that means no day
├── RefusedAddress         an outside address that must not be fetched
├── UnknownLanguage        no analyser is configured for the language
└── IngestAborted          nothing more can be ingested; the run stops
"""

from datetime import timedelta


class IngestError(Exception):
    """
    The root of this floor's errors.
    """


class UnreadableSource(IngestError):
    """
    One source failed; the run goes on with the next.
    """


class EmptySource(UnreadableSource):
    """
    A source without any text.
    """


class SourceTooLarge(UnreadableSource):
    """
    A source beyond the size limit.
    """


class BinarySource(UnreadableSource):
    """
    Bytes that are no text in any form that is read here.
    """


class WrongEncoding(UnreadableSource):
    """
    Text whose bytes do not fit the encoding they should be in.
    """


class TextlessPdf(UnreadableSource):
    """
    A PDF whose pages hold pictures only.
    """


class ForbiddenByHost(UnreadableSource):
    """
    The host's robots.txt does not let us fetch an address, or cannot be had now.
    """


class HostBusy(UnreadableSource):
    """
    The host asks us to wait.

    Args:
        wait: how long it asks for; nothing where it does not say.
    """

    def __init__(self, message: str, wait: timedelta) -> None:
        super().__init__(message)
        self.wait = wait


class BadLine(UnreadableSource):
    """
    A line of JSON Lines that is no document; the message names the line.
    """


class UndatedSource(UnreadableSource):
    """
    A date of publication that means no day.
    """


class RefusedAddress(IngestError):
    """
    An outside address that must not be fetched: a private network, another scheme, too many redirects.
    """


class UnknownLanguage(IngestError):
    """
    No analyser is configured for the language of a text.
    """


class IngestAborted(IngestError):
    """
    Nothing more can be ingested; the run stops.
    """
