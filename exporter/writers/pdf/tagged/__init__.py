"""What makes a PDF accessible and archivable: structure, metadata, labels, attachments.

`structure.py` builds the tree of structure elements from the edition's HTML; the engine fills it
while WeasyPrint writes, and `finish.py` adds the rest to the written file.
"""
