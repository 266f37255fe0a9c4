import Credentials
import Cryptography
import Encodings
import Registry
import TrustSimulator

/// An authority that replaces a key, so that its first list does not hold under its second root, nor its second list under
/// its first root.
struct ReplacedKeys {
    /// Before both lists are overdue, and before the present day.
    static let now = "2026-11-22T09:00:00Z"

    let pin: TrustPin
    let credential: [UInt8]
    /// The first root with its list, and the authority's word on it.
    let older: TrustMaterial
    /// Both roots with the second list, and the authority's word on it.
    let newer: TrustMaterial
    /// Both roots with a third list, which leaves out an institution that the others have.
    let rewriting: TrustMaterial

    init() throws {
        let day = { (number: Int) in SimulatedClock.day(300 + number) }
        var authority = try SimulatedAuthority(at: day(0))
        let university = try SimulatedInstitution("Leiehove University", .key("university"))
        let mill = try SimulatedInstitution("Diploma Mill", .key("mill"))
        credential = try university.credential(with: "university", created: day(5))
        try authority.publish(at: day(0)) {
            try $0.addIssuer(university.listed(key: "university", from: SimulatedClock.day(0)))
            try $0.addIssuer(mill.listed(key: "mill", from: SimulatedClock.day(0)))
        }
        var older = authority.published
        older.statements = [try authority.statement(at: day(20))]
        try authority.rotate(by: ["r1", "r2", "r4"], at: day(10)) { [authority] in
            try $0.removeKey("r1")
            $0.addKey(try authority.key("r4").publicKey, id: "r4", operator: "court.example", roles: [.root, .list])
        }
        try authority.publish(by: ["r2", "r4"], at: day(15))
        var newer = authority.published
        newer.statements = [try authority.statement(at: day(21))]
        let value = try authority.nextList(at: day(22)).replacing("/credentialSubject/1", with: nil)
        var rewriting = authority.published
        rewriting.lists = [try authority.sign(value, by: ["r2", "r4"], at: day(22))]
        pin = authority.pin
        (self.older, self.newer, self.rewriting) = (older, newer, rewriting)
    }

    /// Writes a trust folder.
    func write(_ material: TrustMaterial, to folder: String, of story: Story, withPin: Bool = true) throws {
        _ = try story.shell("rm -rf \(folder); mkdir \(folder)")
        if withPin { try story.write(pin.serialized(), to: folder + "/pin.json") }
        for (place, root) in material.roots.enumerated() {
            try story.write(root, to: "\(folder)/root.\(place + 1).json")
        }
        for list in material.lists { try story.write(list, to: folder + "/list.json") }
        for statement in material.statements { try story.write(statement, to: folder + "/fresh.json") }
    }
}
