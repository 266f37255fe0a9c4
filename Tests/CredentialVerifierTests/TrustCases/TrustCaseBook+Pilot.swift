import Cryptography
import Encodings
import Registry
import Testing
import TrustSimulator

/// Cases that need keys which nobody has published: those of an authority's own trial, with keys made for it alone.
extension TrustCaseBook {
    func pilotCases() throws -> [TrustCase] {
        var book = self
        var valid = try book.valid("valid-pilot", "A verifier that trusts an authority's own trial.")
        valid.says += " Its keys are in no list of published keys."
        book.add(valid)
        let published = try SimulatedKeys.published(Self.keyNames).key("r1").publicKey.multikey
        let key: JSONValue = [
            "kid": "did:web:college.example#1", "publicKeyMultibase": .string(published), "purposes": ["issue"],
            "validFrom": "2019-01-01T00:00:00Z", "state": "active",
        ]
        try book.addList(
            "LIST_DEMONSTRATION_KEY", "A key of an institution is one that everybody can sign with.",
            like: "valid-pilot",
            [("/credentialSubject/1/alsoKnownAs", ["did:web:college.example"]), ("/credentialSubject/1/keys/-", key)])
        try book.addList(
            "LIST_WRONG_ENVIRONMENT", "The list is for another environment.", like: "valid-pilot",
            [("/trustList/environment", "rehearsal")])
        let root = try secondRoot()
        let place = "/credentialSubject/keys/3/publicKeyMultibase"
        book.add(
            "LIST_DEMONSTRATION_KEY-root", "A key of the second root is one that everybody can sign with.",
            like: "valid-pilot", differs: ["trust/root.2.json#\(place)"],
            files: [("trust/root.2.json", try signedRoot(root.replacing(place, with: .string(published))))])
        book.add(
            "ROOT_WRONG_ENVIRONMENT", "The second root is for another environment.", like: "valid-pilot",
            differs: ["trust/root.2.json#/credentialSubject/environment"],
            files: [
                (
                    "trust/root.2.json",
                    try signedRoot(root.replacing("/credentialSubject/environment", with: "rehearsal"))
                )
            ])
        return book.cases
    }
}
