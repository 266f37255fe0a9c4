import Glibc
import TestSupport

/// Looks through the memory of this process that it can write to.
enum MemoryScan {
    /// How often bytes stand in it that are only ever spelled out with every bit inverted.
    static func count(ofInverse inverted: [UInt8]) throws -> Int {
        let maps = String(decoding: try Files.read("/proc/self/maps"), as: UTF8.self)
        let memory = unsafe open("/proc/self/mem", O_RDONLY)
        guard memory >= 0 else { throw Files.Failure(path: "/proc/self/mem", reason: "cannot be opened") }
        defer { close(memory) }
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        // What is read here stands in memory as well, and is no place of its own.
        let own = unsafe piece.withUnsafeBytes { bytes in
            let start = UInt(bitPattern: bytes.baseAddress)
            return start..<start + UInt(bytes.count)
        }
        defer { for index in piece.indices where piece[index] != 0 { piece[index] = 0 } }
        var count = 0
        for line in maps.split(separator: "\n") {
            let fields = line.split(separator: " ")
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard fields.count >= 2, fields[1].hasPrefix("rw"), ends.count == 2 else { continue }
            var address = ends[0]
            while address < ends[1] {
                if own.contains(address) { address = own.upperBound }
                let end = address < own.lowerBound ? min(ends[1], own.lowerBound) : ends[1]
                guard address < end else { continue }
                let wanted = min(piece.count, Int(end - address))
                let found = unsafe piece.withUnsafeMutableBytes { bytes in
                    unsafe pread(memory, bytes.baseAddress, wanted, Int(address))
                }
                guard found > 0 else { break }
                count += Self.count(inverted, in: piece.span.extracting(first: found))
                // Pieces overlap, so that nothing hides at their borders.
                address += UInt(found == piece.count ? found - inverted.count + 1 : found)
            }
        }
        return count
    }

    private static func count(_ inverted: [UInt8], in bytes: Span<UInt8>) -> Int {
        guard let first = inverted.first, bytes.count >= inverted.count else { return 0 }
        var count = 0
        unsafe bytes.withUnsafeBytes { bytes in
            guard var place = bytes.baseAddress else { return }
            let last = unsafe place + bytes.count - inverted.count
            while unsafe place <= last, let hit = unsafe memchr(place, Int32(~first), last - place + 1) {
                let start = UnsafeRawPointer(hit)
                if inverted.indices.allSatisfy({
                    unsafe start.load(fromByteOffset: $0, as: UInt8.self) == ~inverted[$0]
                }) {
                    count += 1
                }
                unsafe place = start + 1
            }
        }
        return count
    }
}
