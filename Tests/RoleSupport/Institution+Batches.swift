package import CredentialIssuer
import Credentials
package import Database
package import Encodings
import Proofs
package import Storage
import TestSupport

/// What happens when the institution issues from a spreadsheet.
extension Institution {
    /// A small and complete specification, as an institution writes it.
    package static let specificationText = """
        language: en
        id: https://catalogue.leiehove.example/mc/BLD-6/2026
        title: Blended Learning Design
        description: For professionals in adult education.
        sector: higher education
        learning_outcomes: [Redesign an existing module as a blended module.]
        workload: {ects: 6, hours: 165}
        level: {eqf: 7, fqf: 7, cycle: second}
        assessment: [portfolio]
        supervision: supervised with ID verification
        participation: blended
        quality_assurance: {type: institutional, scope: institution, body: Accreditation body}
        prerequisites: None.
        grade_scale: {min: 0, max: 20, pass: 10}

        """

    /// The same, read, with more lines.
    package static func specification(_ more: String = "") throws -> MicroCredentialSpecification {
        let text = specificationText + more + "\n"
        let reading = SpecificationReader(file: "mc.yaml").read(Array(text.utf8))
        guard let value = reading.value, reading.findings.isEmpty else {
            throw Files.Failure(path: "mc.yaml", reason: "\(reading.findings.map(\.code))")
        }
        return value
    }

    /// A spreadsheet of so many learners, all in order.
    package static func spreadsheet(_ count: Int, grade: Int = 14) -> String {
        var text = "family_name,given_names,date_of_birth,awarded_on,grade\r\n"
        for number in 0..<count {
            var letters = ""
            var rest = number
            while rest > 0 || letters.utf8.count < 2 {
                letters.unicodeScalars.append(UnicodeScalar(UInt8(97 + rest % 26)))
                rest /= 26
            }
            text += "De Smet \(letters),Anna \(letters),\(1980 + number % 25)-02-03,2026-06-26,\(grade)\r\n"
        }
        return text
    }

    /// The rows of a spreadsheet in a file.
    package static func rows(_ path: String) throws -> LearnerRows {
        LearnerRows(try FileStream(argument: path, pipeLimit: 1 << 20), file: "june.csv")
    }

    /// Looks at a whole spreadsheet.
    package static func rehearse(
        _ path: String, _ rehearsal: BatchRehearsal
    ) throws -> (previews: [RowPreview], order: BatchOrder) {
        let rows = try rows(path)
        var previews: [RowPreview] = []
        while true {
            let group = try rows.next(100)
            if group.isEmpty { break }
            previews += try rehearsal.check(group)
        }
        return (previews, try rehearsal.order(file: "june.csv", title: "Blended Learning Design"))
    }

    /// Issues what is in a spreadsheet, as one run of the program does.
    package static func issueBatch(
        _ path: String, in folder: String, to delivery: any BatchDelivery, server: Database? = nil,
        options: BatchOptions = Institution.batchOptions, faults: DiskFaults = .none,
        at now: Timestamp = Institution.now,
        skipping: Bool = false, progress: (BatchProgress) -> Bool = { _ in true }
    ) throws -> BatchOutcome {
        let made = try IssuerFolder(folder, server: server, faults: faults)
        let specification = try specification()
        let rehearsal = try BatchRehearsal(made, specification, renewal: options.renewal, at: now)
        let issuer = try Issuer(made, signer: key(), suites: [.eddsaJCS2022])
        let (_, order) = try rehearse(path, rehearsal)
        guard skipping || rehearsal.invalidRows.isEmpty else {
            throw Files.Failure(path: path, reason: "rows to mend: \(rehearsal.invalidRows.sorted())")
        }
        return try issuer.issue(
            order, specification, rows(path), skipping: rehearsal.invalidRows, to: delivery, options: options, at: now,
            progress: progress)
    }

    /// Small groups and parts, so that a short spreadsheet has several of them.
    package static var batchOptions: BatchOptions {
        var options = BatchOptions()
        options.groupSize = 5
        options.partSize = 5
        return options
    }
}
