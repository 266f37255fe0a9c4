import CPango
import Glibc
import PaperExchange

/// Draws pages into a PDF, by cairo and pango: with ``TextBlock`` the one place that calls them.
///
/// Lengths are in points, from the upper left corner of the page. What is drawn inside ``tagged(_:_:)`` becomes an element
/// of the document's structure; everything else is decoration, which a reader's voice passes over.
@safe final class PageWriter {
    /// Width of a page.
    let width: Double
    /// Height of a page.
    let height: Double

    let canvas: OpaquePointer
    let context: OpaquePointer
    private let surface: OpaquePointer
    private let output: Output
    /// The elements of the structure in the order in which they are read, one for each part that was tagged.
    private(set) var elements: [StructureElement] = []
    /// The characters that no font on this machine has.
    private(set) var missingCharacters: [Unicode.Scalar] = []

    /// Where cairo writes to.
    private final class Output { var bytes: [UInt8] = [] }

    /// Begins a document with an empty page.
    ///
    /// - Throws: ``PaperError`` with code `library`.
    init(width: Double, height: Double, language: String) throws(PaperError) {
        self.width = width
        self.height = height
        output = Output()
        let place = unsafe Unmanaged.passUnretained(output).toOpaque()
        let surface = unsafe cairo_pdf_surface_create_for_stream(
            { place, bytes, count in
                guard let place = unsafe place else { return CAIRO_STATUS_WRITE_ERROR }
                let output = unsafe Unmanaged<Output>.fromOpaque(place).takeUnretainedValue()
                unsafe output.bytes += UnsafeBufferPointer(start: bytes, count: Int(count))
                return CAIRO_STATUS_SUCCESS
            }, place, width, height)
        guard let surface = unsafe surface, let canvas = unsafe cairo_create(surface) else {
            throw PaperError(.library, "cairo")
        }
        unsafe cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
        guard let context = unsafe pango_cairo_create_context(canvas) else { throw PaperError(.library, "pango") }
        // Letters stand where the font says, not on the dots of some screen.
        let options = unsafe cairo_font_options_create()
        unsafe cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        unsafe cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        unsafe pango_cairo_context_set_font_options(context, options)
        unsafe cairo_font_options_destroy(options)
        unsafe pango_context_set_round_glyph_positions(context, 0)
        unsafe pango_context_set_language(context, pango_language_from_string(language))
        unsafe self.surface = surface
        unsafe self.canvas = canvas
        unsafe self.context = context
    }

    deinit {
        unsafe g_object_unref(UnsafeMutableRawPointer(context))
        unsafe cairo_destroy(canvas)
        unsafe cairo_surface_destroy(surface)
    }

    /// Ends the page and begins the next.
    func nextPage() { unsafe cairo_show_page(canvas) }

    /// Ends the document.
    ///
    /// - Throws: ``PaperError`` with code `library`.
    func finish() throws(PaperError) -> [UInt8] {
        unsafe cairo_show_page(canvas)
        unsafe cairo_surface_finish(surface)
        guard unsafe cairo_status(canvas) == CAIRO_STATUS_SUCCESS,
            unsafe cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        else { throw PaperError(.library, "cairo") }
        return output.bytes
    }

    /// Notes characters that cannot be drawn.
    func note(missing characters: [Unicode.Scalar]) {
        for scalar in characters where !missingCharacters.contains(scalar) { missingCharacters.append(scalar) }
    }

    // MARK: Structure

    /// Draws an element of the structure.
    func tagged(_ element: StructureElement, _ draw: () throws(PaperError) -> Void) throws(PaperError) {
        elements.append(element)
        unsafe cairo_tag_begin(canvas, element.tag, nil)
        try draw()
        unsafe cairo_tag_end(canvas, element.tag)
    }

    /// Draws what is not part of the text: lines, grounds, numbers of pages.
    func decoration(_ draw: () throws(PaperError) -> Void) throws(PaperError) {
        try tagged(.decoration, draw)
    }

    // MARK: Shapes

    /// Takes a colour for what follows.
    func use(_ colour: Colour) { unsafe cairo_set_source_rgb(canvas, colour.red, colour.green, colour.blue) }

    /// Fills a rectangle.
    func fill(x: Double, y: Double, width: Double, height: Double, _ colour: Colour) {
        use(colour)
        unsafe cairo_rectangle(canvas, x, y, width, height)
        unsafe cairo_fill(canvas)
    }

    /// Draws a code as shapes, without its quiet zone.
    func draw(_ code: QRCode, x: Double, y: Double, side: Double) {
        let module = side / Double(code.side)
        use(.black)
        for row in 0..<code.side {
            for run in code.runs(row: row) {
                // A little higher than a module: between two shapes that only touch, some readers draw a light line.
                unsafe cairo_rectangle(
                    canvas, x + Double(run.lowerBound) * module, y + Double(row) * module, Double(run.count) * module,
                    module * 1.02)
            }
        }
        unsafe cairo_fill(canvas)
    }

    /// Draws a picture as large as fits into a box, at its upper right corner.
    ///
    /// - Returns: The size it has on the page.
    func draw(
        _ picture: ColourPicture, right: Double, y: Double, width: Double, height: Double
    ) throws(PaperError) -> (width: Double, height: Double) {
        let stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, Int32(clamping: picture.width))
        guard Int(stride) == picture.width * 4 else { throw PaperError(.library, "cairo") }
        let scale = min(width / Double(picture.width), height / Double(picture.height))
        let size = (width: Double(picture.width) * scale, height: Double(picture.height) * scale)
        var dots = picture.dots
        unsafe dots.withUnsafeMutableBufferPointer { buffer in
            let image = unsafe cairo_image_surface_create_for_data(
                buffer.baseAddress, CAIRO_FORMAT_RGB24, Int32(picture.width), Int32(picture.height), stride)
            unsafe cairo_save(canvas)
            unsafe cairo_translate(canvas, right - size.width, y)
            unsafe cairo_scale(canvas, scale, scale)
            unsafe cairo_set_source_surface(canvas, image, 0, 0)
            // PDF/A has no smoothing of pictures (ISO 19005-3, section 6.2.8).
            unsafe cairo_pattern_set_filter(cairo_get_source(canvas), CAIRO_FILTER_NEAREST)
            unsafe cairo_paint(canvas)
            unsafe cairo_restore(canvas)
            unsafe cairo_surface_destroy(image)
            // The page is written later, from a copy that this makes now.
            unsafe cairo_surface_flush(surface)
        }
        return size
    }
}
