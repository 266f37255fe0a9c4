import CQPDF
import Glibc
import PaperExchange

/// A PDF in memory, by qpdf: with ``PDFObject`` the one place that calls it.
@safe final class PDFFile {
    private var handle: qpdf_data?

    /// Reads a PDF.
    ///
    /// - Throws: ``PaperError`` with code `damagedPDF`, `encryptedPDF` or `library`.
    init(_ bytes: [UInt8]) throws(PaperError) {
        unsafe handle = qpdf_init()
        guard let handle = unsafe handle else { throw PaperError(.library, "qpdf") }
        unsafe qpdf_silence_errors(handle)
        unsafe qpdf_set_suppress_warnings(handle, 1)
        unsafe self.bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(bytes.count, 1))
        // qpdf reads from here until the end, so the bytes must stay where they are.
        unsafe UnsafeMutableRawBufferPointer(self.bytes).copyBytes(from: bytes)
        let result = unsafe qpdf_read_memory(handle, "PDF", self.bytes.baseAddress, UInt64(bytes.count), nil)
        guard result & Self.errorBit == 0 else { throw failure ?? PaperError(.damagedPDF) }
        // One that opens with an empty password is still locked: what stands in it is not for everybody.
        guard unsafe qpdf_is_encrypted(handle) == 0 else { throw PaperError(.encryptedPDF) }
        guard root.isDictionary else { throw failure ?? PaperError(.damagedPDF) }
    }

    private let bytes: UnsafeMutableBufferPointer<CChar>
    private static let errorBit: Int32 = 2

    deinit {
        // What nobody asked for would be told on standard error.
        _ = failure
        unsafe qpdf_cleanup(&handle)
        unsafe bytes.deallocate()
    }

    /// What went wrong in the last call, which is then forgotten.
    private var failure: PaperError? {
        guard unsafe qpdf_has_error(handle) != 0, let error = unsafe qpdf_get_error(handle) else { return nil }
        return unsafe PaperError(
            qpdf_get_error_code(handle, error) == qpdf_e_password ? .encryptedPDF : .damagedPDF)
    }

    /// The catalogue of the document (ISO 32000-1, section 7.7.2).
    var root: PDFObject { unsafe PDFObject(self, qpdf_get_root(handle)) }

    /// The trailer of the file (section 7.5.5).
    var trailer: PDFObject { unsafe PDFObject(self, qpdf_get_trailer(handle)) }

    /// How many pages there are; none in a file whose tree of pages is broken.
    var pageCount: Int { unsafe max(Int(qpdf_get_num_pages(handle)), 0) }

    /// A page, from 0; nothing for a number that no page has.
    func page(_ index: Int) -> PDFObject? {
        guard (0..<pageCount).contains(index) else { return nil }
        return unsafe PDFObject(self, qpdf_get_page_n(handle, index))
    }

    // MARK: Making objects

    /// An object as it is written in a file.
    func object(_ text: String) -> PDFObject { unsafe PDFObject(self, qpdf_oh_parse(handle, text)) }

    /// A text.
    func text(_ text: String) -> PDFObject {
        let bytes = Array(text.utf8)
        return unsafe bytes.withUnsafeBytes { buffer in
            guard let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else {
                return unsafe PDFObject(self, qpdf_oh_new_unicode_string(handle, ""))
            }
            return unsafe PDFObject(self, qpdf_oh_new_binary_unicode_string(handle, start, buffer.count))
        }
    }

    /// A stream with its bytes and the entries of its dictionary.
    func stream(_ bytes: [UInt8], _ entries: [(String, PDFObject)]) -> PDFObject {
        let stream = unsafe PDFObject(self, qpdf_oh_new_stream(handle))
        replace(stream, bytes)
        let dictionary = unsafe PDFObject(self, qpdf_oh_get_dict(handle, stream.handle))
        for (name, value) in entries { dictionary[name] = value }
        return stream
    }

    /// Gives a stream other bytes, which are not compressed yet.
    func replace(_ stream: PDFObject, _ bytes: [UInt8]) {
        unsafe qpdf_oh_replace_stream_data(
            handle, stream.handle, bytes, bytes.count, qpdf_oh_new_null(handle), qpdf_oh_new_null(handle))
    }

    /// The same object with a number of its own, so that several others can point to it.
    func indirect(_ object: PDFObject) -> PDFObject {
        unsafe PDFObject(self, qpdf_make_indirect_object(handle, object.handle))
    }

    /// Writes the file; the same objects give the same bytes.
    ///
    /// - Throws: ``PaperError`` with code `library`.
    func written() throws(PaperError) -> [UInt8] {
        guard unsafe qpdf_init_write_memory(handle) & Self.errorBit == 0 else { throw PaperError(.library, "qpdf") }
        unsafe qpdf_set_minimum_pdf_version(handle, "1.7")
        unsafe qpdf_set_deterministic_ID(handle, 1)
        unsafe qpdf_set_newline_before_endstream(handle, 1)
        guard unsafe qpdf_write(handle) & Self.errorBit == 0, let start = unsafe qpdf_get_buffer(handle) else {
            throw PaperError(.library, "qpdf")
        }
        return unsafe Array(UnsafeBufferPointer(start: start, count: qpdf_get_buffer_length(handle)))
    }

    // MARK: Looking at objects

    /// The operators that a page is drawn with; nothing where they cannot be decoded.
    func content(ofPage page: PDFObject) -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        var count = 0
        let result = unsafe qpdf_oh_get_page_content_data(handle, page.handle, &start, &count)
        defer { unsafe free(start) }
        guard result & Self.errorBit == 0 else {
            _ = failure
            return []
        }
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }

    func with<Result>(_ body: (qpdf_data?) -> Result) -> Result { unsafe body(handle) }

    /// The bytes of a stream, compressed or not.
    ///
    /// - Throws: ``PaperError`` with code `damagedPDF` where they cannot be decoded, or `tooLarge` beyond `limit`.
    func bytes(of stream: PDFObject, decoded: Bool = true, limit: Int) throws(PaperError) -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        var count = 0
        var isDecoded: QPDF_BOOL = 0
        let level = decoded ? qpdf_dl_specialized : qpdf_dl_none
        let result = unsafe qpdf_oh_get_stream_data(handle, stream.handle, level, &isDecoded, &start, &count)
        defer { unsafe free(start) }
        guard result & Self.errorBit == 0, !decoded || isDecoded != 0 else { throw failure ?? PaperError(.damagedPDF) }
        guard count <= limit else { throw PaperError(.tooLarge, String(limit)) }
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }
}
