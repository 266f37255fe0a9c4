import CredentialIssuer
import Encodings
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("Rows that have other numbers the second time")
struct RowNumberTests {
    private static let count = 30

    private func withFolder(_ body: (_ institution: String, _ sheet: String, _ folder: String) throws -> Void) throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/institution"
            _ = try Institution.folder(path, id: "did:web:leiehove.example", status: Institution.status())
            try Files.write(Array(Institution.spreadsheet(Self.count).utf8), to: folder + "/june.csv")
            for out in ["/one", "/two"] { try Files.makeFolder(folder + out) }
            try body(path, folder + "/june.csv", folder)
        }
    }

    /// The same rows with empty lines between them.
    private func spread(_ sheet: String, at places: [Int], with line: String) throws {
        var lines = Institution.spreadsheet(Self.count).split(separator: "\r\n").map { String($0) }
        for place in places.sorted(by: >) { lines.insert(line, at: place) }
        try Files.write(Array((lines.joined(separator: "\r\n") + "\r\n").utf8), to: sheet)
    }

    private func contents(_ folder: String) throws -> Set<[UInt8]> {
        Set(try Files.names(in: folder).map { try Files.read(folder + "/" + $0) })
    }

    @Test(
        "an empty line in a spreadsheet that was issued changes nothing: the same credentials are given again",
        arguments: [",,,,", ""], [[1], [4, 19], [31]])
    func emptyLine(_ line: String, _ places: [Int]) throws {
        try withFolder { institution, sheet, folder throws in
            let first = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(folder + "/one"))
            try spread(sheet, at: places, with: line)
            for out in ["/two", "/two"] {
                let again = try Institution.issueBatch(
                    sheet, in: institution, to: FolderDelivery(folder + out), at: Institution.now.adding(days: 1))
                #expect(again.batch == first.batch && again.issuedCount == 0 && again.givenCount == Self.count)
            }
            #expect(try contents(folder + "/two") == contents(folder + "/one"))
            #expect(try Files.names(in: folder + "/two").count == Self.count)
            let made = try IssuerFolder(institution)
            #expect(try made.audit().isClean && made.issued().count == Self.count && made.batches().count == 1)
            // And back again.
            try Files.write(Array(Institution.spreadsheet(Self.count).utf8), to: sheet)
            let last = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(folder + "/one"))
            #expect(last.givenCount == Self.count && last.issuedCount == 0)
            #expect(try Files.names(in: folder + "/one").count == Self.count)
        }
    }

    @Test("a batch that is not finished is finished with the numbers that it was begun with, and that is said")
    func unfinished() throws {
        try withFolder { institution, sheet, folder throws in
            let first = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(folder + "/one")) {
                $0.done < 5
            }
            #expect(first.isStopped && first.issuedCount < Self.count)
            try spread(sheet, at: [1], with: ",,,,")
            do {
                _ = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(folder + "/two"))
                Issue.record("rows were issued under other numbers")
            } catch let error as IssuerError {
                #expect(error.code == .rowsMoved && error.batch == first.batch && error.row == 3)
            }
            try Files.write(Array(Institution.spreadsheet(Self.count).utf8), to: sheet)
            let second = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(folder + "/one"))
            #expect(second.issuedCount + first.issuedCount == Self.count)
            #expect(try Files.names(in: folder + "/one").count == Self.count)
            let made = try IssuerFolder(institution)
            #expect(try made.audit().isClean && made.issued().count == Self.count)
        }
    }

    @Test("a learner who is there twice is not given out twice by rows that have other numbers")
    func twins() throws {
        try withFolder { institution, sheet, folder throws in
            let row = "Peeters,Bert,1990-01-01,2026-06-26,14\r\n"
            let heading = "family_name,given_names,date_of_birth,awarded_on,grade\r\n"
            try Files.write(Array((heading + row).utf8), to: sheet)
            let first = try Institution.issueBatch(sheet, in: institution, to: FolderDelivery(folder + "/one"))
            // Nobody has looked at the second of them: the order is that of the file with one.
            let made = try IssuerFolder(institution)
            let rehearsal = try BatchRehearsal(made, Institution.specification(), at: Institution.now)
            let order = try Institution.rehearse(sheet, rehearsal).order
            for empty in ["", ",,,,\r\n", ",,,,\r\n,,,,\r\n"] {
                let text = heading + empty + row + row
                try Files.write(Array(text.utf8), to: sheet)
                #expect(throws: IssuerError(.conflict, "")) {
                    try Institution.issuer(institution).issue(
                        order, Institution.specification(), Institution.rows(sheet),
                        to: FolderDelivery(folder + "/two"), options: Institution.batchOptions, at: Institution.now)
                }
            }
            #expect(try made.issued().count == 1 && first.issuedCount == 1)
        }
    }
}
