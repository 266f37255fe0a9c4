import Credentials
import Cryptography
import Encodings
import HardwareKeys
import Proofs

/// A key in a device, as somebody names it on a command line or in `issuer.yaml`.
struct KeyDevice {
    let address: HardwareKeyAddress
    private let token: HardwareToken
    private let pin: SecretBytes

    /// Reads the address, and asks for the PIN.
    init(_ text: String, _ passphrase: PassphraseOption, _ language: Language) throws {
        address = try Self.read(text)
        let driver = Environment.value("TESTAMUR_TOKEN_DRIVER").flatMap { $0.isEmpty ? nil : $0 }
        do throws(HardwareKeyError) {
            token = try address.hardwareToken(driver: driver)
        } catch {
            throw Failure(error)
        }
        let name = TerminalText(address.token).description
        pin = try passphrase.existing(CommandWords.sentence("issuer.key.pin", language, [("token", name)]))
    }

    static func read(_ text: String) throws(Failure) -> HardwareKeyAddress {
        do throws(HardwareKeyAddress.Problem) {
            return try HardwareKeyAddress(parsing: text)
        } catch {
            throw failure(error)
        }
    }

    /// What is wrong with an address, for a person.
    static func failure(_ problem: HardwareKeyAddress.Problem) -> Failure {
        Failure(
            .usage, Sentence("error.deviceAddress", ["problem": Sentence("error.deviceAddress.\(problem.rawValue)")]),
            hint: "hint.deviceAddress")
    }

    /// Opens the key, which must be there.
    func signer() throws(Failure) -> HardwareSigner {
        do throws(HardwareKeyError) {
            return try HardwareSigner(key: address.key, in: token, pin: pin)
        } catch {
            throw Failure(error)
        }
    }

    /// The public part of the key, which is made where the device has none of this name.
    ///
    /// Whoever was interrupted finds the key there that was made for this; whether anybody uses it is looked at elsewhere.
    func publicKey() throws(Failure) -> Ed25519PublicKey {
        do throws(HardwareKeyError) {
            if let key = try token.publicKey(address.key, pin: pin) { return key }
            return try token.makeKey(address.key, pin: pin)
        } catch {
            throw Failure(error)
        }
    }
}

extension Failure {
    /// A device that cannot be used, or a key in it.
    init(_ error: HardwareKeyError) {
        let status: Status =
            switch error.code {
            case .driverUnusable, .tokenMissing, .keyMissing: .noInput
            case .deviceFailed: .inputOutput
            case .keyExists: .cannotCreate
            case .tokenAmbiguous, .pinWrong, .pinLocked, .keyAmbiguous, .keyUnusable: .dataError
            }
        self.init(
            status, Sentence("error.device.\(error.code.rawValue)", ["reason": HarmlessText(error.reason)]),
            hint: Sentence("hint.device.\(error.code.rawValue)"))
    }
}
