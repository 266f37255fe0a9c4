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
        let places = jurisdictions.map { scope.relation(to: $0) } ?? .inside
        if let excess = excess(of: scope, places) { return excess }
        if let voidFrom, voidFrom <= time { return .voided }
        // What is outside is refused before; what is not said is neither outside nor covered.
        if fields != nil, scope.fields.isEmpty { return .fieldMissing }
        if places == .open { return .jurisdictionMissing }
        return .covered
    }

    /// Whether it declares awards of this kind and time void, though it may not have been in force yet when they were made.
    ///
    /// Awards are declared void after the fact, in a delegation that is made after them: it reaches back to what it names as
    /// its `voidFrom`, whenever it begins itself, and up to its end.
    func voids(_ scope: ClaimedScope, at time: Timestamp, until end: Timestamp) -> Bool {
        guard let voidFrom, isForIssuing, voidFrom <= time, time <= min(window.until ?? .latest, end) else {
            return false
        }
        return excess(of: scope, jurisdictions.map { scope.relation(to: $0) } ?? .inside) == nil
    }

    /// What of a credential's claims lies outside; `nil` where nothing does.
    private func excess(of scope: ClaimedScope, _ places: Jurisdiction.Relation) -> Coverage? {
        guard scope.isCovered(by: credentialTypes) else { return .type }
        if let eqfLevels {
            guard !scope.eqfLevels.isEmpty else { return .eqfMissing }
            for level in scope.eqfLevels where !eqfLevels.contains(level) { return .eqf }
        }
        if let fields {
            for field in scope.fields where !fields.contains(where: { field.starts(with: $0) }) { return .field }
        }
        if places == .outside { return .jurisdiction }
        if let schemaDigests {
            guard scope.schemaDigests.contains(where: { schemaDigests.contains($0) }) else { return .schema }
        }
        return nil
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
