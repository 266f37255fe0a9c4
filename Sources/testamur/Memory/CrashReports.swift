import Glibc

/// What the Swift runtime writes to standard error when a program crashes: where it was, and what stood in memory there.
enum CrashReports {
    /// Lets none be written: memory holds passphrases, keys and what people have earned, and standard error is kept in logs.
    ///
    /// The program then ends by the signal, as any other.
    static func forbid() {
        for number in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP] { signal(number, SIG_DFL) }
    }
}
