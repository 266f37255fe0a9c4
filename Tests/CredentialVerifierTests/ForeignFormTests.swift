import CredentialVerifier
import Credentials
import Encodings
import TestSupport
import Testing

@Suite("Credentials in other forms")
struct ForeignFormTests {
    private func report(_ bytes: [UInt8]) throws -> VerificationReport {
        try Verifier(trust: .none).verify(bytes, at: Timestamp(parsing: "2026-11-22T09:00:00Z"))
    }

    @Test(
        "that are published are named as what they are, and left open",
        .enabled(if: Vectors.areAvailable),
        arguments: [
            ("vc-jose-cose/input/credential-jose-minimal.txt", "FORM_JWT"),
            ("vc-jose-cose/input/credential-sdjwt-nested.txt", "FORM_SD_JWT"),
            ("sd-jwt/generated-sd-jwt-vc/01/sd_jwt_issuance.txt", "FORM_SD_JWT"),
            ("sd-jwt/generated-sd-jwt-vc/01/sd_jwt_presentation.txt", "FORM_SD_JWT"),
            ("elm/v3.3-master/Sample-MC-Annex1-signed.jsonld", "FORM_SEALED"),
            ("blockcerts/v2/ethereum-tampered-2.0.json", "FORM_OPEN_BADGE_2"),
            ("open-badges/validator-ob20-legacy/basic-assertion.json", "FORM_OPEN_BADGE_2"),
            ("open-badges/validator-ob30/simple-json.png", "FORM_PICTURE"),
        ])
    func namesPublished(_ path: String, _ code: String) throws {
        let report = try report(Vectors.bytes(path))
        #expect(report.verdict == .undecided)
        #expect(report.decisive?.name == .format)
        #expect(report.decisive?.code == code)
        for language in [Language.english, .dutch] { #expect(!report.headline(in: language).contains(code)) }
    }

    @Test(
        "are not taken from what only looks like them",
        arguments: [
            "a.b.c", "eyJh.eyJh.eyJh", "e30.e30.e30", "abc~def~", "<html>svg</html>", "PDF-1.7",
            "eyJhbGciOiJub25lIn0.e30", "eyJhbGciOiJub25lIn0.e30.a b", #"{"payload":"x","signatures":[]}"#,
            #"{"payload":{},"protected":"eyJhbGciOiJub25lIn0","signature":"x"}"#, "", "   ", "{", "....",
        ])
    func refusesLookalikes(_ text: String) throws {
        let report = try report(Array(text.utf8))
        #expect(report.decisive?.code.utf8.starts(with: "FORM_".utf8) != true, "\(report.decisive?.code ?? "")")
        #expect(report.verdict == .invalid)
    }

    @Test("in an envelope are named, and an envelope around nothing is refused")
    func envelopes() throws {
        func envelope(_ id: String) throws -> VerificationReport {
            let value: JSONValue = [
                "@context": ["https://www.w3.org/ns/credentials/v2"], "type": "EnvelopedVerifiableCredential",
                "id": .string(id),
            ]
            return try report(value.serialized())
        }
        for id in ["data:application/vc+jwt,eyJh.eyJi.c2ln", "data:application/vc+sd-jwt;x=y,eyJh.eyJi.c2ln~"] {
            let report = try envelope(id)
            #expect(report.verdict == .undecided && report.decisive?.code == "FORM_ENVELOPE")
            #expect(report.checks.dropFirst().allSatisfy { $0.outcome == .notRun })
        }
        for id in ["data:text/plain,hello", "https://a.example/vc", "data:application/vc+jwtx,a.b.c", ""] {
            #expect(try envelope(id).verdict == .invalid)
        }
    }

    @Test("never make a credential broken that only holds more than is read here")
    func beyondLimits() throws {
        let world = try TestWorld()
        for (change, code) in [
            ({ $0["name"] = .string(String(repeating: "x", count: 70_000)) }, "JSON_LIMIT"),
            ({ $0["weight"] = .number("0.30000000000000004") }, "JSON_NUMBER_NOT_ALLOWED"),
        ] as [((inout JSONValue) -> Void, String)] {
            var value = JSONValue(try JSONDocument(parsing: world.credential(), limits: .credential).root)
            change(&value)
            let report = try report(value.serialized())
            #expect(report.verdict == .undecided && report.decisive?.code == code)
            #expect(report.headline(in: .english).contains("more than this program reads"))
            value["type"] = "Something"
            #expect(try self.report(value.serialized()).verdict == .invalid)
        }
    }

    @Test("never hide a Data Integrity credential that names them as well")
    func keepsOwn() throws {
        let world = try TestWorld()
        let bytes = try world.credential { $0["payload"] = "x" }
        #expect(try world.verifier().verify(bytes, at: world.time()).checks.first?.code == "FORMAT_VALID")
    }
}
