import CConfinement
import Glibc

/// What this process gives up before it looks at anything that a stranger made, for good.
enum Confinement {
    /// No file is ever written here, no copy of the memory left behind, no network used, no other program started, and no
    /// more taken than paper can need, whatever a file makes of this program.
    ///
    /// A kernel that knows no filter of calls refuses it; the bounds hold all the same, and reading goes on.
    static func begin() {
        // A library that keeps a list of fonts may try to write it, which then fails, and no more.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        // A session of its own has no terminal, from which others read what is typed for them.
        _ = setsid()
        _ = confinement_end_with_parent()
        // What the Swift runtime writes of memory when a program crashes is for nobody's log, and it could start no program
        // to write it.
        for number in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP] { signal(number, SIG_DFL) }
        for (resource, amount) in limits { _ = confinement_limit(Int32(resource.rawValue), amount) }
        guard confinement_forbid_new_rights() == 0 else { return }
        _ = confinement_keep_calls()
    }

    /// Bytes of a file, bytes of a core dump, seconds of a processor, bytes of memory, and files that are open: fonts, and
    /// the settings for them.
    private static let limits: [(resource: __rlimit_resource, amount: UInt)] = [
        (RLIMIT_FSIZE, 0), (RLIMIT_CORE, 0), (RLIMIT_CPU, 30), (RLIMIT_AS, 1 << 30), (RLIMIT_NOFILE, 64),
    ]
}
