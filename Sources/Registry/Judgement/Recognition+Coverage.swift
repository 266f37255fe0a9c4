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
        guard scope.isCovered(by: credentialTypes) else { return .type }
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

    /// The claims of which one is not covered, for a sentence to name.
    static func claims(in scope: ClaimedScope, at coverage: Coverage) -> String {
        switch coverage {
        case .type: scope.kindNames
        case .eqf: ClaimedScope.list(scope.eqfLevels.map { Array(($0 == 0 ? "?" : String($0)).utf8) })
        case .field: ClaimedScope.list(scope.fields)
        case .jurisdiction: ClaimedScope.list(scope.jurisdictions)
        default: "?"
        }
    }
}
