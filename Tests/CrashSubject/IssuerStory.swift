import CredentialIssuer
import Database
import Encodings
import RoleSupport
import Storage

/// What happens at an institution: its folder is made, three learners get a credential, one of them gets it again.
enum IssuerStory {
    static func run(at path: String, faults: DiskFaults) throws {
        do {
            _ = try Institution.folder(path, faults: faults)
            CrashSubject.say("created")
        } catch let error as IssuerError {
            guard error.code == .folderExists else { throw error }
        }
        let issuer = try Institution.issuer(path, faults: faults)
        for name in ["Anna", "Bert", "Cato"] {
            let record = try Institution.record(.init(name, "De Smet"))
            let issued = try issuer.issue(record, at: Institution.now)
            CrashSubject.say("\(name) \(issued.record.digest)")
        }
        let record = try Institution.record(.init("Anna", "De Smet"))
        let first = try issuer.issue(record, at: Institution.now)
        let again = try issuer.issue(
            record, repetition: .after(credentialID: first.record.credentialID), at: Institution.now)
        CrashSubject.say("again \(again.record.digest)")
    }

    /// What happens when the institution issues from a spreadsheet, with the register in its folder or on a server.
    ///
    /// - Parameter more: The spreadsheet, the folder for the credentials, the address of a server, and the size of
    ///   groups.
    static func bulk(at path: String, _ more: [String], killedAt step: Int) throws {
        let server = more.count > 2 ? try Database.server(more[2]) : nil
        let delivery = FolderDelivery(more[1], faults: .killing(at: step))
        var options = Institution.batchOptions
        if more.count > 3, let size = Int(more[3]) { (options.groupSize, options.partSize) = (size, size / 2) }
        let outcome = try Institution.issueBatch(
            more[0], in: path, to: delivery, server: server, options: options
        ) { progress in
            CrashSubject.say("\(progress.done)")
            return true
        }
        CrashSubject.say("end \(outcome.issuedCount) \(outcome.givenCount) \(outcome.elsewhereCount)")
    }

    /// What happens when the institution takes a new key from the 30th day on.
    static func rotate(at path: String, faults: DiskFaults) throws {
        let folder = try IssuerFolder(path, faults: faults)
        let key = try Institution.key(seed: String(repeating: "7", count: 64))
        let new = NewInstitutionKey(
            .issue, .file(key, passphrase: try Institution.passphrase()), from: Institution.now.adding(days: 30),
            overlap: Institution.now.adding(days: 60))
        _ = try KeyKeeper(folder).rotate(new, iterations: 1_000, at: Institution.now)
        CrashSubject.say("end")
    }

    /// The learners who get a credential from a register on a server.
    static let many = ["Anna", "Bert", "Cato", "Dirk", "Eva", "Finn", "Griet", "Hans"]

    /// What happens at an institution with a register on a server, while others of it do the same.
    static func run(at path: String, on address: String) throws {
        let folder = try IssuerFolder(path, server: .server(address))
        let issuer = try Issuer(folder, signer: Institution.key())
        for name in many {
            let issued = try issuer.issue(Institution.record(.init(name, "De Smet")), at: Institution.now)
            CrashSubject.say("\(name) \(issued.record.digest)")
        }
    }
}
