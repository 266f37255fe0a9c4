import Credentials
import Cryptography
import Encodings
import YAMLDocuments

extension IssuerProfileReader {
    func did(_ value: YAMLValueReader?) -> DID? {
        guard let value, let text = value.text() else { return nil }
        do throws(IdentifierError) {
            let id = try DID(parsing: text)
            if id.hasMethod("web") { _ = try DIDWeb(id) }
            return id
        } catch {
            value.report(.unreadable, error.reason)
            return nil
        }
    }

    func method(_ value: YAMLValueReader?, of id: DID?) -> DIDURL? {
        guard let value, let text = value.text() else { return nil }
        let method: DIDURL
        do throws(IdentifierError) {
            method = try DIDURL(parsing: text)
        } catch {
            value.report(.unreadable, error.reason)
            return nil
        }
        guard let id else { return nil }
        guard method.isControlled(by: id), method.pathAndQuery.isEmpty, !(method.fragment ?? "").isEmpty else {
            value.report(.unreadable, "expected the id, then # and the name of the key, found another")
            return nil
        }
        return method
    }

    func publicKey(_ value: YAMLValueReader?) -> Ed25519PublicKey? {
        guard let value, let text = value.text() else { return nil }
        do throws(CryptographyError) {
            return try Ed25519PublicKey(multikey: text)
        } catch {
            value.report(.unreadable, error.reason)
            return nil
        }
    }

    /// Where the private key is: in the device of this address, else in the file of this name.
    func keyPlace(_ value: YAMLValueReader?, file: String) -> InstitutionKey.Place {
        guard let value, let address = text(value)?.string else { return .file(file) }
        guard let place = InstitutionKey.Place(address), case .device = place else {
            value.report(
                .unreadable, "expected the address of a key in a device, found another text",
                hint: "Write it as in pkcs11:token=school;object=issue?module-path=/usr/lib/driver.so.")
            return .file(file)
        }
        return place
    }

    /// A `did:key` is its key: the three members cannot differ.
    func checkKeyIsIdentifier(_ id: DID?, _ method: DIDURL?, _ key: Ed25519PublicKey?, _ value: YAMLValueReader?) {
        guard let id, let method, let key, id.hasMethod("key") else { return }
        if method != DIDKey(key).verificationMethod {
            value?.report(.unreadable, "expected the did:key of public_key, found another")
        }
    }
}
