import Cryptography
import Registry

extension Failure {
    /// That a key has no part in what is to be signed, and whose have.
    ///
    /// - Parameter roles: What the keys of the root sign, of which each key counts that is in one.
    init(notAmong roles: [TrustRole], _ name: TrustRole.Name, of root: Int) {
        var holders: [String] = []
        for key in roles.flatMap(\.keys) {
            let holder = "\(key.id) (\(key.operator))"
            if !holders.contains(holder) { holders.append(holder) }
        }
        self.init(
            .dataError, Sentence("error.root.notAmong.\(name.rawValue)", ["version": root]),
            hint: Sentence("hint.root.notAmong", ["keys": HarmlessText(holders.joined(separator: ", "))]))
    }

    /// A root that the options describe and that nobody could accept: it is for whoever typed them to put right.
    init(drafting error: TrustError) {
        let isDomain = error.pointer == "/credentialSubject/id" || error.pointer == "/list"
        switch error.code {
        case .rootMalformed, .pinMalformed:
            let hint = isDomain ? Sentence("hint.lookAtOption", ["option": "--domain"]) : "hint.lookAtOptions"
            self.init(.dataError, Sentence(editing: error), hint: hint)
        default: self.init(editing: error)
        }
    }

    /// A draft that is not put into force, for those who are about to: what is missing they can still get.
    ///
    /// - Parameter sign: The command by which another holder signs it, without its key.
    init(publishing error: TrustError, _ path: String, sign: String, in folder: String) {
        switch error.code {
        case .threshold, .rootNewThreshold, .rootOldThreshold:
            self.init(
                .dataError,
                Sentence(
                    "error.trustFile",
                    ["file": InputName(path), "problem": Sentence(error), "code": error.code.rawValue]),
                hint: Sentence(
                    "hint.root.moreSignatures", ["command": HarmlessText(sign), "folder": ShellWord(folder)]))
        default: self.init(reading: error, path)
        }
    }
}
