/// What a strict parser accepts at most, and which numbers and texts it admits.
///
/// One value holds every bound, so that a program states its budget in one place. The size of the document is checked
/// before anything is done with it; what a parse takes of memory beyond that follows from the size and the number of
/// members, and is given back when the document is refused.
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
        /// Every Unicode scalar value but U+0000 and the 66 noncharacters (I-JSON, RFC 7493, section 2.1, and more);
        /// member names in Unicode Normalization Form C, so that two that look alike are alike.
        case interchange
    }

    /// The largest document that can be admitted at all: 1 GiB.
    static let largestDocument = 1 << 30
    /// The deepest nesting that can be admitted at all.
    static let greatestDepth = 1_024

    /// Size of a whole document, in bytes, from 0 to 1 GiB.
    public var documentByteCount: Int {
        didSet { documentByteCount = Self.clamp(documentByteCount, Self.largestDocument) }
    }
    /// How many arrays and objects may be open at the same time, from 0 to 1,024.
    public var depth: Int {
        didSet { depth = Self.clamp(depth, Self.greatestDepth) }
    }
    /// Object members and array elements in the whole document.
    public var memberCount: Int
    /// Size of one string, member name or number, in bytes of UTF-8 after escapes are resolved.
    public var stringByteCount: Int
    /// Size of a string that begins with `data:image/`, in bytes; it never lowers ``stringByteCount``, and a member name
    /// is no image.
    public var imageByteCount: Int
    /// Which numbers are admitted.
    public var numbers: NumberRule
    /// Which characters are admitted.
    public var text: TextRule

    /// Collects limits.
    ///
    /// Negative bounds count as zero, and bounds beyond the range of their property as its end.
    public init(
        documentByteCount: Int, depth: Int, memberCount: Int, stringByteCount: Int, imageByteCount: Int,
        numbers: NumberRule, text: TextRule
    ) {
        self.documentByteCount = Self.clamp(documentByteCount, Self.largestDocument)
        self.depth = Self.clamp(depth, Self.greatestDepth)
        self.memberCount = max(memberCount, 0)
        self.stringByteCount = max(stringByteCount, 0)
        self.imageByteCount = max(imageByteCount, 0)
        self.numbers = numbers
        self.text = text
    }

    /// The limits for a credential: 1 MiB, depth 32, 10,000 members, strings of 64 KiB, images of
    /// 512 KiB.
    public static let credential = Limits(
        documentByteCount: 1 << 20, depth: 32, memberCount: 10_000, stringByteCount: 64 << 10,
        imageByteCount: 512 << 10, numbers: .exact, text: .interchange)

    /// The limits for a presentation with the credentials in it: 4 MiB, depth 34, 80,000 members; its strings and images
    /// are those of a credential.
    public static let presentation = Limits(
        documentByteCount: 4 << 20, depth: 34, memberCount: 80_000, stringByteCount: 64 << 10,
        imageByteCount: 512 << 10, numbers: .exact, text: .interchange)

    /// The limits for a trust list: 16 MiB, depth 32, integers only.
    public static let trustList = Limits(
        documentByteCount: 16 << 20, depth: 32, memberCount: 4_000_000, stringByteCount: 64 << 10,
        imageByteCount: 64 << 10, numbers: .integers, text: .interchange)

    /// The limits for a status list: 1 MiB, depth 32, 10,000 members, a list of values of up to 512 KiB, integers only.
    public static let statusList = Limits(
        documentByteCount: 1 << 20, depth: 32, memberCount: 10_000, stringByteCount: 512 << 10,
        imageByteCount: 512 << 10, numbers: .integers, text: .interchange)

    /// Strict JSON and nothing more, for any other use of canonical JSON: 64 MiB, depth 512, every finite number.
    public static let general = Limits(
        documentByteCount: 64 << 20, depth: 512, memberCount: 8_000_000, stringByteCount: 64 << 20,
        imageByteCount: 64 << 20, numbers: .finite, text: .anyScalar)

    private static func clamp(_ bound: Int, _ greatest: Int) -> Int { min(max(bound, 0), greatest) }
}
