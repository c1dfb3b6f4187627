"""Update the structure tree after sheets are replaced (ISO 32000-1 §14.7).

Elements with an identifier, such as pages and articles, are matched: their new content replaces the
old, and their content on other sheets stays.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, NumberTree, Object, String

from exporter.writers.pdf.splice import Key, Splice

GROUPS = (Name.Document, Name.Sect, Name.Art)  # elements that may span several sheets


def splice_tags(splice: Splice) -> None:
    """Replace the structure of the old sheets by that of the new ones."""
    if "/StructTreeRoot" not in splice.pdf.Root:
        return
    tree = _Tree(splice.pdf.Root.StructTreeRoot, splice.gone.keys())
    tree.strip()
    root = splice.pdf.copy_foreign(splice.late.Root.StructTreeRoot)
    tree.merge(tree.root, root)
    tree.prune()
    tree.number(splice, NumberTree(root.ParentTree))
    tree.name(splice.pdf)


@dataclass
class _Tree:
    """A structure tree being edited.

    `emptied` are elements that lost content; `same` maps elements of the new file to their
    counterparts in this tree.
    """

    root: Object
    gone: Container[Key]
    emptied: set[Key] = field(default_factory=set)
    same: dict[Key, Object] = field(default_factory=dict)

    def strip(self) -> None:
        """Remove the content of removed sheets."""
        for element, page in list(_walk(self.root)):
            kids = _kids(element)
            kept = [kid for kid in kids if _is_element(kid) or not self._is_gone(kid, page)]
            if len(kept) < len(kids):
                self.emptied.add(element.objgen)
                element.K = Array(kept)

    def _is_gone(self, kid: Object, page: Object | None) -> bool:
        page = kid.get("/Pg", page) if isinstance(kid, Dictionary) else page
        return page is not None and page.objgen in self.gone

    def merge(self, mine: Object, other: Object) -> None:
        """Merge the children of a new element into its counterpart, in reading order."""
        self.same[other.objgen] = mine
        known = {key: kid for kid in _kids(mine) if (key := _identity(kid))}
        at = self._opening(mine)
        for kid in _kids(other):
            twin = known.get(_identity(kid) or "")
            if twin is not None:
                at = _index(mine, twin) + 1
                _take_over(twin, kid)
                self.merge(twin, kid)
                continue
            made = _with_page(kid, other)
            if _is_element(kid):
                kid.P = mine
            mine.K = Array([*_kids(mine)[:at], made, *_kids(mine)[at:]])
            at += 1

    def _opening(self, element: Object) -> int:
        """Return the index of the first child that lost content; the end if none did."""
        kids = _kids(element)
        for number, kid in enumerate(kids):
            if _is_element(kid) and any(each.objgen in self.emptied for each, _ in _walk(kid)):
                return number if self._is_void(kid) else number + 1
        return len(kids)

    def prune(self) -> None:
        """Remove elements that became empty."""
        for element, _ in reversed(list(_walk(self.root))):
            kids = _kids(element)
            left = [kid for kid in kids if not (_is_element(kid) and self._is_void(kid))]
            if len(left) < len(kids):
                element.K = Array(left)
                self.emptied.add(element.objgen)

    def _is_void(self, element: Object) -> bool:
        """Whether an element lost all its content; empty cells do not keep a table."""
        found = [each for each, _ in _walk(element)]
        contents = any(not _is_element(kid) for each in found for kid in _kids(each))
        return not contents and any(each.objgen in self.emptied for each in found)

    def number(self, splice: Splice, fresh: NumberTree) -> None:
        """Add the new sheets and their annotations to the parent tree (§14.7.4.4)."""
        parents = NumberTree(self.root.ParentTree)
        for page in splice.gone.values():
            for number in _numbers(page):
                if number in parents:
                    del parents[number]
        following = int(self.root.get("/ParentTreeNextKey", max(parents.keys(), default=-1) + 1))
        for page in (page.obj for page in splice.new):
            for owner, key in _owners(page):
                if int(owner[key]) in fresh:
                    parents[following] = self._mine(fresh[int(owner[key])])
                owner[key], following = following, following + 1
        self.root.ParentTree, self.root.ParentTreeNextKey = parents.obj, following

    def _mine(self, parent: Object) -> Object:
        """Return the owners of the content of a new sheet: an array, or a single element."""
        if isinstance(parent, Array):
            return Array([self._mine(each) for each in parent])
        return self.same.get(parent.objgen, parent) if isinstance(parent, Dictionary) else parent

    def name(self, pdf: pikepdf.Pdf) -> None:
        """Rebuild the tree of identifiers, which must be unique (§14.7.2)."""
        if "/IDTree" not in self.root:
            return
        names = NameTree.new(pdf)
        for element, _ in _walk(self.root):
            if "/ID" in element:
                name = _unused(str(element.ID), names)
                element.ID = String(name)
                names[name] = element
        self.root.IDTree = names.obj


def _walk(root: Object) -> Iterator[tuple[Object, Object | None]]:
    """Yield an element and its descendants in reading order, each with its page."""
    todo: list[tuple[Object, Object | None]] = [(root, None)]
    while todo:
        element, page = todo.pop()
        page = element.get("/Pg", page)
        yield element, page
        todo += [(kid, page) for kid in reversed(_kids(element)) if _is_element(kid)]


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_element(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _identity(kid: Object) -> str:
    """Return the key that matches an element in both trees; empty if it has none."""
    if not _is_element(kid) or kid.S not in GROUPS:
        return ""
    return str(kid.get("/ID", "")) or ("document" if Name.Document == kid.S else "")


def _index(parent: Object, child: Object) -> int:
    return next(n for n, kid in enumerate(_kids(parent)) if _is_same(kid, child))


def _is_same(one: Object, other: Object) -> bool:
    return isinstance(one, Dictionary) and one.objgen == other.objgen


def _take_over(mine: Object, other: Object) -> None:
    """Copy the language and title of the new element."""
    for key in set(mine.keys()) | set(other.keys()):
        if key in ("/K", "/P", "/Pg", "/Type"):
            continue
        if key in other:
            mine[key] = other[key]
        else:
            del mine[key]


def _with_page(kid: Object, parent: Object) -> Object:
    """Return marked content with an explicit page, which its element had given."""
    if isinstance(kid, int) and "/Pg" in parent:
        return Dictionary(Type=Name.MCR, Pg=parent.Pg, MCID=int(kid))
    if isinstance(kid, Dictionary) and not _is_element(kid) and "/Pg" not in kid:
        kid.Pg = parent.Pg
    return kid


def _owners(page: Object) -> Iterator[tuple[Object, str]]:
    """Yield the objects with a key in the parent tree: a page and its annotations."""
    if "/StructParents" in page:
        yield page, "/StructParents"
    for note in page.get("/Annots", []):
        if "/StructParent" in note:
            yield note, "/StructParent"


def _numbers(page: Object) -> Iterator[int]:
    yield from (int(owner[key]) for owner, key in _owners(page))


def _unused(name: str, names: NameTree) -> str:
    """Return a name, with a number if it is taken."""
    number, free = 1, name
    while free in names:
        number += 1
        free = f"{name}.{number}"
    return free
