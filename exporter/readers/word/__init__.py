"""Reader for Word (.docx) and OpenDocument (.odt): one document, or a folder with pictures."""
