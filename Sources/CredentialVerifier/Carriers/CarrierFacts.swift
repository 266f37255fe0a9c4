public import Carriers
import Cryptography
import Encodings

/// What a report says of the image or the QR codes that the document came in.
///
/// They prove nothing: what was judged is the document alone, as it stood there.
public struct CarrierFacts: Sendable {
    /// What the bytes were.
    public let kind: CarrierKind
    /// Where in them the document stood; `nil` where no single place is it.
    public let byteOffset: Int?
    /// Whether the image acts when it is shown.
    public let hasActiveContent: Bool
    /// The SHA-256 multihash of the whole carrier, in base64url multibase; `nil` when libcrypto cannot hash.
    public let digest: String?

    /// Whether the document was attached to a PDF; `nil` where it is not one that was read as paper.
    private let isAttached: Bool?

    /// Takes the facts of paper: a PDF, a photograph or a scan.
    ///
    /// - Parameters:
    ///   - bytes: all of it, as it was received.
    ///   - isAttached: whether the document was attached to it, and not read from codes.
    public init(paper bytes: [UInt8], isAttached: Bool) {
        kind = CarrierKind(of: bytes)
        self.isAttached = isAttached
        hasActiveContent = false
        byteOffset = nil
        digest = Self.digest(bytes)
    }

    /// Takes the facts of a carrier.
    ///
    /// - Parameter bytes: all of it, as it was received.
    public init(_ carrier: Carrier, _ bytes: [UInt8]) {
        kind = carrier.kind
        isAttached = nil
        hasActiveContent = carrier.hasActiveContent
        switch carrier.payload?.place {
        case .pngChunk(let offset), .svgElement(let offset), .svgAttribute(let offset): byteOffset = offset
        case .parts, nil: byteOffset = nil
        }
        digest = Self.digest(bytes)
    }

    private static func digest(_ bytes: [UInt8]) -> String? {
        (try? SHA256.hash(bytes)).flatMap { try? Multihash(.sha256, digest: $0).multibase }
    }

    /// What a person is told.
    var notes: [Note] {
        if let isAttached { return [Note(isAttached ? "CARRIED_BY_PDF" : "CARRIED_BY_PARTS")] }
        let note =
            switch kind {
            case .png: Note("CARRIED_BY_PNG", place)
            case .svg: Note("CARRIED_BY_SVG", place)
            default: Note("CARRIED_BY_PARTS")
            }
        return hasActiveContent ? [note, Note("CARRIER_ACTS")] : [note]
    }

    private var place: [(name: String, value: Fact)] { [("byte", .number(byteOffset ?? 0))] }

    var json: JSONValue {
        var value: JSONValue = ["kind": .string(kind.rawValue)]
        value["byteOffset"] = byteOffset.map { .number(String($0)) }
        value["digest"] = digest.map { .string($0) }
        return value
    }
}
