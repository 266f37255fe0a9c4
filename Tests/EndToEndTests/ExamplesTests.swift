import Encodings
import TestSupport
import Testing

/// The examples and the demonstration trust list in the repository, through the built program.
@Suite("The examples")
struct ExamplesTests {
    private let folder = Vectors.repository + "/Examples"
    private let judged = ["--trust", Vectors.repository + "/Keys/trust", "--at", "2026-11-22T12:00:00Z"]

    @Test("what the two institutions signed is valid", arguments: ["lotte-verhaegen", "amir-rahimi"])
    func signed(_ name: String) throws {
        let result = try Program("testamur").run(["verify", "\(folder)/signed/\(name).json"] + judged)
        #expect(result.status == 0, "\(result.output)")
    }

    @Test(
        "every tampered copy is refused with its own reason",
        arguments: [
            ("better-mark", "SIGNATURE_INVALID"), ("another-name", "SIGNATURE_INVALID"),
            ("appended-context", "CONTEXT_MISMATCH"), ("borrowed-proof", "SIGNATURE_INVALID"),
            ("no-proof", "PROOF_MISSING"), ("two-levels", "JSON_DUPLICATE_KEY"), ("half", "JSON_SYNTAX"),
        ])
    func tampered(_ name: String, _ code: String) throws {
        let result = try Program("testamur").run(["verify", "\(folder)/tampered/\(name).json"] + judged)
        #expect(result.status == 1, "\(result.output)")
        #expect(result.output.contains("(\(code))"), "\(result.output)")
    }

    @Test("no file among the tampered ones is left out of this test")
    func complete() throws {
        #expect(try Files.names(in: folder + "/tampered").count == 7)
        #expect(try Files.names(in: folder + "/signed").count == 2)
    }

    @Test("a verifier that is pinned to production refuses the demonstration list")
    func productionPin() throws {
        try Files.withTemporaryFolder { path in
            let pin = String(decoding: try Files.read(Vectors.repository + "/Keys/trust/pin.json"), as: UTF8.self)
            // A production pin cannot even name the published key, so another key stands in it.
            let other = pin.replacing("\"demonstration\"", with: "\"production\"")
                .replacing(
                    "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw",
                    with: "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")
            try Files.write(Array(other.utf8), to: path + "/pin.json")
            try Files.write(Files.read(Vectors.repository + "/Keys/trust/list.json"), to: path + "/list.json")
            let result = try Program("testamur").run(
                ["verify", "\(folder)/signed/lotte-verhaegen.json", "--trust", path, "--at", "2026-11-22T12:00:00Z"])
            #expect(result.status == 2, "\(result.output)")
            try Files.write(
                Array(pin.replacing("\"demonstration\"", with: "\"production\"").utf8), to: path + "/pin.json")
            let refused = try Program("testamur").run([
                "verify", "\(folder)/signed/lotte-verhaegen.json", "--trust", path,
            ])
            #expect(refused.status == 65, "\(refused.errors)")
        }
    }
}
