#include <sqlite3.h>

// sqlite3_db_config takes any type behind three dots, which Swift has not; texts are bytes to Swift, and char to SQLite.
// What is lent must stay where it is until the statement is reset and its values are cleared.

static inline int sqlite3_bind_text_lent(sqlite3_stmt *statement, int index, const unsigned char *text, int count) {
    return sqlite3_bind_text(statement, index, (const char *)text, count, SQLITE_STATIC);
}

static inline int sqlite3_bind_blob_lent(sqlite3_stmt *statement, int index, const unsigned char *bytes, int count) {
    // A blob without bytes is no NULL, whatever address it has.
    if (count == 0) return sqlite3_bind_zeroblob(statement, index, 0);
    return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_STATIC);
}

static inline int sqlite3_db_config_flag(sqlite3 *handle, int option, int value) {
    return sqlite3_db_config(handle, option, value, (int *)0);
}
