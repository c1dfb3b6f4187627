"""The nodes of a structure tree: structure elements, marked content and annotations of links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pydyf


@dataclass(frozen=True)
class Content:
    """A piece of marked content: its sheet, its number there, and its text."""

    sheet: int
    number: int
    text: str = ""


@dataclass(frozen=True, eq=False)
class Annotation:
    """A link's annotation, `target` being the writer's own object, and its sheet."""

    sheet: int
    target: pydyf.Dictionary


@dataclass(eq=False)
class Node:
    """A structure element: its role and its children in reading order.

    `language` is the effective one, `own_language` what the element says where that differs;
    `kind` is `contents` or `footnotes` for the sections that hold them.
    `box` is the rectangle of a figure in points from the lower left corner of its sheet.
    """

    role: str
    parent: Node | None = None
    language: str = ""
    own_language: str = ""
    kind: str = ""
    identifier: str = ""
    alternative: str = ""
    expansion: str = ""
    level: int = 0
    scope: str = ""
    columns: int = 1
    rows: int = 1
    numbering: str = ""
    box: tuple[float, float, float, float] | None = None
    anonymous: bool = False
    kids: list[Node | Content | Annotation] = field(default_factory=list)

    @property
    def nodes(self) -> Iterator[Node]:
        """The children that are structure elements."""
        return (kid for kid in self.kids if isinstance(kid, Node))

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it in reading order."""
        yield self
        for node in self.nodes:
            yield from node.walk()

    def contents(self) -> Iterator[Content]:
        """Yield all content in and below this node, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Content):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.contents()

    @property
    def text(self) -> str:
        """All text in and below this node."""
        return "".join(content.text for content in self.contents())

    def inside(self, *roles: str) -> Node | None:
        """Return this node or the nearest one around it that has one of the roles."""
        node: Node | None = self
        while node is not None and node.role not in roles:
            node = node.parent
        return node


def child(parent: Node, role: str) -> Node:
    """Make a structure element, the last one in its parent and in its language."""
    node = Node(role, parent, parent.language)
    parent.kids.append(node)
    return node
