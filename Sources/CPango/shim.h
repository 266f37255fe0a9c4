#include <cairo-pdf.h>
#include <pango/pangocairo.h>

// Macros with arithmetic, which Swift does not see.

static inline int pango_units_per_point(void) { return PANGO_SCALE; }

static inline int pango_is_unknown_glyph(PangoGlyph glyph) { return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0; }

static inline gunichar pango_unknown_character(PangoGlyph glyph) { return glyph & ~PANGO_GLYPH_UNKNOWN_FLAG; }
