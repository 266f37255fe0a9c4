import TestSupport
import Testing

@testable import Credentials

@Test(
    "recognises national register numbers in every way of writing, and bis numbers",
    arguments: [
        "85073003328", "85.07.30-033.28", "85-07-30-033-28", "850730-033-28", "850730 033 28", "850730033 28",
        "85 07 30 033 28", "85/07/30-033.28", "my number is 85.07.30-033.28.", "(85073003328)", "85.07.30 03328",
        "nr 12 85.07.30-033.28", "85.07.30-033.28 of 2026", "850730-03328", "urn:person:85073003328",
        "NN85.07.30-033.28", "nn85073003328", "BE85073003328", "INSZ85.07.30-033.28", "x;RR85073003328",
    ])
func recognisesNationalNumber(_ text: String) {
    #expect(NationalNumber.isFound(in: Array(text.utf8)[...]))
}

@Test("recognises the numbers of people born since 2000, and bis numbers with 20 or 40 added to the month")
func recognisesOtherNumbers() {
    for nine in [5_010_112_3, 85_270_300_1, 85_470_300_1, 85_000_000_1] {
        for offset in [0, 2_000_000_000] {
            let check = 97 - (nine + offset) % 97
            let text = padded(nine, 9) + padded(check, 2)
            #expect(NationalNumber.isFound(in: Array(text.utf8)[...]), "\(text)")
        }
    }
}

@Test(
    "lets everything else pass",
    arguments: [
        "85073003329", "85.07.30-033.29", "85.07.30-033.2", "185073003328", "a85073003328", "85073003328b",
        "+85073003328", "8507-300-3328", "85 0730 03328", "2026-06-26 12345", "2026-06-26T10:00:00Z", "",
        "5fd5c985-eaaa-47aa-8314-62359c54505a", "85.07.30--033.28", "85,07,30,033,28", "850730033281", "99999999999",
        "xNN85073003328", "1NN85073003328", "NNN85073003328", "PO85073003328", "BE85073003328x",
    ])
func letsOthersPass(_ text: String) {
    #expect(!NationalNumber.isFound(in: Array(text.utf8)[...]))
}

@Test("finds a number wherever it stands in a text, and none in eleven digits that fail the check")
func findsNumberAnywhere() {
    for (_, generator) in Trials(300) {
        var random = generator
        let filler = String(repeating: "x.", count: random.number(in: 0...20)) + " "
        let tail = " " + String(repeating: ",y", count: random.number(in: 0...20))
        #expect(NationalNumber.isFound(in: Array((filler + "85.07.30-033.28" + tail).utf8)[...]))
        let nine = random.number(in: 0...99) * 10_000_000 + 730_000 + random.number(in: 0...9_999)
        let check = random.number(in: 0...99)
        let isRight = [97 - nine % 97, 97 - (2_000_000_000 + nine) % 97].contains(check)
        let day = nine / 1_000 % 100
        let text = filler + padded(nine, 9) + padded(check, 2) + tail
        #expect(NationalNumber.isFound(in: Array(text.utf8)[...]) == (isRight && day <= 31), "\(text)")
    }
}

private func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
}
