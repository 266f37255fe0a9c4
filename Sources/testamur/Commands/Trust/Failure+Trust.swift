import Credentials
import Encodings
import Registry
import Storage

extension Failure {
    /// A pin or a list that is not accepted.
    init(reading error: TrustError, _ path: String) {
        let name = TerminalText(path).description
        self.init(
            Self.status(error), "\(name): \(Self.fact(error)) (\(error.code.rawValue))",
            hint: RegistryMessages.sentence("next.\(error.code.rawValue)", in: .english))
    }

    /// A change of a list that cannot be made.
    init(editing error: TrustError) {
        switch error.code {
        case .malformed, .unreadable, .pinMalformed:
            let place = error.pointer.isEmpty ? "" : " (at \(TerminalText(error.pointer)))"
            self.init(.dataError, "this cannot stand on a list: \(error.reason)\(place)")
        case .historyRewritten:
            self.init(
                .dataError, "\(error.reason) (at \(TerminalText(error.pointer)))",
                hint: "a list only ever adds: throw the draft away with testamur trust discard, and begin again")
        default:
            self.init(
                Self.status(error), Self.fact(error),
                hint: RegistryMessages.sentence("next.\(error.code.rawValue)", in: .english))
        }
    }

    /// An authority's folder that cannot be read or locked.
    init(authorityFolder error: StorageError) {
        switch error.code {
        case .notFound, .notAFolder:
            self.init(
                .noInput, error.reason,
                hint: "an authority's folder is made by testamur trust init; it has pin.json and list.json")
        case .locked: self.init(.inputOutput, error.reason, hint: "wait for it to finish, then run this again")
        default: self.init(.inputOutput, error.reason)
        }
    }

    private static func status(_ error: TrustError) -> Status {
        error.code == .cryptographyFailed ? .software : .dataError
    }

    private static func fact(_ error: TrustError) -> String {
        TerminalText(RegistryMessages.sentence(error.code.rawValue, in: .english, error.facts)).description
    }
}
