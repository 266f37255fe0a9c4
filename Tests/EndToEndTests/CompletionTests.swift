import TestSupport
import Testing

/// What the shell offers when somebody presses the tabulator.
@Suite("Completion in the shell")
struct CompletionTests {
    /// What bash offers behind words, of which the last is being written.
    private func candidates(_ words: String, in story: Story) throws -> [String] {
        let script = """
            mkdir -p Examples trust.d; touch Extra.json
            source <(testamur --generate-completion-script bash)
            COMP_WORDS=(\(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _testamur testamur "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}" 2>errors
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let outcome = try story.shell(script)
        return outcome.lines.filter { !$0.isEmpty }.sorted()
    }

    @Test("Files and folders are completed where a file is asked for, and folders alone where a folder is")
    func files() throws {
        try Story.play(withTrust: false) { story throws in
            #expect(try candidates("testamur verify Ex", in: story) == ["Examples", "Extra.json"])
            #expect(try candidates("testamur inspect Ex", in: story) == ["Examples", "Extra.json"])
            #expect(try candidates("testamur wallet add Ex", in: story) == ["Examples", "Extra.json"])
            #expect(try candidates("testamur verify x --trust Ex", in: story) == ["Examples"])
            #expect(try candidates("testamur trust sign Ex", in: story) == ["Examples"])
            #expect(try candidates("testamur issuer issue --learner Ex", in: story) == ["Examples", "Extra.json"])
            #expect(try candidates("testamur issuer issue --out Ex", in: story) == ["Examples"])
            #expect(try candidates("testamur key show Ex", in: story) == ["Examples", "Extra.json"])
        }
    }

    @Test("Words of which there are few are completed")
    func words() throws {
        try Story.play(withTrust: false) { story throws in
            #expect(try candidates("testamur verify --language ''", in: story) == ["en", "nl"])
            #expect(try candidates("testamur verify --format ''", in: story) == ["json", "table", "text"])
            #expect(try candidates("testamur issuer issue --proof ''", in: story).contains("jcs"))
            #expect(
                try candidates("testamur trust init --environment ''", in: story) == ["demonstration", "production"])
        }
    }

    @Test("A policy is completed by its name, and by the way to a file")
    func policies() throws {
        try Story.play(withTrust: false) { story throws in
            _ = try story.shell("mkdir -p policies; touch policies/hiring.yaml policies/notes.txt")
            #expect(try candidates("testamur verify --policy s", in: story) == ["standard", "strict"])
            #expect(try candidates("testamur policy show ''", in: story).contains("archive"))
            #expect(try candidates("testamur verify --policy pol", in: story) == ["policies/"])
            #expect(try candidates("testamur policy show policies/h", in: story) == ["policies/hiring.yaml"])
            #expect(try candidates("testamur policy check Ex", in: story) == ["Examples", "Extra.json"])
        }
    }

    @Test("The scripts of the other shells complete files as well")
    func otherShells() throws {
        try Story.play(withTrust: false) { story throws in
            #expect(try story.shell("testamur --generate-completion-script zsh").output.contains("_files"))
            let fish = try story.shell("testamur --generate-completion-script fish").output
            #expect(fish.contains("en nl") || fish.contains("en\\nnl") || fish.contains("'en'"))
        }
    }
}
