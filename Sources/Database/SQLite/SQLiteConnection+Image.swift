import CSQLite
import Glibc

extension SQLiteConnection {
    /// Opens a database in memory from an image that `fill` writes; one of no bytes is a database without tables.
    ///
    /// - Throws: what `fill` throws, or ``DatabaseError`` passed on as that.
    static func image<Failure: DatabaseErrorConvertible>(
        byteCount: Int, filledBy fill: @Sendable (inout MutableSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) -> SQLiteConnection {
        let handle: SQLiteHandle
        let room: UnsafeMutablePointer<UInt8>
        do throws(DatabaseError) {
            let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
            handle = try SQLiteHandle(":memory:", flags: flags, path: imageName)
            guard byteCount >= 0, let memory = unsafe sqlite3_malloc64(UInt64(max(1, byteCount))) else {
                throw DatabaseError(.inputOutput, "\(imageName): there is no memory for it")
            }
            unsafe adviseLargePages(memory, byteCount)
            unsafe room = unsafe memory.assumingMemoryBound(to: UInt8.self)
        } catch {
            throw Failure(error)
        }
        do throws(Failure) {
            var span = unsafe UnsafeMutableBufferPointer(start: room, count: byteCount).mutableSpan
            try fill(&span)
        } catch {
            unsafe sqlite3_free(room)
            throw error
        }
        do throws(DatabaseError) {
            // From here on SQLite frees the memory, also where it refuses it.
            let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
            let code = unsafe sqlite3_deserialize(
                handle.pointer, "main", room, Int64(byteCount), Int64(byteCount), flags)
            guard code == SQLITE_OK else { throw SQLiteFailure.error(code, system: 0, imageName) }
            try handle.configure(milliseconds: 0)
            try handle.execute("PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY")
            return SQLiteConnection(handle)
        } catch {
            throw Failure(error)
        }
    }

    /// Asks for a large image to stand in large pages: one fault for each small one costs more than decrypting it.
    ///
    /// It is advice: where the system has none, nothing is lost but time.
    private static func adviseLargePages(_ memory: UnsafeMutableRawPointer, _ byteCount: Int) {
        let start = unsafe memory.alignedUp(toMultipleOf: largePageByteCount)
        let end = unsafe (memory + byteCount).alignedDown(toMultipleOf: largePageByteCount)
        guard unsafe start < end else { return }
        _ = unsafe madvise(start, end - start, MADV_HUGEPAGE)
    }

    private static let largePageByteCount = 2 << 20

    private static let imageName = "a database in memory"
}

extension SQLiteHandle {
    /// The bytes of the database as a file would hold them.
    func image() throws(DatabaseError) -> [UInt8] {
        var count: sqlite3_int64 = 0
        guard let image = unsafe sqlite3_serialize(pointer, "main", &count, 0), count >= 0 else {
            // A database without a page has no image.
            if count == 0, try rows("PRAGMA page_count").first?.integer(0) == 0 { return [] }
            throw DatabaseError(.inputOutput, "\(path): there is no memory for an image of it")
        }
        defer { unsafe sqlite3_free(image) }
        return unsafe Array(UnsafeBufferPointer(start: image, count: Int(count)))
    }
}
