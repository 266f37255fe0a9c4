#include <png.h>

// Macros with casts and arithmetic, which Swift does not see.

static inline png_uint_32 png_simplified_version(void) { return PNG_IMAGE_VERSION; }

static inline int png_simplified_failed(const png_image *image) { return PNG_IMAGE_FAILED(*image); }

static inline png_uint_32 png_format_gray(void) { return PNG_FORMAT_GRAY; }

static inline png_uint_32 png_format_bgra(void) { return PNG_FORMAT_BGRA; }
