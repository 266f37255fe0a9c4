import TestSupport

/// What the system takes away from the permissions of new files.
enum Permissions {
    private struct NoMask: Error {}

    /// The `umask` of this process, read without changing it: other tests run at the same time.
    static func mask() throws -> UInt16 {
        let status = String(decoding: try Files.read("/proc/self/status"), as: UTF8.self)
        for line in status.split(separator: "\n") where line.hasPrefix("Umask:") {
            if let mask = UInt16(line.dropFirst(6).drop { $0 == "\t" }, radix: 8) { return mask }
        }
        throw NoMask()
    }
}
