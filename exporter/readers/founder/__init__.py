"""Reader of saved web editions of the Founder (方正) family, the 数字报 of most Chinese papers.

A tree of page files and article files, as wget or a browser saves it; the systems of thirty years
name them differently, so what a file holds counts before its name:

html/2017-10/13/node_3.htm              a page: the list of pages, its picture with a map of
                                        regions, the links to its articles
html/2017-10/13/content_71.htm?div=-1   an article: headline parts and properties in comments
pc/layout/202606/16/node_A01.html       the same, newer, with pc/content/… or con/… beside it
layout/201710/13/col01.html, l01.html   the same, with articles such as c71.html
nbs.D110000name_03.htm, nw.D110000name_20171013_2-03.htm    the same, older

Of an article page saved alone, its own list of pages and headlines gives the issue.
"""
