extension TerminalText {
    /// One pass over a text that is not plain ASCII.
    struct Escaping {
        /// How many marks a letter may carry.
        ///
        /// Source: UTS #39, section 5.4, which advises to forbid more than four.
        static let maximumMarkCount = 4

        private let scalars: [Unicode.Scalar]
        private var result: [UInt8] = []
        private(set) var hasRightToLeft = false
        // A mark without a letter of its own would settle on what our program printed before it.
        private var hasBase = false
        private var markCount = 0

        init(_ text: String) {
            scalars = Array(text.unicodeScalars)
            result.reserveCapacity(text.utf8.count)
        }

        var output: String { String(decoding: result, as: UTF8.self) }

        mutating func run() {
            for index in scalars.indices {
                let scalar = scalars[index]
                if 0x20...0x7e ~= scalar.value {
                    keep(scalar)
                } else if JoinControl.isMeaningful(at: index, in: scalars) {
                    append(scalar)
                } else if Self.isHidden(scalar) {
                    showNumber(of: scalar)
                } else {
                    if RightToLeft.contains(scalar) { hasRightToLeft = true }
                    keepVisible(scalar)
                }
            }
        }

        private mutating func keepVisible(_ scalar: Unicode.Scalar) {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark:
                guard hasBase, markCount < Self.maximumMarkCount else { return showNumber(of: scalar) }
                markCount += 1
                append(scalar)
            case .spacingMark:
                guard hasBase else { return showNumber(of: scalar) }
                append(scalar)
            default:
                keep(scalar)
            }
        }

        private mutating func append(_ scalar: Unicode.Scalar) {
            if let bytes = UTF8.encode(scalar) { result.append(contentsOf: bytes) }
        }

        private mutating func keep(_ scalar: Unicode.Scalar) {
            append(scalar)
            hasBase = true
            markCount = 0
        }

        private mutating func showNumber(of scalar: Unicode.Scalar) {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
            result.append(contentsOf: "⟨U+\(zeros)\(digits)⟩".utf8)
            hasBase = false
            markCount = 0
        }

        /// Whether a character is invisible, or changes how others are shown.
        private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            // Our own brackets, and the Braille pattern without dots, which is as blank as a space.
            case 0x27e8, 0x27e9, 0x2800: return true
            case 0xa0...0x2ff: return scalar.value == 0xad
            default: break
            }
            let properties = scalar.properties
            switch properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
                return true
            default:
                return properties.isDefaultIgnorableCodePoint
            }
        }
    }
}
