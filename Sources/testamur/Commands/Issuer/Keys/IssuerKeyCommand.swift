import ArgumentParser
import CredentialIssuer
import Credentials
import Cryptography
import Encodings

/// `testamur issuer key`: the institution's keys.
struct IssuerKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "The institution's keys: which there are, a new one in time, and one that got into other hands.",
        discussion: """
            Example: testamur issuer key list --issuer leiehove, and once a year
                     testamur issuer key rotate --issuer leiehove
            """,
        subcommands: [
            IssuerKeyListCommand.self, IssuerKeyRotateCommand.self, IssuerKeyRetireCommand.self,
            IssuerKeyCompromisedCommand.self,
        ])
}

/// `testamur issuer key list`: every key, and what is known of it.
struct IssuerKeyListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the keys: what each is for, from when until when, where it is kept, and how much it signed.",
        discussion: """
            Example: testamur issuer key list --issuer leiehove --trust utopia
            With --trust it also says whether the authority's list has them.
            """)

    @OptionGroup var issuer: IssuerOption

    @Option(
        name: .long,
        help: ArgumentHelp("The folder with the authority's list, to look the keys up there.", valueName: "folder"),
        completion: .directory)
    var trust: String?

    @OptionGroup var time: EditTimeOption

    @Option(name: .long, help: "How to answer: text, or json (one line for each key).")
    var format: ListFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let now = try time.now()
        let (folder, standing) = try TrustStanding.signing(issuer.open(), trust, at: now)
        let present = [folder.profile.issueKey] + [folder.profile.statusLists?.key].compactMap { $0 }
        for (position, key) in folder.profile.keys.enumerated() {
            let uses = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.uses(of: key) }
            let card = KeyLines(
                key: key, uses: uses, listing: standing.map { key.standing(on: $0, at: now) },
                signs: present.contains(key) && key.standing(at: now) == .inForce, now: now,
                language: language.chosen, terminal: .standard)
            guard format == .text else {
                Output.json(card.json)
                continue
            }
            if position > 0 { Output.line() }
            card.lines.forEach { Output.line($0) }
        }
        guard format == .text else { return }
        let advice = try KeyAdvice(folder, language.chosen, at: now).lines
        if !advice.isEmpty { Output.line() }
        advice.forEach { Output.line($0) }
    }
}

/// A key as a registrar reads it.
struct KeyLines {
    let key: InstitutionKey
    let uses: KeyUses
    /// What the authority's list has of it, where there is one.
    let listing: InstitutionKey.Listing?
    /// Whether it is the one that signs now.
    let signs: Bool
    let now: Timestamp
    let language: Language
    let terminal: Terminal

    var lines: [String] {
        var facts = [
            ("for", word("issuer.key.for.\(key.purpose.rawValue)")), ("standing", standing),
            ("kept", TerminalText(KeyPlaceText.text(key.place)).description),
        ]
        if let listing { facts.append(("list", text(listing))) }
        facts.append(("signed", signed))
        let rows = facts.map { (word("issuer.key.\($0.0)"), $0.1) }
        return [terminal.paint(TerminalText(key.verificationMethod.text).description, .strong)]
            + IssuerCard.columns(rows)
    }

    /// How it stands, with the days.
    private var standing: String {
        let state = key.standing(at: now)
        var parts = [word("issuer.key.standing.\(signs ? "signs" : state.rawValue)")]
        switch state {
        case .compromised:
            if let since = key.compromisedSince {
                parts.append(word("issuer.key.since", [("time", KeyPlaceText.words(since, language))]))
            }
        case .planned, .inForce, .retired:
            if let from = key.from {
                parts.append(word("issuer.key.from", [("time", KeyPlaceText.words(from, language))]))
            }
            if let until = key.until {
                parts.append(word("issuer.key.until", [("time", KeyPlaceText.words(until, language))]))
            }
        }
        return parts.joined(separator: ", ")
    }

    private var signed: String {
        var parts: [String] = []
        if uses.credentialCount > 0 || key.purpose == .issue {
            parts.append(Counted.text("issuer.count.credential", uses.credentialCount, language))
        }
        if uses.listCount > 0 || key.purpose == .status {
            parts.append(Counted.text("issuer.count.list", uses.listCount, language))
        }
        return parts.joined(separator: ", ")
    }

    private func text(_ listing: InstitutionKey.Listing) -> String {
        switch listing {
        case .absent: word("issuer.key.list.absent")
        case .inForce: word("issuer.key.list.inForce")
        case .later(let time): word("issuer.key.list.later", [("time", KeyPlaceText.words(time, language))])
        case .ended: word("issuer.key.list.ended")
        case .compromised(let time): word("issuer.key.list.compromised", [("time", KeyPlaceText.words(time, language))])
        }
    }

    /// The key for programs.
    var json: JSONValue {
        var value: JSONValue = [
            "verificationMethod": .string(key.verificationMethod.text),
            "publicKeyMultibase": .string(key.publicKey.multikey), "purpose": .string(key.purpose.rawValue),
            "state": .string(key.standing(at: now).rawValue), "signsNow": .boolean(signs),
            "place": .string(KeyPlaceText.text(key.place)),
            "credentials": .number(String(uses.credentialCount)), "statusLists": .number(String(uses.listCount)),
        ]
        value["validFrom"] = key.from.map { .string($0.description) }
        value["validUntil"] = key.until.map { .string($0.description) }
        value["compromisedSince"] = key.compromisedSince.map { .string($0.description) }
        if let listing {
            let word =
                switch listing {
                case .absent: "absent"
                case .inForce: "inForce"
                case .later: "planned"
                case .ended: "retired"
                case .compromised: "compromised"
                }
            value["trustList"] = .string(word)
        }
        return value
    }

    private func word(_ key: String, _ arguments: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, arguments)
    }
}

/// Where a key is, and when, in the form in which it is written.
enum KeyPlaceText {
    static func text(_ place: InstitutionKey.Place) -> String {
        switch place {
        case .file(let name): "keys/" + name
        case .device(let address): address
        }
    }

    /// A time as people write it: a day alone where it is the beginning of one.
    static func words(_ time: Timestamp, _ language: Language) -> String {
        let date = CommandWords.date(time.date, language)
        guard time.secondOfDay != 0 else { return date }
        let clock = String(time.description.dropFirst(11).prefix(8))
        return CommandWords.sentence("issuer.key.moment", language, [("date", date), ("clock", clock)])
    }

    /// A time as commands take it: a day alone where it is the beginning of one.
    static func time(_ time: Timestamp) -> String {
        time.secondOfDay == 0 ? time.date.description : time.description
    }
}

/// What a registrar is to be told of the keys: when one is due, and when there will be none.
struct KeyAdvice {
    let lines: [String]

    init(_ folder: IssuerFolder, _ language: Language, at now: Timestamp) throws {
        let keys = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.keys() }
        var lines: [String] = []
        for purpose in InstitutionKey.Purpose.allCases where !keys.all(for: purpose).isEmpty {
            guard let end = keys.end(of: purpose, after: now) else { continue }
            let what = CommandWords.sentence("issuer.key.for.\(purpose.rawValue)", language)
            lines += Terminal.wrap(
                CommandWords.sentence(
                    end <= now ? "issuer.key.none" : "issuer.key.ends", language,
                    [
                        ("what", what), ("time", KeyPlaceText.words(end, language)),
                        (
                            "command",
                            "testamur issuer key rotate"
                                + (purpose == .status ? " --purpose status" : "")
                        ),
                    ]), width: Terminal.standard.width)
        }
        self.lines = lines
    }
}

/// A number of things.
enum Counted {
    static func text(_ key: String, _ count: Int, _ language: Language) -> String {
        CommandWords.sentence(
            "\(key).\(count == 1 ? "one" : "many")", language, [("n", ProgressBar.grouped(count))])
    }
}
