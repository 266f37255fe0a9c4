import Encodings
import Registry
import TestSupport
import Testing

/// The cases in `Tests/Vectors/status`: each is answered for its one reason, by its name.
///
/// `TESTAMUR_WRITE_VECTORS=1` writes the files anew before they are compared.
@Suite("The hostile cases of status", .serialized)
struct StatusCaseTests {
    @Test("The files are what their generator makes, byte for byte, and there are no others")
    func regenerated() throws {
        var files: [String: [UInt8]] = [:]
        for statusCase in try StatusCaseBook.all() {
            #expect(files.updateValue(statusCase.serialized(), forKey: statusCase.name + ".json") == nil)
        }
        if Vectors.environment("TESTAMUR_WRITE_VECTORS") == "1" {
            for name in try Files.names(in: StatusCaseBook.folder) where name.hasSuffix(".json") {
                Files.remove("\(StatusCaseBook.folder)/\(name)")
            }
            for (name, bytes) in files { try Files.write(bytes, to: "\(StatusCaseBook.folder)/\(name)") }
        }
        let names = try Files.names(in: StatusCaseBook.folder).filter { $0.hasSuffix(".json") }
        #expect(Set(names) == Set(files.keys))
        for name in names { #expect(try Files.read("\(StatusCaseBook.folder)/\(name)") == files[name], "\(name)") }
    }

    private func all() throws -> [TrustCase] {
        try Files.names(in: StatusCaseBook.folder).filter { $0.hasSuffix(".json") }.map {
            try TrustCase(reading: String($0.dropLast(5)), in: StatusCaseBook.folder)
        }
    }

    @Test(
        "A valid case is valid, and a hostile one is answered for its one reason while every other check is as it was")
    func answered() throws {
        let cases = try all()
        for statusCase in cases {
            guard let like = statusCase.like else {
                #expect(statusCase.expected.verdict == "valid" && statusCase.code == nil, "\(statusCase.name)")
                #expect(try statusCase.run() == statusCase.expected, "\(statusCase.name)")
                continue
            }
            let sibling = try #require(cases.first { $0.name == like && $0.like == nil })
            #expect(TrustCaseTests.differs(statusCase, from: sibling), "\(statusCase.name)")
            let whole = statusCase.completed(by: sibling)
            let answer = try whole.run()
            #expect(answer == whole.expected, "\(statusCase.name)")
            let code = try #require(statusCase.code)
            #expect(statusCase.name == code || statusCase.name.hasPrefix(code + "-"), "\(statusCase.name)")
            let status = answer.checks["status"] ?? ""
            #expect(status.hasSuffix(" " + code) || answer.notes?.contains(code) == true, "\(statusCase.name)")
            // Nothing but the note of a valid one leaves the status as good as it was.
            #expect(answer.verdict == "valid" ? status.hasPrefix("passed") : !status.hasPrefix("passed"))
        }
        #expect(cases.count > 70)
    }

    @Test("Every error of a status and every note on one has a case")
    func complete() throws {
        let found = Set(try all().compactMap(\.code))
        let notes = TrustNote.Code.allCases.map(\.rawValue).filter { $0.hasPrefix("STATUS_") }
        for code in StatusError.Code.allCases.map(\.rawValue) + notes {
            #expect(found.contains(code), "\(code) has no case")
        }
    }
}
