import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import LinkedData
import Proofs

/// Measures proofs over canonical RDF on one core, with contexts that are processed already.
enum LinkedDataCost {
    private static let both: [Cryptosuite] = [.eddsaJCS2022, .eddsaRDFC2022]

    static func run(_ scene: Scene) throws {
        let rounds = 200
        let slice = 12
        var rawSign = Samples()
        var rawVerify = Samples()
        var convert = Samples()
        var canonicalize = Samples()
        var options = Samples()
        var verify = Samples()
        var verifyRatio = Samples()
        var proof = Samples()
        var proofRatio = Samples()
        var issue = Samples()
        var issueRatio = Samples()
        var issueBoth = Samples()
        var bothRatio = Samples()

        let raw = try scene.yardstick()
        let processor = JSONLDProcessor(loader: BuiltInLoader())
        let document = try JSONDocument(parsing: scene.signedAsRDF, limits: .credential).root
        guard let signedProof = document["proof"] else { throw Scene.Failure(reason: "the scene has no proof") }
        let dataset = try processor.dataset(document, omitting: ["proof"])
        let form = try CanonicalDataset(dataset).nQuads
        let quadCount = form.count { $0 == UInt8(ascii: "\n") }
        guard try EdDSARDFC2022.steps(document: document, proof: signedProof).canonicalDocument == form else {
            throw Scene.Failure(reason: "what would be measured is not the form that is signed")
        }

        let proofs = ProofVerifier(purpose: .assertionMethod, keys: scene.verifier.trust)
        for _ in 0..<rounds {
            let sign = CPUClock.time(1) { _ = raw.sign(slice) } / Double(slice)
            let check = CPUClock.time(1) { _ = raw.verify(slice) } / Double(slice)
            let converted = try CPUClock.time(slice) { _ = try processor.dataset(document, omitting: ["proof"]) }
            let canonicalized = try CPUClock.time(slice) { _ = try CanonicalDataset(dataset).nQuads }
            options.add(
                try CPUClock.time(slice) {
                    let dataset = try processor.dataset(
                        signedProof, context: document["@context"], omitting: ["@context", "proofValue"])
                    _ = try CanonicalDataset(dataset).nQuads
                })
            let verified = CPUClock.time(slice) { _ = scene.verifier.verify(scene.signedAsRDF, at: scene.now) }
            // What other programs measure: from the bytes to whether the issuer signed them.
            let proven = try CPUClock.time(slice) {
                let received = try ReceivedCredential(parsing: scene.signedAsRDF)
                guard case .authentic = proofs.verify(received, at: scene.now) else {
                    throw Scene.Failure(reason: "the proof was not found genuine")
                }
            }
            let issued = try CPUClock.time(slice) { try secure(scene, with: [.eddsaRDFC2022]) }
            let issuedBoth = try CPUClock.time(slice) { try secure(scene, with: both) }
            rawSign.add(sign)
            rawVerify.add(check)
            convert.add(converted)
            canonicalize.add(canonicalized)
            verify.add(verified)
            verifyRatio.add(check / verified)
            proof.add(proven)
            proofRatio.add(check / proven)
            issue.add(issued)
            issueRatio.add((sign + check) / issued)
            issueBoth.add(issuedBoth)
            bothRatio.add(2 * (sign + check) / issuedBoth)
        }
        print("")
        Row.printHeader("eddsa-rdfc-2022, \(quadCount) quads")
        Row.print("raw OpenSSL sign", rawSign)
        Row.print("raw OpenSSL verify", rawVerify)
        Row.print("toRdf", convert)
        Row.print("RDFC-1.0, N-Quads", canonicalize)
        Row.print(
            "toRdf + RDFC-1.0", convert.added(to: canonicalize), note: "          at most 150 us")
        Row.print("the same of the proof's options", options)
        Row.print("verify, the proof / raw verify", proof, proofRatio, 0.45)
        Row.print("verify, whole report / raw verify", verify, verifyRatio)
        Row.print("issue / raw (sign + verify)", issue, issueRatio)
        Row.print("issue, jcs and rdfc / twice raw", issueBoth, bothRatio)
    }

    private static func secure(_ scene: Scene, with suites: [Cryptosuite]) throws {
        _ = try DataIntegrity.secure(scene.draft, with: suites, options: scene.options, signer: scene.key)
    }
}
