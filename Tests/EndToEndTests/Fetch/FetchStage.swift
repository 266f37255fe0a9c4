import TestSupport
import Testing

/// A story in which an employer has a trust folder `employer`, and the authority's is the story's own `trust`.
struct FetchStage {
    /// After the newest list, before it is overdue.
    static let now = "2026-11-24T09:00:00Z"

    let story: Story
    /// The lists in a row, from the second on: the first has no institution on it.
    let lists: [[UInt8]]

    /// Plays with an employer who has the pin, and list 2 unless `list` says otherwise.
    static func play(list: Int? = 2, _ body: (FetchStage) throws -> Void) throws {
        try Story.play { story in
            var lists = [try story.read("trust/list.json")]
            for (day, verb) in [("2026-11-21", "suspend"), ("2026-11-22", "reinstate")] {
                let time = day + "T09:00:00Z"
                try story.succeed(
                    "trust", verb, "trust", "--did", story.university.did, "--since", day, "--at", time)
                let signed = try story.sign(at: time)
                try #require(signed.status == 0, "\(signed.errors)")
                lists.append(try story.read("trust/list.json"))
            }
            try Files.makeFolder(story.path("employer"))
            try story.write(try story.read("trust/pin.json"), to: "employer/pin.json")
            let stage = FetchStage(story: story, lists: lists)
            if let list { try story.write(stage.list(list), to: "employer/list.json") }
            try body(stage)
        }
    }

    /// The list with this number, from 2 on.
    func list(_ number: Int) -> [UInt8] { lists[number - 2] }

    /// What the employer's list file holds, if it is there.
    var held: [UInt8]? { try? story.read("employer/list.json") }

    /// The names in the employer's folder.
    func names() throws -> [String] { try Files.names(in: story.path("employer")) }

    @discardableResult
    func fetch(
        _ source: String, _ more: String..., environment: [String: String] = [:], at time: String = FetchStage.now,
        under wrapper: [String] = []
    ) throws -> Program.Outcome {
        try story.testamur.run(
            ["trust", "fetch", source, "--trust", "employer", "--at", time] + more, environment: environment,
            in: story.folder, under: wrapper)
    }

    /// Fetches from a server on this machine.
    @discardableResult
    func fetch(_ server: HostileServer, _ behaviour: String, _ seconds: Int = 30) throws -> Program.Outcome {
        try fetch(
            server.address(behaviour), "--allow-private-addresses", "--timeout", "\(seconds)",
            environment: server.environment)
    }
}
