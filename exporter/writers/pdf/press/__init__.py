"""What turns a PDF of WeasyPrint's into one for the press, step by step (PDF/X-4, ISO 15930-7)."""
