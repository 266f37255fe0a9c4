/// A credential in a PNG image, as Open Badges 3.0 bakes it (section 5.3.1).
///
/// It stands in exactly one `iTXt` chunk, not compressed. Everything else of the image stays as it is, byte for byte, and
/// the picture is never decoded.
public enum BakedPNG {
    /// The credential in an image, or `nil` where there is none.
    ///
    /// - Throws: ``CarrierError``: of the image `tooLarge`, `notPNG`, `truncated`, `chunkLength`, `chunkName`,
    ///   `wrongChecksum`, `chunkOrder` or `bytesAfterEnd`; of the credential `severalCredentials`, `wrongChunk`,
    ///   `textChunkMalformed`, `compressedCredential`, `emptyPayload`, `notACredential`, or `olderEdition` where there is
    ///   one of an older edition alone.
    public static func credential(in image: [UInt8]) throws(CarrierError) -> CarrierPayload? {
        let contents = try PNGContents(image)
        guard let chunk = try contents.credential() else {
            guard !contents.hasOlderEdition else {
                throw CarrierError(
                    .olderEdition, "expected a credential of Open Badges 3.0, found one of an older edition")
            }
            return nil
        }
        let text = try InternationalText.text(of: chunk, in: image)
        guard let form = CarrierPayload.Form(of: text) else { throw .notACredential(at: chunk.range.lowerBound) }
        return CarrierPayload(
            bytes: Array(text), form: form, place: .pngChunk(byteOffset: chunk.range.lowerBound))
    }

    /// An image with a credential in it.
    ///
    /// - Parameters:
    ///   - credential: a JSON document, which comes out again byte for byte, or a compact JWS.
    ///   - replacing: whether credentials that are in the image already make place for this one.
    /// - Throws: ``CarrierError`` with code `alreadyBaked` unless `replacing`, with the codes for an image that is none
    ///   (see ``credential(in:)``), or with `emptyPayload`, `notACredential` or `tooLarge` for the credential.
    public static func bake(
        _ credential: [UInt8], into image: [UInt8], replacing: Bool = false
    ) throws(CarrierError) -> [UInt8] {
        let credential = try BakedCredential(credential)
        let contents = try PNGContents(image)
        guard replacing || contents.credentials.isEmpty else {
            throw CarrierError(
                .alreadyBaked, at: contents.credentials.first?.range.lowerBound,
                "expected an image without a credential, found one with a credential")
        }
        // Where the first one stood, else behind the header: there a reader meets it before the picture.
        let place = contents.credentials.first?.range.lowerBound ?? contents.headerEnd
        var baked = Array(image[..<place]) + InternationalText.chunk(PNGContents.keyword, credential.bytes)
        var position = place
        for chunk in contents.credentials {
            baked += image[position..<chunk.range.lowerBound]
            position = chunk.range.upperBound
        }
        baked += image[position...]
        guard baked.count <= ImageLimits.byteCount else { throw CarrierError.outgrown }
        return baked
    }
}

extension CarrierError {
    /// An image that would not be read here any more.
    static var outgrown: CarrierError {
        CarrierError(
            .tooLarge,
            "expected an image that has at most \(ImageLimits.byteCount) bytes with the credential, found a larger one",
            [("limit", String(ImageLimits.byteCount))])
    }
}
