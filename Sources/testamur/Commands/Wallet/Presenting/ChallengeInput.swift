import Carriers
import Encodings
import PaperExchange
import Proofs

/// A challenge as a learner has it: the text or the JSON, or a picture of its code.
enum ChallengeInput {
    /// Reads a challenge, and refuses one that has ended.
    ///
    /// - Parameter file: A path; `-` is standard input.
    static func read(_ file: String, at now: Timestamp) throws(Failure) -> PresentationRequest {
        try Failure.refuseEmpty(file, option: "--challenge")
        let request = try request(in: Inputs.read(file, limit: Inputs.byteLimit), file)
        guard now <= request.expires else {
            throw Failure(
                .dataError,
                Sentence(
                    "error.present.challengeEnded", ["file": InputName(file), "time": MomentText(request.expires)]),
                hint: Sentence("hint.present.challengeEnded", ["domain": request.domain]))
        }
        return request
    }

    private static func request(in received: [UInt8], _ file: String) throws(Failure) -> PresentationRequest {
        var bytes = received
        if PaperInput.isPaper(received) || CarrierKind(of: received) == .svg {
            bytes = try text(onPaper: received, file)
        }
        do throws(ProofError) {
            return try PresentationRequest(parsing: bytes)
        } catch {
            throw Failure(
                .dataError,
                Sentence(
                    "error.present.notAChallenge", ["file": InputName(file), "reason": HarmlessText(error.reason)]),
                hint: "hint.present.notAChallenge")
        }
    }

    /// The text of the one challenge that a picture shows.
    private static func text(onPaper bytes: [UInt8], _ file: String) throws(Failure) -> [UInt8] {
        do throws(PaperError) {
            var request = PaperParts()
            request.append(.file, bytes)
            for mark in PresentationRequest.marks { request.append(.wanted, mark.utf8) }
            let codes = try PaperProcess.run("read", request).all(.code)
            let found = Set(codes.filter { (try? PresentationRequest(parsing: $0)) != nil })
            guard let first = found.first else { throw PaperError(codes.isEmpty ? .noCode : .otherCode) }
            // Which of two is meant, nobody can tell.
            guard found.count == 1 else { throw PaperError(.severalDocuments) }
            return first
        } catch {
            guard CarrierKind(of: bytes) == .svg, error.code == .unknownFormat else {
                throw Failure(paper: error, file)
            }
            throw Failure(
                .dataError, Sentence("error.present.drawing", ["file": InputName(file)]), hint: "hint.present.drawing")
        }
    }
}
