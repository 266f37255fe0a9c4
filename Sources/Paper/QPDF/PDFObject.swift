import CQPDF

/// An object of a PDF: a dictionary, an array, a stream, a name, a number or a text (ISO 32000-1, section 7.3).
///
/// Whatever is asked of an object of another kind gives nothing.
struct PDFObject {
    let file: PDFFile
    let handle: qpdf_oh

    init(_ file: PDFFile, _ handle: qpdf_oh) {
        self.file = file
        self.handle = handle
    }

    /// Whether it is a dictionary.
    var isDictionary: Bool { unsafe file.with { unsafe qpdf_oh_is_dictionary($0, handle) != 0 } }
    /// Whether it is an array.
    var isArray: Bool { unsafe file.with { unsafe qpdf_oh_is_array($0, handle) != 0 } }
    /// Whether it is a stream.
    var isStream: Bool { unsafe file.with { unsafe qpdf_oh_is_stream($0, handle) != 0 } }

    /// The number of an object that others can point to; 0 for any other.
    var number: Int { unsafe file.with { unsafe Int(qpdf_oh_get_object_id($0, handle)) } }

    /// A name, with its slash.
    var name: String? {
        unsafe file.with { data in
            var start: UnsafePointer<CChar>?
            var count = 0
            guard unsafe qpdf_oh_get_value_as_name(data, handle, &start, &count) != 0 else { return nil }
            return unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }

    /// A text.
    var text: String? {
        unsafe file.with { data in
            var start: UnsafePointer<CChar>?
            var count = 0
            guard unsafe qpdf_oh_get_value_as_utf8(data, handle, &start, &count) != 0 else { return nil }
            return unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }

    /// The bytes of a string.
    var stringBytes: [UInt8]? {
        unsafe file.with { data in
            var start: UnsafePointer<CChar>?
            var count = 0
            guard unsafe qpdf_oh_get_value_as_string(data, handle, &start, &count) != 0 else { return nil }
            return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
        }
    }

    /// An integer.
    var integer: Int? {
        unsafe file.with { data in
            var value: Int64 = 0
            guard unsafe qpdf_oh_get_value_as_longlong(data, handle, &value) != 0 else { return nil }
            return Int(value)
        }
    }

    /// The elements of an array.
    var elements: [PDFObject] {
        guard isArray else { return [] }
        return (0..<count).map { self[$0] }
    }

    /// How many elements an array has.
    var count: Int { unsafe isArray ? file.with { unsafe Int(qpdf_oh_get_array_n_items($0, handle)) } : 0 }

    /// An element of an array.
    subscript(index: Int) -> PDFObject {
        unsafe PDFObject(file, file.with { unsafe qpdf_oh_get_array_item($0, handle, Int32(clamping: index)) })
    }

    /// The value for a name, with its slash, in a dictionary or in the dictionary of a stream.
    subscript(name: String) -> PDFObject? {
        get {
            let dictionary = unsafe isStream ? file.with { unsafe qpdf_oh_get_dict($0, handle) } : handle
            let isThere = unsafe file.with { data in
                unsafe qpdf_oh_is_dictionary(data, dictionary) != 0 && qpdf_oh_has_key(data, dictionary, name) != 0
            }
            guard isThere else { return nil }
            return unsafe PDFObject(file, file.with { unsafe qpdf_oh_get_key($0, dictionary, name) })
        }
        nonmutating set {
            let dictionary = unsafe isStream ? file.with { unsafe qpdf_oh_get_dict($0, handle) } : handle
            unsafe file.with { data in
                if let newValue {
                    unsafe qpdf_oh_replace_key(data, dictionary, name, newValue.handle)
                } else {
                    unsafe qpdf_oh_remove_key(data, dictionary, name)
                }
            }
        }
    }

    /// The names that a dictionary has values for.
    var keys: [String] {
        guard isDictionary else { return [] }
        return unsafe file.with { data in
            var keys: [String] = []
            unsafe qpdf_oh_begin_dict_key_iter(data, handle)
            while unsafe qpdf_oh_dict_more_keys(data) != 0 {
                unsafe keys.append(String(cString: qpdf_oh_dict_next_key(data)))
            }
            return keys
        }
    }

    /// Adds an element to an array.
    func append(_ element: PDFObject) {
        unsafe file.with { unsafe qpdf_oh_append_item($0, handle, element.handle) }
    }

    /// Puts another element at a place of an array.
    func set(_ index: Int, _ element: PDFObject) {
        unsafe file.with { unsafe qpdf_oh_set_array_item($0, handle, Int32(clamping: index), element.handle) }
    }
}
