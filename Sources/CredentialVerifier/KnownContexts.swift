import Cryptography
import Encodings

/// The contexts that most credentials name, each of them built in, recognised without making a text of its address.
///
/// What else is known, ``LinkedDataContexts`` tells.
enum KnownContexts {
    static let urls: [StaticString] = [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
        "https://example.org/ns/micro-credential/v1.json",
        "https://www.w3.org/2018/credentials/v1",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
        "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
        "https://w3id.org/security/data-integrity/v1",
        "https://w3id.org/security/data-integrity/v2",
        "https://w3id.org/security/multikey/v1",
        "https://w3id.org/security/suites/ed25519-2020/v1",
        "https://w3id.org/vc/status-list/2021/v1",
        "https://www.w3.org/ns/did/v1",
    ]

    /// The editions of Open Badges 3.0 that go with the base context of version 2.0, of which a document names one.
    ///
    /// Edition 3.0.1 does not: it gives another meaning to words that the base context protects.
    static let openBadges: [StaticString] = [
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
    ]

    /// What goes with the base context and any edition of Open Badges, in any order, and changes none of their terms.
    static let additions: [StaticString] = [
        "https://example.org/ns/micro-credential/v1.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    ]

    /// Whether the context is the base context or one that is known to go with it, each of which protects its terms.
    static func protectsEveryTerm(_ context: JSONNode) -> Bool {
        isBase(context) || openBadges.contains { context.isString($0) } || additions.contains { context.isString($0) }
    }

    static func contains(_ context: JSONNode) -> Bool { urls.contains { context.isString($0) } }

    /// Whether a value is the address of the base context, which every program has at hand.
    static func isBase(_ id: JSONNode?) -> Bool { id?.isString("https://www.w3.org/ns/credentials/v2") ?? false }

    /// Whether a text has a digest; `nil` when libcrypto cannot hash.
    static func isDigest(_ digest: Multihash, of text: [UInt8]) -> Bool? {
        switch digest.function {
        case .sha256: (try? SHA256.hash(text)).map { $0 == digest.digest }
        case .sha384: (try? SHA384.hash(text)).map { $0 == digest.digest }
        }
    }

    /// The digest of the base context: Verifiable Credentials Data Model 2.0, appendix B.1.
    static func baseDigest(_ function: Multihash.Function) -> [UInt8] {
        switch function {
        case .sha256:
            [
                0x59, 0x95, 0x5C, 0xED, 0x66, 0x97, 0xD6, 0x1E, 0x03, 0xF2, 0xB2, 0x55, 0x6F, 0xEB, 0xE5, 0x30,
                0x8A, 0xB1, 0x68, 0x42, 0x84, 0x6F, 0x5B, 0x58, 0x6D, 0x7F, 0x1F, 0x7A, 0xDE, 0xC9, 0x27, 0x34,
            ]
        case .sha384:
            [
                0x97, 0xF1, 0xEB, 0x8E, 0x50, 0x42, 0x35, 0x6C, 0x80, 0x5F, 0xDD, 0x61, 0xAF, 0xA2, 0xC5, 0x57,
                0x66, 0x37, 0x85, 0xE0, 0x79, 0x4D, 0xCA, 0xFA, 0x21, 0xE1, 0x38, 0xFD, 0x38, 0xDE, 0xF1, 0x8C,
                0xB3, 0x60, 0x13, 0x3C, 0x22, 0x1A, 0xA3, 0x1D, 0x68, 0x96, 0xA6, 0xBF, 0x3E, 0x65, 0xB6, 0x14,
            ]
        }
    }
}
