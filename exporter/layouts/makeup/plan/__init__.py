"""Makeup (拼版): the articles of one page arranged in the rectangles of one sheet.

Pure Python: it knows lines, columns and the measured sizes of stories, nothing of XHTML and
nothing of WeasyPrint. `measure/` measures the stories, `draw/` draws the plan.

    grid    the sheet: columns of whole characters, a whole number of lines, steps of body type
    story   what was measured of an article: lines of text, heads, pictures
    costs   what is ugly about a way to set one story
    frame   the ways to set one story in a rectangle of whole columns and lines
    plan    frames cut out of the sheet, in rows and stacks, and what is ugly about it
    search  the best plan of a page
    fit     closing what is left over, in the order of the trade
    carry   text that continues elsewhere
"""
