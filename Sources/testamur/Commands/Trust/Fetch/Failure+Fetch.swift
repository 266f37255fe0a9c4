import CredentialVerifier
import Credentials
import Encodings
import Registry
import Retrieval
import Storage

extension Failure {
    /// A file that cannot be fetched from the web.
    init(fetching error: RetrievalError) {
        let code = error.code.rawValue
        self.init(
            Self.status(error.code), Sentence("error.fetch.\(code)", ["subject": error.subject]),
            hint: Sentence("hint.fetch.\(code)", ["program": FetchProcess.name]))
    }

    private static func status(_ code: RetrievalError.Code) -> Status {
        switch code {
        case .notHTTPS, .malformedAddress, .credentials, .notAFolder, .privateAddress, .impossibleAddress: .usage
        case .redirectedElsewhere, .redirectedTooOften, .tooLarge, .compressed: .dataError
        case .programMissing, .programFailed: .software
        case .hostNotFound, .notConnected, .proxy, .timeout, .tooSlow, .certificateDate, .certificateName,
            .certificateUntrusted, .certificateStore, .insecure, .refused, .truncated, .notHTTP:
            .inputOutput
        }
    }

    /// A trust folder that was not brought up to date, and in which nothing was changed.
    init(updating error: TrustUpdateError, from source: String, _ folder: String, _ named: TrustSource) {
        let failure = Self.reason(error, source, folder, named)
        self.init(
            failure.status, Sentence("error.fetch.nothingChanged", ["problem": failure.fact]), hint: failure.hint)
    }

    private static func reason(
        _ error: TrustUpdateError, _ source: String, _ folder: String, _ named: TrustSource
    ) -> Failure {
        switch error {
        case .folder(let cause): Failure(cause, folder, named)
        case .severalAuthorities(let folders):
            Failure(
                .usage, Sentence("error.fetch.severalAuthorities", ["folder": folder]),
                hint: Sentence("hint.fetch.severalAuthorities", ["folders": folders.joined(separator: ", ")]))
        case .storage(let cause): Failure(creating: cause)
        case .source(let name, let cause): Failure(name, cause, source)
        case .noList:
            Failure(.noInput, Sentence("error.fetch.noList", ["source": source]), hint: "hint.fetch.noList")
        case .unreadable(let name, let cause):
            Failure(
                .dataError,
                Sentence("error.fetch.unreadable", ["file": name.text, "source": source, "problem": Sentence(cause)]),
                hint: "hint.fetch.page")
        case .index(let place):
            Failure(
                .dataError,
                Sentence(
                    "error.fetch.index",
                    ["source": source, "place": HarmlessText(place.isEmpty ? "/" : JSONPointer.printable(place))]),
                hint: "hint.fetch.index")
        case .mismatch(let name):
            Failure(
                .dataError, Sentence("error.fetch.mismatch", ["file": name.text, "source": source]),
                hint: "hint.fetch.mismatch")
        case .tooMuch(let limit):
            Failure(
                .dataError, Sentence("error.fetch.tooMuch", ["source": source, "limit": limit]),
                hint: "hint.fetch.index")
        case .refused(let name, let cause, let present, let evidence):
            refusal(name, cause, present, evidence, source)
        case .overdue(let cause, let present): overdue(cause, present, source)
        case .cryptography(let cause): Failure(cause)
        }
    }

    /// A source that does not give a file: each has reasons of its own.
    private init(_ name: TrustFileName, _ cause: any Error, _ source: String) {
        if let cause = cause as? RetrievalError {
            let failure = Failure(fetching: cause)
            self.init(
                failure.status, Sentence("error.inFile", ["file": InputName(name.text), "problem": failure.fact]),
                hint: failure.hint)
        } else if let cause = cause as? StorageError {
            self.init(reading: cause, missing: "hint.fetch.noList")
        } else {
            self.init(.software, Sentence("error.fetch.FETCH_PROGRAM_FAILED", ["subject": source]), hint: "hint.report")
        }
    }

    private static func refusal(
        _ name: TrustFileName, _ cause: TrustError, _ present: IssuerTrustList?, _ evidence: String?, _ source: String
    ) -> Failure {
        // The registry's own sentence for it is about a list.
        let problem = name.kind != .list && cause.code == .badSignature ? "error.fetch.altered" : Sentence(cause)
        var fact = Sentence(
            "error.fetch.refused" + (present == nil ? "" : ".beside"),
            ["file": name.text, "source": source, "problem": problem, "code": cause.code.rawValue])
        if let present {
            fact.add("sequence", present.sequence)
            fact.add("issued", present.issued)
        }
        let hint: Sentence =
            switch cause.code {
            case .equivocation:
                evidence.map { Sentence("hint.fetch.evidence", ["file": $0]) } ?? "hint.fetch.contradiction"
            case .unreadable: "hint.fetch.page"
            case .rollback: "hint.fetch.rollback"
            case .expired: "hint.fetch.expired"
            case .fromFuture: "hint.fetch.clock"
            case .wrongID, .wrongAuthority, .wrongEnvironment, .threshold, .badSignature: "hint.fetch.otherAuthority"
            default: Sentence(next: cause)
            }
        return Failure(cause.code == .cryptographyFailed ? .software : .dataError, fact, hint: hint)
    }

    private static func overdue(_ cause: TrustError, _ present: IssuerTrustList, _ source: String) -> Failure {
        guard cause.code != .fromFuture else {
            return Failure(
                .dataError,
                Sentence("error.fetch.fromFuture", ["sequence": present.sequence, "dated": present.dated]),
                hint: "hint.fetch.clock")
        }
        return Failure(
            .dataError,
            Sentence(
                "error.fetch.overdue",
                ["source": source, "sequence": present.sequence, "nextUpdate": present.nextUpdate]),
            hint: "hint.fetch.expired")
    }
}
