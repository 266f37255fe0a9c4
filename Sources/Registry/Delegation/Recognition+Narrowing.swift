import Encodings

extension Recognition {
    /// What of a recognition goes beyond one that it is to be part of.
    ///
    /// In the order in which it is asked, so that of several recognitions the one that goes furthest tells what is wrong.
    public enum Excess: Int, Comparable, Sendable, CaseIterable {
        case action, types, levels, fields, places, schemas, time, powers, steps

        /// The stable name, for sentences.
        public var name: String {
            switch self {
            case .action: "action"
            case .types: "types"
            case .levels: "levels"
            case .fields: "fields"
            case .places: "places"
            case .schemas: "schemas"
            case .time: "time"
            case .powers: "powers"
            case .steps: "steps"
            }
        }

        /// Whether one is asked before another.
        public static func < (left: Excess, right: Excess) -> Bool { left.rawValue < right.rawValue }
    }

    /// What this recognition grants that `wider` does not let anybody pass on; `nil` when it only narrows.
    ///
    /// - Parameters:
    ///   - limits: When each of the two counts besides its own window, where that is limited: the delegation in which it
    ///     stands.
    public func excess(
        over wider: Recognition, within limits: (own: ValidityWindow?, wider: ValidityWindow?) = (nil, nil)
    ) -> Excess? {
        let own = window.cut(to: limits.own)
        let whole = wider.window.cut(to: limits.wider)
        if let excess = scopeExcess(over: wider) { return excess }
        // A time that never comes grants nothing.
        if !own.isEmpty, !own.isWithin(whole) { return .time }
        return powersExcess(over: wider)
    }

    /// As ``excess(over:within:)``, but for the end: an authority may end what it recognised at any time, and what was
    /// passed on before ends with it.
    func excessAtStart(
        over wider: Recognition, within limits: (own: ValidityWindow?, wider: ValidityWindow?)
    ) -> Excess? {
        let own = window.cut(to: limits.own)
        if let excess = scopeExcess(over: wider) { return excess }
        if !own.isEmpty, own.from < wider.window.cut(to: limits.wider).from { return .time }
        return powersExcess(over: wider)
    }

    /// Whether one of some others covers it, and may be passed on as far, whenever they are in force.
    func isWithin(_ wider: [Recognition]) -> Bool {
        wider.contains { scopeExcess(over: $0) == nil && powersExcess(over: $0) == nil }
    }

    /// As ``excess(over:within:)``, whenever both are in force and whatever may be passed on.
    func scopeExcess(over wider: Recognition) -> Excess? {
        guard isForIssuing, wider.isForIssuing else { return .action }
        guard credentialTypes.allSatisfy({ Self.covers($0, wider.credentialTypes) }) else { return .types }
        if let levels = wider.eqfLevels {
            guard let eqfLevels, levels.contains(eqfLevels.lowerBound), levels.contains(eqfLevels.upperBound) else {
                return .levels
            }
        }
        if let prefixes = wider.fields {
            guard let fields, fields.allSatisfy({ field in prefixes.contains { field.starts(with: $0) } }) else {
                return .fields
            }
        }
        if let places = wider.jurisdictions?.compactMap({ Jurisdiction($0) }) {
            guard let jurisdictions, jurisdictions.allSatisfy({ Self.lies($0, in: places) }) else { return .places }
        }
        if let digests = wider.schemaDigests {
            guard let schemaDigests, schemaDigests.allSatisfy({ digests.contains($0) }) else { return .schemas }
        }
        return nil
    }

    /// Whether the powers may be passed on at all, and over as many steps.
    func powersExcess(over wider: Recognition) -> Excess? {
        guard wider.mayDelegate else { return .powers }
        return delegationDepth < wider.delegationDepth ? nil : .steps
    }

    /// A badge of any kind has two names for its type.
    static func covers(_ type: [UInt8], _ wider: [[UInt8]]) -> Bool {
        wider.contains(type) || ClaimedScope.isBadge(type) && wider.contains(where: ClaimedScope.isBadge)
    }

    static func lies(_ code: [UInt8], in places: [Jurisdiction]) -> Bool {
        guard let place = Jurisdiction(code) else { return false }
        return places.contains { place.relation(to: $0) == .inside }
    }
}

extension ValidityWindow {
    /// The part of the period that lies in another; `nil` leaves all of it.
    func cut(to other: ValidityWindow?) -> ValidityWindow {
        guard let other else { return self }
        let ends = [until, other.until].compactMap { $0 }
        return ValidityWindow(from: max(from, other.from), until: ends.min())
    }

    /// Whether no second belongs to the period.
    var isEmpty: Bool { until.map { $0 < from } ?? false }
}

extension Delegation {
    /// When what it passes on can count at most.
    var limits: ValidityWindow { ValidityWindow(from: begins, until: window.until) }
}
