import Encodings
import Testing
import TestSupport

@Suite(
    "Canonical JSON beside the Python packages rfc8785 and jcs",
    .enabled(if: CrossCheck.canRun(importing: "rfc8785", "jcs"), Comment(rawValue: CrossCheck.hint)))
struct CrossCheckTests {
    @Test("10,000 of our random documents have the same canonical bytes there")
    func ours() throws {
        var documents: [UInt8] = []
        var forms: [UInt8] = []
        for (trial, random) in Trials(10_000) {
            var maker = RandomJSON(trial % 2 == 0 ? .general : .credential, random)
            let document = maker.spelling(of: trial % 50 == 0 ? names(&maker) : maker.value(), onOneLine: true)
            documents += document + [0x0A]
            forms += try JSONDocument(parsing: document, limits: .general).root.canonicalBytes() + [0x0A]
        }
        try Files.withTemporaryFolder { folder in
            try Files.write(documents, to: folder + "/documents.jsonl")
            try Files.write(forms, to: folder + "/canonical.jsonl")
            let outcome = try CrossCheck.run(script: "canonical_json.py", arguments: ["check", folder])
            #expect(outcome.exitCode == 0, "\(outcome.output)")
        }
    }

    /// An object with a hundred names and no more, for the order of names.
    private func names(_ maker: inout RandomJSON) -> JSONValue {
        var object = JSONValue.object([])
        for _ in 0..<100 { object[maker.text()] = .null }
        return object
    }

    @Test("2,000 documents made there have the same canonical bytes here")
    func theirs() throws {
        var faults = Faults()
        let trials = Trials(2_000)
        try Files.withTemporaryFolder { folder in
            let seed = Vectors.environment("TESTAMUR_FIRST_TRIAL") ?? "1"
            let outcome = try CrossCheck.run(
                script: "canonical_json.py", arguments: ["write", folder, String(trials.count), seed])
            try #require(outcome.exitCode == 0, "\(outcome.output)")
            let documents = try Files.read(folder + "/documents.jsonl").split(separator: 0x0A)
            let forms = try Files.read(folder + "/canonical.jsonl").split(separator: 0x0A)
            #expect(documents.count == trials.count)
            #expect(forms.count == trials.count)
            for (document, form) in zip(documents, forms) {
                let ours = try JSONDocument(parsing: Array(document), limits: .general).root.canonicalBytes()
                if !ours.elementsEqual(form) { faults.note("\(String(decoding: document, as: UTF8.self))") }
            }
        }
        #expect(faults.count == 0, "\(faults)")
    }

    @Test("a wrong canonical form is noticed there")
    func planted() throws {
        for wrong in [#"{"b":1,"a":2}"#, #"{"a":2,"b":1.0}"#, #"{"a":2, "b":1}"#, "", #"{"a":2}"#] {
            try Files.withTemporaryFolder { folder in
                try Files.write(Array("{\"b\":1,\"a\":2}\n".utf8), to: folder + "/documents.jsonl")
                try Files.write(Array("\(wrong)\n".utf8), to: folder + "/canonical.jsonl")
                let outcome = try CrossCheck.run(script: "canonical_json.py", arguments: ["check", folder])
                #expect(outcome.exitCode == 1, "\(outcome.output)")
                #expect(outcome.output.contains("1 documents, 1 different"))
            }
        }
    }
}
