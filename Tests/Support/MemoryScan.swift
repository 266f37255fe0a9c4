import Glibc

/// Looks through the whole memory of this process that it can write to, for secrets that should be gone.
///
/// What is searched for is kept with every bit inverted, so that the search itself leaves none behind.
public enum MemoryScan {
    /// Counts the places in writable memory where the inverse of `inverted` stands.
    public static func count(ofInverse inverted: [UInt8]) throws -> Int {
        let maps = String(decoding: try Files.read("/proc/self/maps"), as: UTF8.self)
        let memory = unsafe open("/proc/self/mem", O_RDONLY)
        guard memory >= 0 else { throw Files.Failure(path: "/proc/self/mem", reason: "cannot be opened") }
        defer { close(memory) }
        // What is read, and behind it what is searched for; this memory is left out of the search, and overwritten.
        let size = 1 << 20
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: size + inverted.count, alignment: 16)
        guard let start = room.baseAddress else { throw Files.Failure(path: "memory", reason: "none") }
        defer {
            unsafe memset(start, 0, room.count)
            unsafe room.deallocate()
        }
        for (index, byte) in inverted.enumerated() { unsafe room[size + index] = ~byte }
        let own = UInt(bitPattern: start)..<UInt(bitPattern: start) + UInt(room.count)
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
                let got = unsafe pread(memory, start, min(size, Int(end - address)), Int(address))
                guard got > 0 else { break }
                count += unsafe Self.count(start + size, inverted.count, in: start, got)
                // Chunks overlap, so that nothing hides at their borders.
                address += UInt(got == size ? got - inverted.count + 1 : got)
            }
        }
        return count
    }

    private static func count(
        _ needle: UnsafeRawPointer, _ needleCount: Int, in start: UnsafeRawPointer, _ count: Int
    ) -> Int {
        var found = 0
        var position = unsafe start
        let end = unsafe start + count - needleCount
        let first = unsafe Int32(needle.load(as: UInt8.self))
        while unsafe position <= end, let place = unsafe memchr(position, first, end - position + 1) {
            if unsafe memcmp(place, needle, needleCount) == 0 { found += 1 }
            unsafe position = UnsafeRawPointer(place) + 1
        }
        return found
    }
}
