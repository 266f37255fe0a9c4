import CProcess

/// The heaps of this process.
enum SharedHeaps {
    /// Lets all threads share two of them from now on.
    ///
    /// Work that goes from thread to thread, such as the rows of a batch, leaves free pieces in the heap of each, which
    /// come to more than what is in use. That a C library does not know this does no harm.
    static func keepFew() { _ = process_share_heaps() }
}
