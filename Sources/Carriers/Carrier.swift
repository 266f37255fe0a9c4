/// Bytes that were recognised by their content, with the credential that they carry.
///
/// What is found is judged as any other document: a carrier proves nothing.
public struct Carrier: Sendable {
    /// What the bytes are.
    public let kind: CarrierKind
    /// What they carry; `nil` where they carry nothing, where they are a document themselves, and for the kinds of which
    /// the content is read elsewhere: JPEG and PDF.
    public let payload: CarrierPayload?
    /// Whether something stands in an SVG image that acts when it is shown.
    public let hasActiveContent: Bool

    /// Recognises bytes and reads what they carry.
    ///
    /// - Throws: ``CarrierError`` where they are a carrier that breaks its rules, with the codes of
    ///   ``BakedPNG/credential(in:)``, ``BakedSVG/credential(in:)`` and ``QRParts/join(_:limit:)``.
    public init(_ bytes: [UInt8]) throws(CarrierError) {
        kind = CarrierKind(of: bytes)
        switch kind {
        case .png:
            payload = try BakedPNG.credential(in: bytes)
            hasActiveContent = false
        case .svg:
            let contents = try SVGContents(bytes)
            payload = try BakedSVG.credential(in: contents)
            hasActiveContent = contents.activeContent != nil
        case .qrParts:
            let document = try QRParts.join(bytes)
            payload = CarrierPayload(bytes: document, form: nil, place: .parts)
            hasActiveContent = false
        case .jpeg, .pdf, .json, .compactJWS, .unknown:
            payload = nil
            hasActiveContent = false
        }
    }

    /// Why there is nothing to judge: an image or a PDF document in which no document was found here; `nil` for whatever
    /// is, or carries, a document or may be one.
    public var emptiness: CarrierError? {
        guard payload == nil else { return nil }
        switch kind {
        case .png, .svg:
            return CarrierError(.noCredential, "expected a credential in the picture, found none")
        case .jpeg, .pdf:
            return CarrierError(.notLookedAt, "expected what is read here, found a photograph or a PDF document")
        default: return nil
        }
    }

    /// An image with a credential in it, PNG or SVG by its content.
    ///
    /// - Throws: ``CarrierError`` with code `notAnImage`, or with those of ``BakedPNG/bake(_:into:replacing:)`` and
    ///   ``BakedSVG/bake(_:into:replacing:)``.
    public static func bake(
        _ credential: [UInt8], into image: [UInt8], replacing: Bool = false
    ) throws(CarrierError) -> [UInt8] {
        switch CarrierKind(of: image) {
        case .png: return try BakedPNG.bake(credential, into: image, replacing: replacing)
        case .svg: return try BakedSVG.bake(credential, into: image, replacing: replacing)
        default: throw CarrierError(.notAnImage, "expected a PNG or SVG image, found something else")
        }
    }
}
