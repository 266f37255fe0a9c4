/// What bytes are, by their content and never by the name of a file.
///
/// It says what they claim to be by the way they begin; whether they keep the rules of it is found out by reading them.
public enum CarrierKind: String, Hashable, Sendable, CaseIterable {
    /// A PNG image: with a credential in it, or a photograph.
    case png
    /// An SVG image.
    case svg
    /// A JPEG image, which carries nothing by itself: a photograph or a scan, perhaps of a QR code.
    case jpeg
    /// A PDF document.
    case pdf
    /// A JSON document: a credential, a presentation, a capsule or another.
    case json
    /// A compact JWS, such as a JWT.
    case compactJWS
    /// A text with numbered parts (see ``QRParts``).
    case qrParts
    /// Anything else.
    case unknown

    /// The kind of bytes.
    public init(of bytes: [UInt8]) {
        if bytes.starts(with: PNGReader.signature) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else {
            self = Self(text: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
        }
    }

    private init(text bytes: ArraySlice<UInt8>) {
        let text = bytes.drop(while: CarrierPayload.Form.isSpace)
        switch text.first {
        case UInt8(ascii: "{"), UInt8(ascii: "["): self = .json
        case UInt8(ascii: "<"): self = Self.isSVG(text) ? .svg : .unknown
        case _ where text.starts(with: "%PDF-".utf8): self = .pdf
        case _ where CarrierPayload.Form.isCompactJWS(text): self = .compactJWS
        case _ where !text.prefix(1_024).contains(0) && QRPartReader.firstMark(in: text) != nil: self = .qrParts
        default: self = .unknown
        }
    }

    /// Whether the root of an XML document is called `svg`, or the document breaks off or goes wrong where that name
    /// could still come: what is no more than damaged is then told as what it is.
    private static func isSVG(_ text: ArraySlice<UInt8>) -> Bool {
        guard var reader = try? XMLReader(Array(text.prefix(64 << 10))) else { return names(text) }
        while true {
            do throws(CarrierError) {
                guard let token = try reader.next() else { return false }
                guard case .start(let tag) = token else { continue }
                return XMLNamespaces.parts(tag.name).local.elementsEqual("svg".utf8)
            } catch {
                return names(text)
            }
        }
    }

    /// Whether a tag of that name stands near the beginning.
    private static func names(_ text: ArraySlice<UInt8>) -> Bool {
        let start = text.prefix(64 << 10)
        return start.indices.contains { index in
            start[index] == UInt8(ascii: "<") && start[index...].starts(with: "<svg".utf8)
                || start[index] == UInt8(ascii: ":") && start[index...].starts(with: ":svg".utf8)
        }
    }
}
