import FoundationEssentials
import TestSupport

/// One published Ed25519 vector that has a seed, from RFC 8032 or from the reference implementation's `sign.input`.
struct SigningVector: Sendable {
    let name: String
    let seed: [UInt8]
    let publicKey: [UInt8]
    let message: [UInt8]
    let signature: [UInt8]

}

/// One published vector of a signature to verify, from Wycheproof, speccheck or CCTV.
struct VerificationVector: Sendable {
    let number: Int
    let publicKey: [UInt8]
    let message: [UInt8]
    let signature: [UInt8]
    let flags: [String]
    var isValid = false
}

/// Reads the files of the suite `signatures`.
///
/// A member that we do not know fails: it may change what a vector means.
enum SignatureVectors {
    struct Malformed: Error, CustomStringConvertible {
        let description: String
    }

    static func rfc8032() throws -> [SigningVector] {
        try objects("signatures/rfc8032-ed25519.json").map { object in
            try only(["name", "seed", "publicKey", "message", "signature"], in: object)
            return SigningVector(
                name: try text("name", object), seed: try hex("seed", object), publicKey: try hex("publicKey", object),
                message: try hex("message", object), signature: try hex("signature", object))
        }
    }

    static func signInput() throws -> [SigningVector] {
        let folder = "signatures/ed25519-sign-input"
        return try Vectors.names(in: folder).flatMap { name in
            let file = String(decoding: try Vectors.bytes(folder + "/" + name), as: UTF8.self)
            return try file.split(separator: "\n").enumerated().map { index, line in
                let fields = try line.split(separator: ":", omittingEmptySubsequences: false).map(decoded)
                guard fields.count == 5, fields[0].count == 64, fields[3].count >= 64, fields[4].isEmpty,
                    fields[0].suffix(32).elementsEqual(fields[1]), fields[3].dropFirst(64).elementsEqual(fields[2])
                else { throw Malformed(description: "\(name), line \(index + 1)") }
                return SigningVector(
                    name: "\(name), line \(index + 1)", seed: Array(fields[0].prefix(32)), publicKey: fields[1],
                    message: fields[2], signature: Array(fields[3].prefix(64)))
            }
        }
    }

    static func wycheproof() throws -> [VerificationVector] {
        let file = try members(json("signatures/wycheproof/ed25519_test.json"))
        try only(["algorithm", "schema", "numberOfTests", "header", "notes", "testGroups"], in: file)
        var vectors: [VerificationVector] = []
        for group in try array(file["testGroups"]) {
            let group = try members(group)
            try only(
                ["type", "source", "publicKey", "publicKeyDer", "publicKeyPem", "publicKeyJwk", "tests"], in: group)
            let key = try members(group["publicKey"])
            try only(["type", "curve", "keySize", "pk"], in: key)
            for test in try array(group["tests"]) {
                let test = try members(test)
                try only(["tcId", "comment", "msg", "sig", "result", "flags"], in: test)
                let result = try text("result", test)
                guard ["valid", "invalid"].contains(result) else { throw Malformed(description: "result \(result)") }
                vectors.append(
                    VerificationVector(
                        number: try integer("tcId", test), publicKey: try hex("pk", key), message: try hex("msg", test),
                        signature: try hex("sig", test), flags: try texts(test["flags"]), isValid: result == "valid"))
            }
        }
        guard vectors.count == (try integer("numberOfTests", file)) else {
            throw Malformed(description: "numberOfTests does not agree with the number of tests")
        }
        return vectors
    }

    static func speccheck() throws -> [VerificationVector] {
        try objects("signatures/speccheck/cases.json").enumerated().map { index, object in
            try only(["case", "message", "pub_key", "signature"], in: object)
            return VerificationVector(
                number: object["case"] == nil ? index : try integer("case", object),
                publicKey: try hex("pub_key", object), message: try hex("message", object),
                signature: try hex("signature", object), flags: [])
        }
    }

    static func cctv() throws -> [VerificationVector] {
        try objects("signatures/cctv/ed25519vectors.json").map { object in
            try only(["number", "key", "sig", "msg", "flags"], in: object)
            return VerificationVector(
                number: try integer("number", object), publicKey: try hex("key", object),
                message: Array(try text("msg", object).utf8), signature: try hex("sig", object),
                flags: object["flags"] == .null ? [] : try texts(object["flags"]))
        }
    }
}

extension SignatureVectors {
    /// A JSON value as the platform's decoder reads it; good enough for files that we chose ourselves.
    enum Value: Decodable, Equatable {
        case null
        case integer(Int)
        case text(String)
        case array([Value])
        case object([String: Value])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let value = try? container.decode(Int.self) {
                self = .integer(value)
            } else if let value = try? container.decode(String.self) {
                self = .text(value)
            } else if let value = try? container.decode([Value].self) {
                self = .array(value)
            } else {
                self = .object(try container.decode([String: Value].self))
            }
        }
    }

    private static func json(_ path: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(Vectors.bytes(path)))
    }

    private static func objects(_ path: String) throws -> [[String: Value]] { try array(json(path)).map(members) }

    private static func members(_ value: Value?) throws -> [String: Value] {
        guard case .object(let members) = value else { throw Malformed(description: "expected an object") }
        return members
    }

    private static func array(_ value: Value?) throws -> [Value] {
        guard case .array(let elements) = value else { throw Malformed(description: "expected an array") }
        return elements
    }

    private static func texts(_ value: Value?) throws -> [String] {
        try array(value).map { element in
            guard case .text(let text) = element else { throw Malformed(description: "expected a string") }
            return text
        }
    }

    private static func text(_ name: String, _ object: [String: Value]) throws -> String {
        guard case .text(let text) = object[name] else { throw Malformed(description: "\(name) is no string") }
        return text
    }

    private static func integer(_ name: String, _ object: [String: Value]) throws -> Int {
        guard case .integer(let number) = object[name] else { throw Malformed(description: "\(name) is no integer") }
        return number
    }

    private static func hex(_ name: String, _ object: [String: Value]) throws -> [UInt8] {
        try decoded(text(name, object))
    }

    private static func decoded(_ digits: some StringProtocol) throws -> [UInt8] {
        guard let bytes = bytes(fromHexadecimal: digits) else { throw Malformed(description: "expected hexadecimal") }
        return bytes
    }

    private static func only(_ names: Set<String>, in object: [String: Value]) throws {
        let unknown = Set(object.keys).subtracting(names)
        guard unknown.isEmpty else { throw Malformed(description: "unknown members: \(unknown.sorted())") }
    }
}
