"""Reads certificates with independent libraries, and spoils pictures of them as printers, scanners and telephones do.

    paper.py attached PDF FILE      pypdf and pikepdf find one attached file, which is FILE byte for byte
    paper.py archive PDF            the rules of PDF/A-3 and of tagged PDF that pikepdf can show hold
    paper.py codes FILE PNG…        zxing-cpp reads codes on the pictures, whose texts are the lines of FILE
    paper.py spoil PNG FOLDER       writes FOLDER/NAME.png and .jpg: turned, blurred, compressed, noisy, aslant, shadowed

Exit code 0 when all is as it says, 1 when not, 2 when called wrongly.
"""

import random
import re
import sys


def attached(pdf, path):
    import pikepdf
    import pypdf

    wanted = open(path, "rb").read()
    found = [data for many in pypdf.PdfReader(pdf).attachments.values() for data in many]
    with pikepdf.open(pdf) as document:
        other = [document.attachments[name].get_file().read_bytes() for name in document.attachments]
        relation = document.Root.AF[0].AFRelationship
    for reader, files in (("pypdf", found), ("pikepdf", other)):
        if files != [wanted]:
            print(f"{reader} finds {len(files)} files of {[len(file) for file in files]} bytes, not {len(wanted)}")
            return 1
    if relation != "/Source":
        print(f"the relation is {relation}")
        return 1
    return 0


def archive(path):
    import pikepdf

    faults = []

    def expect(holds, what):
        if not holds:
            faults.append(what)

    with pikepdf.open(path) as document:
        root = document.Root
        expect(not document.is_encrypted and "/ID" in document.trailer, "an identifier and no password (6.1.3)")
        metadata = document.open_metadata()
        expect(metadata.pdfa_status == "3U", f"claims {metadata.pdfa_status}")
        expect(metadata.get("dc:title") == document.docinfo.get("/Title"), "one title (6.6.3)")
        made = re.sub(r"\D", "", metadata.get("xmp:CreateDate", "x"))
        expect(f"D:{made}Z" == document.docinfo.get("/CreationDate"), "one date (6.6.3)")
        expect("/Filter" not in root.Metadata.stream_dict, "metadata that every program can read (6.6.2)")
        profile = root.OutputIntents[0].DestOutputProfile
        expect(profile.N == 3 and profile.read_bytes()[36:40] == b"acsp", "a colour profile (6.2.3)")
        expect(bool(root.MarkInfo.Marked) and root.Lang, "marked, and with a language (6.7)")
        expect(bool(root.ViewerPreferences.DisplayDocTitle), "the title is shown")
        for name in ("/AA", "/OpenAction", "/AcroForm", "/OCProperties"):
            expect(name not in root, f"no {name}")
        attachment = root.AF[0]
        for name in ("/F", "/UF", "/AFRelationship", "/EF", "/Desc"):
            expect(name in attachment, f"an attachment with {name} (6.8)")
        expect("/ModDate" in attachment.EF.F.Params and "/Subtype" in attachment.EF.F, "what is attached is told (6.8)")

        numbers = {}
        walk(root.StructTreeRoot.K, numbers, faults)
        for index, page in enumerate(document.pages):
            expect(page.get("/Tabs") == "/S", "order of reading")
            for font in page.Resources.get("/Font", {}).values():
                expect("/ToUnicode" in font, f"{font.BaseFont}: characters (6.2.11.7)")
                if font.Subtype == "/Type0":
                    inner = font.DescendantFonts[0]
                    expect(inner.Subtype != "/CIDFontType2" or "/CIDToGIDMap" in inner, f"{font.BaseFont}: glyphs (6.2.11.3)")
                    font = inner
                described = font.FontDescriptor
                expect(any(f"/FontFile{n}" in described for n in ("", "2", "3")), f"{font.BaseFont}: embedded (6.2.11.4)")
            for picture in page.Resources.get("/XObject", {}).values():
                expect(not picture.get("/Interpolate", False), "no smoothing (6.2.8)")
            content(page, index, numbers, faults, pikepdf)
    for fault in faults:
        print("not so:", fault)
    return 1 if faults else 0


def walk(node, numbers, faults):
    """Collects which marked contents of which page the tree has."""
    for element in node if node._type_name == "array" else [node]:
        if element.S == "/Figure" and "/Alt" not in element:
            faults.append("a figure says what it shows (6.7.3)")
        if element.S == "/LBody" and element.P.S != "/LI":
            faults.append("an item stands in a list")
        kids = element.get("/K")
        if isinstance(kids, int):
            numbers.setdefault(element.Pg.objgen, set()).add(kids)
        elif kids is not None:
            walk(kids, numbers, faults)


def content(page, index, numbers, faults, pikepdf):
    """Everything that is drawn is in the tree or marked as decoration."""
    stack, seen = [], set()
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            stack.append(str(operands[0]))
            if name == "BDC" and "/MCID" in operands[1]:
                seen.add(int(operands[1]["/MCID"]))
        elif name == "EMC":
            stack.pop()
        elif name in ("Tj", "TJ", "f", "S", "Do", "'", '"') and not stack:
            faults.append(f"page {index + 1}: {name} is neither text nor decoration (6.7.2)")
    if stack or seen != numbers.get(page.objgen, set()):
        faults.append(f"page {index + 1}: the tree has {len(numbers.get(page.objgen, set()))} of {len(seen)} contents")


def codes(path, pictures):
    import zxingcpp
    from PIL import Image

    wanted = sorted(open(path, encoding="utf-8").read().splitlines())
    found = set()
    for picture in pictures:
        found |= {code.text for code in zxingcpp.read_barcodes(Image.open(picture), zxingcpp.BarcodeFormat.QRCode)}
    if sorted(found) != wanted:
        print(f"zxing-cpp reads {len(found)} codes, {len(set(wanted) & found)} of the {len(wanted)} that were expected")
        return 1
    return 0


def spoil(path, folder):
    from PIL import Image, ImageFilter

    page = Image.open(path).convert("L")
    width, height = page.size
    numbers = random.Random(20260630)

    def write(name, picture, quality=None):
        if quality is None:
            picture.save(f"{folder}/{name}.png", compress_level=1)
        else:
            picture.save(f"{folder}/{name}.jpg", quality=quality)

    write("turned-3", page.rotate(3, Image.Resampling.BICUBIC, expand=True, fillcolor=255))
    write("turned-90", page.transpose(Image.Transpose.ROTATE_90), 75)
    write("upside-down", page.transpose(Image.Transpose.ROTATE_180))
    write("blurred", page.filter(ImageFilter.GaussianBlur(1.2)))
    write("compressed", page, 40)
    noise = Image.frombytes("L", page.size, numbers.randbytes(width * height))
    write("noisy", Image.blend(page, noise, 0.3), 60)
    # Seen from the left, so that the right edge is further away; on a dark table.
    aslant = (
        -0.04 * width, -0.03 * height, -0.02 * width, 1.02 * height, 1.05 * width, 1.08 * height, 1.02 * width, -0.09 * height)
    write("aslant", page.transform(page.size, Image.Transform.QUAD, aslant, Image.Resampling.BICUBIC, fillcolor=70), 70)
    shadow = Image.linear_gradient("L").rotate(90).resize(page.size)
    dark = Image.eval(page, lambda dot: dot * 30 // 100)
    worn = Image.composite(page, dark, shadow).rotate(-7, Image.Resampling.BICUBIC, expand=True, fillcolor=40)
    write("shadowed", worn.filter(ImageFilter.GaussianBlur(0.6)), 55)
    return 0


if __name__ == "__main__":
    words = sys.argv[1:]
    if len(words) == 3 and words[0] == "attached":
        sys.exit(attached(*words[1:]))
    if len(words) == 2 and words[0] == "archive":
        sys.exit(archive(words[1]))
    if len(words) > 2 and words[0] == "codes":
        sys.exit(codes(words[1], words[2:]))
    if len(words) == 3 and words[0] == "spoil":
        sys.exit(spoil(*words[1:]))
    print(__doc__, file=sys.stderr)
    sys.exit(2)
