import Carriers

/// What is looked for on paper, which decides how long is looked for it.
///
/// Nothing is believed here, and nothing kept back: what is found is judged by whoever asked, all of it.
struct PaperSearch {
    /// The texts of which one stands in what is looked for; none where it is a credential.
    let marks: [[UInt8]]

    /// What stands in every credential and every presentation (Verifiable Credentials Data Model 2.0, sections 4.5 and
    /// 4.13), and in a capsule.
    private static let credentialMarks = [
        "VerifiableCredential", "VerifiablePresentation", "capsuleVersion",
    ].map { Array($0.utf8) }

    /// Whether looking on would find nothing of use: what is looked for is there, as a whole.
    ///
    /// Any other code beside it, such as the address of a school, is no end.
    func isOver(_ texts: [String]) -> Bool {
        if texts.contains(where: { isWhole(Array($0.utf8)) }) { return true }
        guard marks.isEmpty, texts.contains(where: { QRParts.isPart(Array($0.utf8)) }) else { return false }
        return (try? QRParts.join(texts.filter { QRParts.isPart(Array($0.utf8)) })) != nil
    }

    /// Whether bytes may be what is looked for, or a part of it.
    func mayBeFound(in bytes: [UInt8]) -> Bool {
        isWhole(bytes) || marks.isEmpty && CarrierKind(of: bytes) == .qrParts
    }

    private func isWhole(_ bytes: [UInt8]) -> Bool {
        guard marks.isEmpty else { return Self.contains(bytes, marks) }
        return switch CarrierKind(of: bytes) {
        case .compactJWS: true
        case .json: Self.contains(bytes, Self.credentialMarks)
        default: false
        }
    }

    private static func contains(_ bytes: [UInt8], _ marks: [[UInt8]]) -> Bool {
        marks.contains { mark in
            bytes.indices.contains { bytes[$0] == mark.first && bytes[$0...].starts(with: mark) }
        }
    }
}
