import ArgumentParser
import CredentialVerifier
import Encodings
import Registry

/// Status lists that somebody has as files.
struct StatusOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A status list of the issuer, which tells what was revoked; may be repeated.",
            discussion: "Otherwise those in the trust folder, and those that came in a capsule.", valueName: "file"),
        completion: .file())
    var status: [String] = []

    /// The bytes of each; what they say counts as far as the issuer signed it.
    func load() throws(Failure) -> [[UInt8]] {
        var lists: [[UInt8]] = []
        for path in status {
            try Failure.refuseEmpty(path, option: "--status")
            let bytes = try Inputs.read(path, limit: Limits.statusList.documentByteCount)
            do throws(JSONError) {
                _ = try JSONDocument(parsing: bytes, limits: .statusList)
            } catch {
                throw Failure(error, in: path, "error.notStrictJSON")
            }
            guard StatusList.claimedID(of: bytes) != nil else {
                throw Failure(
                    .dataError, Sentence("error.status.noList", ["file": InputName(path)]), hint: "hint.status.noList")
            }
            lists.append(bytes)
        }
        return lists
    }
}
