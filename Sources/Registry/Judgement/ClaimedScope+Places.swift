extension ClaimedScope {
    /// How far what a credential says of its places lies within the places of a recognition.
    ///
    /// A country of which a part is named as well is judged by that part. One place outside is outside; one that cannot
    /// be told, or none at all, leaves it open.
    func relation(to recognized: [[UInt8]]) -> Jurisdiction.Relation {
        let wide = recognized.compactMap { Jurisdiction($0) }
        var places: [Jurisdiction] = []
        for code in jurisdictions {
            guard let place = Jurisdiction(code) else { return .outside }
            places.append(place)
        }
        var isOpen = places.isEmpty || hasUnreadableRegion
        for place in places where !places.contains(where: { $0.isPart(of: place) }) {
            let relations = wide.map { place.relation(to: $0) }
            if relations.contains(.inside) { continue }
            guard relations.contains(.open) else { return .outside }
            isOpen = true
        }
        return isOpen ? .open : .inside
    }
}
