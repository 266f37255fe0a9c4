import Credentials
import Encodings
import LinkedData
import Proofs
import TestSupport
import Testing

@Suite(
    "Linked data beside the Python packages PyLD, openvc-core and cryptography",
    .enabled(if: CrossCheck.canRun(importing: "pyld", "openvc", "cryptography"), Comment(rawValue: CrossCheck.hint)))
struct LinkedDataCrossCheckTests {
    /// The contexts as documents, which the other side reads too.
    private func writeContexts(to folder: String) throws {
        var documents: JSONValue = [:]
        for context in BuiltInContexts.all where context.isCurrent {
            documents[context.url] = JSONValue(try context.document().root)
        }
        try Files.write(documents.serialized(), to: folder + "/contexts.json")
    }

    private func write(_ documents: [[UInt8]], to path: String) throws {
        try Files.write(documents.flatMap { $0 + [0x0A] }, to: path)
    }

    private func verdict(_ bytes: [UInt8]) throws -> ProofError? {
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys())
        let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        switch verifier.verify(try ReceivedCredential(parsing: bytes), at: now) {
        case .authentic: return nil
        case .failed(let error), .undecided(let error): return error
        }
    }

    private func compareCanonicalForms(
        _ trials: Trials, changing change: (String) -> String = { $0 }
    ) throws -> Subprocess.Outcome {
        try Files.withTemporaryFolder { folder in
            try writeContexts(to: folder)
            let processor = JSONLDProcessor(loader: BuiltInLoader())
            var documents: [[UInt8]] = []
            var forms: [[UInt8]] = []
            for (trial, random) in trials {
                // What RDF has no place for is left out by both sides, as long as nobody signs it.
                let isSafe = trial % 4 != 3
                var source = RandomCredential(random, isSafe: isSafe)
                let credential = source.credential(issuer: "did:example:issuer")
                let bytes = credential.serialized()
                do {
                    let options = JSONLDOptions(isSafe: isSafe)
                    let root = try JSONDocument(parsing: bytes, limits: .credential).root
                    // PyLD writes language tags in lower case, as a processor may.
                    let dataset = try processor.dataset(root, options: options).lowercasingLanguageTags()
                    let form = try CanonicalDataset(dataset).nQuads
                    let text = change(String(decoding: form, as: UTF8.self))
                    forms.append(JSONValue.string(text).serialized())
                    documents.append(bytes)
                } catch {
                    Issue.record("trial \(trial): \(error): \(String(decoding: bytes, as: UTF8.self))")
                }
            }
            try write(documents, to: folder + "/documents.jsonl")
            try write(forms, to: folder + "/canonical.jsonl")
            return try CrossCheck.run(script: "linked_data.py", arguments: ["canonical", folder])
        }
    }

    @Test("the canonical N-Quads of random credentials are those of PyLD")
    func canonicalForms() throws {
        let outcome = try compareCanonicalForms(Trials(1_000))
        #expect(outcome.exitCode == 0, "\(outcome.output)")
    }

    @Test("a canonical form with one letter changed is noticed there")
    func plantedForm() throws {
        let outcome = try compareCanonicalForms(Trials(1)) { $0.replacing("VerifiableC", with: "Verifiablec") }
        #expect(outcome.exitCode == 1 && outcome.output.contains("only ours: "), "\(outcome.output)")
    }

    @Test("random credentials of ours are verified there by both, and refused when anything in them is changed")
    func oursThere() throws {
        try Files.withTemporaryFolder { folder in
            try writeContexts(to: folder)
            var secured: [[UInt8]] = []
            var changed: [[UInt8]] = []
            for (trial, random) in Trials(40) {
                let signer = try TestSigner(UInt8(1 + trial % 200))
                var source = RandomCredential(random)
                let draft = try CredentialDraft(source.credential(issuer: signer.did))
                let bytes = try DataIntegrity.secure(
                    draft, with: [.eddsaRDFC2022], options: signer.options(), signer: signer.key)
                let answer = try verdict(bytes)
                #expect(
                    answer == nil || answer?.code == .ambiguousForm, "\(String(decoding: bytes, as: UTF8.self))")
                secured.append(bytes)
                changed.append(try RandomChange.changed(bytes, &source.random))
            }
            try write(secured, to: folder + "/secured.jsonl")
            try write(changed, to: folder + "/changed.jsonl")
            let outcome = try CrossCheck.run(script: "linked_data.py", arguments: ["check", folder])
            #expect(outcome.exitCode == 0, "\(outcome.output)")
            #expect(outcome.output.contains("steps: \(2 * secured.count) openvc-core: "), "\(outcome.output)")
            #expect(!outcome.output.contains("openvc-core: 0"), "none was left to openvc-core")
        }
    }

    @Test("random credentials made there by both are verified here, and refused when anything in them is changed")
    func theirsHere() throws {
        try Files.withTemporaryFolder { folder in
            try writeContexts(to: folder)
            var drafts: [[UInt8]] = []
            for (_, random) in Trials(40) {
                var source = RandomCredential(random)
                drafts.append(source.credential(issuer: "did:example:issuer").serialized())
            }
            try write(drafts, to: folder + "/documents.jsonl")
            let made = try CrossCheck.run(script: "linked_data.py", arguments: ["write", folder])
            try #require(made.exitCode == 0, "\(made.output)")
            #expect(!made.output.contains("openvc-core: 0"), "none was made by openvc-core")
            let lines = try Files.read(folder + "/secured.jsonl").split(separator: 0x0A)
            #expect(lines.count == drafts.count)
            var random = SeededGenerator(seed: 3)
            var plainCount = 0
            defer { #expect(plainCount > 0, "none was in the usual form") }
            for line in lines {
                // Some describe one thing in two places, or without its usual form: the proof holds, and the JSON is
                // not relied on.
                let answer = try verdict(Array(line))
                #expect(
                    answer == nil || answer?.code == .ambiguousForm, "\(String(decoding: line, as: UTF8.self))")
                if answer == nil { plainCount += 1 }
                let changed = try RandomChange.changed(Array(line), &random)
                #expect(try verdict(changed) != nil, "\(String(decoding: changed, as: UTF8.self))")
            }
        }
    }
}

/// The contexts that are built in.
struct BuiltInLoader: ContextLoader {
    func contextDocument(at url: String) throws -> JSONDocument? { try BuiltInContexts.context(at: url)?.document() }
}
