import Encodings
import Registry
import TestSupport
import Testing

@Suite("Digests as people copy them")
struct ReferenceDigestTests {
    private static let base = "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"

    @Test(
        "are read in every form in which they are published",
        arguments: [
            base, base.uppercased(), "sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=",
            "sha256-WZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ", "uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA",
            "zQmUNM6HqwZxuJ5k6cYRKAiqjUkx1qxWJe4WTqsg7ZJtEFm",
        ])
    func forms(_ text: String) throws {
        let digest = ReferenceDigest.parse(text)
        #expect(digest?.function == .sha256)
        #expect(digest?.digest == bytes(fromHexadecimal: Self.base))
    }

    @Test("SHA-384 has 96 hexadecimal digits")
    func long() {
        let text = String(repeating: "0f", count: 48)
        #expect(ReferenceDigest.parse(text) == (try? Multihash(.sha384, digest: Array(repeating: 0x0F, count: 48))))
        #expect(ReferenceDigest.parse("sha384-" + String(repeating: "A", count: 64))?.function == .sha384)
    }

    @Test(
        "are nothing in any other form",
        arguments: [
            "", "00", String(base.dropLast()), base + "0", String(repeating: "g", count: 64), "+" + base.dropFirst(),
            "sha512-" + String(repeating: "A", count: 88), "sha256-", "sha256-AAAA", "sha256 " + base, "uEiBZ",
        ])
    func others(_ text: String) { #expect(ReferenceDigest.parse(text) == nil) }
}
