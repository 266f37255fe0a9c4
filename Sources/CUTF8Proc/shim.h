#include <utf8proc.h>

// The options are bits of an enumeration, which Swift does not join.
static inline utf8proc_option_t utf8proc_nfkc(void) {
    return (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}
