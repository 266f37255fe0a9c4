import Cryptography
import Encodings
import Registry

/// What the options of `testamur trust root` make of a root, checked in their own words before it is written.
///
/// Whoever makes a root reads of `--threshold` and `--holder`, and not of places in a document that he has not seen.
struct RootChoice {
    /// A key of the root that is being made.
    private struct Key {
        let id: String
        let holder: OperatorName?
        let key: Ed25519PublicKey
    }

    private var keys: [TrustRole.Name: [Key]] = [:]
    /// What must sign in each role, and of how many holders, unless an option says otherwise.
    private var standing: [TrustRole.Name: (threshold: Int, holders: Int)] = [:]

    /// Begins with the keys of a root that stay; with none for a first one.
    init(after root: TrustRoot? = nil, without removed: [String] = []) {
        for name in TrustRole.Name.allCases {
            guard let role = root?[name] else { continue }
            standing[name] = (role.threshold, role.distinctOperators)
            keys[name] = role.keys.filter { key in !removed.contains { $0.utf8.elementsEqual(key.id.utf8) } }
                .map { Key(id: $0.id, holder: OperatorName($0.operator), key: $0.publicKey) }
        }
    }

    /// Takes a key in that an option names.
    mutating func add(_ named: RootKeyArgument, option: String, to roles: [TrustRole.Name]) throws(Failure) {
        let all = TrustRole.Name.allCases.flatMap { keys[$0] ?? [] }
        guard !all.contains(where: { $0.id.utf8.elementsEqual(named.id.utf8) }) else {
            throw Failure(
                .usage, Sentence("error.root.nameTwice", ["option": option, "id": named.id]),
                hint: "hint.root.nameTwice")
        }
        if let other = all.first(where: { $0.key == named.key }) {
            throw Failure(
                .usage, Sentence("error.root.keyTwice", ["option": option, "id": named.id, "other": other.id]),
                hint: "hint.root.keyTwice")
        }
        let key = Key(id: named.id, holder: OperatorName(named.holder), key: named.key)
        for role in roles { keys[role, default: []].append(key) }
    }

    /// Refuses what no root may ask for.
    ///
    /// - Parameters:
    ///   - threshold: How many keys must sign a root or a list; `nil` where the root before says it.
    ///   - end: When the root is to end; `nil` for the usual time.
    func check(threshold: Int?, until end: Timestamp?, at now: Timestamp) throws(Failure) {
        if let end, end <= now {
            throw Failure(.usage, Sentence("error.root.until", ["time": end]), hint: "hint.root.until")
        }
        for name in [TrustRole.Name.root, .list] {
            let members = keys[name] ?? []
            guard !members.isEmpty else { throw Failure(.usage, "error.root.noHolder", hint: "hint.root.noHolder") }
            let holders = Set(members.compactMap(\.holder)).count
            let asked = threshold ?? standing[name]?.threshold ?? 1
            guard (1...members.count).contains(asked) else {
                throw Failure(
                    .usage, Sentence("error.root.threshold", ["found": asked, "keys": members.count]),
                    hint: Sentence("hint.root.threshold", ["most": min(holders, members.count)]))
            }
            let apart = threshold ?? standing[name]?.holders ?? 1
            guard apart <= holders else {
                throw Failure(
                    .usage, Sentence("error.root.holders", ["found": apart, "holders": holders]),
                    hint: "hint.root.distinct")
            }
        }
        let daily = keys[.freshness] ?? []
        guard daily.count >= max(1, standing[.freshness]?.threshold ?? 1) else {
            throw Failure(.usage, "error.root.noDaily", hint: "hint.root.noDaily")
        }
    }
}
