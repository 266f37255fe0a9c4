#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define CONFINEMENT_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define CONFINEMENT_MACHINE AUDIT_ARCH_AARCH64
#endif

static inline int confinement_limit(int resource, unsigned long amount) {
    struct rlimit limit = {amount, amount};
    return setrlimit(resource, &limit);
}

static inline int confinement_forbid_new_rights(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

// Whoever started this program may be ended from a terminal, which this one has no more.
static inline int confinement_end_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

// Calls and numbers that are younger than some systems' headers.
#ifndef __NR_clone3
#define __NR_clone3 435
#endif
#ifndef __NR_faccessat2
#define __NR_faccessat2 439
#endif
#ifndef __NR_rseq
#if defined(__x86_64__)
#define __NR_rseq 334
#else
#define __NR_rseq 293
#endif
#endif
#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#endif

// The calls of the system that this process keeps, in the notation of the kernel (seccomp(2), BPF): those by which it reads
// what is there, computes, and writes to what was open from the start. Whatever else there is or will be is refused.
//
// What is refused fails with EPERM; what is as young as clone3 or younger fails with ENOSYS, so that the C library takes the
// older way, which is known here. A program of another machine, or of the x32 form of calls, ends.
static inline int confinement_keep_calls(void) {
#ifdef CONFINEMENT_MACHINE
#define CONFINEMENT_LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define CONFINEMENT_ANSWER(answer) BPF_STMT(BPF_RET | BPF_K, answer)
#define CONFINEMENT_KEEP(call)                              \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), \
        CONFINEMENT_ANSWER(SECCOMP_RET_ALLOW)
// An argument is loaded, whose lower half is looked at; so many lines that follow decide, and the last of them refuses.
#define CONFINEMENT_LOOK(call, field, lines)                        \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1 + lines), \
        CONFINEMENT_LOAD(field)
#define CONFINEMENT_KEEP_VALUE(value)                \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1), \
        CONFINEMENT_ANSWER(SECCOMP_RET_ALLOW)
#define CONFINEMENT_KEEP_WITH(bits)                  \
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1), \
        CONFINEMENT_ANSWER(SECCOMP_RET_ALLOW)
#define CONFINEMENT_KEEP_WITHOUT(bits)               \
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0), \
        CONFINEMENT_ANSWER(SECCOMP_RET_ALLOW)
#define CONFINEMENT_REFUSE CONFINEMENT_ANSWER(SECCOMP_RET_ERRNO | EPERM)
    struct sock_filter lines[] = {
        CONFINEMENT_LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CONFINEMENT_MACHINE, 1, 0),
        CONFINEMENT_ANSWER(SECCOMP_RET_KILL_PROCESS),
        CONFINEMENT_LOAD(nr),
#if defined(__x86_64__)
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x40000000, 0, 1),
        CONFINEMENT_ANSWER(SECCOMP_RET_KILL_PROCESS),
#endif
        // Memory, and threads that wait for each other.
        CONFINEMENT_KEEP(mmap), CONFINEMENT_KEEP(munmap), CONFINEMENT_KEEP(mprotect), CONFINEMENT_KEEP(mremap),
        CONFINEMENT_KEEP(madvise), CONFINEMENT_KEEP(brk), CONFINEMENT_KEEP(mincore), CONFINEMENT_KEEP(membarrier),
        CONFINEMENT_KEEP(futex), CONFINEMENT_KEEP(set_robust_list), CONFINEMENT_KEEP(set_tid_address),
        CONFINEMENT_KEEP(rseq), CONFINEMENT_KEEP(sched_yield), CONFINEMENT_KEEP(sched_getaffinity),
        CONFINEMENT_KEEP(getcpu),
        // Files: what is open is read and written, of others it is read what and where they are.
        CONFINEMENT_KEEP(read), CONFINEMENT_KEEP(readv), CONFINEMENT_KEEP(pread64), CONFINEMENT_KEEP(write),
        CONFINEMENT_KEEP(writev), CONFINEMENT_KEEP(lseek), CONFINEMENT_KEEP(close), CONFINEMENT_KEEP(dup),
        CONFINEMENT_KEEP(dup3), CONFINEMENT_KEEP(fstat), CONFINEMENT_KEEP(newfstatat), CONFINEMENT_KEEP(statx),
        CONFINEMENT_KEEP(statfs), CONFINEMENT_KEEP(fstatfs), CONFINEMENT_KEEP(faccessat),
        CONFINEMENT_KEEP(faccessat2), CONFINEMENT_KEEP(readlinkat), CONFINEMENT_KEEP(getdents64),
        CONFINEMENT_KEEP(getcwd), CONFINEMENT_KEEP(fadvise64), CONFINEMENT_KEEP(readahead), CONFINEMENT_KEEP(ppoll),
        CONFINEMENT_KEEP(pselect6), CONFINEMENT_KEEP(pipe2), CONFINEMENT_KEEP(eventfd2),
        // Signals that come, and time that goes by.
        CONFINEMENT_KEEP(rt_sigaction), CONFINEMENT_KEEP(rt_sigprocmask), CONFINEMENT_KEEP(rt_sigreturn),
        CONFINEMENT_KEEP(sigaltstack), CONFINEMENT_KEEP(restart_syscall), CONFINEMENT_KEEP(clock_gettime),
        CONFINEMENT_KEEP(clock_getres), CONFINEMENT_KEEP(clock_nanosleep), CONFINEMENT_KEEP(nanosleep),
        CONFINEMENT_KEEP(gettimeofday), CONFINEMENT_KEEP(times),
        // What the system and this process are.
        CONFINEMENT_KEEP(getrandom), CONFINEMENT_KEEP(uname), CONFINEMENT_KEEP(sysinfo), CONFINEMENT_KEEP(getrusage),
        CONFINEMENT_KEEP(getpid), CONFINEMENT_KEEP(gettid), CONFINEMENT_KEEP(getppid), CONFINEMENT_KEEP(getuid),
        CONFINEMENT_KEEP(geteuid), CONFINEMENT_KEEP(getgid), CONFINEMENT_KEEP(getegid), CONFINEMENT_KEEP(getresuid),
        CONFINEMENT_KEEP(getresgid), CONFINEMENT_KEEP(exit), CONFINEMENT_KEEP(exit_group),
#if defined(__x86_64__)
        // The older forms of the same.
        CONFINEMENT_KEEP(stat), CONFINEMENT_KEEP(lstat), CONFINEMENT_KEEP(access), CONFINEMENT_KEEP(readlink),
        CONFINEMENT_KEEP(getdents), CONFINEMENT_KEEP(poll), CONFINEMENT_KEEP(select), CONFINEMENT_KEEP(pipe),
        CONFINEMENT_KEEP(dup2), CONFINEMENT_KEEP(time), CONFINEMENT_KEEP(getrlimit), CONFINEMENT_KEEP(arch_prctl),
        CONFINEMENT_LOOK(open, args[1], 3),
        CONFINEMENT_KEEP_WITHOUT(O_WRONLY | O_RDWR | O_CREAT | O_TRUNC), CONFINEMENT_REFUSE,
#endif
        // Only for reading.
        CONFINEMENT_LOOK(openat, args[2], 3),
        CONFINEMENT_KEEP_WITHOUT(O_WRONLY | O_RDWR | O_CREAT | O_TRUNC), CONFINEMENT_REFUSE,
        // A thread, and no process.
        CONFINEMENT_LOOK(clone, args[0], 3), CONFINEMENT_KEEP_WITH(CLONE_THREAD), CONFINEMENT_REFUSE,
        // A signal to this process, which may end itself.
        CONFINEMENT_LOOK(tgkill, args[0], 3), CONFINEMENT_KEEP_VALUE((unsigned)getpid()), CONFINEMENT_REFUSE,
        // The limits of this process, which calls itself 0.
        CONFINEMENT_LOOK(prlimit64, args[0], 3), CONFINEMENT_KEEP_VALUE(0), CONFINEMENT_REFUSE,
        // Names of threads and of memory.
        CONFINEMENT_LOOK(prctl, args[0], 9), CONFINEMENT_KEEP_VALUE(PR_SET_NAME), CONFINEMENT_KEEP_VALUE(PR_GET_NAME),
        CONFINEMENT_KEEP_VALUE(PR_SET_VMA), CONFINEMENT_KEEP_VALUE(PR_GET_PDEATHSIG), CONFINEMENT_REFUSE,
        // Nobody is told of a change of a file.
        CONFINEMENT_LOOK(fcntl, args[1], 11), CONFINEMENT_KEEP_VALUE(F_GETFD), CONFINEMENT_KEEP_VALUE(F_SETFD),
        CONFINEMENT_KEEP_VALUE(F_GETFL), CONFINEMENT_KEEP_VALUE(F_DUPFD), CONFINEMENT_KEEP_VALUE(F_DUPFD_CLOEXEC),
        CONFINEMENT_REFUSE,
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, __NR_clone3, 0, 1),
        CONFINEMENT_ANSWER(SECCOMP_RET_ERRNO | ENOSYS),
        CONFINEMENT_REFUSE,
    };
    struct sock_fprog filter = {sizeof(lines) / sizeof(lines[0]), lines};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
#else
    errno = ENOSYS;
    return -1;
#endif
}
