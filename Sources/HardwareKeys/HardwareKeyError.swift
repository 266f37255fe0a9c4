import Cryptography

/// Why a device, or a key in it, cannot be used.
public struct HardwareKeyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The stable name of a failure.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The driver of the device cannot be loaded: there is no such file, or it is no PKCS#11 module.
        case driverUnusable = "DEVICE_DRIVER_UNUSABLE"
        /// No token with the label is plugged in.
        case tokenMissing = "DEVICE_TOKEN_MISSING"
        /// Several tokens have the label.
        case tokenAmbiguous = "DEVICE_TOKEN_AMBIGUOUS"
        /// The PIN is wrong.
        case pinWrong = "DEVICE_PIN_WRONG"
        /// The PIN is locked, because it was entered wrong too often.
        case pinLocked = "DEVICE_PIN_LOCKED"
        /// The token has no Ed25519 key pair with the label.
        case keyMissing = "DEVICE_KEY_MISSING"
        /// Several key pairs have the label.
        case keyAmbiguous = "DEVICE_KEY_AMBIGUOUS"
        /// The public key in the token is none that is accepted, or does not belong to the private one.
        case keyUnusable = "DEVICE_KEY_UNUSABLE"
        /// The token has a key with the label already.
        case keyExists = "DEVICE_KEY_EXISTS"
        /// The device refused a call for a reason of its own.
        case deviceFailed = "DEVICE_FAILED"
    }

    /// The stable name of the failure.
    public let code: Code
    /// One sentence: what was expected and what was found.
    ///
    /// It holds neither a PIN nor key bytes.
    public let reason: String

    /// Describes a failure; `reason` names neither a PIN nor key bytes.
    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The code and the reason in one line.
    public var description: String { "\(code.rawValue): \(reason)" }

    /// The same as an error of a signer.
    var asCryptographyError: CryptographyError { CryptographyError(.deviceFailure, description) }
}
