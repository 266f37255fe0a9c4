import Credentials
import Encodings
import Proofs

/// Credentials in the frame of a presentation that nobody signed: other wallets take them in so.
///
/// It proves nothing of who hands it over. Source: Verifiable Credentials Data Model 2.0, section 4.13, which asks for no
/// proof.
public struct BarePresentation: Sendable {
    /// The document; each credential stands in it byte for byte as it was received.
    public let bytes: [UInt8]

    /// How many credentials a verifier takes in one presentation.
    public static let limit = PresentationTerms.credentialLimit

    /// Whether a credential can stand in the frame: it is in JSON, is what was added, and somebody signed it.
    public static func canHold(_ entry: WalletEntry) -> Bool {
        entry.document.map { (try? PresentedCredential($0)) != nil } ?? false
    }

    /// Puts credentials into the frame.
    ///
    /// - Throws: ``WalletError`` with code `damaged`, or `notPresentable` for what is no signed credential in JSON, and
    ///   for more than ``limit``.
    public init(_ entries: [WalletEntry]) throws(WalletError) {
        guard entries.count <= Self.limit else {
            throw WalletError(
                .notPresentable, "expected at most \(Self.limit) credentials, found \(entries.count)")
        }
        var text = Array(
            #"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"]"#.utf8)
        text += #","verifiableCredential":["#.utf8
        for (index, entry) in entries.enumerated() {
            let document = try PresentationPlan.document(of: entry)
            do throws(ProofError) {
                _ = try PresentedCredential(document)
            } catch {
                throw PresentationPlan.refusal(.notPresentable, entry, error.reason)
            }
            if index > 0 { text.append(UInt8(ascii: ",")) }
            text += document.document.root.receivedBytes
        }
        text += "]}".utf8
        // What cannot be read again is handed to nobody.
        guard (try? ReceivedCredential(parsing: text, limits: .presentation))?.kind == .presentation else {
            throw WalletError(.notPresentable, "expected credentials that fit into one presentation")
        }
        bytes = text
    }
}
