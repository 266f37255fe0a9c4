import Credentials
import Encodings

/// Whether the bytes are a strict JSON object of a kind that is judged here.
enum FormatCheck {
    static func refusal(_ error: JSONError, _ bytes: [UInt8]) -> Check {
        if let form = ForeignForm(bytes) { return Check(.format, .undecided, form.rawValue) }
        // A credential that is strict JSON, and only larger or finer than what is read here, is not wrong for that. A
        // number beyond every double is: it has no canonical form that anybody could have signed.
        let isMeasure = [.limit, .numberNotAllowed, .inputTooLarge].contains(error.code)
        let outcome: Outcome = isMeasure && ForeignForm.isCredentialBeyondLimits(bytes) ? .undecided : .failed
        return Check(
            .format, outcome, error.code.rawValue, at: error.pointer,
            [
                ("reason", .text(error.reason)), ("byte", .number(error.byteOffset)),
                ("place", .text(error.pointer.isEmpty ? "" : ", " + JSONPointer.printable(error.pointer))),
            ])
    }

    static func refusal(_ received: ReceivedCredential) -> Check? {
        let root = received.document.root
        guard root.kind == .object else {
            return Check(.format, .failed, "NOT_AN_OBJECT", [("found", .text(root.kind.name))])
        }
        // What calls itself a credential as well is judged as one: a type that is added must not save a forgery.
        let isPresentation =
            received.claims.hasType("VerifiablePresentation")
            || received.claims.hasType("EnvelopedVerifiablePresentation")
        if isPresentation, !received.claims.hasType("VerifiableCredential"), root["credentialSubject"] == nil {
            return Check(.format, .undecided, "PRESENTATION_NOT_DECIDED", at: "/type")
        }
        if let form = ForeignForm.object(root) { return Check(.format, .undecided, form.rawValue) }
        return nil
    }
}
