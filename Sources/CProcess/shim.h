#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>

// prctl takes any number of arguments, which Swift does not know.
static inline int process_forbid_dumps(void) {
    struct rlimit none = {0, 0};
    int limited = setrlimit(RLIMIT_CORE, &none);
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && limited == 0 ? 0 : -1;
}

// The C library gives every few threads a heap of their own, and none gives its free pieces to another.
static inline int process_share_heaps(void) { return mallopt(M_ARENA_MAX, 2); }
