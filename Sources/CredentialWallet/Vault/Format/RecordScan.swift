import Cryptography

/// Finds records in what is left of the image of a database, without the pages by which the database finds them.
///
/// Every page that may hold rows of a table is looked at, whatever leads to it; where the rest of a row stands on further
/// pages, these are followed. What is found is a claim: whether it is a record says its own tag. Source: The SQLite
/// Database File Format, sections 1.6 and 2.1.
struct RecordScan {
    /// The size of a page unless somebody chooses another (section 1.3.2); all of it is used.
    private static let pageByteCount = 4_096
    /// The type of a page with rows of a table.
    private static let leafType: UInt8 = 0x0D
    /// No record has a longer name.
    private static let longestID = 64

    private let image: [UInt8]

    init(_ image: [UInt8]) { self.image = image }

    /// All records that are found, by their names: those that cannot be read any more as well.
    func records() -> [RecordName: [SealedRecord]] {
        var found: [RecordName: [SealedRecord]] = [:]
        // Rows do not overlap in what was once a database; whoever made one in which they do waits for nothing.
        var bytesLeft = 4 * image.count
        // On the first page stands what tables there are.
        let size = Self.pageByteCount
        for page in stride(from: size, to: image.count - size + 1, by: size) {
            // One bit of the type can have been hit.
            guard (image[page] ^ Self.leafType).nonzeroBitCount <= 1 else { continue }
            for pointer in pointers(ofPage: page) {
                guard bytesLeft > 0 else { return found }
                guard let row = row(at: page + pointer, pageEnd: page + size) else { continue }
                bytesLeft -= row.bytes.count
                guard let (name, record) = Self.record(row.bytes, row.count) else { continue }
                found[name, default: []].append(record)
            }
        }
        return found
    }

    /// Where the rows of a page begin, by what stands behind its header, as far as that can be: how many there are may have
    /// been hit.
    private func pointers(ofPage page: Int) -> Set<Int> {
        var pointers: Set<Int> = []
        var place = 8
        while place + 2 <= Self.pageByteCount {
            let pointer = Int(image[page + place]) << 8 | Int(image[page + place + 1])
            place += 2
            // Between the pointers and the rows there are zeros. A pointer that was hit is followed by others.
            if pointer == 0 { break }
            if pointer >= place, pointer < Self.pageByteCount { pointers.insert(pointer) }
        }
        return pointers
    }

    /// The row at a place, as far as there are bytes of it, and how many it should have.
    private func row(at start: Int, pageEnd: Int) -> (bytes: [UInt8], count: Int)? {
        var place = start
        guard let count = number(&place, before: pageEnd), count >= 16, count <= image.count,
            number(&place, before: pageEnd) != nil
        else { return nil }
        return (row(of: count, at: place, pageEnd: pageEnd), count)
    }

    /// The bytes of a row: those on its page, and those on the pages that follow from there.
    private func row(of count: Int, at place: Int, pageEnd: Int) -> [UInt8] {
        let usable = Self.pageByteCount
        let most = usable - 35
        let least = (usable - 12) * 32 / 255 - 23
        var local = count
        if count > most {
            let rest = least + (count - least) % (usable - 4)
            local = rest <= most ? rest : least
        }
        guard place + local <= pageEnd else { return Array(image[place..<pageEnd]) }
        var row = Array(image[place..<place + local])
        guard count > local, place + local + 4 <= pageEnd else { return row }
        var next = pageNumber(at: place + local)
        var left = (count - local) / (usable - 4) + 1
        while row.count < count, left > 0, next >= 2, next <= image.count / usable {
            left -= 1
            let page = (next - 1) * usable
            row += image[page + 4..<page + 4 + min(usable - 4, count - row.count)]
            next = pageNumber(at: page)
        }
        return row
    }

    private func pageNumber(at place: Int) -> Int {
        (0..<4).reduce(0) { $0 << 8 | Int(image[place + $1]) }
    }

    /// A number of one to nine bytes, of which each says by its highest bit whether another follows (section 1.6).
    private func number(_ place: inout Int, before end: Int) -> Int? {
        Self.number(image, &place, before: end)
    }

    private static func number(_ bytes: [UInt8], _ place: inout Int, before end: Int) -> Int? {
        var value = 0
        for _ in 0..<8 {
            guard place < end else { return nil }
            let byte = bytes[place]
            place += 1
            value = value << 7 | Int(byte & 0x7F)
            if byte < 0x80 { return value }
        }
        return nil
    }

    /// The record that a row is; `nil` where it is none, whatever follows its name.
    private static func record(_ row: [UInt8], _ count: Int) -> (RecordName, SealedRecord)? {
        var place = 0
        guard let headerEnd = number(row, &place, before: row.count), headerEnd >= 6, headerEnd <= row.count else {
            return nil
        }
        var types: [Int] = []
        while place < headerEnd {
            guard let type = number(row, &place, before: headerEnd) else { return nil }
            types.append(type)
        }
        guard types.count == 5, place == headerEnd else { return nil }
        guard let kind = integer(types[0], row, &place).flatMap({ RecordName.Kind(rawValue: $0) }),
            let id = blob(types[1], row, &place), id.count <= longestID, id.isEmpty == (kind == .index),
            let generation = integer(types[2], row, &place), generation >= 0,
            let nonce = blob(types[3], row, &place), nonce.count == AES256GCM.nonceByteCount,
            let size = blobSize(types[4]), size >= AES256GCM.tagByteCount, size == count - place
        else { return nil }
        // What is not there any more is not authentic; that there was something is known all the same.
        var sealed = Array(row[place...])
        if sealed.count < size { sealed += [UInt8](repeating: 0, count: size - sealed.count) }
        return (RecordName(kind: kind, id: id), SealedRecord(generation: generation, nonce: nonce, sealed: sealed))
    }

    /// An integer in two's complement, the greatest byte first; its type tells how many bytes it has (section 2.1).
    private static func integer(_ type: Int, _ row: [UInt8], _ place: inout Int) -> Int? {
        if type == 8 || type == 9 { return type - 8 }
        let sizes = [1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8]
        guard let size = sizes[type], place + size <= row.count else { return nil }
        var value = row[place] & 0x80 == 0 ? 0 : -1
        for byte in row[place..<place + size] { value = value << 8 | Int(byte) }
        place += size
        return value
    }

    private static func blobSize(_ type: Int) -> Int? { type >= 12 && type % 2 == 0 ? (type - 12) / 2 : nil }

    private static func blob(_ type: Int, _ row: [UInt8], _ place: inout Int) -> [UInt8]? {
        guard let size = blobSize(type), size <= row.count - place else { return nil }
        defer { place += size }
        return Array(row[place..<place + size])
    }
}
