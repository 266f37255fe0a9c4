package import Cryptography

/// What deriving the key of a vault from a passphrase may cost.
///
/// A cost that is too low lets others guess, and one that is too high is an attack by whoever made the file.
package struct DerivationCosts: Sendable {
    /// The cost of a new vault: 128 MiB and about half a second for each guess.
    package let written: Scrypt.Cost

    private let accepted: @Sendable (Scrypt.Cost) -> Bool

    /// Source: N of at least 2^17 with r = 8 is the least that OWASP advises for scrypt; less memory counts where p makes
    /// up for it.
    package static let standard = DerivationCosts(written: Scrypt.Cost(n: 1 << 17, r: 8, p: 1)) { cost in
        [1 << 15, 1 << 16, 1 << 17, 1 << 18].contains(cost.n) && cost.r == 8 && 1...4 ~= cost.p
    }

    /// Costs of next to nothing, for tests that open vaults by the thousand; no program has a way to these.
    package static let trivialForTests = DerivationCosts(written: Scrypt.Cost(n: 2, r: 8, p: 1)) { cost in
        cost.n == 2 && cost.r == 8 && cost.p == 1
    }

    private init(written: Scrypt.Cost, accepting accepted: @escaping @Sendable (Scrypt.Cost) -> Bool) {
        self.written = written
        self.accepted = accepted
    }

    /// Refuses a cost out of bounds.
    ///
    /// - Throws: ``WalletError`` with code `derivationParameters`.
    func check(_ cost: Scrypt.Cost) throws(WalletError) {
        guard accepted(cost) else {
            throw WalletError(
                .derivationParameters,
                "expected scrypt with N from 2^15 to 2^18, r = 8 and p from 1 to 4, found N = \(cost.n), r = \(cost.r), "
                    + "p = \(cost.p)")
        }
    }
}
