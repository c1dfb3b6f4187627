"""What the writers and the checker both know of PDF."""
