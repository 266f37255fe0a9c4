/// Which machines may be connected to.
///
/// A name can lead anywhere, and to another place the next time it is asked for. So it is never the name that is
/// judged, but the number that a connection is about to be made to.
public struct AddressPolicy: Sendable {
    /// Whether this machine and those in private networks count.
    public let allowsLocal: Bool

    /// Makes a policy: servers on the internet, and others where somebody said so.
    public init(allowsLocal: Bool = false) { self.allowsLocal = allowsLocal }

    /// Refuses a machine that may not be connected to.
    ///
    /// - Throws: ``RetrievalError`` with code `privateAddress` or `impossibleAddress`.
    public func check(_ address: NetworkAddress) throws(RetrievalError) {
        switch address.reach {
        case .global: return
        case .local where allowsLocal: return
        case .local: throw RetrievalError(.privateAddress, address.description)
        case .nobody: throw RetrievalError(.impossibleAddress, address.description)
        }
    }

    /// Refuses an address that names such a machine itself, for where somebody else resolves names.
    ///
    /// - Throws: ``RetrievalError`` with code `privateAddress` or `impossibleAddress`.
    public func check(_ address: WebAddress) throws(RetrievalError) {
        if let number = address.number { try check(number) }
        let isThisMachine = address.host == "localhost" || address.host.utf8.suffix(10).elementsEqual(".localhost".utf8)
        guard !isThisMachine || allowsLocal else { throw RetrievalError(.privateAddress, address.host) }
    }
}
