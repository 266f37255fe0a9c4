// Gives no memory back: what a program leaves in the memory that it frees stays there to be found.
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

void free(void *memory) { (void)memory; }

void *realloc(void *memory, size_t size) {
    void *grown = malloc(size);
    if (grown && memory) {
        size_t old = malloc_usable_size(memory);
        memcpy(grown, memory, old < size ? old : size);
    }
    return grown;
}
