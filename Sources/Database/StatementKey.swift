/// A statement of the program, told from others by where its text stands: there are as many as there are literals.
struct StatementKey: Hashable {
    private let address: UInt
    private let count: Int

    init(_ sql: StaticString) {
        address = unsafe UInt(bitPattern: sql.utf8Start)
        count = sql.utf8CodeUnitCount
    }
}
