import CredentialVerifier
import Credentials
import Encodings
import Registry
import TestSupport
import Testing

@Suite("A policy file")
struct PolicyFileTests {
    private func read(_ text: String) throws(PolicyFileError) -> Policy {
        try Policy(parsing: Array(text.utf8), file: "p.yaml")
    }

    /// `CODE line:column` of everything that is wrong.
    private func faults(_ text: String) -> [String] {
        findings(text).map { "\($0.code) \($0.place.dropFirst(7))" }
    }

    private func findings(_ text: String) -> [Finding] {
        do throws(PolicyFileError) {
            _ = try read(text)
            return []
        } catch {
            return error.findings
        }
    }

    private let start = "name: own\nbased_on: standard\n"

    private func scope(_ types: [String], _ achievements: [String] = []) -> ClaimedScope {
        ClaimedScope(
            types: (["VerifiableCredential"] + types).map { Array($0.utf8) },
            achievementTypes: achievements.map { Array($0.utf8) })
    }

    @Test("everything that a file can say is read")
    func complete() throws {
        let policy = try read(
            """
            # comment
            name: hiring nurses
            based_on: archive
            maximum_age:
              trust_list: 3650 days
              status_list: 36 hours
              by_type:
                NursingLicence: {trust_list: 1 day, status_list: 1 hour}
                "https://types.example/Diploma": {status_list: unlimited}
            require: {status: true, time_evidence: true, freshness_statement: true, holder_binding: true}
            allowed_types: [NursingLicence, "https://types.example/Diploma"]
            clock_skew: 90 seconds
            """)
        #expect(policy.name == "hiring nurses" && policy.profile == .archive && policy.acceptsLapsedTrust)
        #expect(policy.maximumListAge(for: scope([]))?.description == "P3650D")
        #expect(policy.maximumStatusAge(for: scope([]))?.description == "PT36H")
        #expect(policy.maximumListAge(for: scope(["NursingLicence"]))?.description == "P1D")
        #expect(policy.maximumStatusAge(for: scope(["NursingLicence"]))?.description == "PT1H")
        #expect(policy.maximumStatusAge(for: scope(["https://types.example/Diploma"])) == nil)
        #expect(policy.maximumListAge(for: scope(["https://types.example/Diploma"]))?.description == "P3650D")
        #expect(policy.requiresStatus && policy.requiresTimeEvidence)
        #expect(policy.requiresFreshness && policy.requiresHolderBinding)
        #expect(policy.allowedTypes == ["NursingLicence", "https://types.example/Diploma"])
        #expect(policy.skew == 90)
    }

    @Test("what a file does not say is as the policy has it on which it is based", arguments: Policy.Profile.allCases)
    func inherits(_ profile: Policy.Profile) throws {
        let policy = try read("name: own\nbased_on: \(profile.rawValue)\n")
        let base = profile.policy
        #expect(policy.name == "own" && policy.profile == profile)
        #expect(policy.maximumListAge(for: scope([])) == base.maximumListAge(for: scope([])))
        #expect(policy.maximumStatusAge(for: scope([])) == base.maximumStatusAge(for: scope([])))
        #expect(policy.requiresStatus == base.requiresStatus && policy.acceptsLapsedTrust == base.acceptsLapsedTrust)
        #expect(policy.requiresTimeEvidence == base.requiresTimeEvidence && policy.skew == base.skew)
        #expect(policy.requiresFreshness == base.requiresFreshness && policy.allowedTypes == nil)
        #expect(policy.requiresHolderBinding == base.requiresHolderBinding)
    }

    @Test("a demand of the policy on which it is based is dropped only by saying so")
    func overrides() throws {
        #expect(try read("name: own\nbased_on: strict\nrequire: {time_evidence: true}\n").requiresStatus)
        #expect(try !read("name: own\nbased_on: strict\nrequire: {status: false}\n").requiresStatus)
        let open = try read("name: own\nbased_on: strict\nmaximum_age: {trust_list: unlimited}\n")
        #expect(open.maximumListAge(for: scope([])) == nil)
        #expect(open.maximumStatusAge(for: scope([]))?.description == "P7D")
    }

    @Test(
        "ages are read in hours and days, in English and Dutch",
        arguments: [
            ("24 hours", "PT24H"), ("1 hour", "PT1H"), ("30 days", "P30D"), ("1 day", "P1D"), ("24 uur", "PT24H"),
            ("2 uren", "PT2H"), ("30 dagen", "P30D"), ("1 dag", "P1D"), ("30  Days", "P30D"), ("\"30 days\"", "P30D"),
            ("36500 days", "P36500D"), ("unlimited", "any"), ("onbeperkt", "any"), ("30\u{A0}days", "P30D"),
        ])
    func ages(_ written: String, _ age: String) throws {
        let policy = try read(start + "maximum_age: {status_list: \(written)}\n")
        #expect((policy.maximumStatusAge(for: scope([]))?.description ?? "any") == age)
    }

    @Test(
        "every fault is told with its line and column, and with what to write instead",
        arguments: [
            ("", "YAML_EMPTY 1:1", "nothing"), ("[]", "FIELD_KIND 1:1", "a list was found"),
            ("text", "FIELD_KIND 1:1", "one text was found"), ("{}", "FIELD_EMPTY 1:1", "no fields"),
            ("name: own\n", "FIELD_MISSING 1:1", "'based_on'"),
            ("based_on: strict\n", "FIELD_MISSING 1:1", "'name'"),
            ("nmae: own\nbased_on: strict\n", "FIELD_UNKNOWN 1:1", "Did you mean 'name'?"),
            ("name: own\nbased_on: lax\n", "WORD_UNKNOWN 2:11", "'strict', 'standard', 'archive'"),
            ("name: own\nbased_on: stricht\n", "WORD_UNKNOWN 2:11", "'strict'"),
            ("name: own\nbased_on: [strict]\n", "FIELD_KIND 2:11", "a list was found"),
            ("name: own\nbased_on:\n", "FIELD_EMPTY 2:10", "nothing here"),
            ("name: own\nbased_on: strict\nname: other\n", "YAML_DUPLICATE_KEY 3:1", "once"),
        ])
    func wholeFaults(_ text: String, _ fault: String, _ words: String) {
        #expect(faults(text) == [fault])
        expectSentences(findings(text), words)
    }

    @Test(
        "every fault of a field is told with its line and column, and with what to write instead",
        arguments: [
            // Unknown fields.
            ("maximum_ages: {trust_list: 3 days}", "FIELD_UNKNOWN 3:1", "Did you mean 'maximum_age'?"),
            ("alowed_types: [A]", "FIELD_UNKNOWN 3:1", "Did you mean 'allowed_types'?"),
            (
                "colour: red", "FIELD_UNKNOWN 3:1",
                "name, based_on, maximum_age, require, accept, allowed_types, clock_skew"
            ),
            ("status_list: 3 days", "FIELD_UNKNOWN 3:1", "stands under 'maximum_age'"),
            ("holder_binding: true", "FIELD_UNKNOWN 3:1", "stands under 'require'"),
            ("maximum_age: {trustlist: 3 days}", "FIELD_UNKNOWN 3:15", "Did you mean 'trust_list'?"),
            ("require: {time_evidense: true}", "FIELD_UNKNOWN 3:11", "Did you mean 'time_evidence'?"),
            ("require: {maximum_age: 3 days}", "FIELD_UNKNOWN 3:11", "status, time_evidence"),
            ("maximum_age: {by_type: {A: {status: 3 days}}}", "FIELD_UNKNOWN 3:29", "Did you mean 'status_list'?"),
            // Ages.
            ("maximum_age: {trust_list: 30}", "AGE_UNREADABLE 3:27", "has no unit"),
            ("maximum_age: {trust_list: \"30\"}", "AGE_UNREADABLE 3:27", "has no unit"),
            ("maximum_age: {trust_list: -3 days}", "AGE_UNREADABLE 3:27", "negative"),
            ("maximum_age: {trust_list: -3}", "AGE_UNREADABLE 3:27", "negative"),
            ("maximum_age: {trust_list: \u{2212}3 days}", "AGE_UNREADABLE 3:27", "negative"),
            ("maximum_age: {trust_list: 0 days}", "AGE_UNREADABLE 3:27", "at least 1 hour"),
            ("maximum_age: {trust_list: 1.5 days}", "AGE_UNREADABLE 3:27", "36 hours"),
            ("maximum_age: {trust_list: '1,5 days'}", "AGE_UNREADABLE 3:27", "36 hours"),
            ("maximum_age: {trust_list: 36501 days}", "AGE_UNREADABLE 3:27", "100 years"),
            ("maximum_age: {trust_list: 99999999999999999999 days}", "AGE_UNREADABLE 3:27", "100 years"),
            ("maximum_age: {trust_list: 9223372036854775807 days}", "AGE_UNREADABLE 3:27", "100 years"),
            ("maximum_age: {trust_list: 3 months}", "AGE_UNREADABLE 3:27", "hours or days"),
            ("maximum_age: {trust_list: 3days}", "AGE_UNREADABLE 3:27", "hours or days"),
            ("maximum_age: {trust_list: three days}", "AGE_UNREADABLE 3:27", "hours or days"),
            ("maximum_age: {trust_list: 3 days 2 hours}", "AGE_UNREADABLE 3:27", "hours or days"),
            ("maximum_age: {trust_list: ٣ days}", "AGE_UNREADABLE 3:27", "hours or days"),
            ("maximum_age: {trust_list: true}", "AGE_UNREADABLE 3:27", "hours or days"),
            ("maximum_age: {trust_list: }", "FIELD_EMPTY 3:27", "nothing here"),
            ("maximum_age: {trust_list: [3 days]}", "FIELD_KIND 3:27", "a list was found"),
            ("maximum_age: {trust_list: {days: 3}}", "FIELD_KIND 3:27", "fields were found"),
            ("maximum_age: 3 days", "FIELD_KIND 3:14", "one text was found"),
            ("maximum_age:", "FIELD_EMPTY 3:13", "no fields"), ("maximum_age: {}", "FIELD_EMPTY 3:14", "no fields"),
            ("maximum_age: {by_type: [A]}", "FIELD_KIND 3:24", "a list was found"),
            ("maximum_age: {by_type: {A: 3 days}}", "FIELD_KIND 3:28", "one text was found"),
            ("maximum_age: {by_type: {A: }}", "FIELD_EMPTY 3:28", "no fields"),
            ("maximum_age: {by_type: {A: {}}}", "FIELD_EMPTY 3:28", "no fields"),
            ("maximum_age: {by_type: {A: {trust_list: 3}}}", "AGE_UNREADABLE 3:41", "has no unit"),
            // Types.
            ("maximum_age: {by_type: {A B: {trust_list: 3 days}}}", "TYPE_UNREADABLE 3:25", "one word"),
            (
                "maximum_age: {by_type: {A: {trust_list: 3 days}, A: {trust_list: 4 days}}}", "YAML_DUPLICATE_KEY 3:50",
                "once"
            ),
            ("allowed_types: [A, B, A]", "TYPE_REPEATED 3:23", "'A' stands in the list twice"),
            ("allowed_types: [A, 'B C']", "TYPE_UNREADABLE 3:20", "one word"),
            ("allowed_types: [A, \"B\\u202e\"]", "TYPE_UNREADABLE 3:20", "one word"),
            ("allowed_types: [A, [B]]", "FIELD_KIND 3:20", "a list was found"),
            ("allowed_types: [A, '']", "FIELD_EMPTY 3:20", "nothing here"),
            ("allowed_types: []", "FIELD_EMPTY 3:16", "accepts nothing"),
            ("allowed_types:", "FIELD_EMPTY 3:15", "accepts nothing"),
            ("allowed_types: A", "FIELD_KIND 3:16", "A list is expected"),
            ("allowed_types: {A: true}", "FIELD_KIND 3:16", "A list is expected"),
            (
                "allowed_types: [Licence]\nmaximum_age: {by_type: {License: {trust_list: 3 days}}}",
                "TYPE_NEVER_ALLOWED 4:25", "Did you mean 'Licence'?"
            ),
            (
                "allowed_types: [Licence]\nmaximum_age: {by_type: {Diploma: {trust_list: 3 days}}}",
                "TYPE_NEVER_ALLOWED 4:25", "remove it here"
            ),
            // Demands.
            ("require: {status: yes}", "NOT_TRUE_OR_FALSE 3:19", "true or false"),
            ("require: {status: 'true'}", "NOT_TRUE_OR_FALSE 3:19", "without quotes"),
            ("require: {status: True}", "NOT_TRUE_OR_FALSE 3:19", "small letters"),
            ("require: {status: 1}", "NOT_TRUE_OR_FALSE 3:19", "true or false"),
            ("require: {status: }", "FIELD_EMPTY 3:19", "nothing here"),
            ("require: [status]", "FIELD_KIND 3:10", "a list was found"),
            ("require: status", "FIELD_KIND 3:10", "one text was found"),
            // Clocks.
            ("clock_skew: 300", "SKEW_UNREADABLE 3:13", "has no unit"),
            ("clock_skew: -1 minutes", "SKEW_UNREADABLE 3:13", "negative"),
            ("clock_skew: 1.5 minutes", "SKEW_UNREADABLE 3:13", "90 seconds"),
            ("clock_skew: 61 minutes", "SKEW_UNREADABLE 3:13", "longer than an hour"),
            ("clock_skew: 9223372036854775807 minutes", "SKEW_UNREADABLE 3:13", "longer than an hour"),
            ("clock_skew: 2 days", "SKEW_UNREADABLE 3:13", "seconds or minutes"),
            // What YAML itself refuses.
            ("require: &r {status: true}", "YAML_ANCHOR 3:10", "anchor"), ("a: [", "YAML_SYNTAX 4:1", "expected"),
            ("require: !!map {status: true}", "YAML_TAG 3:10", "tag"),
            ("<<: {status: true}", "YAML_MERGE_KEY 3:1", "<<"),
        ])
    func fieldFaults(_ line: String, _ fault: String, _ words: String) {
        let text = start + line + "\n"
        #expect(faults(text) == [fault], "\(line)")
        expectSentences(findings(text), words)
    }

    @Test(
        "a name passes itself off as no other policy, and shows as it is",
        arguments: [
            ("strict", "POLICY_NAME"), ("Standard", "POLICY_NAME"), ("ARCHIVE", "POLICY_NAME"),
            ("' strict '", "POLICY_NAME"), ("\"strict\\u200b\"", "POLICY_NAME"), ("\"own\\u202e\"", "POLICY_NAME"),
            ("\"own\\e[31m\"", "YAML_CHARACTER_NOT_ALLOWED"), ("\"\\uE000\"", "POLICY_NAME"),
            (String(repeating: "n", count: 61), "POLICY_NAME"), (String(repeating: "n", count: 60), ""),
            ("stricter", ""), ("Personeelsdienst Zuid", ""), ("政策", ""), ("'5'", ""), ("[own]", "FIELD_KIND"),
        ])
    func names(_ name: String, _ code: String) {
        #expect(findings("name: \(name)\nbased_on: strict\n").map(\.code) == (code.isEmpty ? [] : [code]))
    }

    @Test("a type of every badge makes the age of any other count, and so does a type that says only the form")
    func typesThatCount() throws {
        for (allowed, type) in [
            ("OpenBadgeCredential", "Licence"), ("AchievementCredential", "Licence"), ("Licence", "Licence"),
            ("Licence", "VerifiableCredential"), ("Licence", "OpenBadgeCredential"),
        ] {
            #expect(
                faults(start + "allowed_types: [\(allowed)]\nmaximum_age: {by_type: {\(type): {trust_list: 3 days}}}\n")
                    .isEmpty, "\(allowed), \(type)")
        }
    }

    @Test("all faults are told at once, in the order of the lines")
    func several() {
        let found = faults(
            "clock_skew: 9\nallowed_types: []\nname: strict\nrequire: {status: 1}\nmaximum_age: {trust_list: 1}\n")
        #expect(
            found == [
                "FIELD_MISSING 1:1", "SKEW_UNREADABLE 1:13", "FIELD_EMPTY 2:16", "POLICY_NAME 3:7",
                "NOT_TRUE_OR_FALSE 4:19", "AGE_UNREADABLE 5:27",
            ])
    }

    @Test("a file of nonsense is refused soon, and with a bounded number of sentences")
    func nonsense() {
        let keys = (0..<4_000).map { "maximum_\($0): x" }.joined(separator: "\n")
        #expect(findings(keys).count == 200)
        #expect(faults(String(repeating: "[", count: 10_000)).first?.hasPrefix("YAML_") == true)
        #expect(findings(String(repeating: "a", count: 2_000_000)).map(\.code) == ["YAML_TOO_LARGE"])
    }

    @Test("any text at all is read without a fault of the program, and is a policy or is told to be none")
    func readsAnything() throws {
        let text = Array(
            try Files.read(Vectors.repository + "/Examples/policies/hiring.yaml").filter { $0 != UInt8(ascii: "#") })
        for (trial, generator) in Trials(400) {
            var random = generator
            var bytes = text
            for _ in 0..<random.number(in: 1...6) {
                let position = random.number(in: 0...bytes.count - 1)
                switch random.number(in: 0...3) {
                case 0: bytes.remove(at: position)
                case 1: bytes.insert(UInt8(random.number(in: 0x20...0x7E)), at: position)
                case 2: bytes[position] = UInt8(random.number(in: 0...255))
                default: bytes.removeSubrange(position..<min(position + random.number(in: 1...40), bytes.count))
                }
                if bytes.isEmpty { bytes = [0x20] }
            }
            do throws(PolicyFileError) {
                _ = try Policy(parsing: bytes, file: "p.yaml")
            } catch {
                #expect(!error.findings.isEmpty, "trial \(trial)")
                expectSentences(error.findings)
            }
        }
    }

    @Test("Dutch has the sentences of English with the same facts, and every code has one")
    func sentences() throws {
        for name in ["CredentialVerifier/Catalogue/policy", "Credentials/Catalogue/file"] {
            let english = try Self.facts(name + "-en")
            let dutch = try Self.facts(name + "-nl")
            #expect(Set(english.keys) == Set(dutch.keys))
            for (key, facts) in dutch where !key.hasPrefix("YAML_") { #expect(facts == english[key], "\(key)") }
        }
        for code in PolicyCode.allCases {
            for language in Language.allCases {
                let finding = Finding(code.rawValue, .error, at: "p.yaml:1:1")
                #expect(PolicyFileError.sentence(for: finding, in: language) != code.rawValue, "\(code)")
            }
        }
    }

    /// That a reader of either language is told something whole.
    private func expectSentences(_ findings: [Finding], _ words: String? = nil) {
        for finding in findings {
            let english = PolicyFileError.sentence(for: finding, in: .english)
            let dutch = PolicyFileError.sentence(for: finding, in: .dutch)
            if let words { #expect(english.contains(words), "\(english)") }
            #expect(english != dutch && english != finding.code && !english.isEmpty && !dutch.isEmpty)
        }
    }

    private static func facts(_ name: String) throws -> [String: Set<String>] {
        let bytes = try Files.read("\(Vectors.repository)/Sources/\(name).json")
        var result: [String: Set<String>] = [:]
        for (name, value) in try JSONDocument(parsing: bytes, limits: .general).root.members {
            let matches = (value.string ?? "").matches(of: /\{[a-z]+\}/)
            result[name.string ?? ""] = Set(matches.map { String($0.output) })
        }
        return result
    }
}
