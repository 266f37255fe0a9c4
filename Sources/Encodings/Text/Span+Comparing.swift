extension Span where Element == UInt8 {
    /// Whether these are exactly the bytes of `text`.
    @inlinable
    package func equals(_ text: StaticString) -> Bool {
        unsafe equals(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Whether these are exactly the bytes of `other`.
    @inlinable
    package func equals(_ other: Span<UInt8>) -> Bool {
        unsafe other.withUnsafeBytes { unsafe equals($0) }
    }

    @inlinable
    func equals(_ other: UnsafeRawBufferPointer) -> Bool {
        let length = other.count
        guard count == length else { return false }
        return unsafe withUnsafeBytes { bytes in
            guard length >= 8 else {
                for index in 0..<length where unsafe bytes[index] != other[index] { return false }
                return true
            }
            // Eight bytes at a time; the last eight may overlap those before them.
            var offset = 0
            while offset < length {
                let place = min(offset, length - 8)
                guard
                    unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                        == other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                else { return false }
                offset += 8
            }
            return true
        }
    }
}
