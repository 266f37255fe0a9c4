import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

@Suite("The proofs of a trust list")
struct IssuerTrustListProofTests {
    @Test("A list without the pinned key's proof lacks its threshold")
    func refusesOtherSigners() throws {
        let authority = try TrustAuthority()
        let value = try ExampleList.value()
        #expect(authority.refusal(value.serialized())?.code == .threshold)
        #expect(authority.refusal(value.setting("/proof", []).serialized())?.code == .threshold)
        #expect(authority.refusal(value.setting("/proof", "x").serialized())?.code == .threshold)
        #expect(authority.refusal(try authority.sign(value, with: TrustAuthority.key("mallory")))?.code == .threshold)
        #expect(authority.refusal(try authority.sign(value, purpose: .authentication))?.code == .threshold)
        // The authority's DID alone does not make a proof the pinned key's.
        let named = "did:web:trust.ministry.example#list-key"
        #expect(authority.refusal(try authority.sign(value, method: named))?.code == .threshold)
    }

    @Test("A verification method of the authority's own DID counts where its fragment is the key")
    func acceptsAuthorityMethod() throws {
        let authority = try TrustAuthority()
        let method = "did:web:trust.ministry.example#\(authority.key.publicKey.multikey)"
        #expect(authority.refusal(try authority.sign(ExampleList.value(), method: method)) == nil)
    }

    @Test("A proof in the pinned key's name by another key refuses the list")
    func refusesForgedName() throws {
        let authority = try TrustAuthority()
        let multikey = authority.key.publicKey.multikey
        let forged = try authority.sign(
            ExampleList.value(), with: TrustAuthority.key("mallory"), method: "did:key:\(multikey)#\(multikey)")
        #expect(authority.refusal(forged)?.code == .badSignature)
    }

    @Test("Proofs of unknown keys are noted, and a wrong proof of the pinned key refuses a list that has a right one")
    func proofSets() throws {
        let authority = try TrustAuthority()
        let value = try ExampleList.value()
        let own = try proof(of: authority.sign(value))
        let other = try proof(of: authority.sign(value, with: TrustAuthority.key("second")))
        let wrong = try proof(of: authority.sign(value.setting("/trustList/sequence", 119)))

        let list = try IssuerTrustList(
            verifying: value.setting("/proof", [other, own]).serialized(), pin: authority.pin)
        #expect(list.notes.map(\.code) == [.proofNotChecked])
        for proofs in [[own, wrong], [wrong, own], [wrong]] {
            #expect(authority.refusal(value.setting("/proof", .array(proofs)).serialized())?.code == .badSignature)
        }
        #expect(authority.refusal(value.setting("/proof", [other]).serialized())?.code == .threshold)
        let sixteen = [own] + Array(repeating: other, count: 15)
        #expect(authority.refusal(value.setting("/proof", .array(sixteen)).serialized()) == nil)
        #expect(authority.refusal(value.setting("/proof", .array(sixteen + [other])).serialized())?.code == .malformed)
    }

    @Test("A proof of the pinned key with a condition that lists do not have refuses the list")
    func refusesConditions() throws {
        let authority = try TrustAuthority()
        let signed = JSONValue(try JSONDocument(parsing: authority.sign(ExampleList.value()), limits: .trustList).root)
        for name in ["expires", "domain", "challenge", "previousProof", "nonce", "onlyFor"] {
            let error = authority.refusal(signed.setting("/proof/\(name)", "x").serialized())
            #expect(error?.code == .malformed)
            #expect(error?.pointer == "/proof/\(name)")
        }
    }

    @Test("A context that is appended after signing refuses the list")
    func refusesAppendedContext() throws {
        let authority = try TrustAuthority()
        let signed = JSONValue(try JSONDocument(parsing: authority.sign(ExampleList.value()), limits: .trustList).root)
        let bytes = signed.setting("/@context/-", "https://mallory.example/ctx").serialized()
        let error = authority.refusal(bytes)
        #expect(error?.code == .badSignature)
        #expect(error?.pointer == "/proof/@context")
    }

    @Test("A proof that repeats only some of the contexts refuses the list, though its signature holds")
    func refusesShorterContext() throws {
        let authority = try TrustAuthority()
        let value = try ExampleList.value()
        var proof = try proof(of: authority.sign(value))
        proof["proofValue"] = nil
        proof["@context"] = ["https://www.w3.org/ns/credentials/v2"]
        for (context, code) in [(proof["@context"], TrustError.Code.badSignature), (value["@context"], nil)] {
            proof["@context"] = context
            let document = try JSONDocument(parsing: value.serialized(), limits: .trustList)
            let options = try JSONDocument(parsing: proof.serialized(), limits: .trustList)
            let steps = try EdDSAJCS2022.steps(document: document.root, proof: options.root)
            let signature = try authority.key.signature(over: steps.hashData, selfCheck: true)
            let signed = proof.setting("/proofValue", .string(Multibase.encode(signature, as: .base58btc)))
            #expect(authority.refusal(value.setting("/proof", signed).serialized())?.code == code)
        }
    }

    @Test("A proof value that is no signature refuses the list", arguments: ["", "z", "z1", "u1234", "m1234"])
    func refusesProofValue(_ text: String) throws {
        let authority = try TrustAuthority()
        let signed = JSONValue(try JSONDocument(parsing: authority.sign(ExampleList.value()), limits: .trustList).root)
        #expect(
            authority.refusal(signed.setting("/proof/proofValue", .string(text)).serialized())?.code == .badSignature)
    }

    @Test("No list with a flipped bit is accepted with another meaning")
    func refusesFlippedBits() throws {
        let authority = try TrustAuthority()
        let good = try authority.sign(ExampleList.value())
        let canonical = try IssuerTrustList(verifying: good, pin: authority.pin).document.root.canonicalBytes()
        var accepted = 0
        // Every byte once, its bits in turn: all of them would take a minute.
        for index in good.indices {
            var bytes = good
            bytes[index] ^= 1 << UInt8(index % 8)
            guard let list = try? IssuerTrustList(verifying: bytes, pin: authority.pin) else { continue }
            accepted += 1
            #expect(list.document.root.canonicalBytes() == canonical)
        }
        // White space alone could change without changing the meaning, and there is none.
        #expect(accepted == 0)
    }

    private func proof(of bytes: [UInt8]) throws -> JSONValue {
        JSONValue(try #require(try JSONDocument(parsing: bytes, limits: .trustList).root["proof"]))
    }
}
