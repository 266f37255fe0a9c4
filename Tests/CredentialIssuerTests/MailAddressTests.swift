import Testing

@testable import CredentialIssuer

@Suite("Addresses of mail")
struct MailAddressTests {
    @Test(
        "those that people have are taken, in whatever script",
        arguments: [
            "anna@school.example", "anna.de-smet+june@mail.school.example", "o'brien@x.ie", "a@b.c", "1@2.example",
            "jürgen@müller.example", "用户@例子.广告", "a_b%c@x-y.example", String(repeating: "a", count: 64) + "@x.be",
        ])
    func taken(_ text: String) { #expect(WrittenMailAddress.isOne(text)) }

    @Test(
        "what is none, or several, or has something around it is refused",
        arguments: [
            "", "@", "anna", "anna@", "@school.example", "anna@school", "anna@@school.example",
            "anna@school@example.be",
            "anna school@x.be", "anna@school.example.", "anna@.school.example", "anna@school..example",
            ".anna@school.example", "anna.@school.example", "an..na@school.example", "anna@-school.example",
            "anna@school-.example", "anna@school.example,", "anna@school.example;bert@school.example",
            "Anna <anna@school.example>", "<anna@school.example>", "mailto:anna@school.example",
            "\"anna smet\"@school.example", "anna@[192.0.2.1]", "anna@sch_ool.example", "anna@school.example\u{A0}",
            "anna\u{200B}@school.example", "“anna”@school.example", "n/a", "85073003328",
            String(repeating: "a", count: 65) + "@x.be", "a@" + String(repeating: "b", count: 64) + ".be",
            "a@" + String(repeating: "bbbbbbb.", count: 32) + "be",
        ])
    func refused(_ text: String) { #expect(!WrittenMailAddress.isOne(text)) }
}
