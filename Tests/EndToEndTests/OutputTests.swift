import TestSupport
import Testing

@Suite("How testamur speaks")
struct OutputTests {
    @Test("Colours are for terminals, and not where NO_COLOR or a dumb terminal forbids them")
    func colours() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            func screen(_ name: String, _ environment: [String: String] = [:]) throws -> Program.Outcome {
                try story.testamur.runOnTerminal(
                    ["verify", name, "--trust", "trust", "--at", Story.now], environment: environment,
                    in: story.folder)
            }
            let valid = try screen("anna.json")
            #expect(valid.status == 0)
            #expect(valid.output.hasPrefix("\u{1B}[1;32m✔ Genuine and valid\u{1B}[0m\r\n"))
            #expect(try screen("altered.json").output.hasPrefix("\u{1B}[1;31m✘ "))
            #expect(try !screen("anna.json", ["NO_COLOR": "1"]).bytes.contains(0x1B))
            #expect(try !screen("anna.json", ["TERM": "dumb"]).bytes.contains(0x1B))
            #expect(try screen("anna.json", ["NO_COLOR": ""]).bytes.contains(0x1B))
            #expect(try !story.verify("anna.json").bytes.contains(0x1B), "what is piped is plain")
        }
    }

    @Test("Where the terminal has no UTF-8 the symbols are letters")
    func symbols() throws {
        try Story.play { story in
            try story.issue()
            let screen = try story.testamur.runOnTerminal(
                ["verify", "anna.json", "--trust", "trust", "--at", Story.now],
                environment: ["LANG": "C", "NO_COLOR": "1"], in: story.folder)
            #expect(screen.output.hasPrefix("OK Genuine and valid"))
        }
    }

    @Test("The program speaks Dutch when it is asked to, or when the locale is")
    func dutch() throws {
        try Story.play { story in
            try story.issue()
            // The first run says where it begins to remember.
            _ = try story.verify("anna.json", "--state", "state")
            let asked = try story.verify("anna.json", "--language", "nl", "--state", "state")
            #expect(asked.status == 0)
            #expect(asked.output.contains("uitgereikt aan"))
            #expect(!asked.output.contains("awarded to"))
            let located = try story.run(
                "verify", "anna.json", "--trust", "trust", "--state", "state", "--at", Story.now,
                environment: ["LANG": "nl_BE.UTF-8"])
            #expect(located.output == asked.output)
            let over = try story.run(
                "verify", "anna.json", "--trust", "trust", "--at", Story.now, "--language", "en",
                environment: ["LC_ALL": "nl_BE.UTF-8"])
            #expect(over.output.contains("awarded to"))
            #expect(try story.verify("anna.json", "--language", "tlh").status == 64)
        }
    }

    @Test("What reads the output may stop early without an error")
    func closedPipe() throws {
        try Story.play { story in
            try story.issue()
            let script = "\"$0\" \"$@\" | head -c 1 >/dev/null; echo \"${PIPESTATUS[0]}\""
            let names = [String](repeating: "anna.json", count: 40)
            let outcome = try story.testamur.run(
                ["verify", "--trust", "trust", "--at", Story.now, "--format", "json"] + names, in: story.folder,
                under: ["/bin/bash", "-c", script])
            #expect(outcome.output == "0\n")
            #expect(outcome.errors.isEmpty)
        }
    }

    @Test("Nothing that can be written to is a failure of output, not a success")
    func fullDisk() throws {
        try Story.play { story in
            try story.issue()
            let outcome = try story.testamur.run(
                ["verify", "--trust", "trust", "--at", Story.now, "anna.json"], in: story.folder,
                under: ["/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/full"])
            #expect(outcome.status == 74)
        }
    }
}
