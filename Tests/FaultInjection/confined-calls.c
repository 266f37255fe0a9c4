// A library for the tests of testamur-paper: when the program reads standard input for the first time, by when it has given
// up its rights, it tries what it must not be able to do, and says on standard error what came of each.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static void tell(const char *name, const char *outcome) {
    char line[128];
    strcpy(line, name);
    strcat(line, " ");
    strcat(line, outcome);
    strcat(line, "\n");
    (void)!write(STDERR_FILENO, line, strlen(line));
}

// errno is looked at once the attempt was made.
#define TRY(name, attempt)                                                \
    do {                                                                  \
        long answer = (attempt);                                          \
        tell(name, answer >= 0 ? "done" : errno == EPERM ? "EPERM"        \
                 : errno == ENOSYS ? "ENOSYS" : "other");                 \
    } while (0)

// A session of its own: the sixth word of what the system says of a process is its own number (proc(5)).
static int leads_session(void) {
    char text[512] = "";
    int file = open("/proc/self/stat", O_RDONLY);
    ssize_t count = file < 0 ? 0 : pread(file, text, sizeof(text) - 1, 0);
    char *rest = count > 0 ? strrchr(text, ')') : NULL;
    int parent = 0, group = 0, session = 0;
    return rest != NULL && sscanf(rest, ") %*c %d %d %d", &parent, &group, &session) == 3 && session == getpid();
}

static void *idle(void *argument) { return argument; }

static void attempt(void) {
    char *arguments[] = {"true", NULL};
    TRY("socket", socket(AF_INET, SOCK_STREAM, 0));
    TRY("udp", socket(AF_INET6, SOCK_DGRAM, 0));
    TRY("unix", socket(AF_UNIX, SOCK_STREAM, 0));
    TRY("socketpair", socketpair(AF_UNIX, SOCK_STREAM, 0, (int[2]){0, 0}));
    TRY("io_uring", syscall(SYS_io_uring_setup, 1, NULL));
    TRY("execve", execv("/bin/true", arguments));
    pid_t child = fork();
    if (child == 0) _exit(0);
    TRY("fork", child);
    TRY("create", open("confined-new", O_WRONLY | O_CREAT, 0600));
    TRY("write", open("confined-old", O_RDWR));
    TRY("unlink", unlink("confined-old"));
    TRY("rename", rename("confined-old", "confined-new"));
    TRY("mkdir", mkdir("confined-folder", 0700));
    TRY("link", link("confined-old", "confined-new"));
    TRY("symlink", symlink("confined-old", "confined-new"));
    TRY("pipe", mkfifo("confined-new", 0600));
    TRY("mode", chmod("confined-old", 0600));
    TRY("owner", chown("confined-old", getuid(), getgid()));
    TRY("times", utimensat(AT_FDCWD, "confined-old", NULL, 0));
    TRY("truncate", truncate("confined-old", 0));
    int old = open("confined-old", O_RDONLY);
    TRY("read", old);
    TRY("open mode", fchmod(old, 0600));
    TRY("open owner", fchown(old, getuid(), getgid()));
    TRY("open attribute", fsetxattr(old, "user.a", "", 0, 0));
    TRY("signal", kill(getppid(), 0));
    TRY("thread signal", syscall(SYS_tgkill, getppid(), getppid(), 0));
    TRY("queued signal", syscall(SYS_rt_sigqueueinfo, getppid(), 0, &(siginfo_t){.si_code = -1}));
    TRY("own signal", syscall(SYS_tgkill, getpid(), getpid(), 0));
    TRY("terminal", ioctl(STDERR_FILENO, TIOCSTI, "!"));
    TRY("other limits", prlimit(getppid(), RLIMIT_NOFILE, &(struct rlimit){256, 256}, NULL));
    TRY("own limits", prlimit(0, RLIMIT_NOFILE, NULL, &(struct rlimit){0, 0}));
    TRY("newer mode", syscall(452, AT_FDCWD, "confined-old", 0644, 0));
    TRY("priority", setpriority(PRIO_PROCESS, getppid(), 19));
    TRY("shared memory", shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600));
    TRY("file system", syscall(SYS_fsopen, "tmpfs", 0));
    TRY("trace", syscall(SYS_ptrace, 0, 0, 0, 0));
    TRY("other memory", process_vm_readv(getppid(), NULL, 0, NULL, 0, 0));
    TRY("namespace", unshare(0));
    TRY("owner of signals", fcntl(old, F_SETOWN, getppid()));
    TRY("write behind", syscall(SYS_pwrite64, old, "", 0, 0));
    TRY("event", syscall(SYS_inotify_init1, 0));
    TRY("memory file", syscall(SYS_memfd_create, "a", 0));
    TRY("timer", syscall(SYS_timerfd_create, 0, 0));
    TRY("personality", syscall(SYS_personality, 0xffffffff));
    TRY("name", prctl(PR_SET_NAME, "paper"));
    TRY("dumps", prctl(PR_SET_DUMPABLE, 1));
    TRY("unknown", syscall(1000));
    int ending = 0;
    prctl(PR_GET_PDEATHSIG, &ending);
    tell("ends", ending == SIGKILL ? "with its parent" : "alone");
    tell("session", leads_session() ? "own" : "shared");
    pthread_t thread;
    int answer = pthread_create(&thread, NULL, idle, NULL);
    if (answer == 0) pthread_join(thread, NULL);
    tell("thread", answer == 0 ? "done" : "other");
    struct rlimit limit;
    int names[] = {RLIMIT_FSIZE, RLIMIT_CORE, RLIMIT_CPU, RLIMIT_AS, RLIMIT_NOFILE};
    unsigned long most[] = {0, 0, 30, 1UL << 30, 64};
    int within = 1;
    for (int i = 0; i < 5; i++) {
        within &= getrlimit(names[i], &limit) == 0 && limit.rlim_cur <= most[i] && limit.rlim_max <= most[i];
    }
    tell("limits", within ? "within" : "beyond");
}

ssize_t read(int descriptor, void *bytes, size_t count) {
    static ssize_t (*next)(int, void *, size_t);
    static int tried;
    if (next == NULL) next = (ssize_t(*)(int, void *, size_t))dlsym(RTLD_NEXT, "read");
    if (descriptor == STDIN_FILENO && !tried) {
        tried = 1;
        attempt();
    }
    return next(descriptor, bytes, count);
}
