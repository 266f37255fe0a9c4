import Encodings

/// Forms of credentials that are recognised by their content and cannot be judged here.
///
/// They are named, so that nobody takes a real diploma for a broken file; whether they are genuine stays open.
enum ForeignForm: String, CaseIterable {
    /// A credential as a JSON Web Token: JOSE in compact form (RFC 7515, section 3.1).
    case jwt = "FORM_JWT"
    /// A credential with selective disclosure: a JSON Web Token with `~` behind it (RFC 9901).
    case sdJWT = "FORM_SD_JWT"
    /// A document under a European electronic seal: JAdES, JOSE in JSON form with a certificate (ETSI TS 119 182-1).
    case sealed = "FORM_SEALED"
    /// Any other document in the JSON form of JOSE (RFC 7515, section 7.2).
    case jws = "FORM_JWS"
    /// An Open Badge of version 2 or a Blockcert of version 2: no verifiable credential yet.
    case openBadge2 = "FORM_OPEN_BADGE_2"
    /// A credential as a token in an envelope (Verifiable Credentials Data Model 2.0, section 4.13.1).
    case envelope = "FORM_ENVELOPE"
    /// A credential with its proof in a blockchain, which holds more than is read here.
    case blockcert = "FORM_BLOCKCERT"
    /// A picture with a badge baked in (Open Badges 3.0, section 5.3).
    case picture = "FORM_PICTURE"

    /// Recognises a document that a strict parser refused, or that is no verifiable credential.
    init?(_ bytes: [UInt8]) {
        if Self.isBakedPicture(bytes) {
            self = .picture
        } else if let form = Self.token(bytes) {
            self = form
        } else if bytes.first(where: { !Self.isBlank($0) }) == UInt8(ascii: "{"), bytes.count <= 1 << 23,
            let document = try? JSONDocument(parsing: bytes, limits: Self.limits)
        {
            if let form = Self.object(document.root) {
                self = form
            } else if Self.isCredential(document.root), BlockchainAnchor.isIn(document.root) {
                self = .blockcert
            } else {
                return nil
            }
        } else {
            return nil
        }
    }

    /// Recognises a document of JSON.
    static func object(_ root: JSONNode) -> ForeignForm? {
        guard root.kind == .object else { return nil }
        if root["payload"]?.kind == .string, let header = firstHeader(root) {
            let isSealed =
                header["x5c"] != nil || header["x5t#S256"] != nil || header["sigT"] != nil
                || header["x5t#o"] != nil || header["sigX5ts"] != nil || header["iat"] != nil && header["kid"] != nil
            return isSealed ? .sealed : .jws
        }
        if root["proof"] == nil, isEnvelope(root) { return .envelope }
        // What carries a proof is judged by it, whatever it says of its own form.
        guard let context = root["@context"], root["proof"] == nil else { return nil }
        let contexts = context.kind == .array ? Array(context.elements) : [context]
        let isVersion2 = contexts.contains { $0.isString("https://w3id.org/openbadges/v2") }
        return isVersion2 && !contexts.contains(where: isCredentialContext) ? .openBadge2 : nil
    }

    /// Whether bytes that the strict parser refused for their measure alone are a credential all the same.
    static func isCredentialBeyondLimits(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= 1 << 23, let document = try? JSONDocument(parsing: bytes, limits: limits) else {
            return false
        }
        return isCredential(document.root)
    }

    /// Whether a document calls itself a verifiable credential.
    private static func isCredential(_ root: JSONNode) -> Bool {
        let contexts = root["@context"].map { $0.kind == .array ? Array($0.elements) : [$0] } ?? []
        let types = root["type"].map { $0.kind == .array ? Array($0.elements) : [$0] } ?? []
        return contexts.contains(where: isCredentialContext) && types.contains { $0.isString("VerifiableCredential") }
    }

    /// Whether a document is an envelope around a token with a credential.
    private static func isEnvelope(_ root: JSONNode) -> Bool {
        let types = root["type"].map { $0.kind == .array ? Array($0.elements) : [$0] } ?? []
        guard types.contains(where: { $0.isString("EnvelopedVerifiableCredential") }),
            let id = root["id"]?.string?.utf8
        else { return false }
        return ["data:application/vc+jwt", "data:application/vc+sd-jwt", "data:application/vc+cose"].contains { start in
            let rest = id.dropFirst(start.utf8.count)
            return id.starts(with: start.utf8) && (rest.first == UInt8(ascii: ",") || rest.first == UInt8(ascii: ";"))
        }
    }

    private static func isCredentialContext(_ context: JSONNode) -> Bool {
        context.isString("https://www.w3.org/2018/credentials/v1")
            || context.isString("https://www.w3.org/ns/credentials/v2")
    }

    /// The protected header of the first signature in the JSON form of JOSE.
    private static func firstHeader(_ root: JSONNode) -> JSONNode? {
        let signature = root["signatures"]?.firstElement ?? root
        guard signature["signature"]?.kind == .string, let text = signature["protected"]?.string else { return nil }
        return header(text)
    }

    private static func header(_ text: String) -> JSONNode? {
        guard let bytes = try? Base64URL.decode(text),
            let header = try? JSONDocument(parsing: bytes, limits: limits).root, header["alg"]?.kind == .string
        else { return nil }
        return header
    }

    /// A token is three parts in base64url with dots between them, the first a JOSE header; it may be a string of JSON.
    private static func token(_ bytes: [UInt8]) -> ForeignForm? {
        guard bytes.count <= 1 << 23 else { return nil }
        var text = bytes.drop(while: isBlank).prefix { !isBlank($0) }
        guard bytes[text.endIndex...].allSatisfy(isBlank), text.count > 8 else { return nil }
        let quote = UInt8(ascii: "\"")
        if text.first == quote, text.last == quote { text = text.dropFirst().dropLast() }
        let token = text.prefix { $0 != UInt8(ascii: "~") }
        let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count <= 1 << 16, header(String(decoding: parts[0], as: UTF8.self)) != nil
        else {
            return nil
        }
        return token.count < text.count ? .sdJWT : .jwt
    }

    /// Whether this is a PNG with a chunk, or an SVG with an element, that is named as baking names it.
    private static func isBakedPicture(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= 1 << 23 else { return false }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            return holds("openbadge", bytes)
        }
        guard bytes.first(where: { !isBlank($0) }) == UInt8(ascii: "<") else { return false }
        return holds("<svg", bytes) && holds("<openbadges:", bytes)
    }

    private static func holds(_ mark: String, _ bytes: [UInt8]) -> Bool {
        let mark = Array(mark.utf8)
        return bytes.indices.contains { bytes[$0] == mark[0] && bytes[$0...].starts(with: mark) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// Wide enough for a sealed diploma with its pictures.
    private static let limits = Limits(
        documentByteCount: 8 << 20, depth: 64, memberCount: 100_000, stringByteCount: 8 << 20, imageByteCount: 8 << 20,
        numbers: .finite, text: .anyScalar)
}
