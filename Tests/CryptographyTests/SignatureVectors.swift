import Encodings
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
        try document("signatures/rfc8032-ed25519.json").root.elements.map { object in
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
        let file = try document("signatures/wycheproof/ed25519_test.json").root
        try only(["algorithm", "schema", "numberOfTests", "header", "notes", "testGroups"], in: file)
        var vectors: [VerificationVector] = []
        for group in try member("testGroups", file).elements {
            try only(
                ["type", "source", "publicKey", "publicKeyDer", "publicKeyPem", "publicKeyJwk", "tests"], in: group)
            let key = try member("publicKey", group)
            try only(["type", "curve", "keySize", "pk"], in: key)
            for test in try member("tests", group).elements {
                try only(["tcId", "comment", "msg", "sig", "result", "flags"], in: test)
                let result = try text("result", test)
                guard ["valid", "invalid"].contains(result) else { throw Malformed(description: "result \(result)") }
                vectors.append(
                    VerificationVector(
                        number: try integer("tcId", test), publicKey: try hex("pk", key), message: try hex("msg", test),
                        signature: try hex("sig", test), flags: try flags(test), isValid: result == "valid"))
            }
        }
        guard vectors.count == (try integer("numberOfTests", file)) else {
            throw Malformed(description: "numberOfTests does not agree with the number of tests")
        }
        return vectors
    }

    /// The keys of Wycheproof once in bytes and once as JWK members.
    static func wycheproofKeys() throws -> [(bytes: [UInt8], jwk: String)] {
        let file = try document("signatures/wycheproof/ed25519_test.json")
        return try member("testGroups", file.root).elements.map { group in
            let jwk = try member("publicKeyJwk", group)
            return (try hex("pk", try member("publicKey", group)), String(decoding: jwk.receivedBytes, as: UTF8.self))
        }
    }

    static func speccheck() throws -> [VerificationVector] {
        try document("signatures/speccheck/cases.json").root.elements.enumerated().map { index, object in
            // The upstream file has no member "case": there the place in the file is the number.
            try only(["case", "message", "pub_key", "signature"], in: object)
            return VerificationVector(
                number: object["case"] == nil ? index : try integer("case", object),
                publicKey: try hex("pub_key", object), message: try hex("message", object),
                signature: try hex("signature", object), flags: [])
        }
    }

    static func cctv() throws -> [VerificationVector] {
        try document("signatures/cctv/ed25519vectors.json").root.elements.map { object in
            try only(["number", "key", "sig", "msg", "flags"], in: object)
            return VerificationVector(
                number: try integer("number", object), publicKey: try hex("key", object),
                message: Array(try text("msg", object).utf8), signature: try hex("sig", object),
                flags: try flags(object))
        }
    }
}

extension SignatureVectors {
    private static func document(_ path: String) throws -> JSONDocument {
        try JSONDocument(parsing: try Vectors.bytes(path), limits: .general)
    }

    private static func member(_ name: String, _ object: JSONNode) throws -> JSONNode {
        guard let member = object.member(name) else { throw Malformed(description: "\(name) is missing") }
        return member
    }

    private static func text(_ name: String, _ object: JSONNode) throws -> String {
        guard let text = object.member(name)?.string else { throw Malformed(description: "\(name) is no string") }
        return text
    }

    private static func integer(_ name: String, _ object: JSONNode) throws -> Int {
        guard let number = object.member(name)?.integer else { throw Malformed(description: "\(name) is no integer") }
        return number
    }

    private static func hex(_ name: String, _ object: JSONNode) throws -> [UInt8] { try decoded(text(name, object)) }

    private static func flags(_ object: JSONNode) throws -> [String] {
        let flags = try member("flags", object)
        guard !flags.isNull else { return [] }
        return try flags.elements.map { flag in
            guard let name = flag.string else { throw Malformed(description: "a flag is no string") }
            return name
        }
    }

    private static func decoded(_ digits: some StringProtocol) throws -> [UInt8] {
        guard let bytes = bytes(fromHexadecimal: digits) else { throw Malformed(description: "expected hexadecimal") }
        return bytes
    }

    private static func only(_ names: Set<String>, in object: JSONNode) throws {
        let unknown = Set(object.members.compactMap(\.name.string)).subtracting(names)
        guard unknown.isEmpty, object.count > 0 else {
            throw Malformed(description: "unknown members: \(unknown.sorted())")
        }
    }
}
