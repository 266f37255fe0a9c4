internal import Encodings

/// Each related resource is named by one URL, once, and has a digest.
///
/// Source: data model 2.0, section 5.3. Whether a digest is the right one shows when the resource is used.
struct RelatedResourceRule: DataModelRule {
    var codes: [DataModelCode] {
        [
            .valueNotObject, .valueEmpty, .identifierMissing, .identifierNotURL, .identifierNotASCII, .resourceRepeated,
            .resourceDigestMissing, .resourceDigestMalformed, .resourceMediaTypeMalformed,
        ]
    }

    func check(_ statement: Statement, _ findings: inout DataModelFindings) {
        guard statement.version != .v1, let resources = statement[.relatedResource] else { return }
        findings.requireObjects(resources, "relatedResource", identifier: .required, type: false)
        var seen: Set<[UInt8]> = []
        Statement.forEach(resources) { resource in
            guard !findings.isFull, resource.kind == .object else { return }
            if let id = resource["id"], id.kind == .string, !seen.insert(id.utf8).inserted {
                findings.add(.resourceRepeated, at: id)
            }
            checkDigests(resource, &findings)
            if let mediaType = resource["mediaType"], mediaType.withUTF8({ Self.isMediaType($0) }) != true {
                findings.add(.resourceMediaTypeMalformed, at: mediaType)
            }
        }
    }

    private func checkDigests(_ resource: JSONNode, _ findings: inout DataModelFindings) {
        let integrity = resource["digestSRI"]
        let multibase = resource["digestMultibase"]
        if integrity == nil && multibase == nil { findings.add(.resourceDigestMissing, at: resource) }
        for (value, isDigest) in [
            (integrity, ResourceDigest.isIntegrityMetadata), (multibase, ResourceDigest.isMultibase),
        ] {
            if let value, value.kind == .array && value.count == 0 { findings.add(.resourceDigestMalformed, at: value) }
            Statement.forEach(value) { digest in
                if !isDigest(digest) { findings.add(.resourceDigestMalformed, at: digest) }
            }
        }
    }

    /// Whether the text is a type, a slash and a subtype (RFC 6838, section 4.2), perhaps with parameters.
    private static func isMediaType(_ text: Span<UInt8>) -> Bool {
        var lengths = [0, 0]
        var part = 0
        for index in 0..<text.count {
            let byte = text[index]
            if byte == UInt8(ascii: ";") { break }
            if byte == UInt8(ascii: "/") {
                part += 1
                guard part == 1 else { return false }
            } else if ASCIISet.alphanumerics.contains(byte) || (lengths[part] > 0 && mediaTypeMarks.contains(byte)) {
                lengths[part] += 1
            } else {
                return false
            }
        }
        return lengths.allSatisfy { (1...127).contains($0) }
    }

    private static let mediaTypeMarks = ASCIISet("!#$&-^_.+")
}
