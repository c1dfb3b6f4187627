"""How much room the parts of an article take."""
