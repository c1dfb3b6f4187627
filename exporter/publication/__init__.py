"""The issues of a publication: found in its folder, in order, and what is made of all of them."""
