"""Reads status lists with Python alone: the bit order, base64 and gzip of Bitstring Status List 1.0 step by step.

    status_lists.py read FILE    one list a line, as JSON with its encodedList, its size and the indexes that are set with
                                 their values: prints every line that says something else than is found

Every value of every list is read. Exit code 0 when all agree, 1 when not, 2 when called wrongly.
"""

import base64
import gzip
import json
import sys


def values(encoded, size):
    if not encoded.startswith("u"):
        raise ValueError("no multibase base64url")
    text = encoded[1:]
    data = gzip.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    bits = "".join(f"{byte:08b}" for byte in data)
    for start in range(0, len(bits) - size + 1, size):
        yield int(bits[start:start + size], 2)


def read(path):
    faults = 0
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            case = json.loads(line)
            found = {str(index): value for index, value in enumerate(values(case["encodedList"], case["size"])) if value}
            if found != case["set"]:
                faults += 1
                wrong = sorted(set(found.items()) ^ set(case["set"].items()))[:4]
                print(f"line {number}: {len(found)} values are set, {len(case['set'])} were expected; differs at {wrong}")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "read":
        sys.exit(read(sys.argv[2]))
    print(__doc__, file=sys.stderr)
    sys.exit(2)
