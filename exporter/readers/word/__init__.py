"""Reader for Word (.docx) and OpenDocument (.odt): one document, or a folder with pictures."""

from exporter.readers.word.reader import READER

__all__ = ["READER"]
