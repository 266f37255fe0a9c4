/// A credential in an SVG image, as Open Badges 3.0 bakes it (section 5.3.2).
///
/// It stands in exactly one element `credential` of the namespace of Open Badges, directly below the root. Everything else
/// of the image stays as it is, byte for byte, and is never shown or run.
public enum BakedSVG {
    /// The credential in an image, or `nil` where there is none.
    ///
    /// - Throws: ``CarrierError``: of the image `tooLarge`, `notUTF8`, `xmlSyntax`, `xmlEntities`, `xmlLimit`,
    ///   `xmlNamespace` or `notSVG`; of the credential `severalCredentials`, `misplacedCredential`, `wrongNamespace`,
    ///   `notInCDATA`, `emptyPayload`, `notACredential`, or `olderEdition` where there is one of an older edition alone.
    public static func credential(in image: [UInt8]) throws(CarrierError) -> CarrierPayload? {
        try credential(in: SVGContents(image))
    }

    static func credential(in contents: SVGContents) throws(CarrierError) -> CarrierPayload? {
        guard let credential = contents.credentials.first else {
            guard !contents.hasOlderEdition else {
                throw CarrierError(
                    .olderEdition, "expected a credential of Open Badges 3.0, found one of an older edition")
            }
            return nil
        }
        guard contents.credentials.count == 1 else {
            throw CarrierError(
                .severalCredentials, at: contents.credentials[1].range.lowerBound,
                "expected one element with a credential, found \(contents.credentials.count)",
                [("count", String(contents.credentials.count))])
        }
        return try credential.payload()
    }

    /// An image with a credential in it.
    ///
    /// - Parameters:
    ///   - credential: a JSON document, which comes out again byte for byte, or a compact JWS.
    ///   - replacing: whether credentials that are in the image already make place for this one.
    /// - Throws: ``CarrierError`` with code `alreadyBaked` unless `replacing`, `activeContent` where the image has a script
    ///   or the like, with the codes for an image that is none (see ``credential(in:)``), or with `emptyPayload`,
    ///   `notACredential`, `characterNotInXML` or `tooLarge` for the credential.
    public static func bake(
        _ credential: [UInt8], into image: [UInt8], replacing: Bool = false
    ) throws(CarrierError) -> [UInt8] {
        let credential = try BakedCredential(credential)
        let contents = try SVGContents(image)
        if let offset = contents.activeContent {
            throw CarrierError(
                .activeContent, at: offset, "expected an image that is only a picture, found a script or the like")
        }
        guard replacing || contents.credentials.isEmpty else {
            throw CarrierError(
                .alreadyBaked, at: contents.credentials.first?.range.lowerBound,
                "expected an image without a credential, found one with a credential")
        }
        guard let root = contents.root, !root.isEmpty else {
            throw CarrierError(.notAnImage, "expected an image with something in it, found an empty one")
        }
        let declaration = Array(" xmlns:openbadges=\"".utf8) + SVGContents.badgeNamespace + [UInt8(ascii: "\"")]
        // On the root, as the standard asks; where the prefix has another meaning there, on the element itself.
        let isFree = contents.rootBadgeNamespace == nil
        let isDeclared = contents.rootBadgeNamespace == SVGContents.badgeNamespace
        let element = try SVGCredential.element(credential, declaration: isFree || isDeclared ? [] : declaration)
        var baked = Array(image[..<root.name.endIndex]) + (isFree ? declaration : [])
        var position = root.range.upperBound
        baked += image[root.name.endIndex..<position] + element
        for old in contents.credentials {
            baked += image[position..<old.range.lowerBound]
            position = old.range.upperBound
        }
        baked += image[position...]
        guard baked.count <= ImageLimits.byteCount else { throw CarrierError.outgrown }
        return baked
    }
}
