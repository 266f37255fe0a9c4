internal import Encodings

/// The dates of the validity period are `dateTimeStamp` texts, and the period does not end before it starts.
///
/// Source: data model 2.0, sections 4.9 and 5.10. Version 1.1, section 4.6, would allow a time without offset; it is
/// refused in both versions, as it names another instant in every country and so cannot be judged.
struct ValidityPeriodRule: DataModelRule {
    var codes: [DataModelCode] { [.validityMalformed, .validityWithoutOffset, .validityOrder] }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        check(statement[.validFrom], "validFrom", statement[.validUntil], "validUntil", &findings)
        guard statement.version == .v1 else { return }
        check(statement[.issuanceDate], "issuanceDate", statement[.expirationDate], "expirationDate", &findings)
    }

    private func check(
        _ start: JSONNode?, _ startName: StaticString, _ end: JSONNode?, _ endName: StaticString,
        _ findings: inout DataModelFindings
    ) {
        let startTime = start.flatMap { time($0, startName, &findings) }
        let endTime = end.flatMap { time($0, endName, &findings) }
        guard let start, let end, let startTime, let endTime else { return }
        let isOrdered = startTime == endTime ? !Self.fraction(end).precedes(Self.fraction(start)) : startTime < endTime
        guard !isOrdered else { return }
        findings.add(.validityOrder, at: end, [("start", startName.description), ("end", endName.description)])
    }

    private func time(_ node: JSONNode, _ property: StaticString, _ findings: inout DataModelFindings) -> Timestamp? {
        var time: Timestamp?
        var code = DataModelCode.validityMalformed
        _ = node.withUTF8 { text in
            do throws(EncodingError) { time = try Timestamp(parsing: text) } catch {
                if error.code == .missingOffset { code = .validityWithoutOffset }
            }
        }
        if time == nil { findings.add(code, at: node, [("property", property.description)]) }
        return time
    }

    /// The digits of a fraction of a second, without the zeros at its end.
    private static func fraction(_ node: JSONNode) -> ArraySlice<UInt8> {
        let text = node.utf8
        guard let point = text.firstIndex(of: UInt8(ascii: ".")) else { return [] }
        var digits = text[(point + 1)...].prefix { ASCIISet.digits.contains($0) }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return digits
    }
}

extension ArraySlice<UInt8> {
    /// Whether these digits, read after a decimal point, are less than `other`.
    fileprivate func precedes(_ other: ArraySlice<UInt8>) -> Bool { lexicographicallyPrecedes(other) }
}
