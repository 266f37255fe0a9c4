import HardwareKeys
import TestSupport
import Testing

@Suite("Addresses of keys in devices")
struct HardwareKeyAddressTests {
    @Test(
        "name a token, a key and a driver, and are written in one way",
        arguments: [
            (
                "pkcs11:token=school;object=issue?module-path=/usr/lib/driver.so",
                "pkcs11:token=school;object=issue?module-path=/usr/lib/driver.so"
            ),
            ("pkcs11:object=issue;token=school", "pkcs11:token=school;object=issue"),
            ("pkcs11:type=private;token=My%20token;object=%69ssue", "pkcs11:token=My%20token;object=issue"),
            ("pkcs11:token=L%C3%A9o%3B1;object=a%25b", "pkcs11:token=L%C3%A9o%3B1;object=a%25b"),
            ("pkcs11:token=a=b;object=c", "pkcs11:token=a=b;object=c"),
        ])
    func reading(_ text: String, _ canonical: String) throws {
        let address = try HardwareKeyAddress(parsing: text)
        #expect(address.description == canonical)
        #expect(try HardwareKeyAddress(parsing: address.description) == address)
    }

    @Test(
        "are refused where they could mean another key, or hold a secret",
        arguments: [
            ("file:token=a;object=b", .scheme), ("PKCS11:token=a;object=b", .scheme), ("pkcs11:", .noToken),
            ("pkcs11:object=b", .noToken), ("pkcs11:token=;object=b", .noToken), ("pkcs11:token=a", .noKey),
            ("pkcs11:token=a;object=b;token=c", .syntax), ("pkcs11:token", .syntax),
            ("pkcs11:token=a;object=%", .syntax),
            ("pkcs11:token=a;object=%0", .syntax), ("pkcs11:token=a;object=%FF", .syntax),
            ("pkcs11:token=a;object=%00", .syntax), ("pkcs11:token=a b;object=c", .syntax),
            ("pkcs11:token=a;object=é", .syntax),
            ("pkcs11:token=a;object=b?pin-value=1234", .pin), ("pkcs11:token=a;object=b?pin-source=file:/x", .pin),
            ("pkcs11:token=a;object=b;serial=1", .unknownPart), ("pkcs11:token=a;object=b?module-name=x", .unknownPart),
            ("pkcs11:token=a;object=b;type=public", .otherType),
            ("pkcs11:token=a;object=b?module-path=driver.so", .driver),
        ] as [(String, HardwareKeyAddress.Problem)])
    func refusing(_ text: String, _ problem: HardwareKeyAddress.Problem) {
        #expect(throws: problem) { try HardwareKeyAddress(parsing: text) }
    }

    @Test("any bytes that are labels come out as they went in")
    func anyLabel() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            func label() -> String {
                String(
                    (0...Int.random(in: 0...12, using: &random)).map { _ in
                        Character(UnicodeScalar(UInt32.random(in: 0x20...0x2FF, using: &random)) ?? "a")
                    }.filter { $0 != "\u{7F}" } + ["x"])
            }
            let address = HardwareKeyAddress(token: label(), key: label(), driver: "/" + label())
            #expect(try HardwareKeyAddress(parsing: address.description) == address)
        }
    }

    @Test(
        "a key is found by its address, made where there is none, and told from one that is missing",
        .enabled(if: SoftToken.canRun, Comment(rawValue: SoftToken.hint)))
    func token() throws {
        let token = try SoftToken.token()
        let address = HardwareKeyAddress(token: token.label, key: "by address", driver: token.driver)
        let found = try address.hardwareToken()
        #expect(try found.publicKey(address.key, pin: SoftToken.pin()) == nil)
        let key = try found.makeKey(address.key, pin: SoftToken.pin())
        #expect(try found.publicKey(address.key, pin: SoftToken.pin()) == key)
        let without = HardwareKeyAddress(token: token.label, key: "by address", driver: nil)
        #expect(try without.hardwareToken(driver: token.driver) == token)
        do {
            _ = try without.hardwareToken()
            Issue.record("a device without a driver was found")
        } catch {
            #expect(error.code == .driverUnusable)
        }
    }
}
