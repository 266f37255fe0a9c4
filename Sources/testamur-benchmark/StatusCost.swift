import Credentials
import Cryptography
import Encodings
import Proofs
import Registry

/// Measures what a status list costs: opening it, and asking it when it is open.
enum StatusCost {
    static func run(_ scene: Scene) throws {
        let place = try Place(at: scene.now)
        let slice = 200
        var open = Samples()
        var decode = Samples()
        var check = Samples()
        let text = Array(try place.values.encoded().utf8)
        for _ in 0..<200 {
            open.add(
                try CPUClock.time(1) {
                    _ = try StatusList(verifying: place.bytes, keys: place.trustList, at: scene.now).values.get()
                })
            decode.add(try CPUClock.time(1) { _ = try StatusBitstring(encoded: text) })
            check.add(try CPUClock.time(slice) { try place.check(at: scene.now) })
        }
        print("\na status list of \(place.values.count()) values, one in a hundred set, \(place.bytes.count) bytes")
        Row.printHeader("status")
        Row.print("open, with its signature", open, note: "           at most 1000 us")
        Row.print("of which decoding", decode)
        Row.print("ask an open list", check, note: "           at most 2 us")
    }

    /// An institution with a key for status lists, its list, and a credential's entry.
    private struct Place {
        let trustList: IssuerTrustList
        let values: StatusBitstring
        let bytes: [UInt8]
        private let document: JSONDocument
        private let lists: StatusLists
        private let issuer = Array("did:web:university.example".utf8)

        init(at now: Timestamp) throws {
            let address = "https://university.example/status/1"
            guard let did = DID("did:web:university.example"), let method = DIDURL("did:web:university.example#status"),
                let authorityDID = DID("did:web:authority.example")
            else { throw Scene.Failure(reason: "an identifier of the scene is malformed") }
            let authority = try Ed25519PrivateKey.generate()
            let key = try Ed25519PrivateKey.generate()
            let pin = try TrustPin(
                authority: authorityDID, name: "Authority", country: "BE", key: authority.publicKey,
                environment: .production, listID: "urn:trust:benchmark:status")
            let since = now.adding(days: -100)
            var editor = TrustListEditor(
                creating: pin, legalName: "Authority", jurisdiction: "BE", at: now.adding(days: -2))
            var institution = NewIssuer(id: did, legalName: "University", grantedSince: since)
            institution.keys = [
                NewKey(
                    verificationMethod: method, publicKey: key.publicKey, purpose: .status,
                    window: ValidityWindow(from: since))
            ]
            institution.recognitions = [
                NewRecognition(credentialTypes: ["MicroCredential"], window: ValidityWindow(from: since))
            ]
            try editor.addIssuer(institution)
            trustList = try editor.sign(with: authority)
            var values = StatusBitstring()
            // Spread as if drawn: nothing that a compressor could make use of.
            for place in 0..<values.count() / 100 { values.setValue(1, at: place * 7_919 * 13 % values.count()) }
            self.values = values
            let list = NewStatusList(
                address: address, issuer: did, purpose: .revocation, values: values, validFrom: now.adding(days: -1),
                validUntil: now.adding(days: 6))
            bytes = try list.sign(with: key, verificationMethod: method).bytes
            let entry: JSONValue = [
                "credentialStatus": [
                    "id": .string(address + "#94568"), "type": "BitstringStatusListEntry",
                    "statusPurpose": "revocation",
                    "statusListIndex": "94568", "statusListCredential": .string(address),
                ]
            ]
            document = try JSONDocument(parsing: entry.serialized(), limits: .credential)
            lists = StatusLists([bytes])
            try check(at: now)
        }

        func check(at now: Timestamp) throws {
            let authority = StatusAuthority(of: issuer, on: [trustList])
            let judge = StatusJudge(
                lists, keys: trustList, policy: StatusPolicy(maximumAge: AgeLimit(30, .days)), at: now)
            guard judge.judge(document.root["credentialStatus"], of: authority).outcome == .passed else {
                throw Scene.Failure(reason: "the list does not say that the credential stands")
            }
        }
    }
}
