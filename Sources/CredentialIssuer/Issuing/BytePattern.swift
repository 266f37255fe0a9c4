/// Bytes with places that are filled in later.
struct BytePattern: Sendable {
    private let parts: [[UInt8]]
    /// Which filling comes behind each part but the last.
    private let places: [Int]
    /// How long the bytes are without what is filled in.
    let byteCount: Int

    /// Finds the marks that stand for what is filled in; each may stand there any number of times, or not at all.
    ///
    /// - Parameter marks: Texts of ASCII, of which none begins as another one does.
    init(_ bytes: [UInt8], _ marks: [[UInt8]]) {
        var parts: [[UInt8]] = []
        var places: [Int] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let found = marks.firstIndex { mark in
                !mark.isEmpty && mark[0] == bytes[index] && bytes[index...].starts(with: mark)
            }
            guard let found else {
                index += 1
                continue
            }
            parts.append(Array(bytes[start..<index]))
            places.append(found)
            index += marks[found].count
            start = index
        }
        parts.append(Array(bytes[start...]))
        self.parts = parts
        self.places = places
        byteCount = parts.reduce(0) { $0 + $1.count }
    }

    /// The bytes with one filling for each mark, in the order of the marks.
    func filled(_ fillings: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(places.reduce(byteCount) { $0 + fillings[$1].count })
        for (part, place) in zip(parts, places) {
            bytes += part
            bytes += fillings[place]
        }
        if let last = parts.last { bytes += last }
        return bytes
    }
}
