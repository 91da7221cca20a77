"""The hash chain of the audit log: how a link is sealed, and what a broken one looks like.

The seal of a link is HMAC-SHA256, under the audit key, of its canonical content, which holds the
seal of the link before it. Nobody without the key can write a link that fits, and nobody can
change, remove or move one without breaking the next. What the chain alone can't show, events cut
off its end, shows when a head that was written down elsewhere is compared: in another chain
(an anchor) or in a file (`leveller audit heads`).
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leveller.workbench.ground.records import canonical

START = "0" * 64
SYSTEM = "system"


@dataclass(frozen=True)
class Link:
    sequence: int
    previous_hash: str
    hash: str
    key_name: str
    content: Mapping[str, object]


@dataclass(frozen=True)
class Head:
    """Where a chain stands: the number of its last link and that link's seal."""

    chain: str
    sequence: int
    hash: str


@dataclass(frozen=True)
class Fault:
    chain: str
    sequence: int
    words: str


class Keys:
    """The key that seals now, and former ones that still open old links."""

    def __init__(self, current: str, former: Iterable[str] = ()) -> None:
        self.current = key_name(current)
        self._keys = {key_name(k): k.encode() for k in (current, *former)}

    def __contains__(self, name: str) -> bool:
        return name in self._keys

    def seal(self, content: Mapping[str, object], name: str | None = None) -> str:
        key = self._keys[name or self.current]
        return hmac.new(key, canonical.encoded(content), hashlib.sha256).hexdigest()


def key_name(key: str) -> str:
    """A short name that tells keys apart and gives nothing of them away."""
    return hashlib.sha256(b"leveller audit key " + key.encode()).hexdigest()[:12]


def first_fault(head: Head, links: Iterable[Link], keys: Keys) -> Fault | None:
    """Walk the links from the first to the head's; None when every one holds."""
    count, last = 0, START
    for link in links:
        words = _wrong_with(link, count + 1, last, keys)
        if words:
            return Fault(head.chain, min(link.sequence, count + 1), words)
        count, last = link.sequence, link.hash
    words = _wrong_at_end(head, count, last)
    return Fault(head.chain, count, words) if words else None


def _wrong_with(link: Link, expected: int, previous: str, keys: Keys) -> str:
    if link.sequence != expected:
        return f"event {expected} is missing; the next one that is there is {link.sequence}."
    if link.key_name not in keys:
        return (
            f"event {expected} was sealed with the key named {link.key_name}, which is not known "
            "here. Give it in LEVELLER_AUDIT_KEY or LEVELLER_AUDIT_FORMER_KEYS. If no such key "
            "was ever used, somebody else wrote this event."
        )
    if not hmac.compare_digest(keys.seal(link.content, link.key_name), link.hash):
        return f"event {expected} does not match its seal: it was changed after it was written."
    if link.previous_hash != previous:
        return (
            f"event {expected} does not follow the event before it: "
            "one of the two was replaced or moved."
        )
    return ""


def _wrong_at_end(head: Head, count: int, last: str) -> str:
    if head.sequence > count:
        return f"it ends at event {count}, but {head.sequence} were written: the end was cut off."
    return "" if head.hash == last else "its head does not carry the seal of the last event."
