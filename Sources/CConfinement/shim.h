#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/sched.h>
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

// Calls that are younger than some systems' headers.
#ifndef __NR_fchmodat2
#define __NR_fchmodat2 452
#endif
#ifndef __NR_setxattrat
#define __NR_setxattrat 463
#define __NR_removexattrat 466
#endif

// The calls of the system that this process gets no more, in the notation of the kernel (seccomp(2), BPF).
//
// What is refused fails with EPERM, and what the C library tries first where it knows an older way fails with ENOSYS. A
// program of another machine, or of the x32 form of calls, ends.
static inline int confinement_forbid_calls(void) {
#ifdef CONFINEMENT_MACHINE
#define CONFINEMENT_LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define CONFINEMENT_ANSWER(answer) BPF_STMT(BPF_RET | BPF_K, answer)
#define CONFINEMENT_REFUSE(call)                         \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), \
        CONFINEMENT_ANSWER(SECCOMP_RET_ERRNO | EPERM)
#define CONFINEMENT_UNKNOWN(call)                        \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), \
        CONFINEMENT_ANSWER(SECCOMP_RET_ERRNO | ENOSYS)
// Refused where one of the bits is set in an argument, whose lower half is looked at.
#define CONFINEMENT_REFUSE_BITS(call, field, bits)       \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 4), \
        CONFINEMENT_LOAD(field),                         \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1), \
        CONFINEMENT_ANSWER(SECCOMP_RET_ERRNO | EPERM),   \
        CONFINEMENT_ANSWER(SECCOMP_RET_ALLOW)
    struct sock_filter lines[] = {
        CONFINEMENT_LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CONFINEMENT_MACHINE, 1, 0),
        CONFINEMENT_ANSWER(SECCOMP_RET_KILL_PROCESS),
        CONFINEMENT_LOAD(nr),
#if defined(__x86_64__)
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 0x40000000, 0, 1),
        CONFINEMENT_ANSWER(SECCOMP_RET_KILL_PROCESS),
#endif
        // A network, and whatever speaks to other processes by one.
        CONFINEMENT_REFUSE(socket), CONFINEMENT_REFUSE(socketpair), CONFINEMENT_REFUSE(connect),
        CONFINEMENT_REFUSE(bind), CONFINEMENT_REFUSE(listen), CONFINEMENT_REFUSE(accept), CONFINEMENT_REFUSE(accept4),
        CONFINEMENT_REFUSE(sendto), CONFINEMENT_REFUSE(sendmsg), CONFINEMENT_REFUSE(sendmmsg),
        CONFINEMENT_UNKNOWN(io_uring_setup), CONFINEMENT_REFUSE(io_uring_enter), CONFINEMENT_REFUSE(io_uring_register),
        // Other programs and other processes; a thread is neither.
        CONFINEMENT_REFUSE(execve), CONFINEMENT_REFUSE(execveat), CONFINEMENT_UNKNOWN(clone3),
        CONFINEMENT_REFUSE(ptrace), CONFINEMENT_REFUSE(process_vm_readv), CONFINEMENT_REFUSE(process_vm_writev),
        CONFINEMENT_REFUSE(kill), CONFINEMENT_REFUSE(tkill), CONFINEMENT_REFUSE(pidfd_open),
        CONFINEMENT_REFUSE(pidfd_send_signal), CONFINEMENT_REFUSE(rt_sigqueueinfo), CONFINEMENT_REFUSE(rt_tgsigqueueinfo),
        CONFINEMENT_REFUSE(unshare), CONFINEMENT_REFUSE(setns), CONFINEMENT_REFUSE(bpf),
        CONFINEMENT_REFUSE(perf_event_open), CONFINEMENT_REFUSE(userfaultfd), CONFINEMENT_REFUSE(keyctl),
        CONFINEMENT_REFUSE(add_key), CONFINEMENT_REFUSE(request_key), CONFINEMENT_REFUSE(mount),
        CONFINEMENT_REFUSE(umount2), CONFINEMENT_REFUSE(chroot), CONFINEMENT_REFUSE(pivot_root),
        CONFINEMENT_REFUSE(open_by_handle_at), CONFINEMENT_REFUSE(open_tree), CONFINEMENT_REFUSE(move_mount),
        CONFINEMENT_REFUSE(fsopen), CONFINEMENT_REFUSE(fsmount), CONFINEMENT_REFUSE(fspick),
        CONFINEMENT_REFUSE(fanotify_init), CONFINEMENT_REFUSE(setpriority), CONFINEMENT_REFUSE(ioprio_set),
        CONFINEMENT_REFUSE(sched_setaffinity), CONFINEMENT_REFUSE(sched_setscheduler),
        CONFINEMENT_REFUSE(sched_setparam), CONFINEMENT_REFUSE(sched_setattr), CONFINEMENT_REFUSE(setpgid),
        CONFINEMENT_REFUSE(shmget), CONFINEMENT_REFUSE(shmat), CONFINEMENT_REFUSE(msgget), CONFINEMENT_REFUSE(semget),
        CONFINEMENT_REFUSE(mq_open),
        // Terminals, into which others would type what is put there, and the flags of files.
        CONFINEMENT_REFUSE(ioctl),
        // Files that are changed.
        CONFINEMENT_UNKNOWN(openat2), CONFINEMENT_REFUSE(unlinkat), CONFINEMENT_REFUSE(renameat2),
        CONFINEMENT_REFUSE(linkat), CONFINEMENT_REFUSE(symlinkat), CONFINEMENT_REFUSE(mkdirat),
        CONFINEMENT_REFUSE(mknodat), CONFINEMENT_REFUSE(fchmodat), CONFINEMENT_REFUSE(fchownat),
        CONFINEMENT_REFUSE(truncate), CONFINEMENT_REFUSE(ftruncate), CONFINEMENT_REFUSE(utimensat),
        CONFINEMENT_REFUSE(setxattr), CONFINEMENT_REFUSE(removexattr), CONFINEMENT_REFUSE(lsetxattr),
        CONFINEMENT_REFUSE(lremovexattr),
        // The same of a file that is open, if only for reading.
        CONFINEMENT_REFUSE(fchmod), CONFINEMENT_REFUSE(fchown), CONFINEMENT_REFUSE(fsetxattr),
        CONFINEMENT_REFUSE(fremovexattr), CONFINEMENT_REFUSE(fchmodat2), CONFINEMENT_REFUSE(setxattrat),
        CONFINEMENT_REFUSE(removexattrat),
#if defined(__x86_64__)
        CONFINEMENT_REFUSE(fork), CONFINEMENT_REFUSE(vfork), CONFINEMENT_REFUSE(creat), CONFINEMENT_REFUSE(unlink),
        CONFINEMENT_REFUSE(rmdir), CONFINEMENT_REFUSE(rename), CONFINEMENT_REFUSE(renameat), CONFINEMENT_REFUSE(link),
        CONFINEMENT_REFUSE(symlink), CONFINEMENT_REFUSE(mkdir), CONFINEMENT_REFUSE(mknod), CONFINEMENT_REFUSE(chmod),
        CONFINEMENT_REFUSE(chown), CONFINEMENT_REFUSE(lchown), CONFINEMENT_REFUSE(utime), CONFINEMENT_REFUSE(utimes),
        CONFINEMENT_REFUSE(futimesat),
        CONFINEMENT_REFUSE_BITS(open, args[1], O_WRONLY | O_RDWR | O_CREAT | O_TRUNC),
#endif
        CONFINEMENT_REFUSE_BITS(openat, args[2], O_WRONLY | O_RDWR | O_CREAT | O_TRUNC),
        // A signal to anybody but this process, which may end itself.
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_tgkill, 0, 4),
        CONFINEMENT_LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)getpid(), 1, 0),
        CONFINEMENT_ANSWER(SECCOMP_RET_ERRNO | EPERM),
        CONFINEMENT_ANSWER(SECCOMP_RET_ALLOW),
        // The limits of anybody but this process, which calls itself 0.
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_prlimit64, 0, 4),
        CONFINEMENT_LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0),
        CONFINEMENT_ANSWER(SECCOMP_RET_ERRNO | EPERM),
        CONFINEMENT_ANSWER(SECCOMP_RET_ALLOW),
        // A new process, and no thread: the bit is not set.
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 3),
        CONFINEMENT_LOAD(args[0]),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
        CONFINEMENT_ANSWER(SECCOMP_RET_ERRNO | EPERM),
        CONFINEMENT_ANSWER(SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {sizeof(lines) / sizeof(lines[0]), lines};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0);
#else
    errno = ENOSYS;
    return -1;
#endif
}
