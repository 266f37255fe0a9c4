import Carriers
import Encodings

/// Feeds whatever libFuzzer thinks of to the readers of images and of numbered parts.
///
/// A crash, a memory error or a broken promise ends the run with the input in a file `crash-…`.
@c(LLVMFuzzerTestOneInput)
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    check(bytes)
    // A checksum is found by chance about never: the chunks get theirs, so that what is behind them is reached.
    if CarrierKind(of: bytes) == .png { check(withChecksums(bytes)) }
    return 0
}

private let document = Array("{\"a\":\"]]>\"}".utf8)

/// What must hold for any bytes at all.
private func check(_ bytes: [UInt8]) {
    do throws(CarrierError) {
        let carrier = try Carrier(bytes)
        if let payload = carrier.payload { check(payload, bytes, carrier) }
    } catch {
        demand(error.byteOffset.map { (0...bytes.count).contains($0) } ?? true, "the error lies outside of the bytes")
        demand(error.description.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "the message holds a control character")
    }
    guard let baked = try? Carrier.bake(document, into: bytes, replacing: true) else { return }
    demand((try? Carrier(baked))?.payload?.bytes == document, "what was baked does not come out")
    demand((try? Carrier.bake(document, into: baked)) == nil, "it is baked twice")
    demand((try? Carrier.bake(document, into: baked, replacing: true)) != nil, "what was baked is not replaced")
}

/// What was found is found again where it is put anew.
private func check(_ payload: CarrierPayload, _ bytes: [UInt8], _ carrier: Carrier) {
    if payload.place == .parts {
        guard let parts = try? QRParts.split(payload.bytes, partLimit: 200) else { return }
        demand((try? QRParts.join(parts.reversed())) == payload.bytes, "parts give another document")
        return
    }
    guard let again = try? Carrier.bake(payload.bytes, into: bytes, replacing: true) else { return }
    demand((try? Carrier(again))?.payload?.bytes == payload.bytes, "the credential changes when it is baked again")
}

/// An image in which every chunk that is whole has the checksum of its content.
private func withChecksums(_ image: [UInt8]) -> [UInt8] {
    var image = image
    var position = 8
    while image.count - position >= 12 {
        let length = image[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
        let end = position + 8 + length
        guard image.count - end >= 4 else { break }
        let checksum = CRC32.checksum(image[(position + 4)..<end])
        for (offset, shift) in [24, 16, 8, 0].enumerated() as EnumeratedSequence<[UInt32]> {
            image[end + offset] = UInt8(truncatingIfNeeded: checksum >> shift)
        }
        position = end + 4
    }
    return image
}

private func demand(_ isTrue: Bool, _ what: String) {
    if !isTrue { fatalError(what) }
}
