import Credentials
import Encodings

/// What the readers of both kinds of registry have in common: each value is as it must be, or the registry is refused.
protocol RegistryReader {
    /// The registry as it was received, by which rows are counted.
    var bytes: [UInt8] { get }
}

extension RegistryReader {
    /// Says what is wrong with a value.
    func refusal(_ code: RegistryError.Code, _ node: JSONNode, _ reason: String, _ detail: String? = nil)
        -> RegistryError
    {
        RegistryError(code, at: node, in: bytes, reason, detail: detail)
    }

    /// Takes a value as an object.
    func object(_ node: JSONNode) throws(RegistryError) -> JSONNode {
        guard node.kind == .object else {
            throw refusal(.wrongKind, node, "expected an object, found \(node.kind.name)")
        }
        return node
    }

    /// Refuses a member that is there and is no text.
    func checkText(_ node: JSONNode?) throws(RegistryError) {
        guard let node, !RegistryText.isText(node) else { return }
        throw refusal(.badText, node, "expected a text of 1 to \(RegistryText.byteLimit) bytes")
    }

    /// Refuses a member that is there and is neither a text nor texts in languages.
    func checkLocalizedText(_ node: JSONNode?) throws(RegistryError) {
        guard let node, !RegistryText.isLocalizedText(node) else { return }
        throw refusal(.badText, node, "expected a text of 1 to \(RegistryText.byteLimit) bytes, or language values")
    }

    /// A time with its offset, or `nil` where there is none.
    func time(_ node: JSONNode?) throws(RegistryError) -> Timestamp? {
        guard let node else { return nil }
        guard node.kind == .string else {
            throw refusal(.badTime, node, "expected a time such as 2026-11-20T09:00:00Z, found \(node.kind.name)")
        }
        do throws(EncodingError) {
            return try Timestamp(parsing: node.utf8)
        } catch {
            throw refusal(.badTime, node, "expected a time such as 2026-11-20T09:00:00Z; \(error.reason)")
        }
    }

    /// Refuses a number of entries that is beyond what is read.
    func checkCount(_ node: JSONNode) throws(RegistryError) {
        guard node.count <= PublishedRegistry.entryLimit else {
            throw refusal(
                .tooManyEntries, node, "expected at most \(PublishedRegistry.entryLimit) entries, found \(node.count)")
        }
    }

    /// The bytes of a DID; one that is a key must be a whole and acceptable key.
    func did(_ node: JSONNode) throws(RegistryError) -> [UInt8] {
        do throws(IdentifierError) {
            let did = try DID(parsing: node.string ?? "")
            do throws(IdentifierError) {
                if did.hasMethod("key") { _ = try DIDKey(did) }
            } catch {
                // A key of a type that is not read here can still be an issuer's; one that begins as Ed25519 keys do is
                // none of these, but cut off or mistyped.
                guard error.code == .keyType, !did.methodSpecificID.utf8.starts(with: "z6Mk".utf8) else { throw error }
            }
        } catch {
            throw refusal(.badIdentifier, node, "expected a DID; \(error.reason)", error.code.rawValue)
        }
        return node.utf8
    }
}
