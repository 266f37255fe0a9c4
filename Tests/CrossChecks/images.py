"""Reads baked images and numbered parts with readers that are not ours: Pillow for PNG, expat for SVG, zlib for the parts.

    images.py read FOLDER    for every NAME.document in it: NAME.png, NAME.svg and NAME.parts, one part a line, must give
                             it, and the picture in NAME.png must be that of plain.png; prints every one that does not
    images.py write FOLDER   writes ours.png and theirs.png, a picture without and with the credential of theirs.document,
                             as Pillow writes it

Exit code 0 when all agree, 1 when not, 2 when called wrongly.
"""

import hashlib
import pathlib
import random
import re
import sys
import xml.etree.ElementTree
import zlib

from PIL import Image, PngImagePlugin

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
PART = re.compile(r"TESTAMUR1:(\d{1,2})/(\d{1,2}):([0-9A-F]{16}):([0-9A-F]{8}):(.+)")


def from_png(path, plain):
    with Image.open(path) as image:
        image.load()
        with Image.open(plain) as other:
            other.load()
            if (image.size, image.mode, image.tobytes()) != (other.size, other.mode, other.tobytes()):
                raise ValueError("another picture")
        return image.text["openbadgecredential"].encode()


def from_svg(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    (element,) = root.findall("{https://purl.imsglobal.org/ob/v3p0}credential")
    return (element.get("verify") or element.text).encode()


def from_base45(text):
    data = b""
    for start in range(0, len(text), 3):
        group = text[start:start + 3]
        number = sum(ALPHABET.index(letter) * 45**place for place, letter in enumerate(group))
        data += number.to_bytes(len(group) - 1, "big")
    return data


def from_parts(path):
    lines = path.read_text(encoding="ascii").splitlines()
    random.shuffle(lines)
    pieces, digests = {}, set()
    for line in lines:
        number, count, digest, check, body = PART.fullmatch(line).groups()
        head = f"TESTAMUR1:{number}/{count}:{digest}:"
        if hashlib.sha256((head + body).encode()).hexdigest()[:8].upper() != check or int(count) != len(lines):
            raise ValueError("a part that does not fit")
        pieces[int(number)] = from_base45(body)
        digests.add(digest)
    document = zlib.decompress(b"".join(pieces[number] for number in sorted(pieces)), -15)
    if digests != {hashlib.sha256(document).hexdigest()[:16].upper()}:
        raise ValueError("another digest")
    return document


def read(folder):
    faults = 0
    for path in sorted(folder.glob("*.document")):
        document = path.read_bytes()
        # Every reader of XML makes one line feed of the two characters that end a line elsewhere.
        as_xml = document.replace(b"\r\n", b"\n")
        for suffix, expected, reader in [
            (".png", document, lambda file: from_png(file, folder / "plain.png")), (".svg", as_xml, from_svg),
            (".parts", document, from_parts),
        ]:
            try:
                found = reader(path.with_suffix(suffix))
            except Exception as error:
                found = f"{type(error).__name__}: {error}"
            if found != expected:
                faults += 1
                print(f"{path.stem}{suffix}: expected {expected[:60]!r}…, found {found[:60]!r}…")
    return 1 if faults else 0


def write(folder):
    document = (folder / "theirs.document").read_text(encoding="utf-8")
    image = Image.frombytes("RGB", (40, 30), random.Random(1).randbytes(40 * 30 * 3))
    image.save(folder / "ours.png")
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Software", "a test")
    texts.add_itxt("openbadgecredential", document)
    image.save(folder / "theirs.png", pnginfo=texts)
    return 0


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("read", "write"):
        sys.exit({"read": read, "write": write}[sys.argv[1]](pathlib.Path(sys.argv[2])))
    print(__doc__, file=sys.stderr)
    sys.exit(2)
