import Encodings

extension PresentationRequest {
    /// Reads a request in either form.
    ///
    /// Of the text form, empty lines and lines that begin with `#` are for people and count for nothing, and so are
    /// spaces around a line, which pasting brings. Every fact stands there once, and none that is not known: it could
    /// restrict what is asked.
    ///
    /// - Throws: ``ProofError`` with code `requestMalformed`, and where.
    public init(parsing bytes: [UInt8]) throws(ProofError) {
        guard bytes.count <= Self.byteLimit else {
            throw Self.refusal("", "expected a challenge of at most \(Self.byteLimit) bytes, found \(bytes.count)")
        }
        let first = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        let facts = try first == UInt8(ascii: "{") ? Self.members(bytes) : Self.lines(bytes)
        guard let domain = facts["domain"], let challenge = facts["challenge"], let end = facts["expires"],
            let purpose = facts["purpose"]
        else {
            let missing = Self.names.first { facts[$0] == nil } ?? ""
            throw Self.refusal("/" + missing, "expected a domain, a challenge, an end and a purpose")
        }
        guard purpose.utf8.elementsEqual(DataIntegrityProof.Purpose.authentication.rawValue.utf8) else {
            throw Self.refusal("/purpose", "expected the purpose authentication, found another; nothing else is signed")
        }
        let expires: Timestamp
        do throws(EncodingError) {
            expires = try Timestamp(parsing: end)
        } catch {
            throw Self.refusal("/expires", error.reason)
        }
        try self.init(domain: domain, challenge: challenge, expires: expires)
    }

    private static let names = ["domain", "challenge", "expires", "purpose"]

    private static func members(_ bytes: [UInt8]) throws(ProofError) -> [String: String] {
        let root: JSONNode
        do throws(JSONError) {
            root = try JSONDocument(parsing: bytes, limits: .credential).root
        } catch {
            throw refusal(error.pointer, error.reason)
        }
        guard root["type"]?.isString(type) == true, root["version"]?.integer == 1 else {
            throw refusal("/type", "expected a TestamurChallenge of version 1")
        }
        var facts: [String: String] = [:]
        for (name, value) in root.members {
            guard let name = name.string, name != "type", name != "version" else { continue }
            guard names.contains(name), let text = value.string else {
                throw refusal("/" + JSONPointer.escape(name), "expected only the facts of a challenge, each as a text")
            }
            facts[name] = text
        }
        return facts
    }

    private static func lines(_ bytes: [UInt8]) throws(ProofError) -> [String: String] {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw refusal("", "expected text in UTF-8") }
        var facts: [String: String] = [:]
        var hasTitle = false
        for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = trimmed(line)
            guard let first = line.first, first != UInt8(ascii: "#") else { continue }
            guard hasTitle else {
                guard line.elementsEqual(title.utf8) else {
                    throw refusal("/\(index)", "expected the line \"\(title)\" first, found another")
                }
                hasTitle = true
                continue
            }
            let name = String(Substring(line.prefix { $0 != UInt8(ascii: ":") }))
            let value = trimmed(line.dropFirst(name.utf8.count + 1))
            guard names.contains(name), facts[name] == nil, !value.isEmpty else {
                throw refusal(
                    "/\(index)", "line \(index + 1): expected one of domain, challenge, expires and purpose, each once")
            }
            facts[name] = String(Substring(value))
        }
        guard hasTitle else { throw refusal("", "expected the line \"\(title)\" first, found none") }
        return facts
    }

    private static func trimmed(_ line: Substring.UTF8View) -> Substring.UTF8View {
        var line = line.drop(while: isSpace)
        while let last = line.last, isSpace(last) { line = line.dropLast() }
        return line
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
