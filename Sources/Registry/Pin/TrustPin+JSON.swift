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
        let pin = try StrictObject(
            document.root, members: ["pinVersion", "authority", "key", "environment", "list"], code: .pinMalformed)
        _ = try pin.integer("pinVersion", in: Self.version...Self.version)
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
            country: String(decoding: authority.text("country"), as: UTF8.self), key: pin.key("key"),
            environment: environment, listID: String(decoding: pin.text("list"), as: UTF8.self))
    }

    /// The pin as a file: indented JSON with a line feed at its end.
    public func serialized() -> [UInt8] {
        Self.value(authority, key, environment, listID).serialized(indented: true) + [0x0A]
    }

    static func value(
        _ authority: Authority, _ key: Ed25519PublicKey, _ environment: TrustEnvironment, _ listID: String
    ) -> JSONValue {
        [
            "pinVersion": .number(String(version)),
            "authority": [
                "id": .string(authority.id.text), "name": .string(authority.name),
                "country": .string(authority.country),
            ],
            "key": .string(key.multikey), "environment": .string(environment.name), "list": .string(listID),
        ]
    }

    static func canonicalBytes(_ value: JSONValue) throws(TrustError) -> [UInt8] {
        do throws(JSONError) {
            return try JSONDocument(parsing: value.serialized(), limits: .trustList).root.canonicalBytes()
        } catch {
            throw TrustError(.pinMalformed, at: error.pointer, error.reason)
        }
    }
}
