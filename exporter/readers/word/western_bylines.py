"""Western bylines, read as a grammar: By Ann Reed in Paris, Words: Ann Reed / Photos: Tom Hale.

A line is a byline if all of it is explained: who did something (`by`, or a label), names with
titles, initials and particles, what these people are, where they write, for whom, and their mail.
"""

from __future__ import annotations

import re

from exporter.languages.bylines import NOBODY
from exporter.patterns import pattern

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽА-Я"
# What people are, and who they work for.
WORKS = (
    "editors?|writers?|reporters?|correspondents?|columnists?|critics?|photographers?|director"
    "|secretary|chair(?:man|woman|person)?|president|headteacher|head(?:master|mistress)?|teacher"
    "|manager|staff|bureau(?: chief)?|desk|contributors?|clerk|mayor|agency|news|service|press"
    "|intern|treasurer|producer|presenter|lecturer|professor|university|college|school|institute"
)
# Words in capitals that are in headlines and rubrics, not in names of people.
COMMON = (
    "the|an?(?!\\.)|our|your|my|his|her|their|who|what|when|where|how|why|which|of|first|second|third|final"
    "|full|half|part|page|chapter|group|annual|general|public|meeting|notice|prize|results?|score"
    "|division|letters?|readers?|comments?|opinions?|reports?|reviews?|interview|conversation"
    "|briefs?|story|stories|sports?|weekend|week|month|years?|day|night|morning|(?:sun|mon|tues"
    "|wednes|thurs|fri|satur)day|january|february|april|june|july|august|september|october"
    "|november|december|dear|yours|sincerely|faithfully|regards|homes?|comes|wins|again|back|before"
    "|after|under|over|into|onto|with|without|remembering|happens|facts?|files?|dates?|key|next"
    "|last|old|big|little|life|death|love|world|war|special|feature|profile|diary|guide|things"
    "|ways?|fun|run|show|festival|party|team|cup|league|match|game|winners?|not|is|are|was"
    "|words?|text|photo(?:graph)?s?|pictures?|photography|illustrations?|chief|senior|deputy"
    "|political|honorary|assistant|local|national|foreign|environment|education|science|culture"
    "|notes|voices?|village|parish|vacant|situations|classics?|healthy|living|family|album|ask|aunt"
    "|tough|choices|band|prime|minister|resigns|returns|ahead|rises"
    "|business|crime|health|transport|countryside"
)
PLACES = (
    "street|st|road|rd|row|lane|avenue|close|drive|square|park|bridge|house|hall|museum|gallery"
    "|theatre|club|council|company|ltd|inc|society|trust|library|church|hotel|farm|market|quay"
    "|harbour|city|town|county|crossing|board|committee|association|authority|railway|north|south"
    "|east|west|new|san|santa|saint|los|las|port|hong|cape"
)
TITLE = (
    r"(?i:(?:the\s+)?(?:Drs?|Prof(?:essor)?|Rev(?:erend|d)?|Fr|Sir|Dame|Lady|Lord|Col(?:onel)?"
    r"|Capt(?:ain)?|Maj(?:or)?|Gen(?:eral)?|Lt|Sgt|Cllr|Councillor|Mr|Mrs|Ms|Miss|Mx|Canon|Judge))"
)
TITLES = rf"(?:\(?{TITLE}\b\.?\)?\s+(?:and\s+(?=(?:Mrs?|Ms|Dr)\b))?){{1,3}}"
INITIALS = rf"[{UPPER}]\.?(?:[{UPPER}]\.)*(?!\w)"
LETTERS = rf"(?:[{UPPER}][\w’'-]*\w\.?|(?:d|l|dell|O)[’'][{UPPER}][\w-]+)(?![’'])"
SUFFIX = r"(?:,?\s+(?:Jr|Sr|PhD|MD|MP|QC|KC|OBE|III?|IV)\b\.?)?"
DESCRIBED = r"(?:\s*\((?![^()]*\d{3})[^()]{2,40}\))?"
PARTICLES = (
    "[dD]e|da|do|dos|das|du|d|del|della|der|den|di|el|al|bin|bint|ibn|la|le|van|von|zu|zur|ter|ten"
    "|y|ap|ab|af"
)
AND = r"(?:\s*,\s*(?:and\s+|with\s+)?|\s+(?:and|with)\s+|\s*[&/+;]\s*)"
WHERE = (
    rf"(?:\s+(?:in|at|for)\s+(?:the\s+|new\s+|north\s+|south\s+|east\s+|west\s+|san\s+|los\s+|st\s+|port\s+)*"
    rf"[{UPPER}][\w’'.-]*(?:\s+[{UPPER}][\w’'.-]*){{0,3}})"
)


def _person(most: int) -> str:
    """Return the pattern of a person's name with `most` words between the first and the last."""
    small = rf"(?:(?:{INITIALS}|(?:{PARTICLES})\b[’']?)\s+){{0,3}}"
    name = rf"(?:{LETTERS}|{INITIALS})\s+{small}(?:{LETTERS}\s+){{0,{most}}}{small}{LETTERS}"
    return rf"(?:{TITLES}(?:{name}|{LETTERS})|{name}){SUFFIX}{DESCRIBED}"


def _people(person: str) -> str:
    return rf"{person}{WHERE}?(?:{AND}{person}{WHERE}?){{0,7}}"


ONE = _person(1)
SURE = _people(_person(3))  # behind a label
LIKELY = _people(ONE)
# What is set in small letters before a line is read: no part of a name.
NO_SURE_NAME = pattern(rf"\b(?:{WORKS})\b", re.I)
NO_NAME = pattern(rf"\b(?:{WORKS}|{COMMON}|{PLACES}|\w[\w-]*[’']s)\b", re.I)
THING = (
    "words?|text|story|stories|report(?:ing)?|reporters?|authors?|writers?|written|interviews?"
    "|interviewed|photo(?:graph)?(?:s|y|ed)?|pictures?|images?|illustrat(?:ions?|ed)|graphics?"
    "|research(?:ed)?|translat(?:ion|ed)|video|art(?:work)?|compiled|edited|introduced|reviewed"
    "|reported|as told|told|adapted|selected"
    "|portraits?|drawings?|drawn|(?:photo|picture) essay|essay|review"
    "|analysis|poem|recipes?|styling|production"
)
DID = (
    rf"(?i:(?:(?:additional|extra|original|special|all|main)\s+)?(?:{THING})"
    rf"(?:\s*(?:,|and|&|/|\+)\s*(?:{THING}))*(?:\s+from\s+the\s+\w+)?)"
)
BY = rf"(?:(?:{DID}\s+)?(?i:by)|{DID}\s+to)\s*:?\s+"
PLACE = rf"(?:,\s+[{UPPER}][\w’'.-]+(?:\s+(?:[{UPPER}][\w’'-]+|{PLACES})){{0,3}})"
MAIL = r"(?:[\s,(|]*[\w.+-]+@[\w-]+\.[\w.-]+\)?)"
OFFICE = (
    rf"(?:(?:\s*,\s*|\s*[|•·/]\s*|\s+[-–—]\s+|\s+)(?:[\w’'&-]+\s+){{0,4}}(?i:{WORKS})"
    rf"(?:\s+(?:of|for|at|to)(?:\s+(?:the\s+)?[\w’'-]+)+)?"
    rf"|(?:\s*,\s*|\s*[|•·/]\s*)[Tt]he(?:\s+[{UPPER}][\w’'-]+){{1,4}})"
)
AGENCY = (
    r"(?i:(?:the )?(?:associated press|reuters|agence france-presse|AFP|AP|PA(?: media)?"
    r"|press association|bloomberg(?: news)?|xinhua(?: news agency)?|UPI|TASS|DPA|EFE|ANSA"
    r"|kyodo(?: news)?))"
)
SOMEBODY = (
    rf"(?:(?i:{NOBODY.pattern})"
    rf"|(?i:(?:from )?our(?: own)?|a|the)\s+(?:[\w’'-]+\s+){{0,3}}(?i:{WORKS})"
    rf"|(?:The\s+)?[{UPPER}][\w’'-]+\s+(?i:staff(?:\s+(?:writers?|reporters?|report))?|reporters?)|{AGENCY})"
)
AGE = r"(?:,?\s+(?:aged\s+)?\d{1,3}|,\s+year\s+\d{1,2})"
HANDLE = r"(?:\s*[|,]?\s*@\w+)"
TAIL = rf"(?:{OFFICE}|,?{WHERE}|{MAIL}|{AGE}|{HANDLE}|\s+and\s+agencies)*"
SIGNED = pattern(rf"(?:{BY}|{DID}\s*:\s*)(?:{SURE}|{SOMEBODY}|Anonymous){TAIL}")
# Words Ann Reed Photographs Tom Hale: labels without a colon, as magazines set them.
BARE = pattern(
    rf"(?i:words|text|story)\s+{ONE}(?:\s+(?i:{THING})\s+{ONE})*"
    rf"|(?i:photo(?:graph)?s|photography|pictures|illustrations?)\s+{ONE}"
)
NAMED = pattern(rf"{LIKELY}(?:{TAIL}|{PLACE}|\s+reports)")
NAME_ALONE = pattern(ONE)
FROM = pattern(rf"[Ff]rom\s+(?:{LIKELY}|{SOMEBODY})(?:{TAIL}|\s+(?:at|in)\s+[\w\s]+)")
# With a few words before it: Results, compiled by Ann Reed.
DONE_BY = pattern(rf"(?:\w[\w’'-]*,?\s+){{1,3}}by\s+{LIKELY}{TAIL}")
NOBODYS = pattern(rf"{SOMEBODY}{WHERE}?{PLACE}?")
PARTS = pattern(
    r"\s*[|;·•\n]\s*|\s+/\s+|\.\s+(?=[A-Z][a-z]+(?:\s+by\b|:))"
    rf"|(?:\s*,\s*|\s+)(?:(?:and|with)\s+)?(?={DID}(?:\s+by\b|\s*:))"
)
DAY = (
    r"(?:(?i:published|updated|posted)\s*:?\s*(?:on\s+)?)?"
    r"(?:\d{1,2}\s+[A-Z][a-z]+|[A-Z][a-z]+\s+\d{1,2})(?:,?\s+\d{4})?"
)
PART = pattern(rf"(?:\w[\w’'&-]*\s+){{0,4}}(?i:{WORKS})|[Tt]he(?:\s+[{UPPER}]\w+)+|{MAIL}|{DAY}")


def is_signed(words: str) -> bool:
    """Whether a line says that somebody did something: By Ann Reed, Words: Ann Reed."""
    whole = words.strip().removesuffix(".")
    if SIGNED.fullmatch(_small(whole, NO_SURE_NAME)) or BARE.fullmatch(_small(whole, NO_NAME)):
        return True
    parts = PARTS.split(whole)
    return len(parts) > 1 and any(map(is_signed, parts)) and all(map(_is_part, parts))


def is_named(words: str) -> bool:
    """Whether a line is names, perhaps with what and where these people are, or a staff."""
    whole = words.strip().removesuffix(".")
    small = _small(whole, NO_NAME)
    if NOBODYS.fullmatch(whole) or any(form.fullmatch(small) for form in (NAMED, FROM, DONE_BY)):
        return True
    first, *rest = PARTS.split(whole)
    return bool(rest) and is_named(first) and all(map(_is_part, rest))


def is_person(words: str) -> bool:
    """Whether words are the name of one person and nothing else."""
    return bool(NAME_ALONE.fullmatch(_small(words, NO_NAME)))


def _small(words: str, never: re.Pattern[str]) -> str:
    """Return a line in which no word that can't be in a name begins with a capital."""
    return never.sub(lambda found: found[0].lower(), words)


def _is_part(words: str) -> bool:
    """Whether one of several parts of a line is a byline, a name, an office, or an address."""
    return bool(PART.fullmatch(words)) or is_signed(words) or is_named(words)
