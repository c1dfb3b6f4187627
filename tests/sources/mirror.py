"""What mirrors do to a text, forwards: the tests undo it."""

from pypinyin import Style, pinyin

# Traditional characters, each with its first reading, as mirrors list them.
LIST = (
    "頁導標數報動態鑒開協會評產來個內創務勵區問團場實對庫復應據時書業構機準無獨現當發級細統經"
    "續萬號衛規覺計設說識負財責費質購農進過達鎮長門關隊項領驗點驅"
)
TABLE = {
    character: pinyin(character, style=Style.TONE, heteronym=False)[0][0] for character in LIST
}


def gloss(text: str) -> str:
    """Put its reading after each character of the list."""
    return "".join(
        f"{character}({TABLE[character]})" if character in TABLE else character
        for character in text
    )


def damage(data: bytes) -> bytes:
    """Do the same on GBK bytes, one character of the list after the other, in step or not."""
    for character, reading in TABLE.items():
        found = character.encode("gbk")
        data = data.replace(found, found + f"({reading})".encode("gbk"))
    return data


def decode_like_a_server(data: bytes) -> str:
    """Decode GBK; a byte that makes no character with the next becomes `?` and eats it."""
    out = []
    position = 0
    while position < len(data):
        if data[position] < 0x80:
            out.append(chr(data[position]))
            position += 1
            continue
        pair = data[position : position + 2]
        try:
            out.append(pair.decode("gbk"))
        except UnicodeDecodeError:
            out.append("?")
        position += 2
    return "".join(out)
