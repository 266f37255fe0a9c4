import Encodings

extension Recognition {
    /// How far a recognition goes along with what a credential claims.
    ///
    /// In the order in which it is asked, so that of several recognitions the one that goes furthest tells what is wrong.
    enum Coverage: Int, Comparable {
        case notInForce, type, eqfMissing, eqf, field, jurisdiction, schema, fieldMissing, jurisdictionMissing, voided
        case covered

        static func < (left: Coverage, right: Coverage) -> Bool { left.rawValue < right.rawValue }
    }

    /// Where this recognition stops covering `scope` at `time`.
    func coverage(of scope: ClaimedScope, at time: Timestamp) -> Coverage {
        guard isForIssuing, window.contains(time) else { return .notInForce }
        guard coversTypes(scope) else { return .type }
        if let eqfLevels {
            guard !scope.eqfLevels.isEmpty else { return .eqfMissing }
            for level in scope.eqfLevels where !eqfLevels.contains(level) { return .eqf }
        }
        if let fields {
            for field in scope.fields where !fields.contains(where: { field.starts(with: $0) }) { return .field }
        }
        let places = jurisdictions.map { scope.relation(to: $0) } ?? .inside
        if places == .outside { return .jurisdiction }
        if let schemaDigests {
            guard scope.schemaDigests.contains(where: { schemaDigests.contains($0) }) else { return .schema }
        }
        if let voidFrom, voidFrom <= time { return .voided }
        // What is outside is refused before; what is not said is neither outside nor covered.
        if fields != nil, scope.fields.isEmpty { return .fieldMissing }
        if places == .open { return .jurisdictionMissing }
        return .covered
    }

    /// Whether every kind that the credential claims to be is recognised.
    ///
    /// `VerifiableCredential` and `OpenBadgeCredential` say how a document is written, not what it awards: for a badge it
    /// is the type of the achievement that must be listed. A list that names `OpenBadgeCredential` itself recognises
    /// achievements of every type.
    private func coversTypes(_ scope: ClaimedScope) -> Bool {
        let coversEveryBadge = Self.badges.contains { lists($0) }
        var isSaid = false
        for type in scope.types where type != Self.credential {
            isSaid = true
            if Self.badges.contains(type) {
                guard coversEveryBadge || !scope.achievementTypes.isEmpty else { return false }
            } else {
                guard lists(type) else { return false }
            }
        }
        for type in scope.achievementTypes {
            isSaid = true
            guard coversEveryBadge || lists(type) else { return false }
        }
        guard coversEveryBadge || !scope.hasUntypedAchievement else { return false }
        return isSaid || lists(Self.credential)
    }

    /// The claims of which one is not covered, for a sentence to name: each once, and no more than a sentence can hold.
    static func claims(in scope: ClaimedScope, at coverage: Coverage) -> String {
        let claims: [[UInt8]]
        switch coverage {
        case .type:
            let own = scope.types.filter { $0 != credential && !badges.contains($0) } + scope.achievementTypes
            // A credential of no type of its own has the general one, which is what is not covered.
            claims = own.isEmpty ? scope.types : own
        case .eqf: claims = scope.eqfLevels.map { Array(($0 == 0 ? "?" : String($0)).utf8) }
        case .field: claims = scope.fields.map { $0.isEmpty ? [UInt8(ascii: "?")] : $0 }
        case .jurisdiction: claims = scope.jurisdictions.map { $0.isEmpty ? [UInt8(ascii: "?")] : $0 }
        default: claims = []
        }
        var named: [String] = []
        for claim in claims.map({ String(decoding: $0, as: UTF8.self) }) where !named.contains(claim) {
            guard named.count < 8 else { return named.joined(separator: ", ") + ", …" }
            named.append(claim)
        }
        return named.isEmpty ? "?" : named.joined(separator: ", ")
    }

    private func lists(_ type: [UInt8]) -> Bool { credentialTypes.contains(type) }

    private static let credential = Array("VerifiableCredential".utf8)
    private static let badges = [Array("OpenBadgeCredential".utf8), Array("AchievementCredential".utf8)]
}
