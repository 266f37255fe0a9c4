/// The operators that a page is drawn with, one after the other, each with the numbers before it (ISO 32000-1, section
/// 7.8.2).
///
/// Texts, names, lists and dictionaries are skipped: nothing that is looked for here has any. So is a picture that stands
/// between the operators (section 8.9.7); where the bytes of one look like its end, some of them are taken for operators.
struct PageOperators {
    /// An operator and what stood before it.
    struct Operator {
        let name: [UInt8]
        let numbers: [Double]
    }

    private var rest: ArraySlice<UInt8>

    /// More numbers than any operator that is read here takes.
    private static let numberLimit = 8

    init(_ content: [UInt8]) { rest = content[...] }

    /// The next one; `nil` at the end.
    mutating func next() -> Operator? {
        var numbers: [Double] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "("): skipText()
            case UInt8(ascii: "%"): rest = rest.drop { $0 != 0x0A && $0 != 0x0D }
            case UInt8(ascii: "/"): _ = word()
            case UInt8(ascii: "<"):
                // The texts in a dictionary are skipped as all others.
                if rest.first == UInt8(ascii: "<") { rest.removeFirst() } else { rest = rest.drop { $0 != 0x3E } }
            case _ where Self.isRegular(byte):
                let word = word(byte)
                if let number = Self.number(word) {
                    if numbers.count < Self.numberLimit { numbers.append(number) }
                    continue
                }
                if word.elementsEqual("ID".utf8) {
                    skipPicture()
                    numbers = []
                    continue
                }
                return Operator(name: word, numbers: numbers)
            default: continue
            }
        }
        return nil
    }

    /// A text ends where as many brackets were closed as opened.
    private mutating func skipText() {
        var depth = 1
        while depth > 0, let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\\"): _ = rest.popFirst()
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: continue
            }
        }
    }

    /// The bytes of a picture end where the word `EI` stands by itself.
    private mutating func skipPicture() {
        var isApart = false
        while let byte = rest.popFirst() {
            let isEnd = isApart && byte == UInt8(ascii: "E") && rest.first == UInt8(ascii: "I")
            if isEnd, !(rest.dropFirst().first.map(Self.isRegular) ?? false) {
                rest.removeFirst()
                return
            }
            isApart = byte <= 0x20
        }
    }

    private mutating func word(_ first: UInt8? = nil) -> [UInt8] {
        var word = first.map { [$0] } ?? []
        while let byte = rest.first, Self.isRegular(byte) {
            word.append(byte)
            rest.removeFirst()
        }
        return word
    }

    /// Whether a byte is neither white space nor a delimiter (section 7.2.2).
    private static func isRegular(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x28, 0x29, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D, 0x2F, 0x25: false
        default: true
        }
    }

    /// A number as PDF writes it: digits, a sign and a point (section 7.3.3).
    private static func number(_ word: [UInt8]) -> Double? {
        guard word.count <= 24 else { return nil }
        var whole = 0.0
        var scale = 0.0
        var digitCount = 0
        for (index, byte) in word.enumerated() {
            switch byte {
            case 0x30...0x39:
                whole = whole * 10 + Double(byte - 0x30)
                scale *= 10
                digitCount += 1
            case UInt8(ascii: ".") where scale == 0: scale = 1
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                guard index == 0 else { return nil }
            default: return nil
            }
        }
        guard digitCount > 0 else { return nil }
        let value = scale > 1 ? whole / scale : whole
        return word.first == UInt8(ascii: "-") ? -value : value
    }
}
