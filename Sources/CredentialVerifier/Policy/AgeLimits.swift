public import Registry

/// How old a list may be at most, in general and for kinds of credential that differ from that.
public struct AgeLimits: Sendable {
    /// The limit for every kind that has none of its own; `nil` for any age.
    public var general: AgeLimit?
    /// The limits for some kinds, by the name of the type; `nil` for any age.
    ///
    /// The names are compared byte by byte.
    public var ofTypes: [(type: String, limit: AgeLimit?)]

    /// States limits.
    public init(_ general: AgeLimit?, ofTypes: [(type: String, limit: AgeLimit?)] = []) {
        self.general = general
        self.ofTypes = ofTypes
    }

    /// Any age.
    public static let unlimited = AgeLimits(nil)

    /// The limit for a credential.
    ///
    /// Of what a credential claims to be, the most strict limit counts; a kind that has no limit of its own has the
    /// general one. `VerifiableCredential` and the types of a badge count where they have one of their own.
    public func limit(for scope: @autoclosure () -> ClaimedScope) -> AgeLimit? {
        guard !ofTypes.isEmpty else { return general }
        let scope = scope()
        var limits = scope.kinds.map { kind in own(kind).map(\.limit) ?? general }
        for type in scope.types { if let own = own(type) { limits.append(own.limit) } }
        return limits.isEmpty ? general : limits.compactMap { $0 }.min()
    }

    private func own(_ type: [UInt8]) -> (type: String, limit: AgeLimit?)? {
        ofTypes.first { $0.type.utf8.elementsEqual(type) }
    }
}
