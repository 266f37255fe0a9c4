import Cryptography
import TestSupport
import Testing

@Suite("Ed25519 against published vectors", .enabled(if: Vectors.areAvailable))
struct PublishedSignatureTests {
    @Test("signs and verifies the vectors of RFC 8032, section 7.1, byte for byte")
    func signsRFC8032() throws {
        let vectors = try SignatureVectors.rfc8032()
        #expect(vectors.count == 5)
        for vector in vectors { try check(vector) }
    }

    @Test("signs and verifies every line of the reference implementation's sign.input, byte for byte")
    func signsReferenceInput() throws {
        let vectors = try SignatureVectors.signInput()
        #expect(vectors.count >= 192)
        for vector in vectors { try check(vector) }
    }

    private func check(_ vector: SigningVector) throws {
        let key = try privateKey(seed: vector.seed)
        #expect(key.publicKey.bytes == vector.publicKey, "\(vector.name)")
        #expect(try key.sign(.arbitraryBytesUnsafe(vector.message)) == vector.signature, "\(vector.name)")
        let publicKey = try Ed25519PublicKey(bytes: vector.publicKey)
        #expect(publicKey.verify(signature: vector.signature, message: vector.message) == .valid, "\(vector.name)")
    }

    /// What each kind of invalid Wycheproof vector is called here.
    ///
    /// Two kinds hold signatures that break different rules.
    private static let wycheproofVerdicts: [String: Set<SignatureVerdict>] = [
        "InvalidKtv": [.mismatch, .notCanonical],
        "TruncatedSignature": [.wrongLength],
        "SignatureWithGarbage": [.wrongLength],
        "CompressedSignature": [.wrongLength],
        "SignatureMalleability": [.notCanonical],
        "InvalidSignature": [.smallOrderR, .notCanonical, .mismatch],
        "InvalidEncoding": [.notCanonical, .smallOrderR, .mismatch],
    ]

    @Test("answers every Wycheproof vector as Wycheproof does, with the reason that its flag names")
    func answersWycheproof() throws {
        let vectors = try SignatureVectors.wycheproof()
        #expect(!vectors.isEmpty && Set(vectors.map(\.number)).count == vectors.count)
        for vector in vectors {
            let verdict = try Ed25519PublicKey(bytes: vector.publicKey)
                .verify(signature: vector.signature, message: vector.message)
            if vector.isValid {
                #expect(verdict == .valid, "tcId \(vector.number)")
            } else {
                let flag = try #require(vector.flags.first)
                let expected = try #require(Self.wycheproofVerdicts[flag], "unknown flag \(flag)")
                #expect(expected.contains(verdict), "tcId \(vector.number), \(flag): \(verdict.rawValue)")
            }
        }
    }

    /// The row of our rules in the table of ed25519-speccheck: `X X X V X X X X X X X X`, with the reason for each X.
    private static let speccheckRow = [
        "KEY_SMALL_ORDER", "KEY_SMALL_ORDER", "SIG_R_SMALL_ORDER", "SIGNATURE_VALID", "SIGNATURE_INVALID",
        "SIGNATURE_INVALID", "SIG_NOT_CANONICAL", "SIG_NOT_CANONICAL", "SIG_R_SMALL_ORDER", "SIG_R_SMALL_ORDER",
        "KEY_SMALL_ORDER", "KEY_SMALL_ORDER",
    ]

    @Test("accepts case 3 of ed25519-speccheck alone, as the strict verifiers do")
    func answersSpeccheck() throws {
        let vectors = try SignatureVectors.speccheck()
        #expect(!vectors.isEmpty)
        for vector in vectors {
            try #require(Self.speccheckRow.indices.contains(vector.number))
            #expect(code(vector) == Self.speccheckRow[vector.number], "case \(vector.number)")
        }
    }

    /// What the flags of a CCTV vector mean under our rules, in the order in which they are checked.
    ///
    /// The suite's non-canonical points are all of small order too. A point that merely has a component of small order
    /// passes: no comparison of bytes finds it, and only the key's owner could make one.
    private func expectedCode(_ flags: [String]) throws -> String {
        let known: Set = [
            "low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R", "low_order_component_A",
            "low_order_component_R", "low_order_residue", "reencoded_k",
        ]
        try #require(known.isSuperset(of: flags), "unknown flag in \(flags)")
        if flags.contains("low_order_A") { return "KEY_SMALL_ORDER" }
        if flags.contains("low_order_R") { return "SIG_R_SMALL_ORDER" }
        if flags.contains("low_order_residue") { return "SIGNATURE_INVALID" }
        return "SIGNATURE_VALID"
    }

    @Test("answers every CCTV vector as its flags demand, and accepts 43 of the whole 914")
    func answersCCTV() throws {
        let vectors = try SignatureVectors.cctv()
        var accepted: [Int] = []
        for vector in vectors {
            let code = code(vector)
            #expect(try code == expectedCode(vector.flags), "number \(vector.number), \(vector.flags)")
            if code == "SIGNATURE_VALID" { accepted.append(vector.number) }
        }
        // The suite in full, and the part of it without the numbers that leave the rest 3 when divided by 4.
        let published = [914: 43, 686: 36]
        #expect(accepted.count == published[vectors.count] ?? -1)
    }

    /// What is said of a key that is refused, else of the signature.
    private func code(_ vector: VerificationVector) -> String {
        do throws(CryptographyError) {
            return try Ed25519PublicKey(bytes: vector.publicKey)
                .verify(signature: vector.signature, message: vector.message).rawValue
        } catch {
            return error.code.rawValue
        }
    }
}
