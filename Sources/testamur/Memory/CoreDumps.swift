import CProcess

/// The memory of this process, which is written to a file when it crashes, and which a debugger reads.
enum CoreDumps {
    /// Lets neither happen from now on: what a wallet holds is about to be in memory.
    ///
    /// A system that refuses this still keeps the wallet closed on the disk: it is opened all the same.
    static func forbid() { _ = process_forbid_dumps() }
}
