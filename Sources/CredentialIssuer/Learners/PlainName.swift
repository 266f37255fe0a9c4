/// What is made of names in ASCII, byte by byte; most names of a spreadsheet are, and each is looked at more than once.
///
/// Of any other name there is nothing, and it goes the general way, which for these gives the same.
enum PlainName {
    /// The name in small letters, with one blank for several and none at the ends.
    static func withoutCaseAndBlanks(_ name: String) -> String? {
        // A blank is what Unicode calls white space.
        joined(name, by: 0x20) { (0x09...0x0D).contains($0) || $0 == 0x20 ? nil : $0 }
    }

    /// The letters and digits of the name, in small letters, in words with hyphens between them.
    static func words(_ name: String) -> String? {
        joined(name, by: UInt8(ascii: "-")) { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) ? $0 : nil }
    }

    /// The words of a name in small letters; `nil` where there are other letters.
    ///
    /// - Parameter part: The byte that stands in a word for one; `nil` for one between words.
    private static func joined(_ name: String, by separator: UInt8, _ part: (UInt8) -> UInt8?) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count)
        var isBetween = false
        for byte in name.utf8 {
            guard byte < 0x80 else { return nil }
            let small = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            guard let letter = part(small) else {
                isBetween = true
                continue
            }
            if isBetween, !bytes.isEmpty { bytes.append(separator) }
            isBetween = false
            bytes.append(letter)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
