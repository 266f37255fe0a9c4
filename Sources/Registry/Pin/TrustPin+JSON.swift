import Credentials
import Cryptography
import Encodings

extension TrustPin {
    /// Reads a pin file.
    ///
    /// - Throws: ``TrustError`` with code `pinMalformed` unless the bytes are strict JSON with exactly the members of a
    ///   pin of this ``version``, `weakKey` for a key that proves nothing, or as
    ///   ``init(authority:name:country:key:environment:listID:)``.
    public init(parsing bytes: [UInt8]) throws(TrustError) {
        let document: JSONDocument
        do throws(JSONError) {
            var limits = Limits.trustList
            limits.documentByteCount = 64 << 10
            document = try JSONDocument(parsing: bytes, limits: limits)
        } catch {
            throw TrustError(.pinMalformed, at: error.pointer, "\(error.reason) (\(error.code.rawValue))")
        }
        let isOfRoot = document.root["pinVersion"]?.integer == 2
        let pin = try StrictObject(
            document.root, members: ["pinVersion", "authority", isOfRoot ? "root" : "key", "environment", "list"],
            code: .pinMalformed)
        _ = try pin.integer("pinVersion", in: Self.versions)
        let authority = try StrictObject(
            pin.required("authority"), members: ["id", "name", "country"], code: .pinMalformed)
        guard let id = DID(String(decoding: try authority.text("id"), as: UTF8.self)) else {
            throw authority.refusal("id", "expected a DID, found something else")
        }
        guard let environment = TrustEnvironment(try pin.text("environment")) else {
            throw pin.refusal(
                "environment", "expected a name in small letters, such as production, found something else")
        }
        try self.init(
            authority: id, name: String(decoding: authority.text("name"), as: UTF8.self),
            country: String(decoding: authority.text("country"), as: UTF8.self),
            anchor: isOfRoot ? .root(Self.rootDigest(pin)) : .key(pin.key("key")), environment: environment,
            listID: String(decoding: pin.text("list"), as: UTF8.self))
    }

    private static func rootDigest(_ pin: StrictObject) throws(TrustError) -> Multihash {
        guard let digest = try pin.optionalDigest("root") else {
            throw pin.refusal("root", "expected the digest of the first root, found none")
        }
        return digest
    }

    /// The pin as a file: indented JSON with a line feed at its end.
    public func serialized() -> [UInt8] {
        Self.value(authority, anchor, environment, listID).serialized(indented: true) + [0x0A]
    }

    static func value(
        _ authority: Authority, _ anchor: Anchor, _ environment: TrustEnvironment, _ listID: String
    ) -> JSONValue {
        let (name, value) = text(anchor)
        return [
            "pinVersion": .number(String(anchor.version)),
            "authority": [
                "id": .string(authority.id.text), "name": .string(authority.name),
                "country": .string(authority.country),
            ],
            name: .string(value), "environment": .string(environment.name), "list": .string(listID),
        ]
    }

    private static func text(_ anchor: Anchor) -> (name: String, value: String) {
        switch anchor {
        case .key(let key): ("key", key.multikey)
        case .root(let digest): ("root", digest.multibase)
        }
    }

    static func canonicalBytes(_ value: JSONValue) throws(TrustError) -> [UInt8] {
        do throws(JSONError) {
            return try JSONDocument(parsing: value.serialized(), limits: .trustList).root.canonicalBytes()
        } catch {
            throw TrustError(.pinMalformed, at: error.pointer, error.reason)
        }
    }
}
