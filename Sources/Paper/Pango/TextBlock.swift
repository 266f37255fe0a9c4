import CPango
import PaperExchange

/// A paragraph that is broken into lines.
@safe final class TextBlock {
    /// How it is set.
    let style: TextStyle
    /// How many lines it has, at least one.
    let lineCount: Int

    private let layout: OpaquePointer

    /// Breaks a text into lines of at most `width` points.
    fileprivate init(
        _ context: OpaquePointer, _ text: String, _ style: TextStyle, width: Double
    ) throws(PaperError) {
        guard let layout = unsafe pango_layout_new(context) else { throw PaperError(.library, "pango") }
        let units = Double(pango_units_per_point())
        let bytes = Array(text.utf8)
        unsafe bytes.withUnsafeBytes { buffer in
            unsafe pango_layout_set_text(
                layout, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count))
        }
        let font = unsafe pango_font_description_new()
        unsafe pango_font_description_set_family(font, style.family.rawValue)
        unsafe pango_font_description_set_absolute_size(font, style.size * units)
        if style.isBold { unsafe pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD) }
        unsafe pango_layout_set_font_description(layout, font)
        unsafe pango_font_description_free(font)
        let attributes = unsafe pango_attr_list_new()
        if style.spacing != 0 {
            unsafe pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(Int32(style.spacing * units)))
        }
        // Two letters drawn as one are read aloud and searched for as one by some readers of PDF.
        unsafe pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"))
        unsafe pango_layout_set_attributes(layout, attributes)
        unsafe pango_attr_list_unref(attributes)
        unsafe pango_layout_set_width(layout, Int32(max(width, 1) * units))
        unsafe pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        self.style = style
        lineCount = unsafe max(Int(pango_layout_get_line_count(layout)), 1)
        unsafe self.layout = layout
        // Pango turns the sides around for lines that run from the right.
        if style.isFlushLeft, isFromRight { unsafe pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT) }
    }

    deinit { unsafe g_object_unref(UnsafeMutableRawPointer(layout)) }

    private var isFromRight: Bool {
        guard let line = unsafe pango_layout_get_line_readonly(layout, 0) else { return false }
        return unsafe pango_layout_line_get_resolved_direction(line) == PANGO_DIRECTION_RTL
    }

    /// Height of all lines, in points.
    var height: Double { Double(lineCount) * style.lineHeight }

    /// Width of the widest line, in points.
    var width: Double {
        var width: Int32 = 0
        unsafe pango_layout_get_size(layout, &width, nil)
        return Double(width) / Double(pango_units_per_point())
    }

    /// The characters that no font on this machine has, each once.
    var missingCharacters: [Unicode.Scalar] {
        guard unsafe pango_layout_get_unknown_glyphs_count(layout) > 0 else { return [] }
        var missing: [Unicode.Scalar] = []
        for index in 0..<lineCount {
            var run = unsafe pango_layout_get_line_readonly(layout, Int32(index))?.pointee.runs
            while let node = unsafe run {
                if let item = unsafe node.pointee.data?.assumingMemoryBound(to: PangoGlyphItem.self),
                    let glyphs = unsafe item.pointee.glyphs
                {
                    for place in 0..<(unsafe Int(glyphs.pointee.num_glyphs)) {
                        let glyph = unsafe glyphs.pointee.glyphs[place].glyph
                        guard pango_is_unknown_glyph(glyph) != 0,
                            let scalar = Unicode.Scalar(pango_unknown_character(glyph)), !missing.contains(scalar)
                        else { continue }
                        missing.append(scalar)
                    }
                }
                unsafe run = node.pointee.next
            }
        }
        return missing
    }

    /// Draws some of the lines, the top of the first at a height.
    fileprivate func draw(_ canvas: OpaquePointer, lines: Range<Int>, x: Double, y: Double) {
        let units = Double(pango_units_per_point())
        guard let iterator = unsafe pango_layout_get_iter(layout) else { return }
        defer { unsafe pango_layout_iter_free(iterator) }
        for index in 0..<lines.upperBound {
            if index >= lines.lowerBound, let line = unsafe pango_layout_iter_get_line_readonly(iterator) {
                var extents = PangoRectangle()
                unsafe pango_layout_iter_get_line_extents(iterator, nil, &extents)
                // Each line has the same height, whatever font helps out in it; the letters stand in its middle.
                let top = y + Double(index - lines.lowerBound) * style.lineHeight
                let baseline = top + style.lineHeight / 2 + style.size * 0.36
                unsafe cairo_move_to(canvas, x + Double(extents.x) / units, baseline)
                unsafe pango_cairo_show_layout_line(canvas, line)
            }
            guard unsafe pango_layout_iter_next_line(iterator) != 0 else { return }
        }
    }
}

extension PageWriter {
    /// Breaks a text into lines.
    ///
    /// - Throws: ``PaperError`` with code `library`.
    func block(_ text: String, _ style: TextStyle, width: Double) throws(PaperError) -> TextBlock {
        let block = unsafe try TextBlock(context, text, style, width: width)
        note(missing: block.missingCharacters)
        return block
    }

    /// Draws a paragraph, or some lines of it, as one element of the document.
    func draw(_ block: TextBlock, lines: Range<Int>? = nil, x: Double, y: Double) {
        use(block.style.colour)
        unsafe block.draw(canvas, lines: lines ?? 0..<block.lineCount, x: x, y: y)
    }
}
