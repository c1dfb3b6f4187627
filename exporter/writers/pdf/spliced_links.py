"""Update destinations, bookmarks and article threads after sheets are replaced."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, NameTree, Object, OutlineItem

from exporter.writers.pdf.splice import Key, Splice


def splice_names(splice: Splice) -> None:
    """Point named destinations to the new sheets; missing ones go to the first of them.

    The new file also names destinations on sheets that stay; for these, the old ones are kept.
    """
    if "/Dests" not in splice.pdf.Root.get("/Names", Dictionary()):
        return
    names = NameTree(splice.pdf.Root.Names.Dests)
    fresh = dict(_copied(splice))
    for name, target in list(names.items()):
        if target[0].objgen in splice.gone:
            names[name] = fresh.pop(name, _top(splice))
        else:
            fresh.pop(name, None)
    for name, target in fresh.items():
        names[name] = target


def _copied(splice: Splice) -> Iterator[tuple[str, Object]]:
    late = splice.late
    names = late.Root.get("/Names", Dictionary())
    for name, target in NameTree(names.Dests).items() if "/Dests" in names else ():
        yield name, splice.pdf.copy_foreign(late.make_indirect(target))


def _top(splice: Splice) -> Array:
    """Return a destination at the top of the first new sheet (ISO 32000-1 §12.3.2.2)."""
    page = splice.new[0]
    return Array([page.obj, Name.XYZ, 0, page.mediabox[3], 0])


def splice_bookmarks(splice: Splice) -> None:
    """Replace the bookmarks of the old sheets by those of the new ones."""
    if "/Outlines" not in splice.pdf.Root:
        return
    with splice.late.open_outline() as outline:
        fresh = [_moved(item, splice) for item in outline.root]
    with splice.pdf.open_outline() as outline:
        _put(outline.root, fresh, splice)


def _put(items: list[OutlineItem], fresh: list[OutlineItem], splice: Splice) -> None:
    """Insert new bookmarks among those of pages, in the order of the sheets."""
    order = {page.obj.objgen: number for number, page in enumerate(splice.pdf.pages)}
    kept = [item for item in items if _sheet(item) not in splice.gone]
    for item in fresh:
        place = order.get(_sheet(item), 0)
        after = [n for n, each in enumerate(kept) if order.get(_sheet(each), 0) <= place]
        kept.insert(after[-1] + 1 if after else 0, item)
    items[:] = kept


def _moved(item: OutlineItem, splice: Splice) -> OutlineItem:
    """Copy a bookmark with its children."""
    target = item.destination
    if isinstance(target, Array):
        made = OutlineItem(
            item.title, Array(splice.pdf.copy_foreign(splice.late.make_indirect(target)))
        )
    else:
        made = OutlineItem(item.title, target)
    made.is_closed = item.is_closed
    made.children.extend(_moved(child, splice) for child in item.children)
    return made


def _sheet(item: OutlineItem) -> Key:
    target = item.destination
    return target[0].objgen if isinstance(target, Array) else (0, 0)


def splice_threads(splice: Splice) -> None:
    """Remove the beads of the old sheets from the article threads, and add the new threads."""
    pdf = splice.pdf
    if "/Threads" not in pdf.Root:
        return
    beads = [bead for page in splice.gone.values() for bead in page.get("/B", [])]
    emptied = {bead.T.objgen for bead in beads if bead.N.objgen == bead.objgen or _unlink(bead)}
    kept = [each for each in pdf.Root.Threads if each.objgen not in emptied]
    fresh = splice.late.Root.get("/Threads", Array())
    kept += [pdf.copy_foreign(each) for each in fresh]
    pdf.Root.Threads = pdf.make_indirect(Array(kept))


def _unlink(bead: Object) -> bool:
    """Remove a bead from its thread (§12.4.3); return whether the thread is empty now."""
    before, after = bead.V, bead.N
    before.N, after.V = after, before
    if bead.T.F.objgen == bead.objgen:
        bead.T.F = after
    return bool(after.objgen == bead.objgen)
