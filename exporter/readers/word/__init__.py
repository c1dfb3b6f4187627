"""Reader of Word (.docx) and OpenDocument (.odt) articles, one or a folder with pictures."""

from exporter.readers.word.reader import READER

__all__ = ["READER"]
