"""Word (.docx) and OpenDocument (.odt) articles."""
