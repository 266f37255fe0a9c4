"""Compares canonical JSON (RFC 8785) with two implementations that are not ours: the packages rfc8785 and jcs.

    canonical_json.py check FOLDER             FOLDER/documents.jsonl, one document a line, with the canonical form of
                                               each as we wrote it in FOLDER/canonical.jsonl: prints every difference
    canonical_json.py write FOLDER COUNT SEED  writes both files with random documents, for us to compare

Exit code 0 when all agree, 1 when not, 2 when called wrongly.
"""

import json
import math
import random
import struct
import sys
from pathlib import Path

import jcs
import rfc8785


def members(pairs):
    """An object, in which a name may occur once."""
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a member name occurs twice")
    return result


def read(line):
    """A document with every number as a double, as RFC 8785 asks: Python's own integers would keep more digits."""
    return json.loads(line, parse_int=float, object_pairs_hook=members)


def canonical(value):
    """The canonical form, on which both implementations must agree."""
    first, second = rfc8785.dumps(value), jcs.canonicalize(value)
    if first != second:
        raise ValueError(f"rfc8785 and jcs disagree: {first!r} and {second!r}")
    return first


def check(folder):
    documents = (folder / "documents.jsonl").read_bytes().split(b"\n")[:-1]
    written = (folder / "canonical.jsonl").read_bytes().split(b"\n")[:-1]
    if not documents or len(documents) != len(written):
        print(f"{len(documents)} documents, but {len(written)} canonical forms")
        return 1
    wrong = 0
    for number, (document, ours) in enumerate(zip(documents, written), start=1):
        try:
            theirs = canonical(read(document.decode()))
            fault = None if theirs == ours else f"theirs {theirs!r}, ours {ours!r}"
        except ValueError as error:
            fault = str(error)
        if fault:
            wrong += 1
            if wrong <= 10:
                print(f"line {number}: {document!r}: {fault}")
    print(f"{len(documents)} documents, {wrong} different")
    return 1 if wrong else 0


ALPHABET = "".join(map(chr, [0, 7, 8, 9, 10, 13, 0x1F, 0x20, 0x22, 0x2F, 0x5C, 0x7F, 0x80, 0xE9, 0x7FF, 0x800, 0x20AC,
                             0xD7FF, 0xE000, 0xFB33, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF])) + "abc"


def random_text(source):
    return "".join(source.choices(ALPHABET, k=source.choice([0, 1, 1, 2, 3, 5, 8, 12, 30])))


def random_number(source):
    kind = source.randrange(5)
    if kind == 0:
        return source.randint(-(2**53), 2**53)
    if kind == 1:
        return source.randint(-1000, 1000) / 10 ** source.randint(0, 9)
    if kind == 2:
        return float(f"{source.randint(1, 9)}e{source.randint(-330, 307)}")
    value = struct.unpack("<d", source.randbytes(8))[0]
    return value if math.isfinite(value) else 0.0


def random_value(source, depth):
    kind = source.randrange(9 if depth else 6)
    if kind == 0:
        return source.choice([None, True, False])
    if kind < 3:
        return random_text(source)
    if kind < 6:
        return random_number(source)
    size = source.choice([0, 1, 2, 3, 4, 40] if depth > 3 else [0, 1, 2, 3])
    if kind == 6:
        return [random_value(source, depth - 1) for _ in range(size)]
    return {random_text(source): random_value(source, depth - 1) for _ in range(size)}


def write(folder, count, seed):
    source = random.Random(seed)
    with open(folder / "documents.jsonl", "wb") as documents, open(folder / "canonical.jsonl", "wb") as forms:
        for _ in range(count):
            line = json.dumps(random_value(source, 4), ensure_ascii=source.random() < 0.5)
            documents.write(line.encode() + b"\n")
            forms.write(canonical(read(line)) + b"\n")
    print(f"{count} documents written")
    return 0


def main(arguments):
    match arguments:
        case ["check", folder]:
            return check(Path(folder))
        case ["write", folder, count, seed]:
            return write(Path(folder), int(count), int(seed))
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
