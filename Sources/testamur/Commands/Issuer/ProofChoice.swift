import ArgumentParser
import CredentialIssuer
import Proofs

/// What a credential is signed with, as an argument names it: `jcs`, `rdfc`, or both with a comma between them.
struct ProofChoice: ExpressibleByArgument, CustomStringConvertible {
    let suites: [Cryptosuite]

    /// Both.
    static let standard = ProofChoice(suites: Issuer.standardSuites)

    private static let names: [(name: String, suite: Cryptosuite)] = [
        ("jcs", .eddsaJCS2022), ("rdfc", .eddsaRDFC2022),
    ]

    static var allValueStrings: [String] { names.map(\.name) + [standard.description] }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

    init(suites: [Cryptosuite]) { self.suites = suites }

    init?(argument: String) {
        var suites: [Cryptosuite] = []
        for part in argument.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard let choice = Self.names.first(where: { part.elementsEqual($0.name.utf8) }),
                !suites.contains(choice.suite)
            else { return nil }
            suites.append(choice.suite)
        }
        self.suites = suites
    }

    var description: String {
        suites.compactMap { suite in Self.names.first { $0.suite == suite }?.name }.joined(separator: ",")
    }

    var defaultValueDescription: String { description }
}
