import CZlib

/// Deflate without any wrapping, by zlib: the one place that knows its streams.
///
/// Source: RFC 1951; zlib's manual, version 1.2.13.
enum Zlib {
    /// A negative size of the window asks for deflate without wrapping.
    private static let windowBits: Int32 = -15
    private static let chunkByteCount = 32 << 10

    /// Decompresses the deflate data that begin at `start`.
    ///
    /// - Returns: What came out, and where the data end.
    /// - Throws: ``GzipError`` with code `invalidData`, `truncated`, `tooLarge` or `libraryFailure`.
    static func inflate(
        _ bytes: [UInt8], from start: Int, limit: Int
    ) throws(GzipError) -> (output: [UInt8], end: Int) {
        var output: [UInt8] = []
        var consumed = 0
        let code = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe inflate(UnsafeBufferPointer(rebasing: input[start...]), limit, &output, &consumed)
        }
        let place = start + consumed
        switch code {
        case nil: return (output, place)
        case .truncated:
            throw GzipError(.truncated, at: bytes.count, "expected more compressed data, found the end")
        case .tooLarge:
            throw GzipError(.tooLarge, at: place, "expected at most \(limit) bytes to come out, found more")
        case .invalidData:
            throw GzipError(.invalidData, at: place, "expected deflate data, found something else")
        case let code?: throw GzipError(code, at: place, "zlib failed")
        }
    }

    private static func inflate(
        _ input: UnsafeBufferPointer<UInt8>, _ limit: Int, _ output: inout [UInt8], _ consumed: inout Int
    ) -> GzipError.Code? {
        guard input.count <= Int(UInt32.max) else { return .libraryFailure }
        var stream = unsafe z_stream()
        guard unsafe inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return .libraryFailure
        }
        defer { unsafe inflateEnd(&stream) }
        // zlib reads from here and does not write.
        unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.avail_in = UInt32(input.count)
        var result = Z_OK
        while result == Z_OK {
            // Room for one byte more than is allowed tells a whole output from one that would have to be cut.
            let room = min(chunkByteCount, limit - output.count + 1)
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                unsafe stream.next_out = buffer.baseAddress
                unsafe stream.avail_out = UInt32(room)
                result = unsafe CZlib.inflate(&stream, Z_NO_FLUSH)
                count = unsafe room - Int(stream.avail_out)
            }
            consumed = unsafe Int(stream.total_in)
            guard chunk.count <= limit - output.count else { return .tooLarge }
            if output.isEmpty { output = chunk } else { output += chunk }
        }
        return switch result {
        case Z_STREAM_END: nil
        case Z_BUF_ERROR: .truncated
        case Z_DATA_ERROR, Z_NEED_DICT: .invalidData
        default: .libraryFailure
        }
    }

    /// Compresses as far as zlib can.
    ///
    /// - Throws: ``GzipError`` with code `libraryFailure`.
    static func deflate(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
        let failure = GzipError(.libraryFailure, at: 0, "zlib failed")
        guard bytes.count <= Int(UInt32.max / 2) else { throw failure }
        var stream = unsafe z_stream()
        guard
            unsafe deflateInit2_(
                &stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw failure }
        defer { unsafe deflateEnd(&stream) }
        let room = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
        var result = Z_OK
        let output = unsafe bytes.withUnsafeBufferPointer { input in
            unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = buffer.baseAddress
                unsafe stream.avail_out = UInt32(room)
                result = unsafe CZlib.deflate(&stream, Z_FINISH)
                count = unsafe room - Int(stream.avail_out)
            }
        }
        guard result == Z_STREAM_END else { throw failure }
        return output
    }

    /// The CRC-32 of bytes, as gzip has it.
    static func checksum(_ bytes: [UInt8]) -> UInt32 { checksum(bytes[...]) }

    /// The CRC-32 of some of the bytes of an array.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { unsafe UInt32(truncatingIfNeeded: crc32_z(0, $0.baseAddress, $0.count)) }
    }
}
