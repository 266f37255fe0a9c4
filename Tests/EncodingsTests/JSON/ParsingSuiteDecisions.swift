import Encodings

/// What this parser answers to the files of JSONTestSuite for which RFC 8259 leaves the answer open, and where it answers
/// otherwise than the file's letter says.
///
/// `general` and `credential` are the codes under the limits of that name; `nil` is accepted.
struct Decision {
    var file: String
    var general: JSONError.Code?
    var credential: JSONError.Code?
    var why: String

    init(_ file: String, _ general: JSONError.Code?, _ credential: JSONError.Code?, _ why: String) {
        self.file = file
        self.general = general
        self.credential = credential
        self.why = why
    }
}

enum ParsingSuiteDecisions {
    private static let underflow =
        "RFC 8785 writes the nearest double, 0, but a credential would then say something else"
    private static let overflow = "no finite double is near, so there is no canonical form"
    private static let rounded = "a double keeps it only rounded, and a credential must be signed as it was written"
    private static let loneSurrogate = "half a surrogate pair is no character (RFC 7493, section 2.1)"
    private static let notUTF8 = "the bytes are not UTF-8 (RFC 8259, section 8.1)"
    private static let byteOrderMark = "a byte-order mark must not be there (RFC 8259, section 8.1)"
    private static let twice = "a name that occurs twice lets two readers see two documents (RFC 7493, section 2.3)"
    private static let negativeZero = "the canonical form of -0 is 0, and a credential must be signed as it was written"
    private static let noncharacter = "a credential holds no noncharacter (RFC 7493, section 2.1)"
    private static let null = "a credential holds no U+0000: many programs end a text there"
    private static let notComposed = "names that look alike must be alike: those of a credential are in Form C"

    /// Every file of the suite whose name begins with `i_`.
    static let open: [Decision] = [
        Decision("i_number_double_huge_neg_exp", nil, .numberNotAllowed, underflow),
        Decision("i_number_huge_exp", .numberNotAllowed, .numberNotAllowed, overflow),
        Decision("i_number_neg_int_huge_exp", .numberNotAllowed, .numberNotAllowed, overflow),
        Decision("i_number_pos_double_huge_exp", .numberNotAllowed, .numberNotAllowed, overflow),
        Decision("i_number_real_neg_overflow", .numberNotAllowed, .numberNotAllowed, overflow),
        Decision("i_number_real_pos_overflow", .numberNotAllowed, .numberNotAllowed, overflow),
        Decision("i_number_real_underflow", nil, .numberNotAllowed, underflow),
        Decision("i_number_too_big_neg_int", nil, .numberNotAllowed, rounded),
        Decision("i_number_too_big_pos_int", nil, nil, "1 and twenty zeros: large, but the canonical form keeps it"),
        Decision("i_number_very_big_negative_int", nil, .numberNotAllowed, rounded),
        Decision("i_object_key_lone_2nd_surrogate", .badString, .badString, loneSurrogate),
        Decision("i_string_1st_surrogate_but_2nd_missing", .badString, .badString, loneSurrogate),
        Decision("i_string_1st_valid_surrogate_2nd_invalid", .badString, .badString, loneSurrogate),
        Decision("i_string_UTF-16LE_with_BOM", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_UTF-8_invalid_sequence", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_UTF8_surrogate_U+D800", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_incomplete_surrogate_and_escape_valid", .badString, .badString, loneSurrogate),
        Decision("i_string_incomplete_surrogate_pair", .badString, .badString, loneSurrogate),
        Decision("i_string_incomplete_surrogates_escape_valid", .badString, .badString, loneSurrogate),
        Decision("i_string_invalid_lonely_surrogate", .badString, .badString, loneSurrogate),
        Decision("i_string_invalid_surrogate", .badString, .badString, loneSurrogate),
        Decision("i_string_invalid_utf-8", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_inverted_surrogates_U+1D11E", .badString, .badString, loneSurrogate),
        Decision("i_string_iso_latin_1", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_lone_second_surrogate", .badString, .badString, loneSurrogate),
        Decision("i_string_lone_utf8_continuation_byte", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_not_in_unicode_range", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_overlong_sequence_2_bytes", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_overlong_sequence_6_bytes", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_overlong_sequence_6_bytes_null", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_truncated-utf-8", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_utf16BE_no_BOM", .notUTF8, .notUTF8, notUTF8),
        Decision("i_string_utf16LE_no_BOM", .notUTF8, .notUTF8, notUTF8),
        Decision(
            "i_structure_500_nested_arrays", nil, .limit, "within the general depth of 512, beyond a credential's"),
        Decision("i_structure_UTF-8_BOM_empty_object", .notUTF8, .notUTF8, byteOrderMark),
    ]

    /// Files whose name begins with `y_`, which RFC 8259 admits, and that are refused on purpose all the same.
    static let refusedOnPurpose: [Decision] = [
        Decision("y_object_duplicated_key", .duplicateKey, .duplicateKey, twice),
        Decision("y_object_duplicated_key_and_value", .duplicateKey, .duplicateKey, twice),
        Decision("y_number_minus_zero", nil, .numberNotAllowed, negativeZero),
        Decision("y_number_negative_zero", nil, .numberNotAllowed, negativeZero),
        Decision("y_object_escaped_null_in_key", nil, .badString, null),
        Decision("y_string_null_escape", nil, .badString, null),
        Decision("y_string_escaped_noncharacter", nil, .badString, noncharacter),
        Decision("y_string_last_surrogates_1_and_2", nil, .badString, noncharacter),
        Decision("y_string_nonCharacterInUTF-8_U+10FFFF", nil, .badString, noncharacter),
        Decision("y_string_nonCharacterInUTF-8_U+FFFF", nil, .badString, noncharacter),
        Decision("y_string_unicode_U+10FFFE_nonchar", nil, .badString, noncharacter),
        Decision("y_string_unicode_U+1FFFE_nonchar", nil, .badString, noncharacter),
        Decision("y_string_unicode_U+FDD0_nonchar", nil, .badString, noncharacter),
        Decision("y_string_unicode_U+FFFE_nonchar", nil, .badString, noncharacter),
    ]

    /// Files whose name begins with `n_` that are refused with another code than `JSON_SYNTAX`.
    static let refusedOtherwise: [Decision] = [
        Decision("n_array_invalid_utf8", .notUTF8, .notUTF8, notUTF8),
        Decision("n_number_invalid-utf-8-in-bigger-int", .notUTF8, .notUTF8, notUTF8),
        Decision("n_number_invalid-utf-8-in-exponent", .notUTF8, .notUTF8, notUTF8),
        Decision("n_number_invalid-utf-8-in-int", .notUTF8, .notUTF8, notUTF8),
        Decision("n_number_real_with_invalid_utf8_after_e", .notUTF8, .notUTF8, notUTF8),
        Decision("n_object_lone_continuation_byte_in_key_and_trailing_comma", .notUTF8, .notUTF8, notUTF8),
        Decision(
            "n_string_1_surrogate_then_escape", .badString, .badString, "the lone surrogate stands before the end"),
        Decision("n_string_invalid-utf-8-in-escape", .notUTF8, .notUTF8, notUTF8),
        Decision("n_string_invalid_utf8_after_escape", .notUTF8, .notUTF8, notUTF8),
        Decision("n_structure_100000_opening_arrays", .limit, .limit, "the depth is told before the missing end"),
        Decision("n_structure_UTF8_BOM_no_data", .notUTF8, .notUTF8, byteOrderMark),
        Decision("n_structure_incomplete_UTF8_BOM", .notUTF8, .notUTF8, notUTF8),
        Decision("n_structure_lone-invalid-utf-8", .notUTF8, .notUTF8, notUTF8),
        Decision("n_structure_open_array_object", .limit, .limit, "the depth is told before the missing end"),
        Decision("n_structure_single_eacute", .notUTF8, .notUTF8, notUTF8),
    ]

    /// Every file of `test_transform`, for which the suite has no letter.
    static let transformed: [Decision] = [
        Decision("number_-9223372036854775808", nil, .numberNotAllowed, rounded),
        Decision("number_-9223372036854775809", nil, .numberNotAllowed, rounded),
        Decision("number_1.0", nil, nil, "the canonical form is 1: another spelling, the same number"),
        Decision("number_1.000000000000000005", nil, .numberNotAllowed, rounded),
        Decision("number_1000000000000000", nil, nil, "sixteen digits, but only one that counts"),
        Decision("number_10000000000000000999", nil, .numberNotAllowed, rounded),
        Decision("number_1e-999", nil, .numberNotAllowed, underflow),
        Decision("number_1e6", nil, nil, "the canonical form is 1000000: another spelling, the same number"),
        Decision("number_9223372036854775807", nil, .numberNotAllowed, rounded),
        Decision("number_9223372036854775808", nil, .numberNotAllowed, rounded),
        Decision("object_key_nfc_nfd", nil, .nameNotNFC, notComposed),
        Decision("object_key_nfd_nfc", nil, .nameNotNFC, notComposed),
        Decision("object_same_key_different_values", .duplicateKey, .duplicateKey, twice),
        Decision("object_same_key_same_value", .duplicateKey, .duplicateKey, twice),
        Decision(
            "object_same_key_unclear_values", .duplicateKey, .numberNotAllowed, "-0 stands before the end of the object"
        ),
        Decision("string_1_escaped_invalid_codepoint", .badString, .badString, loneSurrogate),
        Decision("string_1_invalid_codepoint", .notUTF8, .notUTF8, notUTF8),
        Decision("string_2_escaped_invalid_codepoints", .badString, .badString, loneSurrogate),
        Decision("string_2_invalid_codepoints", .notUTF8, .notUTF8, notUTF8),
        Decision("string_3_escaped_invalid_codepoints", .badString, .badString, loneSurrogate),
        Decision("string_3_invalid_codepoints", .notUTF8, .notUTF8, notUTF8),
        Decision("string_with_escaped_NULL", nil, .badString, null),
    ]
}
