import Credentials
import Cryptography
import Encodings
import Registry
import Testing
import TrustSimulator

/// Three years of an authority and its institutions, day by day: the acts that ``ThreeYearsTable`` knows nothing of but
/// what it says itself.
///
/// Six keys of institutions are replaced in good order and two roots follow the first; one key is stolen, one institution
/// is suspended for a while, one is withdrawn, two close and another takes over: the keys of the one are retired, and of
/// those of the other nothing is said. For a while the authority publishes nothing.
struct ThreeYears {
    /// The institutions by their names; `Mill` is on no list.
    let institutions: [String: SimulatedInstitution]
    /// The authority on each day on which it published something, in order.
    private(set) var days: [(day: Int, authority: SimulatedAuthority)] = []

    init() throws {
        var institutions: [String: SimulatedInstitution] = ["Mill": try SimulatedInstitution("Mill", .key("mill"))]
        for name in ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse"] {
            institutions[name] = try SimulatedInstitution(name, .web("\(name.lowercased()).example"))
        }
        self.institutions = institutions
        var record = Record(authority: try SimulatedAuthority(at: SimulatedClock.day(0)))
        try firstYear(&record)
        try secondYear(&record)
        try thirdYear(&record)
        days = record.days
    }

    private func firstYear(_ record: inout Record) throws {
        try record.publish(0) {
            for name in ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Gorse"] {
                try $0.addIssuer(institution(name).listed(key: "k1", from: SimulatedClock.day(-1_000)))
            }
        }
        try record.publish(90)
        try record.publish(170) { try add("k2", of: "Alder", from: 200, to: &$0) }
        try record.publish(200) { try retire("k1", of: "Alder", 229, on: &$0) }
        try record.publish(270) { try add("k2", of: "Birch", from: 300, to: &$0) }
        try record.publish(300) { try retire("k1", of: "Birch", 310, on: &$0) }
        try record.authority.rotate(by: ["r1", "r2"], at: SimulatedClock.day(330)) { [authority = record.authority] in
            try $0.removeKey("r3")
            $0.addKey(
                try authority.key("r4").publicKey, id: "r4", operator: "court.example", roles: [.root, .list])
        }
        try record.publish(335) {
            try $0.suspend(did("Birch"), since: SimulatedClock.day(350), reason: "qa-review")
        }
    }

    private func secondYear(_ record: inout Record) throws {
        try record.publish(418) { try $0.reinstate(did("Birch"), since: SimulatedClock.day(420)) }
        try record.publish(430) {
            try $0.compromiseKey(DIDURL(parsing: institution("Cedar").method("k1")), since: SimulatedClock.day(400))
            try add("k2", of: "Cedar", from: 430, to: &$0)
        }
        try record.publish(470) { try add("k3", of: "Alder", from: 500, to: &$0) }
        try record.publish(505) { try retire("k2", of: "Alder", 505, on: &$0) }
        try record.publish(605) { try $0.withdraw(did("Dogwood"), since: SimulatedClock.day(600)) }
        try record.publish(670) { try add("k3", of: "Birch", from: 690, to: &$0) }
        try record.authority.rotate(by: ["r2", "r4"], at: SimulatedClock.day(698)) { [authority = record.authority] in
            try $0.removeKey("r1")
            try $0.removeKey("f1")
            $0.addKey(
                try authority.key("r5").publicKey, id: "r5", operator: "ministry.example", roles: [.root, .list])
            $0.addKey(try authority.key("f2").publicKey, id: "f2", operator: "ministry.example", roles: [.freshness])
        }
        try record.publish(700, by: ["r2", "r4"]) { try retire("k2", of: "Birch", 699, on: &$0) }
    }

    private func thirdYear(_ record: inout Record) throws {
        // Elm closes in good order: what it awarded stays good, and Fir goes on in its place.
        try record.publish(750, by: ["r4", "r5"]) {
            try retire("k1", of: "Elm", 760, on: &$0)
            try $0.endRecognition(0, of: did("Elm"), until: SimulatedClock.end(of: 760))
            try $0.withdraw(
                did("Elm"), since: SimulatedClock.day(765), reason: "closed",
                successor: Successor(id: did("Fir"), legalName: "Fir"))
            try $0.addIssuer(institution("Fir").listed(key: "k1", from: SimulatedClock.day(750), eqfLevels: 5...6))
        }
        try record.publish(775, by: ["r2", "r5"]) { try add("k4", of: "Alder", from: 800, to: &$0) }
        try record.publish(830, by: ["r2", "r5"]) {
            try retire("k3", of: "Alder", 830, on: &$0)
            try $0.withdraw(did("Gorse"), since: SimulatedClock.day(900), reason: "closed")
        }
        try record.publish(1_000, by: ["r2", "r4"]) { try add("k2", of: "Fir", from: 1_001, to: &$0) }
        try record.publish(1_040, by: ["r2", "r4"]) { try retire("k1", of: "Fir", 1_040, on: &$0) }
    }

    /// The authority, and what it had published on each day.
    private struct Record {
        /// For how long a list is good, in days.
        private static let listDays = 120

        var authority: SimulatedAuthority
        var days: [(day: Int, authority: SimulatedAuthority)] = []

        mutating func publish(
            _ day: Int, by ids: [String] = ["r1", "r2"], _ change: (inout TrustListEditor) throws -> Void = { _ in }
        ) throws {
            try authority.publish(by: ids, at: SimulatedClock.day(day, hour: 9), days: Self.listDays, change)
            days.append((day, authority))
        }
    }

    // MARK: Acts

    /// One of the institutions.
    func institution(_ name: String) throws -> SimulatedInstitution { try #require(institutions[name]) }

    private func did(_ name: String) throws -> DID { try DID(parsing: institution(name).did) }

    private func add(_ key: String, of name: String, from day: Int, to editor: inout TrustListEditor) throws {
        try editor.addKey(institution(name).listed(key, from: SimulatedClock.day(day)), to: did(name))
    }

    private func retire(_ key: String, of name: String, _ day: Int, on editor: inout TrustListEditor) throws {
        try editor.retireKey(DIDURL(parsing: institution(name).method(key)), until: SimulatedClock.end(of: day))
    }

    // MARK: What a verifier gets

    /// What the authority has published up to a day, with its word of that day.
    func published(by day: Int) throws -> TrustMaterial {
        guard let authority = days.last(where: { $0.day <= day })?.authority else { return TrustMaterial() }
        var material = authority.published
        let id = authority.root.version < 3 ? "f1" : "f2"
        material.statements = [try authority.statement(by: id, at: SimulatedClock.day(day, hour: 10))]
        return material
    }
}
