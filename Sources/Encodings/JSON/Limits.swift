/// What a strict parser accepts at most, and which numbers and texts it admits.
///
/// One value holds every bound, so that a program states its budget in one place. All bounds are checked before memory
/// is taken for what exceeds them.
public struct Limits: Sendable, Hashable {
    /// Which numbers a document may hold.
    public enum NumberRule: Sendable, Hashable {
        /// Any number whose value is a finite IEEE 754 double: what RFC 8785 can write.
        case finite
        /// Only numbers that RFC 8785 writes without changing their decimal value: at most 15 significant digits,
        /// no negative zero, no underflow. The rule for credentials.
        case exact
        /// Only integers between -(2^53 - 1) and 2^53 - 1. The rule for trust lists and status lists.
        case integers
    }

    /// Which characters the strings of a document may hold.
    public enum TextRule: Sendable, Hashable {
        /// Every Unicode scalar value.
        case anyScalar
        /// Every Unicode scalar value but U+0000 and the 66 noncharacters (I-JSON, RFC 7493, section 2.1, and more).
        case interchange
    }

    /// Size of a whole document, in bytes.
    public var documentByteCount: Int
    /// How many arrays and objects may be open at the same time.
    public var depth: Int
    /// Object members and array elements in the whole document.
    public var memberCount: Int
    /// Size of one string or number, in bytes of UTF-8 after escapes are resolved.
    public var stringByteCount: Int
    /// Size of a string that begins with `data:image/`, in bytes.
    public var imageByteCount: Int
    /// Which numbers are admitted.
    public var numbers: NumberRule
    /// Which characters are admitted.
    public var text: TextRule

    /// Collects limits.
    ///
    /// Negative bounds count as zero; a document is never larger than 1 GiB, nor deeper than 4,096.
    public init(
        documentByteCount: Int, depth: Int, memberCount: Int, stringByteCount: Int, imageByteCount: Int,
        numbers: NumberRule, text: TextRule
    ) {
        self.documentByteCount = min(max(documentByteCount, 0), 1 << 30)
        self.depth = min(max(depth, 0), 4_096)
        self.memberCount = max(memberCount, 0)
        self.stringByteCount = max(stringByteCount, 0)
        self.imageByteCount = max(imageByteCount, 0)
        self.numbers = numbers
        self.text = text
    }

    /// The limits for a credential or a presentation: 1 MiB, depth 32, 10,000 members, strings of 64 KiB, images of
    /// 512 KiB.
    public static let credential = Limits(
        documentByteCount: 1 << 20, depth: 32, memberCount: 10_000, stringByteCount: 64 << 10,
        imageByteCount: 512 << 10, numbers: .exact, text: .interchange)

    /// The limits for a trust list: 16 MiB, depth 32, integers only.
    public static let trustList = Limits(
        documentByteCount: 16 << 20, depth: 32, memberCount: 4_000_000, stringByteCount: 64 << 10,
        imageByteCount: 64 << 10, numbers: .integers, text: .interchange)

    /// Strict JSON and nothing more, for any other use of canonical JSON: 64 MiB, depth 512, every finite number.
    public static let general = Limits(
        documentByteCount: 64 << 20, depth: 512, memberCount: 8_000_000, stringByteCount: 64 << 20,
        imageByteCount: 64 << 20, numbers: .finite, text: .anyScalar)
}
