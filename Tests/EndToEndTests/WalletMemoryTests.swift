import Glibc
import TestSupport
import Testing

@Suite("What a wallet leaves behind of its secrets")
struct WalletMemoryTests {
    /// Runs lines of a shell in the folder of a story while a wallet is open there: it waits for its input.
    ///
    /// `$testamur` is its process, and `as` puts a command into the hands of the user whose process it is, who is not the
    /// administrator: that one may read everything. Nothing here lasts longer than a minute.
    private func whileOpen(_ story: Story, _ lines: String) throws -> Program.Outcome {
        try story.shell(
            """
            as=()
            if [ "$(id -u)" = 0 ]; then
                as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
                chown -R 65534:65534 .
            fi
            cp "$(command -v testamur)" program
            mkdir -m 777 temporary
            export TMPDIR=$PWD/temporary TESTAMUR_STATE=$PWD/wallet-state
            ulimit -c unlimited
            mkfifo -m 666 in
            exec 3<>in
            "${as[@]}" ./program wallet add - --wallet w --trust trust --passphrase-file \(WalletKey.file) <in >out 2>errors 3>&- &
            testamur=$!
            (sleep 60; kill -KILL $testamur) >/dev/null 2>&1 3>&- &
            guard=$!
            for _ in $(seq 300); do
                grep -q 'Max core file size *0  *0' /proc/$testamur/limits && break
                sleep 0.1
            done
            # The passphrase is tried for a while before the wallet is open.
            for _ in $(seq 300); do
                [ "$(cat /proc/$testamur/wchan 2>/dev/null)" = pipe_read ] && break
                [ "$(awk '{print $3}' /proc/$testamur/stat)" = S ] && sleep 0.3 && break
                sleep 0.1
            done
            \(lines)
            kill $guard
            """)
    }

    private func play(_ scene: (Story) throws -> Void) throws {
        try Story.play { story in
            try story.issue()
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            // The folder is somebody else's for a while.
            _ = try story.shell("chmod 777 .")
            try scene(story)
        }
    }

    @Test("A crash with an open wallet writes no memory anywhere, and no secret stands in any file")
    func crash() throws {
        try play { story in
            let outcome = try whileOpen(
                story,
                """
                grep 'Max core file size' /proc/$testamur/limits
                kill -ABRT $testamur
                wait $testamur
                echo "ended with $?"
                """)
            #expect(
                outcome.output.contains("Max core file size        0                    0"),
                "\(outcome.output)\(outcome.errors)")
            #expect(outcome.output.contains("ended with 134"), "\(outcome.output)\(outcome.errors)")
            #expect(!outcome.errors.contains("core dumped"), "\(outcome.errors)")
            // The runtime's own report of a crash shows memory as well.
            #expect(try story.read("out").isEmpty && story.read("errors").isEmpty)
            #expect(try Files.names(in: story.path("temporary")).isEmpty)
            let names = try Files.names(in: story.folder)
            #expect(names.allSatisfy { !$0.contains("core") && !$0.hasSuffix(".tmp") }, "\(names)")
            // What the wallet holds stands where it was put, and nowhere else.
            for (secret, places) in [
                (WalletKey.passphrase, ["./" + WalletKey.file]), ("De Smet", ["./anna.json"]),
                ("7b1e8c7e-0f61-4d55", ["./anna.json"]),
            ] {
                let found = try story.shell("grep -rlaF '\(secret)' . | grep -v '^./trust/'")
                #expect(found.lines.filter { !$0.isEmpty } == places, "\(secret): \(found.output)")
            }
        }
    }

    @Test("Nobody but the administrator reads the memory of a program that has a wallet open, not even its own user")
    func memory() throws {
        try play { story in
            let outcome = try whileOpen(
                story,
                """
                "${as[@]}" sleep 30 &
                other=$!
                sleep 0.2
                for file in mem environ maps; do
                    for process in $testamur $other; do
                        "${as[@]}" dd if=/proc/$process/$file of=/dev/null bs=1 count=0 2>/dev/null; echo "$file $?"
                    done
                done
                kill $other
                kill -KILL $testamur
                """)
            // One of a usual program is read.
            #expect(
                outcome.lines.filter { !$0.isEmpty } == [
                    "mem 1", "mem 0", "environ 1", "environ 0", "maps 1", "maps 0",
                ],
                "\(outcome.output)\(outcome.errors)")
        }
    }
}
