"""Reader for loose articles, one a file: Word, OpenDocument, Markdown, plain text."""
