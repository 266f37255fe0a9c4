import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

@Suite("Signing status lists")
struct StatusListSignerTests {
    private static let address = "https://leiehove.example/status/1"

    private static func signer(_ seed: UInt8 = 0xC3) throws -> StatusListSigner {
        var bytes = [UInt8](repeating: seed, count: 32)
        let key = try Ed25519PrivateKey(seed: SecretBytes(overwriting: &bytes))
        let did = try DID(parsing: "did:web:leiehove.example")
        return StatusListSigner(
            issuer: did, verificationMethod: try DIDURL(parsing: "did:web:leiehove.example#status"), key: key)
    }

    private static func time(_ text: String) throws -> Timestamp { try Timestamp(parsing: text) }

    private static func refusal(_ body: () throws -> Void) -> StatusListRefusal? {
        do {
            try body()
            return nil
        } catch {
            return error as? StatusListRefusal
        }
    }

    @Test("a list is the same bytes each time, and says what was asked for")
    func deterministic() throws {
        let now = try Self.time("2026-11-21T03:00:00Z")
        var values = StatusBitstring()
        values.setValue(1, at: 94_567)
        let list = try Self.signer().sign(values, of: .revocation, at: Self.address, from: now)
        #expect(try Self.signer().sign(values, of: .revocation, at: Self.address, from: now).bytes == list.bytes)
        #expect(list.id == Self.address && list.purposes == [.revocation] && list.validFrom == now)
        #expect(list.validUntil == now.adding(days: 7) && list.timeToLive == Timestamp.secondsPerDay)
        #expect(try list.values.get() == values)
        let other = try Self.signer().sign(values, of: .revocation, at: Self.address, from: now.adding(seconds: 1))
        #expect(other.bytes != list.bytes)
    }

    @Test("a list in which nothing changed is published unchanged for half of its time, and then signed anew")
    func unchanged() throws {
        let signer = try Self.signer()
        let now = try Self.time("2026-11-21T03:00:00Z")
        let first = try signer.sign(StatusBitstring(), of: .revocation, at: Self.address, from: now)
        func next(_ days: Int, _ values: StatusBitstring = StatusBitstring()) throws -> StatusList {
            try signer.sign(
                values, of: .revocation, at: Self.address, from: now.adding(days: days), replacing: first)
        }
        #expect(try next(1) === first && next(3) === first)
        #expect(try next(4).validFrom == now.adding(days: 4))
        var changed = StatusBitstring()
        changed.setValue(1, at: 5)
        #expect(try next(1, changed).validFrom == now.adding(days: 1))
    }

    @Test("a revocation is never taken back, and a suspension may be")
    func monotonic() throws {
        let signer = try Self.signer()
        let now = try Self.time("2026-11-21T03:00:00Z")
        var values = StatusBitstring()
        for index in 0..<1_000 { values.setValue(1, at: index * 131) }
        var fewer = values
        fewer.setValue(0, at: 131 * 500)
        for purpose in [StatusPurpose.revocation, .suspension] {
            let first = try signer.sign(values, of: purpose, at: Self.address, from: now)
            let refusal = Self.refusal {
                _ = try signer.sign(fewer, of: purpose, at: Self.address, from: now.adding(days: 1), replacing: first)
            }
            guard purpose == .revocation else {
                #expect(refusal == nil)
                continue
            }
            guard case .list(let error)? = refusal else {
                return #expect(Bool(false), "\(String(describing: refusal))")
            }
            #expect(error.code == .revocationReversed)
        }
    }

    @Test("a list never takes the place of one that is as new, and never ends before it begins")
    func times() throws {
        let signer = try Self.signer()
        let now = try Self.time("2026-11-21T03:00:00Z")
        let first = try signer.sign(StatusBitstring(), of: .revocation, at: Self.address, from: now)
        var values = StatusBitstring()
        values.setValue(1, at: 1)
        for seconds in [0, -1] as [Int64] {
            let refusal = Self.refusal {
                _ = try signer.sign(
                    values, of: .revocation, at: Self.address, from: now.adding(seconds: seconds), replacing: first)
            }
            guard case .notLater? = refusal else { return #expect(Bool(false), "\(String(describing: refusal))") }
        }
        let refusal = Self.refusal {
            _ = try signer.sign(values, of: .revocation, at: Self.address, from: now, window: 0)
        }
        guard case .window? = refusal else { return #expect(Bool(false), "\(String(describing: refusal))") }
        let short = Self.refusal {
            _ = try signer.sign(StatusBitstring(bytes: [0]), of: .revocation, at: Self.address, from: now)
        }
        guard case .list(let error)? = short else { return #expect(Bool(false), "\(String(describing: short))") }
        #expect(error.code == .length)
    }
}
