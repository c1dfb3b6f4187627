"""The costs of one way to set a story: an empty line of one column costs 0.5.

Lengths are in lines and columns; docs/makeup.md shows all of them.
"""

# Empty lines
WHITE = 0.5  # cost of a line that stays empty in one column: the measure of all costs
MORE_WHITE = 0.9  # cost of such a line beyond one per column, which is normal
WORSE_WHITE = 1.35  # power by which more empty lines get worse: a hole is worse than loose lines
HEAD_AIR = 1.4  # most lines between a headline and its text that do not look like a gap
HEAD_WHITE = 2.5  # cost of each line above that, by column; the second costs twice as much, …
UNEVEN_TOPS = 120.0  # cost of neighbouring texts that begin on different lines
# Headlines and pictures
LEVEL = 40.0  # cost of a horizontal headline where there may be a vertical one
ASIDE = 4.0  # cost of a headline at the left of its text
ASIDE_WHITE = 2.5  # cost of a line that it leaves empty of its columns, beyond `CAPTION`
VOID = 0.3  # cost of an empty line beside a headline beyond `CAPTION`, by column; more get worse
CAPTION = 6.0  # such lines that do not look lost: as many as a caption takes
WRAPPED = 2.0  # cost of a headline over some columns, the text beside it from the top on
WRAPPED_SIZE = 0.75  # share of its size over all columns that such a headline has at least
BESIDE = 2.0  # cost of a headline beside its picture, which reads less well than above it
LEAD_PICTURE = 0.62  # share of the lead's columns that its picture is best over
PICTURE = 0.5  # the same for other stories
PICTURE_WIDTH = 4.0  # cost of a picture one column wider or narrower than best
NARROW_LEAD_PICTURE = 30.0  # cost of a lead's picture over one column of three or more
NARROW_PICTURE = 6.0  # the same for other stories
HIGH_PICTURE = 30  # height of a picture in lines; more leaves too little room for text
TOO_HIGH_PICTURE = 0.6  # cost of each line beyond these
HIGHEST_PICTURE = 0.62  # share of a sheet's lines that a picture takes at most
LARGE_LEAD_PICTURE = 0.33  # share of the sheet that the picture of a lead takes without cost
LARGE_PICTURE = 0.15  # the same for other stories
LARGE_DRAWING = 0.12  # share of the sheet that a drawing or chart takes without further cost
TOO_LARGE_DRAWING = 2_400.0  # cost of one larger than that by the whole sheet
TOO_LARGE_PICTURE = 600.0  # cost of a picture larger than that by the whole sheet
SHRUNK = 80.0  # cost of a picture set smaller than its columns, because there is no height
SHRUNK_COLUMN = 10.0  # further cost of such a picture, by column
TINY = 40.0  # cost of a drawing over one column, where its words can't be read
DWARFED = 60.0  # cost of a lead's headline that is too small beside its picture
CROPPED = 14.0  # cost of a picture twice as high as its shape; in proportion for less
GALLERY = 0.06  # cost of a line of one column that pictures in rows take
OUTDONE = 40.0  # cost of a picture in a row that is twice as large as the story's first
FIXED_WIDTH = 2.0  # cost of a table (or a similar block) over one column more than it needs
ELSEWHERE = 1_500.0  # cost of a table under the headline that was written further down the text
BROKEN_ROWS = 1.5  # cost of each line that a table is higher than over more columns
# Legs and shape
UNEVEN_FEET = 300.0  # cost of each line, beyond one, by which the feet of legs differ
ORPHAN = 16.0  # cost of a leg of a brief that ends with the first line of a paragraph
UNEVEN_ABOVE = 60.0  # the same above a table that stands where it was written
POOR = 5.0  # cost of a leg of so few lines that it looks empty
SHORTEST = 4.0  # cost of each line that the shortest leg has less than 6
SHORT = 0.5  # cost of each line that it has less than 9
SCANT = 8.0  # cost of each line that a leg of a strip has less than 4: a headline on stilts
TALL = 0.5  # cost of each line that the longest leg has more than 40
TALLEST = 2.0  # cost of each line that it has more than 52, besides
WIDE = 2.4  # width divided by height of a frame; more is too wide
TOO_WIDE = 4.0  # cost of a frame for each 1 that this is more
HIGH = 3.2  # height divided by width of a frame; more is too high
TOO_HIGH = 6.0  # cost of a frame for each 1 that this is more
# Columns
ONE_COLUMN = 26  # lines of text from which two columns are best
TWO_COLUMNS = 70  # lines of text from which three columns are best
COLUMNS = 2.5  # cost of a column more or less than is best
NARROW_LEAD = 120.0  # cost of a lead by column that it has less than half the sheet
HEAVY_LEAD = 0.9  # part of the style's `lead_share` that a lead takes of the sheet without cost
TOO_HEAVY_LEAD = 1_500.0  # cost of a lead larger than that by the whole sheet
# House boxes
BOX = 12.0  # cost of a house box
BOX_SHEET = 160.0  # cost of a house box as large as the sheet, besides; in proportion for less
BOX_SHAPE = 12.0  # cost of a box e² times as wide as high; none up to e times
