"""What the writers and the checker both know of PDF."""

PROOF = "/Proof"  # key of the information dictionary of a proof: the profile that it is of
