"""Roles, each of which says in plain English what its holder may do.

A role is a set of permissions; a permission is a verb of one room, such as `evidence.import`.
What nobody is granted, nobody may do.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Permission:
    """`changes` says that it lets somebody change something, not only read it."""

    key: str
    sentence: str
    changes: bool = True


PERMISSIONS = {
    p.key: p
    for p in (
        Permission("evidence.read", "see evidence that the organisation has not published", False),
        Permission("evidence.import", "bring in files and publish them as releases"),
        Permission("evidence.withdraw", "withdraw a release, with a reason"),
        Permission("vocabulary.edit", "change which causes an indicator is linked to"),
        Permission("levers.edit", "correct the policy map and the levers, with a reason"),
        Permission("thread.write", "write needs, data needs and actions"),
        Permission("thread.decide", "record decisions and adopt needs for the organisation"),
        Permission("papers.make", "make a brief and keep it"),
        Permission("records.audit", "read the audit log of the organisation", False),
        Permission("accounts.manage", "invite people and give them roles"),
    )
}


READING = frozenset(key for key, permission in PERMISSIONS.items() if not permission.changes)


class Role:
    key: ClassVar[str]
    name: ClassVar[str]
    who: ClassVar[str]
    permissions: ClassVar[frozenset[str]]

    @classmethod
    def changes_things(cls) -> bool:
        return bool(cls.permissions - READING)

    @classmethod
    def may(cls) -> list[str]:
        """What the holder may do, as sentences in the order of the list of permissions."""
        return [p.sentence for key, p in PERMISSIONS.items() if key in cls.permissions]


class Reader(Role):
    key = "reader"
    name = "Reader"
    who = "Someone of the organisation who reads what is not public yet."
    permissions = frozenset({"evidence.read"})


class Analyst(Role):
    key = "analyst"
    name = "Public health analyst"
    who = "Brings in official files, checks them and publishes the figures."
    permissions = Reader.permissions | {
        "evidence.import",
        "evidence.withdraw",
        "vocabulary.edit",
        "thread.write",
        "papers.make",
    }


class PolicyOfficer(Role):
    key = "policy-officer"
    name = "Policy officer"
    who = "Keeps the policy map, links causes to levers, writes needs and actions."
    permissions = Reader.permissions | {
        "vocabulary.edit",
        "levers.edit",
        "thread.write",
        "papers.make",
    }


class Director(Role):
    key = "director"
    name = "Director of public health"
    who = "Answers for the gap: adopts needs, records decisions, takes the brief to the board."
    permissions = Reader.permissions | {
        "thread.write",
        "thread.decide",
        "papers.make",
        "records.audit",
    }


class Administrator(Role):
    key = "administrator"
    name = "Administrator"
    who = "Looks after accounts and the record; does not change evidence or decisions."
    permissions = Reader.permissions | {"accounts.manage", "records.audit"}


ROLES: dict[str, type[Role]] = {
    role.key: role for role in (Reader, Analyst, PolicyOfficer, Director, Administrator)
}
CHOICES = [(role.key, role.name) for role in ROLES.values()]


def permissions_of(role_keys: list[str]) -> frozenset[str]:
    return frozenset().union(*(ROLES[key].permissions for key in role_keys if key in ROLES))
