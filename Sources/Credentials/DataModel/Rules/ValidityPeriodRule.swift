internal import Encodings

/// The dates of the validity period are `dateTimeStamp` texts, and the period does not end before it starts.
///
/// Source: data model 2.0, sections 4.9 and 5.10. Version 1.1, section 4.6, asks for a `dateTime` only, which may lack
/// the offset; it is then read as UTC, as version 2.0 has it for such texts, and the reader is told.
struct ValidityPeriodRule: DataModelRule {
    var codes: [DataModelCode] {
        [.validityMalformed, .validityWithoutOffset, .validityOffsetAssumed, .validityReversed]
    }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        check(statement, .validFrom, .validUntil, &findings)
        if statement.version == .v1 { check(statement, .issuanceDate, .expirationDate, &findings) }
    }

    private func check(
        _ statement: Statement, _ startName: StatedProperty, _ endName: StatedProperty,
        _ findings: inout DataModelFindings
    ) {
        let start = statement[startName]
        let end = statement[endName]
        let startTime = start.flatMap { time($0, startName, statement.version, &findings) }
        let endTime = end.flatMap { time($0, endName, statement.version, &findings) }
        guard let start, let end, let startTime, let endTime else { return }
        let isReversed =
            startTime == endTime
            ? Self.fraction(end).lexicographicallyPrecedes(Self.fraction(start)) : endTime < startTime
        guard isReversed else { return }
        findings.add(
            .validityReversed, at: end,
            [("start", startName.name.description), ("end", endName.name.description)])
    }

    private func time(
        _ node: JSONNode, _ property: StatedProperty, _ version: CredentialView.Version?,
        _ findings: inout DataModelFindings
    ) -> Timestamp? {
        let time: Timestamp?
        let code: DataModelCode?
        switch ValidityTime.read(node) {
        case .instant(let instant): (time, code) = (instant, nil)
        case .withoutOffset(let instant):
            (time, code) = (instant, version == .v1 ? .validityOffsetAssumed : .validityWithoutOffset)
        case .malformed: (time, code) = (nil, .validityMalformed)
        }
        if let code { findings.add(code, at: node, [("property", property.name.description)]) }
        return time
    }

    /// The digits of a fraction of a second, without the zeros at its end: they compare as texts do.
    private static func fraction(_ node: JSONNode) -> ArraySlice<UInt8> {
        let text = node.utf8
        guard let point = text.firstIndex(of: UInt8(ascii: ".")) else { return [] }
        var digits = text[(point + 1)...].prefix { ASCIISet.digits.contains($0) }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return digits
    }
}
