"""What is drawn on a sheet."""
