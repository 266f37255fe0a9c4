import CredentialIssuer
import Credentials
import Cryptography
import Database
import Encodings
import Proofs
import Registry
import RoleSupport
import Storage
import TestSupport
import Testing

@Suite("The institution's keys")
struct KeyTests {
    private static let id = "did:web:leiehove.example"
    private static let now = Institution.now
    private static let start = now.adding(days: 30)
    private static let end = now.adding(days: 60)

    private func play(
        id: String? = id, _ body: (IssuerFolder) throws -> Void
    ) throws {
        try Files.withTemporaryFolder { folder throws in
            try body(Institution.folder(folder + "/leiehove", id: id, status: Institution.status()))
        }
    }

    private static func seed(_ digit: String) -> String { String(repeating: digit, count: 64) }

    /// Another key of the institution, from the 30th day on.
    private static func new(
        _ purpose: InstitutionKey.Purpose = .issue, seed digit: String = "7", name: String? = nil,
        from: Timestamp = start, overlap: Timestamp = end
    ) throws -> NewInstitutionKey {
        NewInstitutionKey(
            purpose, .file(try Institution.key(seed: seed(digit)), passphrase: try Institution.passphrase()),
            name: name, from: from, overlap: overlap)
    }

    @discardableResult
    private func rotate(
        _ folder: IssuerFolder, _ new: NewInstitutionKey, at now: Timestamp = now
    ) throws -> InstitutionKeys {
        try KeyKeeper(folder).rotate(new, iterations: 1_000, at: now)
    }

    /// Issues with the key that signs then, opened from where it is kept.
    private func issue(
        _ folder: IssuerFolder, _ name: String, at now: Timestamp,
        where isKnown: (InstitutionKey) -> Bool = { _ in true }
    ) throws -> IssuedCredential {
        let chosen = try folder.signing(at: now, where: isKnown)
        let issuer = try Issuer(chosen, signer: chosen.privateKey(passphrase: Institution.passphrase()))
        return try issuer.issue(Institution.record(.init(name, "De Smet")), at: now)
    }

    private func method(_ credential: IssuedCredential) throws -> String {
        let root = try JSONDocument(parsing: credential.bytes, limits: .credential).root
        return try #require(root["proof"]?.firstElement?["verificationMethod"]?.string)
    }

    private func code(_ body: () throws -> Void) -> IssuerError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? IssuerError)?.code
        }
    }

    // MARK: A new key

    @Test("a new key signs from its day on, the one before until then and beside it, and neither outside of its time")
    func rotation() throws {
        try play { folder throws in
            let old = folder.profile.verificationMethod.text
            let keys = try rotate(folder, Self.new(name: "key-2"))
            let new = "\(Self.id)#key-2"
            #expect(keys.all.count == 3 && keys.all.last?.verificationMethod.text == new)
            #expect(Files.exists(folder.path + "/keys/issue-2.pem"))
            let moments: [(Timestamp, String)] = [
                (Self.now, old), (Self.start.adding(seconds: -1), old), (Self.start, new), (Self.end, new),
            ]
            for (name, (time, method)) in zip(["Anna", "Eva", "Finn", "Griet"], moments) {
                #expect(try self.method(issue(folder, name, at: time)) == method)
            }
            // As long as others do not know the new one, the old one goes on, until its own end.
            let isOld = { (key: InstitutionKey) in key.verificationMethod.text == old }
            let beside = Self.end.adding(seconds: -1)
            #expect(try method(issue(folder, "Bert", at: beside, where: isOld)) == old)
            #expect(try method(issue(folder, "Cato", at: Self.end, where: isOld)) == new)
            // Whoever opens a key that is not in force signs nothing with it.
            let first = try Institution.key()
            let second = try Institution.key(seed: Self.seed("7"))
            for (key, time) in [(second, Self.start.adding(seconds: -1)), (first, Self.end)] {
                #expect(
                    code {
                        _ = try Issuer(folder, signer: key).issue(
                            Institution.record(.init("Dirk", "De Smet")), at: time)
                    } == .keyNotInForce)
                #expect(code { _ = try Issuer(folder, signer: key).checkpoint(at: time) } == .keyNotInForce)
            }
            #expect(try folder.audit().isClean && folder.issued().count == 6)
        }
    }

    @Test("did.json has every key, planned, present and of before, and marks the one that is in other hands")
    func document() throws {
        try play { folder throws in
            try rotate(folder, Self.new(name: "key-2"))
            let all = try folder.withKeys().profile.didDocument
            let root = try JSONDocument(parsing: all, limits: .credential).root
            #expect(root["verificationMethod"]?.count == 3 && root["assertionMethod"]?.count == 3)
            #expect(!String(decoding: all, as: UTF8.self).contains("revoked"))
            let document = try DIDDocument(parsing: all)
            #expect(
                document.method(named: "\(Self.id)#key-2")?.publicKey
                    == (try Institution.key(seed: Self.seed("7")).publicKey))
            _ = try KeyKeeper(folder).markCompromised("key-2", since: Self.now, at: Self.now)
            let marked = try DIDDocument(parsing: folder.withKeys().profile.didDocument)
            #expect(marked.method(named: "\(Self.id)#key-2")?.revoked == Self.now)
            #expect(marked.assertionMethods.count { $0.revoked == nil } == 2)
        }
    }

    @Test("checkpoints of every key that the institution had are its own, and those of a stranger are not")
    func checkpoints() throws {
        try play { folder throws in
            _ = try issue(folder, "Anna", at: Self.now)
            try Institution.issuer(folder.path).checkpoint(at: Self.now)
            try rotate(folder, Self.new())
            _ = try issue(folder, "Bert", at: Self.start)
            try Issuer(folder, signer: Institution.key(seed: Self.seed("7"))).checkpoint(at: Self.start)
            let review = try folder.reviewCheckpoints()
            #expect(review.isClean && review.agreeing == 2)
            let newest = try #require(try folder.newestCheckpoint().checkpoint)
            #expect(throws: IssuerError(.checkpointRefused, "")) {
                try RegisterCheckpoint(verifying: newest.bytes, of: folder.profile)
            }
            _ = try RegisterCheckpoint(verifying: newest.bytes, of: folder.withKeys().profile)
        }
    }

    @Test("status lists are signed anew by the key that took over, and none by one that is not in force")
    func statusKey() throws {
        try play { folder throws in
            let issued = try issue(folder, "Anna", at: Self.now)
            let first = try StatusKeeper(folder).release(at: Self.now, signer: Institution.status().key)
            let new = try Institution.key(seed: Self.seed("8"))
            try rotate(folder, Self.new(.status, seed: "8", name: "lists-2"))
            #expect(Files.exists(folder.path + "/keys/status-2.pem"))
            #expect(
                code { _ = try StatusKeeper(folder).release(at: Self.start.adding(days: -1), signer: new) }
                    == .keyNotInForce)
            let next = try StatusKeeper(folder).release(at: Self.start, signer: new)
            #expect(next.allSatisfy(\.isNew) && next.count == first.count)
            #expect(next.allSatisfy { $0.list.key == new.publicKey })
            let end = Self.end.adding(days: 9)
            #expect(
                code { _ = try StatusKeeper(folder).release(at: end, signer: Institution.status().key) }
                    == .keyNotInForce)
            #expect(try StatusKeeper(folder).pending(at: end).allSatisfy(\.isDue))
            #expect(try folder.audit().isClean && folder.issued().map(\.credentialID) == [issued.record.credentialID])
        }
    }

    @Test("what cannot be a key of the institution is refused by name, and nothing is changed")
    func refusals() throws {
        try play { folder throws in
            let count = try RegisterFile.lines(folder.path).count
            let before = Self.now.adding(seconds: -1)
            #expect(code { try rotate(folder, Self.new(from: before)) } == .keyTimes)
            #expect(code { try rotate(folder, Self.new(from: Self.end, overlap: Self.start)) } == .keyTimes)
            #expect(code { try rotate(folder, Self.new(name: "a b")) } == .profileMalformed)
            #expect(code { try rotate(folder, Self.new(name: "")) } == .profileMalformed)
            let known = try Institution.key().publicKey.multikey
            #expect(code { try rotate(folder, Self.new(name: known)) } == .keyTaken)
            let own = NewInstitutionKey(
                .issue, .device("pkcs11:token=a;object=b", try Institution.status().key.publicKey), from: Self.start,
                overlap: Self.end)
            #expect(code { try rotate(folder, own) } == .keyTaken)
            #expect(code { _ = try folder.keys().key(named: "key-9") } == .keyUnknown)
            #expect(try RegisterFile.lines(folder.path).count == count)

            try rotate(folder, Self.new())
            #expect(code { try rotate(folder, Self.new(seed: "9")) } == .keyPlanned)
            #expect(try folder.keys().all.count == 3)
        }
        try play(id: nil) { folder throws in
            #expect(code { try rotate(folder, Self.new()) } == .keyIsIdentifier)
        }
    }

    @Test("a key of an approver is no key of the institution, whichever of the two was first")
    func approvers() throws {
        try play { folder throws in
            let multikey = try Institution.key(seed: Self.seed("7")).publicKey.multikey
            let other = try Institution.key(seed: Self.seed("6")).publicKey.multikey
            let text = try Files.read(folder.path + "/issuer.yaml")
            let people = "\napprovers: [{name: Ann, public_key: \(multikey)}, {name: Bob, public_key: \(other)}]\n"
            try Files.write(text + Array(people.utf8), to: folder.path + "/issuer.yaml")
            #expect(code { try rotate(IssuerFolder(folder.path), Self.new()) } == .keyTaken)
            try Files.write(text, to: folder.path + "/issuer.yaml")
            try rotate(folder, Self.new())
            try Files.write(text + Array(people.utf8), to: folder.path + "/issuer.yaml")
            #expect(code { _ = try IssuerFolder(folder.path).withKeys() } == .profileMalformed)
        }
    }

    @Test("the register and issuer.yaml that name two keys for one name are not reconciled, but refused")
    func otherProfile() throws {
        try play { folder throws in
            try rotate(folder, Self.new())
            let text = String(decoding: try Files.read(folder.path + "/issuer.yaml"), as: UTF8.self)
            let known = try Institution.key().publicKey.multikey
            let other = try Institution.key(seed: Self.seed("5")).publicKey.multikey
            for (old, new) in [
                ("public_key: \"\(known)", "public_key: \"\(other)"), (known, other), ("#\(known)", "#key-1"),
            ] {
                try Files.write(Array(text.replacing(old, with: new).utf8), to: folder.path + "/issuer.yaml")
                #expect(code { _ = try IssuerFolder(folder.path).withKeys() } == .profileMalformed, "\(old)")
                #expect(
                    code { _ = try Issuer(IssuerFolder(folder.path), signer: Institution.key(seed: Self.seed("5"))) }
                        == .profileMalformed)
            }
        }
    }

    // MARK: The end of a key

    @Test("a key is retired from now on or later, not before, and the last one only when that is said")
    func retiring() throws {
        try play { folder throws in
            let name = folder.profile.verificationMethod.text
            #expect(
                code { _ = try KeyKeeper(folder).retire(name, from: Self.now.adding(days: -1), at: Self.now) }
                    == .keyTimes)
            #expect(code { _ = try KeyKeeper(folder).retire(name, from: Self.now, at: Self.now) } == .keyIsLast)
            #expect(try folder.keys().all.allSatisfy { $0.until == nil })
            try rotate(folder, Self.new())
            // Between its end and the beginning of the next nothing would be signed.
            #expect(code { _ = try KeyKeeper(folder).retire(name, from: Self.now, at: Self.now) } == .keyIsLast)
            let ending = try KeyKeeper(folder).retire(name, from: Self.start, at: Self.now)
            #expect(ending.isNew && ending.key.until == Self.start && ending.resumed.isEmpty)
            #expect(try !KeyKeeper(folder).retire(name, from: Self.start, at: Self.now).isNew)
            #expect(try folder.keys().signing(.issue, at: Self.start)?.verificationMethod.text != name)
            let last = try KeyKeeper(folder).retire(
                Institution.key(seed: Self.seed("7")).publicKey.multikey, from: Self.end, isLast: true, at: Self.start)
            #expect(last.isNew)
            #expect(try folder.keys().end(of: .issue, after: Self.now) == Self.end)
            #expect(code { _ = try issue(folder, "Anna", at: Self.end) } == .keyNotInForce)
        }
    }

    @Test("a key that is called off before its day leaves the one before it as it was")
    func callingOff() throws {
        try play { folder throws in
            try rotate(folder, Self.new(name: "key-2"))
            let ending = try KeyKeeper(folder).retire("key-2", from: Self.now, at: Self.now)
            #expect(ending.resumed.map(\.verificationMethod) == [folder.profile.verificationMethod])
            #expect(try folder.keys().end(of: .issue, after: Self.now) == nil)
            #expect(
                try folder.keys().signing(.issue, at: Self.end.adding(days: 1))?.verificationMethod
                    == folder.profile.verificationMethod)
            // Another can be planned then.
            try rotate(folder, Self.new(seed: "9", name: "key-3"))
            #expect(Files.exists(folder.path + "/keys/issue-3.pem"))
        }
    }

    // MARK: Other hands

    @Test("a key in other hands signs nothing, neither what was planned with it nor what was signed with it before")
    func compromised() throws {
        try play { folder throws in
            let name = folder.profile.verificationMethod.text
            _ = try issue(folder, "Anna", at: Self.now)
            _ = try issue(folder, "Bert", at: Self.now.adding(days: 2))
            #expect(throws: IssuerError(.signingFailed, "")) {
                try Institution.failingIssuer(folder.path).issue(
                    Institution.record(.init("Cato", "De Smet")), at: Self.now.adding(days: 3))
            }
            let since = Self.now.adding(days: 1)
            let later = Self.now.adding(days: 4)
            #expect(
                code { _ = try KeyKeeper(folder).markCompromised(name, since: later.adding(seconds: 1), at: later) }
                    == .keyTimes)
            #expect(try KeyKeeper(folder).markCompromised(name, since: since, at: later).isNew)
            let uses = try folder.uses(of: folder.keys().key(named: name), since: since)
            #expect(uses.credentialCount == 2 && uses.credentials.count == 1 && uses.standing.count == 1)
            for name in ["Cato", "Dirk"] { #expect(code { _ = try issue(folder, name, at: later) } == .keyCompromised) }
            #expect(code { _ = try Institution.issuer(folder.path).checkpoint(at: later) } == .keyCompromised)
            // A time that was recorded is brought forward, and never back.
            #expect(try !KeyKeeper(folder).markCompromised(name, since: since, at: later).isNew)
            #expect(code { _ = try KeyKeeper(folder).markCompromised(name, since: later, at: later) } == .keyTimes)
            #expect(try KeyKeeper(folder).markCompromised(name, since: Self.now, at: later).isNew)
            #expect(code { _ = try KeyKeeper(folder).retire(name, from: later, at: later) } == .keyCompromised)
            // Another key takes over at once, and finishes what was planned under a new identifier.
            let planned = try #require(try folder.audit().unfinished.first)
            try rotate(folder, Self.new(from: later, overlap: later), at: later)
            let cato = try issue(folder, "Cato", at: later)
            #expect(try method(cato) != name && cato.record.credentialID != planned)
            #expect(try folder.audit().isClean && folder.issued().count == 3)
            let lines = try RegisterFile.lines(folder.path).map { String(decoding: $0, as: UTF8.self) }
            #expect(lines.count { $0.contains("keyCompromised") } == 2)
        }
    }

    @Test("where no key is left today, another is made at once, though one is planned for later")
    func emergency() throws {
        try play { folder throws in
            try rotate(folder, Self.new(name: "key-2"))
            let name = folder.profile.verificationMethod.text
            _ = try KeyKeeper(folder).markCompromised(name, since: Self.now, at: Self.now)
            #expect(try folder.keys().end(of: .issue, after: Self.now) == Self.now)
            try rotate(folder, Self.new(seed: "9", name: "key-3", from: Self.now, overlap: Self.now))
            #expect(try method(issue(folder, "Anna", at: Self.now)) == "\(Self.id)#key-3")
            #expect(try method(issue(folder, "Bert", at: Self.end)) == "\(Self.id)#key-2")
            #expect(try folder.keys().end(of: .issue, after: Self.now) == nil && folder.audit().isClean)
        }
    }

    @Test("with a key in other hands nothing is given again, and not even a lost copy is made again")
    func lostCopy() throws {
        try play { folder throws in
            _ = try issue(folder, "Anna", at: Self.now)
            _ = try KeyKeeper(folder).markCompromised(
                folder.profile.verificationMethod.text, since: Self.now, at: Self.now)
            try RegisterFile.tamper(folder.path, "UPDATE credentials SET content = NULL")
            #expect(code { _ = try issue(folder, "Anna", at: Self.now) } == .signedWithLostKey)
        }
    }

    @Test("a thief's list in the folder of the site is written over once it is known that the key was stolen")
    func stolenStatusKey() throws {
        try Files.withTemporaryFolder { path throws in
            let folder = try Institution.folder(
                path + "/leiehove", id: Self.id, status: Institution.status())
            _ = try issue(folder, "Anna", at: Self.now)
            let stolen = try Institution.status().key
            let site = PublishedSite(path + "/site")
            let first = try StatusKeeper(folder).release(at: Self.now, signer: stolen)
            try site.write(PublishedSite.files(of: folder.profile, first))
            // The thief dates a list after everything that the institution has published.
            let list = try #require(first.first)
            let forged = try StatusListSigner(
                issuer: folder.profile.id, verificationMethod: list.list.method(folder), key: stolen
            ).sign(StatusBitstring(count: 131_072), of: list.purpose, at: list.list.id, from: Self.now.adding(days: 3))
            try Files.write(forged.bytes, to: path + "/site/" + PublishedSite.path(of: list.list.id))
            #expect(code { try StatusKeeper(folder).checkIsNotBehind(site) } == .registerOutdated)
            let later = Self.now.adding(days: 4)
            let name = try #require(folder.profile.statusLists?.verificationMethod.text)
            _ = try KeyKeeper(folder).markCompromised(name, since: Self.now, at: later)
            #expect(try folder.uses(of: folder.keys().key(named: name), since: Self.now).laterListCount == first.count)
            try StatusKeeper(folder).checkIsNotBehind(site)
            #expect(code { _ = try StatusKeeper(folder).release(at: later, signer: stolen) } == .keyCompromised)
            try rotate(folder, Self.new(.status, seed: "8", from: later, overlap: later), at: later)
            let next = try StatusKeeper(folder).release(
                at: later, signer: Institution.key(seed: Self.seed("8")))
            #expect(next.allSatisfy(\.isNew) && next.count == first.count)
        }
    }

    @Test(
        "a table of keys that says something else than the events is found",
        arguments: [
            "UPDATE institution_keys SET compromised_since = NULL WHERE compromised_since IS NOT NULL",
            "UPDATE institution_keys SET valid_until = NULL",
            "UPDATE institution_keys SET place = 'file:x.pem' WHERE number = 1",
            "DELETE FROM institution_keys WHERE number = 3",
            "UPDATE institution_keys SET valid_from = '2020-01-01T00:00:00Z' WHERE number = 3",
        ])
    func altered(_ statement: String) throws {
        try play { folder throws in
            try rotate(folder, Self.new(name: "key-2"))
            _ = try KeyKeeper(folder).markCompromised("key-2", since: Self.now, at: Self.now)
            #expect(try folder.audit().isClean)
            try RegisterFile.tamper(folder.path, statement)
            #expect(try !folder.audit().alteredStatus.isEmpty, "\(statement)")
        }
    }

    // MARK: Interruptions

    @Test(
        "wherever it is killed, there is the old key or both, each opens, and the same again gives both",
        .enabled(if: SystemCalls.canBeWatched, "needs strace"),
        arguments: [("pwrite64", 3), ("fdatasync", 1), ("fsync", 1), ("renameat", 1), ("linkat", 1)])
    func killed(_ call: String, _ stride: Int) throws {
        var step = 0
        var isKilled = true
        while isKilled {
            step += stride
            try play { folder throws in
                let outcome = try CrashSubject.run("keys", folder.path, under: SystemCalls.killing(at: call, step))
                isKilled = outcome.lines.last != "end"
                let keys = try folder.keys()
                #expect([2, 3].contains(keys.all.count), "\(call) \(step)")
                #expect(try folder.audit().isClean)
                for time in [Self.now, Self.end.adding(days: 1)] {
                    let chosen = try folder.signing(at: time)
                    let key = try chosen.privateKey(passphrase: Institution.passphrase())
                    #expect(key.publicKey == chosen.profile.publicKey)
                }
                if keys.all.count == 2 {
                    try rotate(folder, Self.new(seed: "4"))
                } else {
                    #expect(outcome.lines.contains("end") || isKilled)
                    #expect(code { try rotate(folder, Self.new(seed: "4")) } == .keyPlanned)
                }
                #expect(try folder.keys().all.count == 3)
                let chosen = try folder.signing(at: Self.end)
                _ = try chosen.privateKey(passphrase: Institution.passphrase())
            }
        }
        #expect(step > stride || ["linkat", "renameat"].contains(call))
    }
}

extension StatusList {
    fileprivate func method(_ folder: IssuerFolder) throws -> DIDURL {
        try #require(folder.profile.statusLists?.verificationMethod)
    }
}
