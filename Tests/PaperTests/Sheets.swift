import PaperExchange

/// Certificates for tests.
enum Sheets {
    static let english = CertificateSheet(
        language: "en", documentTitle: "Blended Learning Design for Adult Educators: certificate of Anna De Smet",
        madeAt: 1_782_810_000, kind: "Micro-credential",
        holder: .init(label: "Awarded to", text: "Anna De Smet"),
        title: .init(label: "for", text: "Blended Learning Design for Adult Educators"),
        issuer: .init(label: "by", text: "Leiehove University"),
        facts: [
            .init(label: "Awarded on", text: "26 June 2026"), .init(label: "Level", text: "EQF 7"),
            .init(label: "Study load", text: "6 ECTS credits"), .init(label: "Result", text: "14 out of 20"),
            .init(label: "Mode of participation", text: "Online and on site"),
            .init(label: "Valid", text: "since 30 June 2026, without end date"),
        ],
        sections: [
            .init(
                heading: "Learning outcomes",
                paragraphs: [
                    "Designs lessons that are partly online and partly in a classroom, and explains the choices made.",
                    "Chooses digital tools that every adult learner can use, whatever their earlier schooling.",
                    "Assesses learning in a blended course and improves the course by what the assessment shows.",
                ], isList: true),
            .init(heading: "Assessment", paragraphs: ["A portfolio with an oral defence before two assessors."]),
            .init(
                heading: "Quality assurance",
                paragraphs: ["Institutional review by NVAO; part of the Master of Adult Education."]),
        ],
        check: .init(
            heading: "How to check this certificate",
            paragraphs: [
                "Anyone can print a page like this one. What is certain is the digital credential that belongs to it: it "
                    + "is attached to the PDF file and stands in the codes on the next page, signed by the institution.",
                "Check the file, a scan or a photograph of the codes with: testamur verify FILE. The answer says whether "
                    + "it is genuine, who issued it, and whether it was revoked. No network is needed for it.",
                "The page does not prove who hands it over. Compare the name with an identity document.",
            ]),
        codes: .init(
            heading: "The credential as codes",
            paragraphs: [
                "These codes together hold the complete, signed credential. Photograph or scan all of them, in any order; "
                    + "several photographs are fine."
            ]),
        codeCaption: "Code {number} of {count}", pageCaption: "Page {number} of {count}",
        pictureDescription: "Logo of Leiehove University",
        attachment: .init(label: "The signed credential", text: "credential.json"))

    static let dutch: CertificateSheet = {
        var sheet = english
        sheet.language = "nl"
        sheet.documentTitle = "Nederlands voor anderstaligen: certificaat van Amir Rahimi"
        sheet.kind = "Microcredential"
        sheet.holder = .init(label: "Uitgereikt aan", text: "Amir Rahimi")
        sheet.title = .init(label: "voor", text: "Nederlands voor anderstaligen, richtgraad 2.1")
        sheet.issuer = .init(label: "door", text: "Centrum voor Volwassenenonderwijs De Brug")
        sheet.facts = Array(sheet.facts.prefix(2))
        sheet.sections = [.init(heading: "Leerresultaten", paragraphs: ["Voert een gesprek over het dagelijks leven."])]
        sheet.codeCaption = "Code {number} van {count}"
        sheet.pageCaption = "Pagina {number} van {count}"
        return sheet
    }()

    /// Names in scripts from the right, without letters of Latin, and with marks above each other.
    static let manyScripts: CertificateSheet = {
        var sheet = english
        sheet.documentTitle = "شهادة"
        sheet.holder.text = "آمنة عبد الرحمن"
        sheet.title.text = "Ελληνική γλώσσα και Кириллица"
        sheet.issuer.text = "北京大學 · 東京大学"
        sheet.facts = [
            .init(label: "Name", text: "Nguyễn Thị Ánh"), .init(label: "नाम", text: "प्रिया शर्मा"),
            .init(label: "שם", text: "אביגיל כהן"), .init(label: "ชื่อ", text: "สมหญิง ใจดี"),
        ]
        return sheet
    }()

    /// Texts that need several pages, in one paragraph longer than a page and in many.
    static let long: CertificateSheet = {
        var sheet = english
        sheet.holder.text = "Maria Magdalena Wilhelmina van der Bruggen-Vandenbroucke de Montmorency"
        sheet.sections[0].paragraphs = (1...24).map {
            "Outcome \($0): designs, teaches and improves a lesson of a new kind."
        }
        sheet.sections[1].paragraphs = [
            String(repeating: "A portfolio with an oral defence before assessors. ", count: 140)
        ]
        return sheet
    }()
}
