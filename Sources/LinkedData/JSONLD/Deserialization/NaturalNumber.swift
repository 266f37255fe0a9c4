/// A natural number of any size, as far as writing doubles has need of it.
struct NaturalNumber {
    // The lowest first; the last is not zero.
    private var limbs: [UInt32]

    init(_ value: UInt64) {
        limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
        trim()
    }

    mutating func multiplyByTen() {
        var carry: UInt64 = 0
        for index in limbs.indices {
            let product = UInt64(limbs[index]) * 10 + carry
            limbs[index] = UInt32(truncatingIfNeeded: product)
            carry = product >> 32
        }
        if carry > 0 { limbs.append(UInt32(truncatingIfNeeded: carry)) }
    }

    mutating func double(times count: Int) {
        let shift = UInt32(count % 32)
        if shift > 0 {
            var carry: UInt32 = 0
            for index in limbs.indices {
                let limb = limbs[index]
                limbs[index] = limb << shift | carry
                carry = limb >> (32 - shift)
            }
            if carry > 0 { limbs.append(carry) }
        }
        limbs.insert(contentsOf: repeatElement(0, count: count / 32), at: 0)
    }

    /// The nearest integer to the quotient, which must be below 2^60, the even one of two that are equally near.
    func quotient(_ divisor: NaturalNumber) -> UInt64 {
        var rest = self
        var quotient: UInt64 = 0
        for bit in (0..<60).reversed() {
            var part = divisor
            part.double(times: bit)
            if rest.isLess(than: part) { continue }
            rest.subtract(part)
            quotient |= 1 << UInt64(bit)
        }
        rest.double(times: 1)
        if divisor.isLess(than: rest) { return quotient + 1 }
        return rest.isLess(than: divisor) ? quotient : quotient + quotient % 2
    }

    private func isLess(than other: NaturalNumber) -> Bool {
        if limbs.count != other.limbs.count { return limbs.count < other.limbs.count }
        for index in limbs.indices.reversed() where limbs[index] != other.limbs[index] {
            return limbs[index] < other.limbs[index]
        }
        return false
    }

    /// Takes away a number that is not larger.
    private mutating func subtract(_ other: NaturalNumber) {
        var borrow: UInt32 = 0
        for index in limbs.indices {
            let part = index < other.limbs.count ? other.limbs[index] : 0
            let (first, one) = limbs[index].subtractingReportingOverflow(part)
            let (second, two) = first.subtractingReportingOverflow(borrow)
            limbs[index] = second
            borrow = one || two ? 1 : 0
        }
        trim()
    }

    private mutating func trim() {
        while limbs.last == 0 { limbs.removeLast() }
    }
}
