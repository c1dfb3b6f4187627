"""WeasyPrint, in one room: nothing else in the package imports it."""
