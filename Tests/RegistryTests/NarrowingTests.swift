import Credentials
import Encodings
@testable import Registry
import TestSupport
import Testing

/// One of the things that a recognition lets somebody do, each as a point: what is awarded, at which level, in which
/// field, where, in which form, on which day.
///
/// Written from the words of the design and not from the code: of each side of a recognition it is listed which points of
/// a small world it covers, and one recognition is part of another when it covers no point that the other lacks.
private struct Oracle {
    static let types = ["MicroCredential", "Diploma", "Course", "OpenBadgeCredential"]
    static let fields = ["06", "061", "0611", "0613", "062", "03", "031", "0311", "0312", "07", "0715"]
    static let places = ["BE", "BE1", "BE2", "BE21", "BE25", "NL", "NL3", "FR", "US-CA", "US-NV", "US"]
    static let schemas = ["a", "b", "c"]
    static let days = Array(1...28)

    var types: Set<String> = []
    /// Nothing stands for every level, field, place and form, and for an award that states none.
    var levels: ClosedRange<Int>?
    var fields: Set<String>?
    var places: Set<String>?
    var schemas: Set<String>?
    var days: ClosedRange<Int> = 1...28
    var isOpenEnded = false
    /// How many steps it may be passed on.
    var steps = 0
    var mayDelegate = false

    private var coveredLevels: Set<Int> {
        Set((0...8).filter { level in levels.map { level >= $0.lowerBound && level <= $0.upperBound } ?? true })
    }

    private var coveredFields: Set<String> { Self.covered(Self.fields, fields) { $0.hasPrefix($1) } }

    private var coveredPlaces: Set<String> {
        Self.covered(Self.places, places) { point, place in
            point == place || (point.hasPrefix(place) && (place.count == 2 || !place.contains("-")))
        }
    }

    private var coveredSchemas: Set<String> { Self.covered(Self.schemas, schemas) { $0 == $1 } }

    private var coveredDays: Set<Int> {
        // The days after the last one of the world stand for all of them.
        Set((1...40).filter { $0 >= days.lowerBound && (isOpenEnded || $0 <= days.upperBound) })
    }

    private static func covered(
        _ points: [String], _ named: Set<String>?, _ lies: (String, String) -> Bool
    ) -> Set<String> {
        guard let named else { return Set(points + [""]) }
        return Set(points.filter { point in named.contains { lies(point, $0) } })
    }

    func isPart(of wider: Oracle) -> Bool {
        types.isSubset(of: wider.types) && coveredLevels.isSubset(of: wider.coveredLevels)
            && coveredFields.isSubset(of: wider.coveredFields) && coveredPlaces.isSubset(of: wider.coveredPlaces)
            && coveredSchemas.isSubset(of: wider.coveredSchemas) && coveredDays.isSubset(of: wider.coveredDays)
            && wider.mayDelegate && steps + 1 <= wider.steps
    }

    func value() throws -> JSONValue {
        var value: JSONValue = [
            "type": "RecognizedAction", "action": "issue",
            "credentialTypes": .array(types.sorted().map { .string($0) }),
            "validFrom": .string(Self.time(days.lowerBound, "00:00:00")),
        ]
        if !isOpenEnded { value["validUntil"] = .string(Self.time(days.upperBound, "23:59:59")) }
        if let levels {
            value["eqfMin"] = .number(String(levels.lowerBound))
            value["eqfMax"] = .number(String(levels.upperBound))
        }
        value["fields"] = fields.map { .array($0.sorted().map { .string("isced-f:" + $0) }) }
        value["jurisdictions"] = places.map { .array($0.sorted().map { .string($0) }) }
        if let schemas {
            value["schemaDigests"] = .array(
                try schemas.sorted().map { name in
                    let digest = [UInt8](repeating: name.utf8.first ?? 0, count: 32)
                    return .string(try Multihash(.sha256, digest: digest).multibase)
                })
        }
        if mayDelegate { value["delegation"] = ["mayDelegate": true, "maxDepth": .number(String(steps))] }
        return value
    }

    private static func time(_ day: Int, _ clock: String) -> String {
        "2026-02-\(day < 10 ? "0" : "")\(day)T\(clock)Z"
    }

    func recognition() throws -> Recognition {
        try Recognition(JSONDocument(parsing: value().serialized(), limits: .trustList).root)
    }
}

extension Oracle {
    static func random(_ random: inout SeededGenerator) -> Oracle {
        var scope = Oracle()
        scope.types = some(types, &random)
        if !random.isOne(in: 3) {
            let least = random.number(in: 1...8)
            scope.levels = least...random.number(in: least...8)
        }
        if !random.isOne(in: 3) { scope.fields = some(fields, &random) }
        if !random.isOne(in: 3) { scope.places = some(places, &random) }
        if random.isOne(in: 4) { scope.schemas = some(schemas, &random) }
        let first = random.number(in: 1...20)
        scope.days = first...random.number(in: first...28)
        scope.isOpenEnded = random.isOne(in: 4)
        scope.steps = random.number(in: 0...2)
        scope.mayDelegate = scope.steps > 0 || random.isOne(in: 8)
        return scope
    }

    /// One that is mostly part of another, and sometimes just is not.
    static func near(_ wider: Oracle, _ random: inout SeededGenerator) -> Oracle {
        var scope = wider
        let other = Self.random(&random)
        func takes() -> Bool { random.isOne(in: 10) }
        scope.types = takes() ? other.types : some(wider.types.sorted(), &random)
        if takes() {
            scope.levels = other.levels
        } else if let levels = wider.levels {
            let least = random.number(in: levels)
            scope.levels = least...random.number(in: least...levels.upperBound)
        }
        if takes() {
            scope.fields = other.fields
        } else if let named = wider.fields {
            scope.fields = some(fields.filter { point in named.contains { point.hasPrefix($0) } }, &random)
        }
        if takes() {
            scope.places = other.places
        } else if let named = wider.places {
            scope.places = some(places.filter { point in named.contains { point.hasPrefix($0) } }, &random)
        }
        if takes() {
            scope.schemas = other.schemas
        } else if let named = wider.schemas {
            scope.schemas = some(named.sorted(), &random)
        }
        if takes() {
            (scope.days, scope.isOpenEnded) = (other.days, other.isOpenEnded)
        } else {
            let first = random.number(in: wider.days)
            scope.days = first...random.number(in: first...wider.days.upperBound)
            scope.isOpenEnded = wider.isOpenEnded && random.isOne(in: 2)
        }
        scope.steps = takes() ? other.steps : max(wider.steps - 1, 0)
        scope.mayDelegate = scope.steps > 0
        return scope
    }

    private static func some(_ items: [String], _ random: inout SeededGenerator) -> Set<String> {
        var chosen: Set<String> = [random.pick(items)]
        for item in items where random.isOne(in: 3) { chosen.insert(item) }
        return chosen
    }
}

@Suite("Delegations only narrow")
struct NarrowingTests {
    @Test("10,000 random pairs: what is accepted covers no point that the wider one lacks, and nothing else is refused")
    func randomPairs() throws {
        var random = SeededGenerator(seed: 45)
        var faults = Faults()
        var counts = (accepted: 0, refused: 0)
        for _ in 0..<10_000 {
            let wider = Oracle.random(&random)
            let scope = random.isOne(in: 4) ? Oracle.random(&random) : Oracle.near(wider, &random)
            let excess = try scope.recognition().excess(over: wider.recognition())
            let expected = scope.isPart(of: wider)
            if expected { counts.accepted += 1 } else { counts.refused += 1 }
            if (excess == nil) != expected {
                faults.note("\(scope) over \(wider): \(excess?.name ?? "narrows")")
            }
        }
        #expect(faults.count == 0, "\(faults)")
        #expect(counts.accepted > 1_500 && counts.refused > 3_000, "\(counts)")
    }

    @Test("The same answer comes of signed documents: 300 random delegations under a list")
    func signedPairs() throws {
        var random = SeededGenerator(seed: 46)
        var faults = Faults()
        var accepted = 0
        let now = try time("2026-02-01T00:00:00Z")
        for _ in 0..<300 {
            let wider = Oracle.random(&random)
            let scope = Oracle.near(wider, &random)
            let bytes = try ExampleDelegation.sign(
                ExampleDelegation.value([
                    ("/validFrom", "2026-02-01T00:00:00Z"), ("/validUntil", "2027-02-28T00:00:00Z"),
                    ("/credentialSubject/recognizedTo", [try scope.value()]),
                ]), created: "2026-02-01T00:00:00Z")
            let book = try ExampleDelegation.book(
                [bytes], list: [("/credentialSubject/0/recognizedTo", [try wider.value()])])
            let delegation = try #require(book.delegations.all.first)
            let code = book.judge(delegation, at: now).code
            let expected = scope.isPart(of: wider)
            if expected { accepted += 1 }
            if (code == .recognisedByDelegation) != expected { faults.note("\(scope) over \(wider): \(code)") }
        }
        #expect(faults.count == 0, "\(faults)")
        #expect(accepted > 60 && accepted < 240, "\(accepted)")
    }

    @Test("Every range of levels against every other")
    func levels() throws {
        for wider in Self.ranges {
            let whole = try Oracle(types: ["Course"], levels: wider, steps: 1, mayDelegate: true).recognition()
            for narrow in Self.ranges {
                let part = try Oracle(types: ["Course"], levels: narrow).recognition()
                let isPart =
                    wider.map { whole in
                        narrow.map { whole.contains($0.lowerBound) && whole.contains($0.upperBound) } ?? false
                    }
                    ?? true
                #expect((part.excess(over: whole) == nil) == isPart)
                if !isPart { #expect(part.excess(over: whole) == .levels) }
            }
        }
    }

    private static let ranges: [ClosedRange<Int>?] = [nil] + (1...8).flatMap { least in (least...8).map { least...$0 } }

    @Test(
        "A field lies within another whose digits it begins with",
        arguments: [
            (["061"], ["06"], true), (["0613"], ["061"], true), (["0613"], ["06"], true), (["06"], ["06"], true),
            (["06"], ["061"], false), (["061"], ["0613"], false), (["0713"], ["06"], false),
            (["0603"], ["0613"], false),
            (["061", "0311"], ["06", "0311"], true), (["061", "0312"], ["06", "0311"], false),
            (["060", "061"], ["060"], false), (nil, ["06"], false), (["06"], nil, true), (nil, nil, true),
        ] as [([String]?, [String]?, Bool)])
    func fields(_ narrow: [String]?, _ wider: [String]?, _ isPart: Bool) throws {
        let whole = try Oracle(types: ["Course"], fields: wider.map { Set($0) }, steps: 1, mayDelegate: true)
            .recognition()
        let part = try Oracle(types: ["Course"], fields: narrow.map { Set($0) }).recognition()
        #expect(part.excess(over: whole) == (isPart ? nil : .fields))
    }

    @Test(
        "A part of a country lies within it, whichever of its two names it has",
        arguments: [
            (["BE-VLG"], ["BE"], true), (["BE-VLG"], ["BE2"], true), (["BE21"], ["BE-VLG"], true),
            (["BE"], ["BE-VLG"], false), (["BE3"], ["BE-VLG"], false), (["BE", "NL"], ["BE"], false),
            (["US-CA"], ["US"], true), (["US"], ["US-CA"], false), (["EL"], ["GR"], false),
        ])
    func places(_ narrow: [String], _ wider: [String], _ isPart: Bool) throws {
        let whole = try Oracle(types: ["Course"], places: Set(wider), steps: 1, mayDelegate: true).recognition()
        let part = try Oracle(types: ["Course"], places: Set(narrow)).recognition()
        #expect(part.excess(over: whole) == (isPart ? nil : .places))
    }

    @Test("What never comes into force goes beyond nothing, and both names of a badge are one type")
    func oddCases() throws {
        let whole = try Oracle(types: ["OpenBadgeCredential"], days: 1...10, steps: 1, mayDelegate: true).recognition()
        let part = try Oracle(types: ["AchievementCredential"], days: 12...20).recognition()
        #expect(part.excess(over: whole) == .time)
        let before = ValidityWindow(from: try time("2026-02-01T00:00:00Z"), until: try time("2026-02-11T00:00:00Z"))
        #expect(part.excess(over: whole, within: (own: before, wider: nil)) == nil)
        #expect(try Oracle(types: ["MicroCredential"]).recognition().excess(over: whole) == .types)
    }
}
