import Glibc

/// The two ways to give a file a name that nobody has, each answering 0 or an error number.
enum ExclusiveRenaming {
    private typealias Function =
        @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

    /// `RENAME_NOREPLACE` of the Linux kernel.
    private static let noReplace: UInt32 = 1

    /// Renames, unless `target` is taken.
    static func rename(_ name: String, to target: String, in folder: OpenFolder) -> Int32 {
        if let number = folder.faults.number(for: .renameExclusively) { return number }
        // The C library has it, but declares it for programs only that ask for its extensions.
        guard let symbol = unsafe dlsym(nil, "renameat2") else { return ENOSYS }
        let function = unsafe unsafeBitCast(symbol, to: Function.self)
        return unsafe function(folder.descriptor, name, folder.descriptor, target, noReplace) == 0 ? 0 : errno
    }

    /// Gives the file a second name, unless `target` is taken.
    static func link(_ name: String, as target: String, in folder: OpenFolder) -> Int32 {
        if let number = folder.faults.number(for: .link) { return number }
        return unsafe linkat(folder.descriptor, name, folder.descriptor, target, 0) == 0 ? 0 : errno
    }
}
