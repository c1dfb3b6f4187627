"""The brushes and the scenes with which the pictures of the sample issues are drawn."""
