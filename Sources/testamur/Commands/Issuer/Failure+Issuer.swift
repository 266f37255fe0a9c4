import CredentialIssuer
import Credentials
import Cryptography
import Database
import Encodings
import Registry
import Storage
import YAMLDocuments

extension Failure {
    /// Runs work on an issuer's folder; what goes wrong is told to a person.
    ///
    /// - Parameter place: The institution's folder.
    static func ofIssuer<Result>(
        at place: String = "", _ body: () throws(IssuerError) -> Result
    ) throws(Failure) -> Result {
        do throws(IssuerError) {
            return try body()
        } catch {
            throw Failure(error, at: place)
        }
    }

    /// An issuer that cannot do what was asked.
    init(_ error: IssuerError, at place: String = "") {
        if let cause = error.cryptography, error.code == .keyUnusable || error.code == .cryptographyFailed {
            self.init(cause)
            return
        }
        if let cause = error.database, cause.hasServerWords {
            self.init(
                cause.code == .notBuilt || cause.code == .unusableAddress ? .usage : .inputOutput,
                Sentence("error.database.\(cause.code.rawValue)", ["reason": HarmlessText(cause.reason)]),
                hint: Sentence("hint.database.\(cause.code.rawValue)"))
            return
        }
        if let cause = error.storage, error.code == .storageFailed {
            self.init(reading: cause)
            return
        }
        let folder = place.isEmpty ? "." : place
        // What is in a batch is issued again as a batch.
        let isOfBatch = error.code == .signedWithLostKey && error.batch != nil
        var hint = Sentence(
            "hint.issuer.\(error.code.rawValue)" + (isOfBatch ? ".batch" : ""),
            ["key": ShellWord(folder + "/keys/" + (error.keyFile ?? "issue.pem")), "batch": error.batch ?? ""])
        if let judgement = error.judgement, judgement.isOfDelegation {
            hint = Sentence("error.given", ["text": TranslatedText { judgement.nextStep(in: $0) ?? "" }])
        }
        self.init(Self.status(error), Self.fact(error, folder), hint: hint)
    }

    private static func fact(_ error: IssuerError, _ folder: String) -> Sentence {
        if let judgement = error.judgement, let fact = Self.fact(judgement) { return fact }
        let problem =
            error.problems.first.map { Sentence($0) }
            ?? Sentence(
                "error.yaml.YAML_UNREADABLE",
                ["reason": HarmlessText(error.reason), "field": IssuerProfile.fileName])
        let place = error.problems.first.map { "\(IssuerProfile.fileName):\($0.position)" } ?? IssuerProfile.fileName
        let isOfRecord = error.code == .registerDamaged && error.record != nil
        return Sentence(
            "error.issuer.\(error.code.rawValue)" + (isOfRecord ? ".record" : ""),
            [
                "record": error.record ?? 0,
                "reason": HarmlessText(error.reason), "folder": folder, "place": place, "problem": problem,
                "date": error.existing?.signedAt ?? error.date ?? .earliest, "name": error.key ?? "",
                "id": error.existing?.credentialID ?? "", "revoked": error.date ?? .earliest,
                "batch": error.batch ?? "",
            ])
    }

    /// What the trust list answered, where it is the list that refuses.
    private static func fact(_ judgement: IssuerJudgement) -> Sentence? {
        let code = judgement.code.rawValue
        let facts = judgement.facts
        return Sentence(
            "error.judged",
            ["text": TranslatedText { RegistryMessages.sentence(code, in: $0, facts) }, "code": code])
    }

    private static func status(_ error: IssuerError) -> Status {
        switch error.code {
        case .notAnIssuerFolder, .folderIncomplete, .registerElsewhere, .batchUnknown: .noInput
        case .folderExists, .folderNotEmpty, .fileTaken: .cannotCreate
        case .folderBusy: .inputOutput
        case .storageFailed: .inputOutput
        case .draftRefused, .signingFailed, .cryptographyFailed: .software
        case .madeByLaterVersion, .profileMalformed, .keyFileExposed, .keyFileAltered, .keyUnusable, .recordRefused,
            .warningsNotAcknowledged, .conflict, .correctedBefore, .revokedBefore, .signedWithLostKey, .nothingToRepeat,
            .keyNotListed, .notGranted, .outOfScope,
            .listUnusable, .registerDamaged, .checkpointRefused, .notInRegister, .copyMissing, .notApproved,
            .batchCancelled, .rowsMoved, .approverRefused, .batchDone, .batchOutdated, .keyInDevice, .keyUnknown,
            .keyNotInForce, .keyCompromised, .keyIsIdentifier, .keyTaken, .keyPlanned, .keyTimes, .keyIsLast,
            .noStatusLists,
            .hasStatusLists,
            .statusKeyNotListed, .registerOutdated, .clockBehind:
            .dataError
        }
    }
}

extension DatabaseError {
    /// Whether it is told in words for a server, and not in those for a file.
    var hasServerWords: Bool {
        switch code {
        case .notBuilt, .unusableAddress, .unreachable, .notDurable: true
        case .notPermitted, .notFound: isOfServer
        default: false
        }
    }
}

extension Sentence {
    /// What is wrong at a place of a file of the institution.
    init(_ error: YAMLError) {
        let code = error.code.rawValue
        let own = "error.yaml.\(code)"
        let field = error.path.map { "\($0)" } ?? ""
        guard !CommandWords.has(own, .english) else {
            self.init(
                own,
                ["reason": HarmlessText(field.isEmpty ? error.reason : "\(field): \(error.reason)"), "field": field])
            return
        }
        let finding = Finding(code, .error, at: "", [("reason", error.reason)])
        self.init(
            "error.given", ["text": TranslatedText { SpecificationCatalogue.sentence(for: finding, in: $0) }])
    }
}
