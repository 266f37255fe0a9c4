#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast, and sqlite3_db_config takes any type behind three dots: Swift has neither.

static inline int sqlite3_bind_text_copy(sqlite3_stmt *statement, int index, const char *text, int count) {
    return sqlite3_bind_text(statement, index, text, count, SQLITE_TRANSIENT);
}

static inline int sqlite3_bind_blob_copy(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    // A blob without bytes is no NULL, whatever address it has.
    if (count == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_TRANSIENT);
}

static inline int sqlite3_db_config_flag(sqlite3 *handle, int option, int value) {
    return sqlite3_db_config(handle, option, value, (int *)0);
}
