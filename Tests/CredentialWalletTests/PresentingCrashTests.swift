import CredentialWallet
import Storage
import TestSupport
import Testing

/// The story of `CrashSubject` ("present"): whatever got out of the wallet stands in its list.
@Suite("What is shown, when its making is cut off")
struct PresentingCrashTests {
    /// Sees that what was handed out, whole or in part, was written down.
    private static func check(_ outcome: CrashSubject.Outcome, in folder: String) throws {
        let said = outcome.lines.filter { $0.hasPrefix("presented ") }.map { String($0.dropFirst(10)) }
        guard Files.exists(folder + "/v") else { return #expect(said.isEmpty) }
        let vault = try Fixtures.openVault(folder + "/v")
        let listed = Set(try vault.presentations().compactMap(\.domain))
        let names = try Files.names(in: folder)
        let handedOut = names.filter { $0.hasPrefix("v.hr") }.map { String($0.dropFirst(2)) }
        #expect(listed.isSuperset(of: handedOut), "\(handedOut) of \(listed)")
        #expect(Set(handedOut).isSuperset(of: said))
        for name in handedOut {
            let text = String(decoding: try Files.read(folder + "/v." + name), as: UTF8.self)
            #expect(text.hasPrefix("{") && text.hasSuffix("}") && text.contains(name))
        }
        // What is half written can be read by nobody who was not given it: no presentation stands under another name.
        let keys = Set(try vault.holderKeys().map(\.did))
        for made in try vault.presentations() { #expect(made.holder.map { keys.contains($0) } ?? false) }
        for name in names where FolderLock.isTemporaryFile(name) {
            let text = String(decoding: try Files.read(folder + "/" + name), as: UTF8.self)
            guard text.contains("VerifiablePresentation") else { continue }
            #expect(listed.contains { text.contains("\"domain\":\"\($0)\"") }, "\(text)")
        }
    }

    @Test("nothing is handed out that is not in the list of what was shown, wherever the process is killed")
    func killing() throws {
        let points = try CrashSubject.killAtEveryChange("present", on: "v") { outcome, folder, _ in
            try Self.check(outcome, in: folder)
        }
        #expect(points > 40)
    }

    @Test("nothing is handed out that is not in the list of what was shown, whenever the process is killed")
    func killingAtAnyMoment() throws {
        try CrashSubject.killAtAnyMoment("present", on: "v", after: 1...250) { outcome, folder, _ in
            try Self.check(outcome, in: folder)
        }
    }
}
