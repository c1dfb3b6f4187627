"""Languages: tags and scripts, characters, punctuation, typography."""
