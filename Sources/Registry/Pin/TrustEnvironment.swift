/// What a trust list is made for: real awards, demonstrations, or something that an authority has a name for.
///
/// A verifier is pinned to one environment and refuses the lists of every other, so that a list made for trying things
/// out never vouches for a real award.
public struct TrustEnvironment: Sendable, Hashable {
    /// The name: 1 to 32 small letters, digits and hyphens, starting with a letter.
    public let name: String

    /// Real awards.
    public static let production = TrustEnvironment(checked: "production")
    /// Demonstrations, the only environment in which published test keys are accepted.
    public static let demonstration = TrustEnvironment(checked: "demonstration")

    /// Names an environment.
    ///
    /// - Returns: `nil` unless the name has the form that ``name`` describes.
    public init?(_ name: String) { self.init(Array(name.utf8)) }

    init?(_ bytes: [UInt8]) {
        guard (1...32).contains(bytes.count), let first = bytes.first, (0x61...0x7A).contains(first),
            bytes.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { return nil }
        name = String(decoding: bytes, as: UTF8.self)
    }

    private init(checked name: String) { self.name = name }
}

extension TrustEnvironment: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}
