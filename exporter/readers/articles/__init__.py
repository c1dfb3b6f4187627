"""Reader for loose articles, one per file: Word, OpenDocument, Markdown, plain text."""
