// A library for the tests: zlib compresses nothing, as when there is no memory for it.
int deflateInit2_(void *stream, int level, int method, int bits, int memory, int strategy, const char *version, int size) {
    (void)stream, (void)level, (void)method, (void)bits, (void)memory, (void)strategy, (void)version, (void)size;
    return -4;
}
