extension CarrierError {
    /// The stable name of what is wrong.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        // Any carrier.

        /// It is larger than any that is read here.
        case tooLarge
        /// No credential is in it.
        case noCredential
        /// A credential is in it more than once.
        case severalCredentials
        /// There is a credential of Open Badges 1 or 2 in it, and none of 3.0.
        case olderEdition
        /// What stands in the place of the credential is nothing.
        case emptyPayload
        /// What stands in the place of the credential is neither a JSON document nor a compact JWS.
        case notACredential
        /// There is a credential in it already.
        case alreadyBaked
        /// A credential can only be put into a PNG or SVG image.
        case notAnImage
        /// The cryptographic or compression library failed.
        case libraryFailure

        // PNG.

        /// The bytes do not begin as a PNG image does.
        case notPNG
        /// The image ends before it is complete.
        case truncated
        /// A chunk says that it is longer than any chunk may be.
        case chunkLength
        /// The name of a chunk is not four letters.
        case chunkName
        /// The checksum of a chunk is not that of its content.
        case wrongChecksum
        /// A chunk stands where it may not stand, or once too often, or one that must be there is missing.
        case chunkOrder
        /// Something follows the end of the image.
        case bytesAfterEnd
        /// A text chunk does not have its form.
        case textChunkMalformed
        /// The credential is compressed, which Open Badges 3.0 forbids.
        case compressedCredential
        /// The credential stands in a text chunk of another kind than `iTXt`.
        case wrongChunk

        // SVG.

        /// The image is not valid UTF-8, or says that it is in another encoding.
        case notUTF8
        /// It breaks the rules of XML.
        case xmlSyntax
        /// It declares entities or other things of its own, or uses an entity that XML does not have.
        case xmlEntities
        /// It nests deeper, or has more attributes, than is read here.
        case xmlLimit
        /// It uses a prefix for which it declares no namespace.
        case xmlNamespace
        /// It is an XML document of another kind than SVG.
        case notSVG
        /// There is a script in it, or something else that acts.
        case activeContent
        /// The credential is not a child of the root of the image.
        case misplacedCredential
        /// The element of the credential is in another namespace than that of Open Badges 3.0.
        case wrongNamespace
        /// The credential in the body of its element is not wrapped as the standard asks.
        case notInCDATA
        /// A JSON document holds a character that no XML document may hold.
        case characterNotInXML

        // Numbered parts.

        /// There is no part in the text.
        case noParts
        /// A part does not have its form.
        case partMalformed
        /// A part has a version that is not known here.
        case partVersion
        /// A part was damaged or copied wrongly: its own checksum does not hold.
        case partDamaged
        /// Parts of different documents were put together.
        case partMismatch
        /// A part is missing.
        case partMissing
        /// All parts are there, and what they give together is not what was divided.
        case partsDamaged
        /// More parts would be needed than there may be.
        case tooManyParts
        /// The size that was asked for leaves no room for content in a part.
        case partLimitTooSmall
    }
}
