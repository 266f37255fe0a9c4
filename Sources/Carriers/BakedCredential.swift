import Encodings

/// A credential that may be put into an image: its form was looked at, its truth was not.
struct BakedCredential {
    /// What is written into the image.
    let bytes: [UInt8]
    let form: CarrierPayload.Form

    /// Takes a JSON document as it is, and a compact JWS without the line break with which its file may end.
    ///
    /// - Throws: ``CarrierError`` with code `emptyPayload`, `notACredential` or `tooLarge`.
    init(_ bytes: [UInt8]) throws(CarrierError) {
        guard bytes.count <= Limits.credential.documentByteCount else {
            throw CarrierError(
                .tooLarge,
                "expected a credential of at most \(Limits.credential.documentByteCount) bytes, found \(bytes.count)",
                [("limit", String(Limits.credential.documentByteCount))])
        }
        guard !bytes.allSatisfy(CarrierPayload.Form.isSpace) else {
            throw CarrierError(.emptyPayload, at: 0, "expected a credential, found nothing")
        }
        guard let form = CarrierPayload.Form(of: bytes[...]) else { throw .notACredential(at: 0) }
        self.form = form
        switch form {
        case .json:
            self.bytes = bytes
            do throws(JSONError) {
                _ = try JSONDocument(parsing: bytes, limits: .credential)
            } catch {
                throw CarrierError(
                    .notACredential, at: error.byteOffset, "expected a credential as strict JSON: \(error.reason)")
            }
        case .compactJWS:
            var token = bytes[...].drop(while: CarrierPayload.Form.isSpace)
            while let last = token.last, CarrierPayload.Form.isSpace(last) { token.removeLast() }
            self.bytes = Array(token)
        }
    }
}

extension CarrierError {
    static func notACredential(at offset: Int) -> CarrierError {
        CarrierError(
            .notACredential, at: offset,
            "expected a credential as a JSON document or a compact JWS, found something else"
        )
    }

    /// An image that is larger than any that is read here.
    static func checkSize(_ image: [UInt8]) throws(CarrierError) {
        guard image.count <= ImageLimits.byteCount else {
            throw CarrierError(
                .tooLarge, "expected an image of at most \(ImageLimits.byteCount) bytes, found \(image.count)",
                [("limit", String(ImageLimits.byteCount))])
        }
    }
}

/// How large an image may be.
public enum ImageLimits {
    /// The size of the file: 32 MiB.
    public static let byteCount = 32 << 20
}
