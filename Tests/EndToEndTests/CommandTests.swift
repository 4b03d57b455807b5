import Foundation
import Testing

/// The command as programs use it: arguments, pipes, exit codes.
@Suite struct CommandTests {
    @Test func standardInputIsAScriptWhoseResultsAreAllThatIsPrinted() throws {
        let outcome = try descent([], input: "a = 20\na + 1\n\n# a remark\nsum([1,\n  2])\n")
        #expect(outcome.output == "21\n3\n")
        #expect(outcome.errors == "")
        #expect(outcome.exitCode == 0)
    }

    @Test func aScriptEndsAtItsFirstFailureAndNamesTheLine() throws {
        let outcome = try descent([], input: "1 + 1\n\nsum([1,\n  nonsense])\n3\n")
        #expect(outcome.output == "2\n")
        #expect(outcome.errors.hasPrefix("line 4: nonsense"), "\(outcome.errors)")
        #expect(outcome.exitCode == 1)
    }

    @Test func aBracketLeftOpenIsAFailureNotAWait() throws {
        let outcome = try descent([], input: "sum([1, 2\n")
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.hasPrefix("line 1: "), "\(outcome.errors)")
    }

    @Test(arguments: [
        "", "eval", "run", "lesson", "lesson list", "lesson start", "lesson new", "lesson check", "lesson test",
        "lesson watch", "lesson serve", "lesson fmt", "lesson release", "study", "trial", "progress",
        "progress export", "progress import", "progress forget", "grade", "present", "kernel", "doctor", "export",
        "reference", "ledger",
    ])
    func noExampleOfAHelpPageIsBrokenInTwo(_ command: String) throws {
        let page = try descent(command.split(separator: " ").map(String.init) + ["--help"]).output
        let examples = page.components(separatedBy: "\nEXAMPLE").dropFirst().first?.components(separatedBy: "\n\n")
            .first
        for line in (examples ?? "").split(separator: "\n").dropFirst() {
            #expect(line.hasPrefix("  "), "the line before is too long: \(line)")
        }
    }

    @Test func theLastLineNeedsNoLineEnd() throws {
        #expect(try descent([], input: "6 * 7").output == "42\n")
    }

    @Test func aReaderWhoGoesEarlyEndsTheProgramQuietly() throws {
        let lines = String(repeating: "'0123456789012345678901234567890123456789'\n", count: 20_000)
        let home = try Built.emptyHome()
        let file = home + "/many.descent"
        try lines.write(toFile: file, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let program = try Built.program()
        process.arguments = ["-c", "'\(program)' run '\(file)' 2>'\(home)/errors' | head -1 >'\(home)/out'"]
        try process.run()
        process.waitUntilExit()
        #expect(try String(contentsOfFile: home + "/errors", encoding: .utf8) == "")
        #expect(try String(contentsOfFile: home + "/out", encoding: .utf8).split(separator: "\n").count == 1)
    }

    @Test(arguments: [
        "progress export", "progress", "eval 1", "lesson list", "reference --help", "doctor",
    ])
    func resultsThatCannotBeWrittenAreAFailure(_ call: String) throws {
        let home = try Built.emptyHome()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.environment = ["DESCENT_HOME": home, "PATH": "/usr/bin:/bin"]
        process.arguments = ["-c", "'\(try Built.program())' \(call) >/dev/full 2>'\(home)/errors'"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(
            try String(contentsOfFile: home + "/errors", encoding: .utf8).contains("standard output cannot be written"))
    }

    @Test(arguments: [
        ("1/3", "0.3333333333333333"), ("[1, 2.5, True, None, 'a']", "[1, 2.5, true, null, \"a\"]"),
        ("a = 2; a * 3", "6"), ("inf", "\"inf\""), ("-inf", "\"-inf\""), ("nan", "\"nan\""), ("-1", "-1"),
    ])
    func jsonIsForPrograms(_ expression: String, _ expected: String) throws {
        let outcome = try descent(["eval", "--json", "--", expression])
        #expect(outcome.output == expected + "\n", "\(expression): \(outcome.errors)")
        #expect(outcome.exitCode == 0)
    }

    @Test func aRunIsAnObjectWithEverythingThatIsKnownOfIt() throws {
        let outcome = try descent(["eval", "--json", "minimize(sphere, SGD(0.1), start=(1, 1), steps=50)"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any], "\(outcome)")
        let keys = [
            "kind", "landscape", "optimizer", "start", "steps", "evaluations", "point", "loss", "gradient_norm",
            "diverged", "converged", "stop_reason", "seed",
        ]
        for key in keys { #expect(object[key] != nil, "\(key) is missing in \(object.keys.sorted())") }
        #expect(object["kind"] as? String == "run")
        #expect(object["steps"] as? Int == 50)
        // Gradient descent on x² + y² shrinks each coordinate by 1 − 2·0.1 a step.
        let point = try #require(object["point"] as? [Double])
        let expected = Foundation.pow(0.8, 50.0) as Double
        for coordinate in point { #expect(abs(coordinate / expected - 1) < 1e-12, "\(point)") }
    }

    @Test func anExpressionMayBeginWithAMinusSign() throws {
        #expect(try descent(["eval", "--", "-2 + 1"]).output == "-1\n")
        #expect(try descent(["eval", "-2 + 1"]).output == "-1\n")
    }

    static let calls: [(arguments: [String], code: Int32)] = [
        (["eval", "nonsense"], 1), (["eval", "1 +"], 1), (["eval"], 2), (["eval", "--jsno", "1"], 2),
        (["frobnicate"], 2), (["run", "no-such-file.descent"], 2), (["run"], 2), (["--help"], 0), (["--version"], 0),
        (["eval", "--help"], 0), (["run", "--help"], 0), (["doctor", "--help"], 0),
    ]

    @Test(arguments: calls) func exitCodesTellTheWorkFromTheCall(_ arguments: [String], _ code: Int32) throws {
        let outcome = try descent(arguments)
        #expect(outcome.exitCode == code, "\(arguments): \(outcome.errors)")
        let (said, silent) = code == 0 ? (outcome.output, outcome.errors) : (outcome.errors, outcome.output)
        #expect(!said.isEmpty, "\(arguments)")
        #expect(silent.isEmpty, "\(arguments): \(silent)")
    }

    @Test func everyHelpShowsAnExample() throws {
        for subcommand in [[], ["eval"], ["run"], ["doctor"]] {
            let help = try descent(subcommand + ["--help"]).output
            #expect(help.contains("EXAMPLE"), "\(subcommand)")
            #expect(help.contains("  descent"), "\(subcommand)")
        }
    }

    @Test("A file of Python shows what it prints, and nothing else")
    func pythonFile() throws {
        let home = try Built.emptyHome()
        try "x = 3\nx + 1\nprint(x)\n\ndef f(n):\n    return n\n\nf(2)\nprint(f(5))\n".write(
            toFile: home + "/a.py", atomically: true, encoding: .utf8)
        let outcome = try descent(["run", "a.py"], home: home)
        #expect(outcome.exitCode == 0 && outcome.output == "3\n5\n", "\(outcome.output)")
    }

    @Test(
        "A file in the place of a subcommand is run, and what follows are its arguments; messages go to standard error")
    func fileAlone() throws {
        let home = try Built.emptyHome()
        let text = "import logging, sys\nprint(sys.argv)\nlogging.warning('late')\nprint('x', file=sys.stderr)\n"
        try text.write(toFile: home + "/a.py", atomically: true, encoding: .utf8)
        for call in [
            ["a.py", "--epochs", "5"], ["run", "a.py", "--", "--epochs", "5"], ["run", "a.py", "--epochs", "5"],
            ["run", "--full", "a.py", "--epochs", "5"],
        ] {
            let outcome = try descent(call, home: home)
            #expect(outcome.exitCode == 0 && outcome.output == "['a.py', '--epochs', '5']\n", "\(outcome.output)")
            #expect(outcome.errors == "WARNING:root:late\nx\n", "\(outcome.errors)")
        }
        #expect(try descent(["missing.py"], home: home).exitCode == 2)
    }

    @Test("A script says what is wrong with its arguments as argparse says it")
    func scriptArguments() throws {
        let home = try Built.emptyHome()
        let text = """
            import argparse
            p = argparse.ArgumentParser()
            p.add_argument("--epochs", type=int, default=3)
            print(p.parse_args().epochs)
            """
        try text.write(toFile: home + "/cli.py", atomically: true, encoding: .utf8)
        let usage = "usage: cli.py [-h] [--epochs EPOCHS]\ncli.py: error: "
        let cases = [
            ("x", "argument --epochs: invalid int value: 'x'\n"), ("5 more", "unrecognized arguments: more\n"),
            ("", "argument --epochs: expected one argument\n"),
        ]
        for (given, message) in cases {
            let arguments = given.split(separator: " ").map(String.init)
            let outcome = try descent(["run", "cli.py", "--epochs"] + arguments, home: home)
            #expect(outcome.exitCode == 2 && outcome.output.isEmpty && outcome.errors == usage + message)
        }
        #expect(try descent(["run", "cli.py", "--epochs", "5"], home: home).output == "5\n")
        #expect(try descent(["run", "cli.py"], home: home).output == "3\n")
    }

    @Test("In a file of Python ^ is the exclusive or, numbers overflow to infinity, and math raises outside its domain")
    func pythonsMeaning() throws {
        let home = try Built.emptyHome()
        let text = """
            import math
            a = 6
            a ^= 3
            print(6 ^ 3, a, True ^ True, 2 + 3 ^ 4 | 8, {1, 2} ^ {2, 3}, f'{5 ^ 1}', 1e999, (2**70 ^ 1) - 2**70)
            for call in [lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: math.acos(2)]:
                try:
                    print(call())
                except (ValueError, OverflowError) as e:
                    print(type(e).__name__, e)
            print(math.sqrt(math.inf), math.exp(-1000), math.isnan(math.log(math.nan)))
            """
        try text.write(toFile: home + "/a.py", atomically: true, encoding: .utf8)
        let outcome = try descent(["run", "a.py"], home: home)
        #expect(
            outcome.output == """
                5 5 False 9 {1, 3} 4 inf 1
                ValueError math domain error
                ValueError math domain error
                OverflowError math range error
                ValueError math domain error
                inf 0.0 True

                """, "\(outcome.output)\(outcome.errors)")
        #expect(try descent(["eval", "2^3, sqrt(-1)"], home: home).output.contains("(8, nan)"))
    }

    @Test func scriptsAreNamedInTheirMessages() throws {
        let home = try Built.emptyHome()
        try "1 + 1\nbroken(\n".write(toFile: home + "/a.descent", atomically: true, encoding: .utf8)
        let outcome = try descent(["run", "a.descent"], home: home)
        #expect(outcome.output == "2\n")
        #expect(outcome.errors.hasPrefix("a.descent, line 2: "), "\(outcome.errors)")
        #expect(outcome.exitCode == 1)
    }

    @Test func aMistakeInAFunctionIsNamedByItsOwnLine() throws {
        let home = try Built.emptyHome()
        let script = "def f():\n    return [1][5]\n\n\ndef main():\n    f()\n\nmain()\n"
        try script.write(toFile: home + "/a.py", atomically: true, encoding: .utf8)
        #expect(try descent(["run", "a.py"], home: home).errors.hasPrefix("a.py, line 2: there is no element 5"))
        try "# A\n\n```descent\ndef f(): return [1][5]\n```\n\nText\n\n```descent\n\nf()\n```\n".write(
            toFile: home + "/a.md", atomically: true, encoding: .utf8)
        let notebook = try descent(["run", "a.md"], home: home)
        #expect(notebook.errors.contains("a.md:4: ") || notebook.output.contains("a.md:4: "), "\(notebook)")
    }

    @Test func aScriptEndsWithTheStatusThatSysExitGives() throws {
        let home = try Built.emptyHome()
        try "import sys\ndef main():\n    print(1)\n    return 3\nsys.exit(main())\nprint(2)\n".write(
            toFile: home + "/a.py", atomically: true, encoding: .utf8)
        let outcome = try descent(["run", "a.py"], home: home)
        #expect(outcome.output == "1\n" && outcome.errors == "" && outcome.exitCode == 3)
    }

    @Test func aFileThatIsNoTextIsRefused() throws {
        let home = try Built.emptyHome()
        try Data([0x31, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: home + "/bad.descent"))
        let outcome = try descent(["run", "bad.descent"], home: home)
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors == "bad.descent: this is not UTF-8 text\n")
    }

    @Test func theDoctorSaysWhatIsHere() throws {
        let outcome = try descent(["doctor"])
        for word in ["gnuplot", "fonts", "history", "colours"] { #expect(outcome.output.contains(word), "\(word)") }
        let without = try descent(["doctor"], environment: ["PATH": "/nonexistent"])
        #expect(without.exitCode == 1)
        #expect(without.output.contains("apt-get install gnuplot"))
    }

    @Test func theDoctorSaysWhereTheProgramCameFrom() throws {
        #expect(try descent(["doctor"]).output.contains("from the build folder"))
    }

    @Test func theDoctorNamesEveryLibraryThatIsOpenedWhenItIsNeeded() throws {
        let output = try descent(["doctor"]).output
        for name in ["OpenBLAS", "libchafa", "libzmq", "libsodium", "Jupyter"] {
            #expect(output.contains(name), "\(name)")
        }
    }

    @Test func aPipeGetsNoColours() throws {
        let outcome = try descent([], input: "nonsense\n", environment: ["TERM": "xterm-256color"])
        #expect(!outcome.errors.contains("\u{1B}"))
    }
}
