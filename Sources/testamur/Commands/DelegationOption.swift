import ArgumentParser
import CredentialVerifier
import Storage

/// Delegations that somebody has as files.
struct DelegationOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A delegation that came with them, by which a faculty issues for its institution; may be repeated.",
            valueName: "file"), completion: .file())
    var delegation: [String] = []

    /// The bytes of each; what they say counts as far as somebody on a list stands behind it.
    func load() throws -> [[UInt8]] {
        try delegation.map { path throws(Failure) in
            try Failure.refuseEmpty(path, option: "--delegation")
            return try Inputs.read(path, limit: TrustFolder.delegationFileLimit)
        }
    }
}
