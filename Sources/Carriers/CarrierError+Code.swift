extension CarrierError {
    /// The stable name of what is wrong.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        // Any carrier.

        /// It is larger than any that is read here.
        case tooLarge = "CARRIER_TOO_LARGE"
        /// No credential is in it.
        case noCredential = "CARRIER_NO_CREDENTIAL"
        /// A credential is in it more than once.
        case severalCredentials = "CARRIER_SEVERAL_CREDENTIALS"
        /// There is a credential of Open Badges 1 or 2 in it, and none of 3.0.
        case olderEdition = "CARRIER_OLDER_EDITION"
        /// It is a picture or a document of a kind that a program of its own reads, and nobody looked at what is in it.
        case notLookedAt = "CARRIER_NOT_LOOKED_AT"
        /// What stands in the place of the credential is nothing.
        case emptyPayload = "CARRIER_EMPTY"
        /// What stands in the place of the credential is neither a JSON document nor a compact JWS.
        case notACredential = "CARRIER_NOT_A_CREDENTIAL"
        /// There is a credential in it already.
        case alreadyBaked = "CARRIER_ALREADY_BAKED"
        /// A credential can only be put into a PNG or SVG image.
        case notAnImage = "CARRIER_NOT_AN_IMAGE"
        /// The cryptographic or compression library failed.
        case libraryFailure = "CARRIER_LIBRARY_FAILURE"

        // PNG.

        /// The bytes do not begin as a PNG image does.
        case notPNG = "PNG_SIGNATURE"
        /// The image ends before it is complete.
        case truncated = "PNG_TRUNCATED"
        /// A chunk says that it is longer than any chunk may be.
        case chunkLength = "PNG_CHUNK_LENGTH"
        /// The name of a chunk is not four letters.
        case chunkName = "PNG_CHUNK_NAME"
        /// The checksum of a chunk is not that of its content.
        case wrongChecksum = "PNG_CHECKSUM"
        /// A chunk stands where it may not stand, or once too often, or one that must be there is missing.
        case chunkOrder = "PNG_CHUNK_ORDER"
        /// Something follows the end of the image.
        case bytesAfterEnd = "PNG_BYTES_AFTER_END"
        /// A text chunk does not have its form.
        case textChunkMalformed = "PNG_TEXT_MALFORMED"
        /// The credential is compressed, which Open Badges 3.0 forbids.
        case compressedCredential = "PNG_COMPRESSED"
        /// The credential stands in a text chunk of another kind than `iTXt`.
        case wrongChunk = "PNG_WRONG_CHUNK"

        // SVG.

        /// The image is not valid UTF-8, or says that it is in another encoding.
        case notUTF8 = "SVG_NOT_UTF8"
        /// It breaks the rules of XML.
        case xmlSyntax = "SVG_SYNTAX"
        /// It declares entities or other things of its own, or uses an entity that XML does not have.
        case xmlEntities = "SVG_ENTITIES"
        /// It nests deeper, or has more attributes, than is read here.
        case xmlLimit = "SVG_LIMIT"
        /// It uses a prefix for which it declares no namespace.
        case xmlNamespace = "SVG_NAMESPACE"
        /// It is an XML document of another kind than SVG.
        case notSVG = "SVG_ROOT"
        /// There is a script in it, or something else that acts.
        case activeContent = "SVG_ACTIVE_CONTENT"
        /// The credential is not a child of the root of the image.
        case misplacedCredential = "SVG_MISPLACED"
        /// The element of the credential is in another namespace than that of Open Badges 3.0.
        case wrongNamespace = "SVG_WRONG_NAMESPACE"
        /// The credential in the body of its element is not wrapped as the standard asks.
        case notInCDATA = "SVG_NOT_IN_CDATA"
        /// A JSON document holds a character that no XML document may hold.
        case characterNotInXML = "SVG_CHARACTER"

        // Numbered parts.

        /// There is no part in the text.
        case noParts = "QR_NO_PARTS"
        /// A part does not have its form.
        case partMalformed = "QR_PART_MALFORMED"
        /// A part has a version that is not known here.
        case partVersion = "QR_PART_VERSION"
        /// A part was damaged or copied wrongly: its own checksum does not hold.
        case partDamaged = "QR_PART_DAMAGED"
        /// Parts of different documents were put together.
        case partMismatch = "QR_PART_MISMATCH"
        /// A part is missing.
        case partMissing = "QR_PART_MISSING"
        /// All parts are there, and what they give together is not what was divided.
        case partsDamaged = "QR_PARTS_DAMAGED"
        /// More parts would be needed than there may be.
        case tooManyParts = "QR_TOO_MANY_PARTS"
        /// The size that was asked for leaves no room for content in a part.
        case partLimitTooSmall = "QR_PART_LIMIT"
    }
}
