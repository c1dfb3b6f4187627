"""The web edition of a publication: a static site of its issues, with downloads and feeds."""
