"""Convert a PDF from WeasyPrint for the press, step by step (PDF/X-4, ISO 15930-7)."""
