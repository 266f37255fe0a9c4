import CredentialIssuer
import Credentials
import Encodings
import Registry

/// What publishing comes to, for a registrar or a program.
struct ReleaseText {
    private let profile: IssuerProfile
    private let site: String
    private let language: Language
    private let format: ListFormat

    init(_ folder: IssuerFolder, site: String, language: Language, format: ListFormat) {
        profile = folder.profile
        self.site = site
        self.language = language
        self.format = format
    }

    /// Tells what would be signed.
    func rehearsed(_ lists: [PendingList]) {
        for list in lists {
            if format == .json {
                var value: JSONValue = [
                    "address": .string(list.address), "purpose": .string(list.purpose.name),
                    "set": .number(String(list.setCount)), "outcome": list.isDue ? "due" : "kept",
                ]
                value["validFrom"] = list.lastPublished.map { .string($0.description) }
                Output.json(value)
            } else {
                let key = list.isDue ? "issuer.release.due" : "issuer.release.kept"
                Output.line(
                    "  "
                        + sentence(
                            key,
                            [
                                ("file", IssuerStatusLists.fileName(list.purpose, list.number)),
                                ("count", String(list.setCount)),
                            ]))
            }
        }
        if format == .text { tell("issuer.release.rehearsed") }
    }

    /// Tells what is published, and when the next time is.
    func published(_ lists: [ReleasedList], written: [String], isChecked: Bool) {
        for list in lists { tell(list) }
        guard format == .text else { return }
        if lists.isEmpty { tell("issuer.release.nothing") }
        let place = TerminalText(site).description
        if written.isEmpty {
            tell("issuer.release.unchanged", [("folder", place)])
        } else {
            tell("issuer.release.written", [("count", String(written.count)), ("folder", place)])
        }
        for host in hosts(lists) {
            tell("issuer.release.serve", [("folder", place), ("host", TerminalText(host).description)])
        }
        if let due = lists.map(\.nextDue).min(), let end = lists.compactMap(\.list.validUntil).min() {
            tell(
                "issuer.release.next",
                [("date", CommandWords.date(due.date, language)), ("until", CommandWords.date(end.date, language))])
        }
        if !isChecked, lists.contains(where: \.isNew) { tell("issuer.release.unchecked") }
    }

    private func tell(_ list: ReleasedList) {
        let until = list.list.validUntil ?? list.list.validFrom
        guard format == .text else {
            Output.json([
                "address": .string(list.list.id), "purpose": .string(list.purpose.name),
                "set": .number(String(list.setCount)), "outcome": list.isNew ? "signed" : "same",
                "validFrom": .string(list.list.validFrom.description), "validUntil": .string(until.description),
                "nextDue": .string(list.nextDue.description),
            ])
            return
        }
        Output.line(
            "  "
                + sentence(
                    list.isNew ? "issuer.release.signed" : "issuer.release.same",
                    [
                        ("file", IssuerStatusLists.fileName(list.purpose, list.number)),
                        ("until", CommandWords.date(until.date, language)), ("count", String(list.setCount)),
                    ]))
    }

    /// Where the folder is to be served: usually on one host.
    private func hosts(_ lists: [ReleasedList]) -> [String] {
        var addresses = lists.map(\.list.id)
        if let document = (try? DIDWeb(profile.id))?.documentURL { addresses.append(document) }
        let parts = addresses.compactMap { $0.split(separator: "/").dropFirst().first.map { "https://\($0)/" } }
        return Set(parts).sorted()
    }

    private func tell(_ key: String, _ arguments: [(name: String, value: String)] = []) {
        Terminal.wrap(sentence(key, arguments), width: Terminal.standard.width).forEach { Output.line($0) }
    }

    private func sentence(_ key: String, _ arguments: [(name: String, value: String)]) -> String {
        CommandWords.sentence(key, language, arguments)
    }
}
