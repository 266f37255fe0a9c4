import Encodings

/// Finds the parts in a text, however it was copied.
struct QRPartReader {
    /// The text of one part and what follows it, from behind the mark with which the part begins.
    private var rest: ArraySlice<UInt8>

    /// The parts that stand in a text, in its order.
    ///
    /// - Throws: ``CarrierError`` with code `noParts`, `partMalformed`, `partVersion`, `partDamaged` or `libraryFailure`.
    static func parts(in text: [UInt8]) throws(CarrierError) -> [QRPart] {
        let text = text.map(upperCase)
        var parts: [QRPart] = []
        var mark = firstMark(in: text[...])
        guard mark != nil else {
            throw CarrierError(
                .noParts, "expected a text that begins with \(QRPart.name)\(QRPart.version):, found another")
        }
        while let here = mark {
            let next = firstMark(in: text[here.end...])
            guard here.version == String(QRPart.version) else {
                throw CarrierError(
                    .partVersion, at: here.start,
                    "expected a part of version \(QRPart.version), found one of version \(here.version)",
                    [("version", here.version)])
            }
            var reader = QRPartReader(rest: text[here.end..<(next?.start ?? text.endIndex)])
            parts.append(try reader.part())
            mark = next
        }
        return parts
    }

    /// Where a part begins, where its header goes on, and its version.
    struct Mark {
        let start: Int
        let end: Int
        let version: String
    }

    /// The first place in a text where a part begins: the name, up to three digits and a colon.
    static func firstMark(in text: ArraySlice<UInt8>) -> Mark? {
        let name = Array(QRPart.name.utf8)
        var start = text.startIndex
        while text.endIndex - start > name.count {
            if isName(name, in: text, at: start) {
                let behind = text[(start + name.count)...]
                let version = behind.prefix(4).prefix { (0x30...0x39).contains($0) }
                if (1...3).contains(version.count), behind.dropFirst(version.count).first == UInt8(ascii: ":") {
                    return Mark(
                        start: start, end: version.endIndex + 1, version: String(decoding: version, as: UTF8.self))
                }
            }
            start += 1
        }
        return nil
    }

    /// Whether the letters of the name, large or small, stand at a place behind which there is room for them.
    private static func isName(_ name: [UInt8], in text: ArraySlice<UInt8>, at start: Int) -> Bool {
        var place = start
        for letter in name {
            // The bit by which small letters differ from large ones.
            guard text[place] & 0xDF == letter else { return false }
            place += 1
        }
        return true
    }

    private mutating func part() throws(CarrierError) -> QRPart {
        let start = rest.startIndex
        guard let place = field(longest: 5), let digest = field(longest: 2 * QRPart.digestByteCount),
            let check = field(longest: 2 * QRPart.checkByteCount)
        else { throw malformed(start) }
        let numbers = place.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Self.number)
        guard numbers.count == 2, let number = numbers[0], let count = numbers[1], number <= count,
            digest.count == 2 * QRPart.digestByteCount, check.count == 2 * QRPart.checkByteCount
        else { throw malformed(start) }
        // What is longer than any part, however its lines were broken, is not looked at.
        for body in Self.bodies(Array(rest.prefix(2 * QRParts.largestPartLimit))) {
            guard let content = try? Base45.decode(body) else { continue }
            let part = QRPart(
                number: number, count: count, digest: String(decoding: digest, as: UTF8.self), content: content)
            if try part.isChecked(by: String(decoding: check, as: UTF8.self), body) { return part }
        }
        throw CarrierError(
            .partDamaged, at: start,
            "expected part \(number) of \(count) as it was written, found it damaged or copied wrongly",
            [("part", String(number)), ("count", String(count))])
    }

    /// The characters up to the next colon, without spaces and line breaks, which no field of the header has.
    private mutating func field(longest: Int) -> [UInt8]? {
        var field: [UInt8] = []
        while let character = rest.popFirst() {
            if character == UInt8(ascii: ":") { return field }
            if character <= 0x20 { continue }
            field.append(character)
            guard field.count <= longest else { return nil }
        }
        return nil
    }

    /// What the body can have been before it was copied.
    ///
    /// A space is a character of base45, so that it cannot be told what a line break was: nothing, where a program cut
    /// a line at a width, or a space, where it broke the line at one. Other words can also follow on lines of their own.
    /// Which it was is decided by the check of the part.
    private static func bodies(_ text: [UInt8]) -> [[UInt8]] {
        let lines = text.filter { $0 != 0x0D && $0 != 0x09 }.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { Array($0) }
        let trimmed = lines.map(trim).filter { !$0.isEmpty }
        var bodies = [trim(lines.flatMap { $0 }), trim(Array(lines.joined(separator: [0x20])))]
        bodies.append(Array(trimmed.joined()))
        bodies.append(Array(trimmed.joined(separator: [0x20])))
        bodies.append(trimmed.first ?? [])
        var unique: [[UInt8]] = []
        for body in bodies where !unique.contains(body) { unique.append(body) }
        return unique
    }

    /// A body ends with no space (see ``Base45``), but can begin with one: the colon before it keeps that from being lost.
    private static func trim(_ line: [UInt8]) -> [UInt8] {
        var line = line
        while line.last == 0x20 { line.removeLast() }
        return line
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...2).contains(digits.count), digits.first != UInt8(ascii: "0") else { return nil }
        var number = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            number = number * 10 + Int(digit - 0x30)
        }
        return number
    }

    private static func upperCase(_ character: UInt8) -> UInt8 {
        (0x61...0x7A).contains(character) ? character - 0x20 : character
    }

    private func malformed(_ start: Int) -> CarrierError {
        CarrierError(
            .partMalformed, at: start,
            "expected a part as \(QRPart.name)\(QRPart.version):1/3: with a digest, a check and the text, found another form"
        )
    }
}
