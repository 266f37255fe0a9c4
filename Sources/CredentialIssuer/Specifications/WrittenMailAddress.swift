/// The form of an address of mail that a person wrote.
///
/// A mailbox as people have them: no name around it, no quoted local part, no address literal. Whether the mailbox exists
/// nobody can tell from its address.
/// Source: RFC 5321, section 4.1.2 and 4.5.3.1; RFC 5322, section 3.2.3; RFC 6531, section 3.3.
enum WrittenMailAddress {
    /// Whether `text` has the form of an address of mail.
    static func isOne(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64 else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy(isLabel)
            && parts[0].split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && atom.unicodeScalars.allSatisfy(isAtomText)
            }
    }

    private static let atomSigns = "!#$%&'*+-/=?^_`{|}~".unicodeScalars

    private static func isAtomText(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? isAlphanumeric(scalar) || atomSigns.contains(scalar) : isOfWord(scalar)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        let scalars = label.unicodeScalars
        return 1...63 ~= label.utf8.count && scalars.first != "-" && scalars.last != "-"
            && scalars.allSatisfy { $0.isASCII ? isAlphanumeric($0) || $0 == "-" : isOfWord($0) }
    }

    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }

    /// Letters, marks and digits of every script; no blank, quotation mark or sign that nobody types in an address.
    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.canonicalCombiningClass != .notReordered
    }
}
