import CredentialIssuer
import Credentials
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("Spreadsheets of learners")
struct SpreadsheetTests {
    private static let folder = Vectors.repository + "/Tests/Vectors/spreadsheets"

    /// Each of the collected spreadsheets, which all have one fault or none; what is to be found stands beside it.
    static let collected: [String] = {
        let names = (try? Files.names(in: folder)) ?? []
        return names.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }
    }()

    /// What is found in a spreadsheet: row, column and code, a line each.
    private static func findings(_ bytes: [UInt8]) throws -> (lines: [String], findings: [Finding], rows: [LearnerRow])
    {
        try Files.withTemporaryFolder { folder throws in
            let institution = try Institution.folder(folder + "/institution")
            try Files.write(bytes, to: folder + "/sheet.csv")
            let rehearsal = try BatchRehearsal(institution, Institution.specification(), at: Institution.now)
            let previews = try Institution.rehearse(folder + "/sheet.csv", rehearsal).previews
            let findings = previews.flatMap(\.findings)
            let lines = findings.map { finding in
                let code = finding.code + (finding.variant.map { "." + $0 } ?? "")
                return "\(finding.cell?.row ?? 0)|\(finding.cell?.column ?? "?")|\(code)"
            }
            return (lines, findings, previews.map(\.row))
        }
    }

    private static func read(_ name: String) throws -> [UInt8] {
        let bytes = try Files.read(folder + "/" + name + ".csv")
        let parts = String(decoding: bytes, as: UTF8.self).split(
            separator: "@@MEBIBYTE@@", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return bytes }
        return Array(parts[0].utf8) + [UInt8](repeating: 0x78, count: 1_048_576) + Array(parts[1].utf8)
    }

    @Test("the fault of each is found at its row and column, and told in both languages", arguments: collected)
    func isFound(_ name: String) throws {
        let expected = String(decoding: try Files.read(Self.folder + "/" + name + ".expected"), as: UTF8.self)
            .split(separator: "\n").map { String($0) }
        let (lines, findings, _) = try Self.findings(Self.read(name))
        #expect(lines == expected, "\(name)")
        for finding in findings {
            for language in Language.allCases {
                let sentence = SpecificationCatalogue.sentence(for: finding, in: language)
                #expect(sentence != finding.code && !sentence.contains("{"), "\(language): \(sentence)")
                // What may be somebody's number is not repeated.
                #expect(!sentence.contains("8507300") && !sentence.contains("85.07"), "\(sentence)")
            }
        }
    }

    @Test("there are spreadsheets for every way in which a table can be wrong")
    func isComplete() throws {
        let expected = try Self.collected.map {
            String(decoding: try Files.read(Self.folder + "/" + $0 + ".expected"), as: UTF8.self)
        }.joined()
        for code in CSVProblem.Code.allCases { #expect(expected.contains(code.rawValue), "\(code.rawValue)") }
    }

    @Test("what stands in a cell is repeated for dates and marks alone, never for what tells who it is")
    func repeatedCells() throws {
        let text = "family_name,given_names,studentnummer,awarded_on,grade\nDe Smet,Anna,85073003328,31/06/2026,8\n"
        let rows = try Self.findings(Array(text.utf8)).rows
        let row = try #require(rows.first)
        #expect(row.found(in: "awarded_on") == "31/06/2026" && row.found(in: "grade") == "8")
        #expect(row.found(in: "studentnummer") == nil && row.found(in: "family_name") == nil)
    }

    @Test("rows come out the same, in whatever pieces the file is read")
    func pieces() throws {
        let bytes = Array(Institution.spreadsheet(40).utf8)
        for size in [1, 7, 64, 4_096] {
            var table = LearnerTable(file: "a.csv")
            var names: [String] = []
            func take(_ row: LearnerRow) {
                names.append("\(row.number) \(row.learner?.learner.familyName?.string ?? "")")
            }
            for start in stride(from: 0, to: bytes.count, by: size) {
                table.take(Array(bytes[start..<min(start + size, bytes.count)]), take)
            }
            table.finish(take)
            #expect(names.count == 40 && names.first == "2 De Smet aa" && names.last?.hasPrefix("41 ") == true)
        }
    }

    @Test("an identifier is what its column says, in clear or hashed")
    func identifiers() throws {
        let text =
            "achternaam,voornaam,identifier:institutional,identifier:e-mail:hashed,ext:Library,toegekend op\n"
            + "De Smet,Anna,123,a@x.example,7,2026-06-26\n,,,,,\nPeeters,Bert,,,,2026-06-26\n"
        var table = LearnerTable(file: "a.csv")
        var rows: [LearnerRow] = []
        table.take(Array(text.utf8)) { rows.append($0) }
        table.finish { rows.append($0) }
        try #require(rows.count == 2 && rows.allSatisfy { $0.findings.isEmpty })
        let found = rows[0].learner?.identifiers.map { "\($0.scheme.string) \($0.isHashed)" }
        #expect(found == ["ext:StudentNumber false", "emailAddress true", "ext:Library false"])
        #expect(rows[1].learner?.identifiers.isEmpty == true && rows[1].number == 4)
    }

    @Test("any bytes at all are read without a fault, and nothing of them is issued by mistake")
    func anything() throws {
        let bytes = Array(Institution.spreadsheet(4).utf8)
        for (_, generator) in Trials(150) {
            var random = generator
            var changed = bytes
            for _ in 0..<random.number(in: 1...8) {
                let position = random.number(in: 0...changed.count - 1)
                switch random.number(in: 0...2) {
                case 0: changed.remove(at: position)
                case 1: changed.insert(UInt8(random.number(in: 0...255)), at: position)
                default: changed[position] = UInt8(random.number(in: 0...255))
                }
            }
            var table = LearnerTable(file: "a.csv")
            var count = 0
            table.take(changed) { _ in count += 1 }
            table.finish { _ in count += 1 }
            #expect(count > 0)
        }
    }
}
