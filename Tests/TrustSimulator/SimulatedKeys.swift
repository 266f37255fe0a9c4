public import Cryptography

/// Where the keys of a simulation come from, by their names.
public enum SimulatedKeys: Sendable {
    /// Each name has a key of its own, which is good in every environment. They live in memory alone.
    case anyEnvironment
    /// Each of these names has a key whose private half is published, and which is good in demonstrations alone: what is
    /// signed with it may be kept in files.
    case published([String])

    /// Published keys of which the seed is one byte repeated.
    private static let publishedSeeds: [UInt8] = Array(1...10) + [0x42, 0xFF]

    /// Why a simulation has no such key.
    public struct Missing: Error {
        /// The name that no key has.
        public let name: String
    }

    /// The key with a name.
    public func key(_ name: String) throws -> Ed25519PrivateKey {
        switch self {
        case .anyEnvironment:
            var seed = try SHA256.hash(Array("Testamur simulated key \(name)".utf8))
            return try Ed25519PrivateKey(seed: SecretBytes(overwriting: &seed))
        case .published(let names):
            guard let place = names.firstIndex(of: name), place < Self.publishedSeeds.count else {
                throw Missing(name: name)
            }
            var seed = [UInt8](repeating: Self.publishedSeeds[place], count: 32)
            return try Ed25519PrivateKey(seed: SecretBytes(overwriting: &seed))
        }
    }
}
