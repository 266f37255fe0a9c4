import Credentials
import Cryptography
import Encodings
import Registry
import YAMLDocuments

extension IssuerProfileReader {
    /// Where status lists are published, with the key for them; nothing where the file has none of it.
    func statusLists(
        _ keys: YAMLMappingReader, of id: DID?, besides issuing: (method: DIDURL?, key: Ed25519PublicKey?)
    ) -> IssuerStatusLists? {
        let baseValue = keys.optional("status_lists")
        let purposesValue = keys.optional("status_purposes")
        let messageValue = keys.optional("status_message")
        let methodValue = keys.optional("status_verification_method")
        let keyValue = keys.optional("status_public_key")
        let deviceValue = keys.optional("status_key_device")
        guard let baseValue else {
            for value in [purposesValue, messageValue, methodValue, keyValue, deviceValue] {
                value?.report(
                    .unreadable, "expected status_lists beside it, found none",
                    hint: "Add the address under which you publish status lists as status_lists, or take this away.")
            }
            return nil
        }
        if methodValue == nil || keyValue == nil {
            baseValue.report(
                .unreadable, "expected status_verification_method and status_public_key beside it, found none",
                hint: "Name the key for status lists, whose file is keys/status.pem.")
        }
        let base = statusBase(baseValue)
        let purposes = purposesValue.map { statusPurposes($0) } ?? IssuerStatusLists.usualPurposes
        let message = text(messageValue)
        if let purposes, purposes.contains(.message) != (messageValue != nil) {
            (messageValue ?? purposesValue ?? baseValue).report(
                .unreadable, "expected the purpose message and the text status_message together, found one of them",
                hint: "Write in status_message what a set message means, for everybody who verifies.")
        }
        let key = publicKey(keyValue)
        if let key, key == issuing.key {
            keyValue?.report(
                .unreadable, "expected another key than the one that signs credentials, found the same",
                hint: "Whoever has the key on the machine that publishes lists must not be able to issue.")
        }
        let method = statusMethod(methodValue, of: id, key)
        if let method, method == issuing.method {
            methodValue?.report(.unreadable, "expected another name than verification_method has, found the same")
        }
        let place = keyPlace(deviceValue, file: IssuerPaths.statusKeyName)
        guard let base, let purposes, let method, let key else { return nil }
        let listKey = InstitutionKey(
            purpose: .status, verificationMethod: method, publicKey: key, place: place, from: nil)
        return IssuerStatusLists(
            base: base, purposes: purposes, message: message, namedKey: listKey, key: listKey)
    }

    private func statusBase(_ value: YAMLValueReader) -> String? {
        guard var text = text(value)?.string else { return nil }
        if text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
        guard let problem = IssuerStatusLists.problem(withBase: text) else { return text }
        value.report(.unreadable, problem.reason, hint: "Write it as in https://school.example/status.")
        return nil
    }

    private func statusPurposes(_ value: YAMLValueReader) -> [StatusPurpose]? {
        let names = ["revocation", "suspension", "refresh", "message"]
        let purposes = value.list(count: 1...names.count) { value in
            value.choice(of: names).map { StatusPurpose($0) }
        }
        guard let purposes else { return nil }
        guard Set(purposes).count == purposes.count else {
            value.report(.unreadable, "expected each purpose once, found one twice")
            return nil
        }
        guard purposes.contains(.revocation) else {
            value.report(
                .unreadable, "expected revocation among the purposes, found none",
                hint: "Without it nothing that was issued in error can be taken back.")
            return nil
        }
        return purposes
    }

    /// The name of the key for lists: the issuer's own, or, for an issuer that is a key itself, that of the key.
    private func statusMethod(_ value: YAMLValueReader?, of id: DID?, _ key: Ed25519PublicKey?) -> DIDURL? {
        guard let value, let id, let key else { return nil }
        guard id.hasMethod("key") else { return method(value, of: id) }
        guard let text = value.text() else { return nil }
        guard let method = DIDURL(text), method == DIDKey(key).verificationMethod else {
            value.report(.unreadable, "expected the did:key of status_public_key, then # and its name, found another")
            return nil
        }
        return method
    }
}
