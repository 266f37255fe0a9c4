/// What is right to say of every credential of ``ThreeYears`` on every day, worked out by hand from what became known when
/// and for which days it holds.
///
/// It counts days and compares numbers, and knows neither lists nor keys nor any code that it is to check.
enum ThreeYearsTable {
    /// A credential: who signed it with which key, the day that it states, and its level.
    struct Row: Hashable {
        let issuer: String
        let key: String
        let day: Int
        let level: Int
    }

    /// An answer: what is said of the issuer, and the verdict.
    struct Answer: Hashable {
        let code: String
        let verdict: String

        static func failed(_ code: String) -> Answer { Answer(code: code, verdict: "invalid") }
        static func undecided(_ code: String) -> Answer { Answer(code: code, verdict: "undecided") }
    }

    private static let forever = 9_999
    private static let always = -1_000

    /// When lists were published.
    private static let publications = [
        0, 90, 170, 200, 270, 300, 335, 418, 430, 470, 505, 605, 670, 700, 750, 775, 830, 1_000, 1_040,
    ]

    /// What is known of a key from a day on: for which days it is good, and since when somebody else has it.
    private typealias KeyFact = (known: Int, from: Int, until: Int, stolen: Int?)

    private static let keys: [String: [KeyFact]] = [
        "Alder k1": [(0, always, forever, nil), (200, always, 229, nil)],
        "Alder k2": [(170, 200, forever, nil), (505, 200, 505, nil)],
        "Alder k3": [(470, 500, forever, nil), (830, 500, 830, nil)],
        "Alder k4": [(775, 800, forever, nil)],
        "Birch k1": [(0, always, forever, nil), (300, always, 310, nil)],
        "Birch k2": [(270, 300, forever, nil), (700, 300, 699, nil)],
        "Birch k3": [(670, 690, forever, nil)],
        "Cedar k1": [(0, always, forever, nil), (430, always, forever, 400)],
        "Cedar k2": [(430, 430, forever, nil)],
        "Dogwood k1": [(0, always, forever, nil)],
        "Elm k1": [(0, always, forever, nil), (750, always, 760, nil)],
        "Gorse k1": [(0, always, forever, nil)],
        "Fir k1": [(750, 750, forever, nil), (1_040, 750, 1_040, nil)],
        "Fir k2": [(1_000, 1_001, forever, nil)],
    ]

    /// What is known of an institution from a day on: since which day it is granted, suspended, withdrawn or closed.
    private static let states: [String: [(known: Int, since: [(day: Int, state: Character)])]] = [
        "Alder": [(0, [(always, "g")])],
        "Birch": [
            (0, [(always, "g")]), (335, [(always, "g"), (350, "s")]), (418, [(always, "g"), (350, "s"), (420, "g")]),
        ],
        "Cedar": [(0, [(always, "g")])],
        "Dogwood": [(0, [(always, "g")]), (605, [(always, "g"), (600, "w")])],
        "Elm": [(0, [(always, "g")]), (750, [(always, "g"), (765, "c")])],
        "Gorse": [(0, [(always, "g")]), (830, [(always, "g"), (900, "c")])],
        "Fir": [(750, [(750, "g")])],
    ]

    /// What is known from a day on of the days and levels for which an institution is recognised.
    private static let recognitions: [String: [(known: Int, days: ClosedRange<Int>, levels: ClosedRange<Int>)]] = [
        "Alder": [(0, always...forever, 5...7)], "Birch": [(0, always...forever, 5...7)],
        "Cedar": [(0, always...forever, 5...7)], "Dogwood": [(0, always...forever, 5...7)],
        "Gorse": [(0, always...forever, 5...7)],
        "Elm": [(0, always...forever, 5...7), (750, always...760, 5...7)],
        "Fir": [(750, 750...forever, 5...6)],
    ]

    /// The answer for a credential on a day, for a verifier that got the last news on the day `news`.
    ///
    /// Lists are published in the morning, credentials are signed on their day, and the question is asked in the evening.
    static func answer(_ row: Row, on day: Int, news: Int) -> Answer {
        let isOfFuture = row.day > day
        let lapse = lapse(on: day, news: news)
        guard let states = states[row.issuer]?.last(where: { $0.known <= news }) else {
            // The mill's identifier is its key, so that its signature holds; nobody knows the others' keys.
            let code = row.issuer == "Mill" ? lapse ?? "ISSUER_NOT_LISTED" : "ISSUER_NOT_LISTED"
            return row.issuer == "Mill" && isOfFuture ? .failed(code) : .undecided(code)
        }
        guard let key = keys["\(row.issuer) \(row.key)"]?.last(where: { $0.known <= news }) else {
            // A newer list may know the key.
            return lapse.map { .undecided($0) } ?? .failed("KEY_NOT_LISTED")
        }
        // What no later list can take back holds whatever is out of date. What is of the future can be nothing yet.
        if !isOfFuture {
            guard key.from...key.until ~= row.day else { return .failed("KEY_OUTSIDE_WINDOW") }
            if let stolen = key.stolen {
                return .failed(row.day >= stolen ? "KEY_COMPROMISED" : "KEY_COMPROMISED_NO_TIME_EVIDENCE")
            }
        }
        if let lapse { return isOfFuture ? .failed(lapse) : .undecided(lapse) }
        if isOfFuture { return .failed("TIME_FROM_FUTURE") }
        switch states.since.last(where: { $0.day <= row.day })?.state {
        case "g": break
        case "s": return .failed("ISSUER_SUSPENDED_AT_ISSUE")
        case "w", "c": return .failed("ISSUER_WITHDRAWN_AT_ISSUE")
        default: return .failed("ISSUER_NOT_GRANTED_YET")
        }
        if states.since.last(where: { $0.day <= day })?.state == "w" {
            return .failed("ISSUER_WITHDRAWN_NO_TIME_EVIDENCE")
        }
        // Of a closed one the authority stands behind the keys that it calls retired, and behind no others.
        if states.since.last(where: { $0.day <= day })?.state == "c", key.until == forever {
            return .undecided("ISSUER_CLOSED_NO_TIME_EVIDENCE")
        }
        guard let recognition = recognitions[row.issuer]?.last(where: { $0.known <= news }) else {
            return .failed("SCOPE_NOT_IN_FORCE")
        }
        guard recognition.days ~= row.day else { return .failed("SCOPE_NOT_IN_FORCE") }
        guard recognition.levels ~= row.level else { return .failed("SCOPE_EQF") }
        return Answer(code: "ISSUER_RECOGNISED", verdict: "valid")
    }

    /// What is out of date: the root, which was good until day 400 before there was a second one, or the newest list.
    private static func lapse(on day: Int, news: Int) -> String? {
        let rootEnd = news < 330 ? 400 : news < 698 ? 730 : 1_098
        if day >= rootEnd { return "ROOT_EXPIRED" }
        let published = publications.last { $0 <= news } ?? 0
        return day >= published + 120 ? "LIST_EXPIRED" : nil
    }
}
