import Encodings
import Registry

extension ListSigning {
    /// Whether a draft is the list in force, with whatever signatures.
    func isInForce(_ draft: [UInt8]) throws(Failure) -> Bool {
        guard let list else { return false }
        do throws(TrustError) {
            return try IssuerTrustList.digest(ofDocument: draft) == list.digest
        } catch {
            throw Failure(reading: error, draftPath)
        }
    }

    /// Refuses a draft that is not of the list after the one in force, in the same words whether it is to be signed or
    /// put into force.
    func checkFollows(_ draft: [UInt8]) throws(Failure) {
        do throws(TrustError) {
            try IssuerTrustList.check(draft: draft, following: list)
        } catch {
            throw refusal(of: draft, error)
        }
    }

    /// Refuses a draft that no verifier would accept, whoever has signed it, or with a key that would count for nothing.
    func checkContent(_ draft: [UInt8]) throws(Failure) {
        do throws(TrustError) {
            try IssuerTrustList.check(draft: draft, pin: folder.pin, root: root, following: list)
        } catch {
            throw Failure(
                .dataError,
                Sentence("error.draftUnusable", ["file": draftPath, "problem": Sentence(editing: error)]),
                hint: Sentence("hint.discard", ["folder": ShellWord(folder.path)]))
        }
    }

    private func refusal(of draft: [UInt8], _ error: TrustError) -> Failure {
        let number = list?.sequence ?? 0
        switch error.code {
        case .equivocation, .rollback:
            return Failure(
                .dataError,
                Sentence(
                    "error.draftStale",
                    [
                        "file": InputName(draftPath), "found": IssuerTrustList.claimedSequence(of: draft) ?? number,
                        "sequence": number, "code": error.code.rawValue,
                    ]), hint: Sentence("hint.draftStale", ["folder": ShellWord(folder.path), "next": number + 1]))
        case .editRefused where error.refusal?.name == EditRefusal.draftInForce.name:
            return Failure(
                .dataError, Sentence("error.draftInForce", ["file": InputName(draftPath), "sequence": number]),
                hint: Sentence("hint.draftInForce", ["folder": ShellWord(folder.path)]))
        case .editRefused, .sequenceJump,
            .historyRewritten where error.pointer == "/trustList/previousDigest":
            return Failure(
                .dataError,
                Sentence(
                    "error.draftOfOther",
                    ["file": InputName(draftPath), "sequence": number, "code": error.code.rawValue]),
                hint: Sentence("hint.draftOfOther", ["folder": ShellWord(folder.path)]))
        case .cryptographyFailed: return Failure(reading: error, draftPath)
        default:
            return Failure(
                .dataError,
                Sentence(
                    "error.trustFile",
                    ["file": InputName(draftPath), "problem": Sentence(error), "code": error.code.rawValue]),
                hint: Sentence("hint.discard", ["folder": ShellWord(folder.path)]))
        }
    }

    /// That the list in force is one that no verifier with the newest root takes any more.
    func listOfEarlierRoot(_ list: IssuerTrustList) -> Failure {
        Failure(
            .dataError,
            Sentence("error.vouch.earlierRoot", ["sequence": list.sequence, "version": root.version]),
            hint: Sentence("hint.vouch.earlierRoot", ["folder": ShellWord(folder.path)]))
    }
}
