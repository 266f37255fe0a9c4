/// The points at which a disk can fail, so that tests can make each of them fail in turn.
package struct DiskFaults: Sendable {
    /// A step that changes the disk.
    package enum Operation: String, Sendable, CaseIterable {
        case create, write, synchronizeFile, renameExclusively, link, rename, truncate, synchronizeFolder
    }

    private let errorNumber: @Sendable (Operation) -> Int32?

    /// The disk as it is.
    package static let none = DiskFaults { _ in nil }

    /// A disk that fails with the `errno` that `errorNumber` gives for a step, and works where it gives `nil`.
    package init(_ errorNumber: @escaping @Sendable (Operation) -> Int32?) {
        self.errorNumber = errorNumber
    }

    func check(_ operation: Operation, _ attempt: String, _ path: String) throws(StorageError) {
        if let number = errorNumber(operation) { throw .system(number, attempt, path) }
    }

    /// The error number to pretend for `operation`.
    func number(for operation: Operation) -> Int32? { errorNumber(operation) }
}
