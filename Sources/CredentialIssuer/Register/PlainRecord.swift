import Encodings
import Proofs
import Storage

/// The canonical form of a record of which a batch has one for each row, written without the tree of its values.
///
/// It has the bytes of ``PlainCanonicalForm`` of the same record; where a text is not plain, or for any other record, there
/// is none.
struct PlainRecord {
    /// The bytes, for an object with its braces, without the member `chain`.
    private(set) var bytes: [UInt8] = []
    /// Where the member `chain` stands.
    private(set) var place = 0
    private var isPlain = true

    /// Writes a record that plans or issues a credential.
    init?(_ record: RegisterRecord) {
        bytes.reserveCapacity(1_280)
        switch record.event {
        case .planned(let plan):
            guard plan.possession == nil else { return nil }
            write(plan, record)
        case .issued(let credentialID, let digest):
            member("{\"action\":", "issued")
            place = bytes.count
            member(",\"credential\":", credentialID)
            member(",\"digest\":", digest.hexadecimal)
            number(",\"sequence\":", record.sequence)
            member(",\"time\":", record.time.description)
        default: return nil
        }
        bytes.append(UInt8(ascii: "}"))
        guard isPlain else { return nil }
    }

    /// The members in the order of RFC 8785, section 3.2.3.
    private mutating func write(_ plan: IssuancePlan, _ record: RegisterRecord) {
        member("{\"action\":", "planned")
        if let after = plan.after { member(",\"after\":", after) }
        if let batch = plan.batch {
            member(",\"batch\":{\"id\":", batch.id)
            number(",\"row\":", batch.row)
            bytes.append(UInt8(ascii: "}"))
        }
        place = bytes.count
        member(",\"claims\":", plan.claims)
        if let corrects = plan.corrects { member(",\"corrects\":", corrects.multibase) }
        member(",\"credential\":", plan.credentialID)
        members(",\"cryptosuites\":", plan.suites.map(\.rawValue))
        member(",\"draft\":", plan.draft)
        members(",\"learner\":{\"distinct\":", plan.learner.distinct)
        member(",\"name\":", plan.learner.name)
        number("},\"sequence\":", record.sequence)
        member(",\"signedAt\":", plan.time.description)
        member(",\"specification\":{\"digest\":", plan.specificationDigest.multibase)
        member(",\"id\":", plan.specificationID)
        bytes.append(UInt8(ascii: "}"))
        if let status = plan.status {
            number(",\"status\":{\"index\":", status.index)
            number(",\"list\":", status.list)
            bytes.append(UInt8(ascii: "}"))
        }
        member(",\"time\":", record.time.description)
        member(",\"verificationMethod\":", plan.verificationMethod)
    }

    private mutating func member(_ name: StaticString, _ text: String) {
        begin(name)
        string(text)
    }

    private mutating func members(_ name: StaticString, _ texts: [String]) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            string(text)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func number(_ name: StaticString, _ value: Int) {
        begin(name)
        // As many digits as a double holds.
        if !(0...999_999_999_999_999).contains(value) { isPlain = false }
        bytes += String(value).utf8
    }

    private mutating func begin(_ name: StaticString) {
        name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }

    private mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 where !(0x20...0x7E).contains(byte) || byte == 0x22 || byte == 0x5C { isPlain = false }
        bytes += text.utf8
        bytes.append(UInt8(ascii: "\""))
    }
}
