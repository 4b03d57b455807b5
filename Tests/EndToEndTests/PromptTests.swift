import Foundation
import Testing

/// The prompt as a person uses it: real keys on a real pseudo-terminal.
@Suite(.serialized) struct PromptTests {
    /// The prompt in a terminal of its own, waiting for the first line.
    private func prompt(
        home: String? = nil, columns: Int = 80, rows: Int = 24, environment extra: [String: String] = [:]
    ) throws -> PseudoTerminal {
        let home = try home ?? Built.emptyHome()
        let environment = ["TERM": "xterm", "HOME": home, "LANG": "C.UTF-8"].merging(extra) { $1 }
        let terminal = try PseudoTerminal(
            Built.program(), environment: environment, columns: columns, rows: rows)
        try terminal.waitForPrompt()
        return terminal
    }

    private let longRun = "minimize(rosenbrock, Adam(lr=0.001), start=(-1.5, 2), steps=1e12)"

    @Test func aTypedLineIsAnsweredAndControlDLeaves() throws {
        let terminal = try prompt()
        try terminal.enter("1 + 2")
        #expect(terminal.screen.lines.suffix(3) == ["> 1 + 2", "3", ">"])
        terminal.type(Key.control("D"))
        #expect(try terminal.exitCode() == 0)
    }

    @Test(arguments: ["quit", "exit", "exit()", ":quit", ":q"]) func peopleCanLeaveBySayingSo(_ word: String) throws {
        let terminal = try prompt()
        terminal.type(word + Key.enter)
        #expect(try terminal.exitCode() == 0, "\(word)")
    }

    @Test func arrowsHomeAndEndMoveInTheLine() throws {
        let terminal = try prompt()
        try terminal.enter("23" + Key.left + "+" + Key.home + "1" + Key.end + "4")
        // 1 2 + 3 4
        #expect(terminal.screen.lines.suffix(3) == ["> 12+34", "46", ">"])
    }

    @Test func upBringsBackTheLineBeforeAndDownTheOneBeingTyped() throws {
        let terminal = try prompt()
        try terminal.enter("10 + 1")
        #expect(terminal.screen.text.contains("11"))
        try terminal.enter("20 + 2")
        #expect(terminal.screen.text.contains("22"))
        try terminal.enter("7" + Key.up + Key.up + Key.down + Key.down + "+ 1")
        #expect(terminal.screen.text.contains("> 7+ 1"))
        try terminal.enter(Key.up + Key.up + Key.up)
        #expect(terminal.screen.lines.suffix(3) == ["> 10 + 1", "11", ">"])
    }

    @Test func historyOutlivesTheSessionAndIsPrivate() throws {
        let home = try Built.emptyHome()
        let first = try prompt(home: home)
        try first.enter("40 + 2")
        #expect(first.screen.text.contains("42"))
        first.type("[1," + Key.enter)
        try first.wait(for: "> [1,")
        try first.enter("99]")
        #expect(first.screen.text.contains("[1, 99]"))
        first.type(Key.control("D"))
        #expect(try first.exitCode() == 0)

        let path = home + "/.local/state/descent/history"
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)

        let second = try prompt(home: home)
        try second.enter(Key.up)
        #expect(second.screen.text.contains("[1, 99]"))
        second.type(Key.control("R") + "40")
        try second.wait(for: "> 40 + 2")
        try second.enter("")
        #expect(second.screen.text.contains("42"))
    }

    @Test func descentHomeOverridesWhereHistoryIsKept() throws {
        let home = try Built.emptyHome()
        let terminal = try prompt(environment: ["DESCENT_HOME": home + "/own"])
        try terminal.enter("1")
        terminal.type(Key.control("D"))
        _ = try terminal.exitCode()
        #expect(try String(contentsOfFile: home + "/own/history", encoding: .utf8) == "1\n")
    }

    @Test func anOpenBracketContinuesOnTheNextLine() throws {
        let terminal = try prompt()
        terminal.type("sum([1," + Key.enter)
        terminal.settle()
        terminal.type("2," + Key.enter)
        terminal.settle()
        // Up goes to the line above, not into the history, while there is one above.
        try terminal.enter("3" + Key.up + Key.end + "5," + Key.down + Key.end + "])")
        #expect(terminal.screen.lines.suffix(5) == ["> sum([1,", "  2,5,", "  3])", "11", ">"])
    }

    @Test func pastedLinesAreKeptTogetherForEditing() throws {
        let terminal = try prompt()
        terminal.type(Key.pasted("a = 4\rb = 5\r"))
        try terminal.wait(for: "b = 5")
        terminal.type(Key.enter)
        try terminal.waitForPrompt()
        try terminal.enter("a * b")
        #expect(terminal.screen.text.contains("20"))
    }

    @Test func controlCAtThePromptThrowsTheLineAway() throws {
        let terminal = try prompt()
        terminal.type("1 + nonsense(" + Key.control("C"))
        try terminal.waitForPrompt()
        try terminal.enter("2 + 3")
        #expect(terminal.screen.lines.suffix(4) == ["> 1 + nonsense(^C", "> 2 + 3", "5", ">"])
    }

    @Test func controlCStopsALongRunThatTakesLittleMemoryAndKeepsIt() throws {
        let terminal = try prompt()
        terminal.type(longRun + Key.enter)
        terminal.settle(700)
        #expect(terminal.residentMemory < 400_000_000)
        terminal.type(Key.control("C"))
        try terminal.waitForPrompt()
        try terminal.enter("_.steps > 1000")
        #expect(terminal.screen.text.contains("True"))
    }

    @Test func pressingControlCAgainAndAgainIsSafe() throws {
        let terminal = try prompt()
        terminal.type(longRun + Key.enter)
        terminal.settle(500)
        for _ in 0..<3 { terminal.type(Key.control("C")) }
        terminal.settle(500)
        try terminal.enter("6 * 7")
        #expect(terminal.screen.text.contains("42"))
    }

    @Test func longWorkShowsItsProgressAndTakesItAway() throws {
        let terminal = try prompt()
        terminal.type(longRun + Key.enter)
        try terminal.wait(for: "░")
        terminal.type(Key.control("C"))
        try terminal.waitForPrompt()
        #expect(!terminal.screen.text.contains("░"))
    }

    @Test func tabInsertsWhatIsCertainAndListsWhatIsNot() throws {
        let terminal = try prompt()
        terminal.type("rosenb" + Key.tab)
        try terminal.wait(for: "> rosenbrock")
        terminal.type(Key.control("C"))
        try terminal.waitForPrompt()
        terminal.type("Adam(amsg" + Key.tab)
        try terminal.wait(for: "> Adam(amsgrad=")
        terminal.type(Key.control("C"))
        try terminal.waitForPrompt()
        terminal.type("Adam(beta_" + Key.tab)
        try terminal.wait("the meaning of beta_2") {
            $0.screen.lines.contains { $0.hasPrefix("beta_2") && $0.count > 20 }
        }
        try terminal.wait("the line below the list") { $0.screen.lines.last == "> Adam(beta_" }
        terminal.type(Key.control("C") + ":he" + Key.tab)
        try terminal.wait(for: "> :help")
    }

    @Test func lettersBeyondAsciiAreTypedAndErasedWhole() throws {
        let terminal = try prompt(environment: ["LANG": ""])
        try terminal.enter("\"λ深é" + Key.backspace + "∇\"")
        #expect(terminal.received.contains(subsequence: Array("'λ深∇'".utf8)))
    }

    @Test func mistakesLeaveTheSessionWithAllItsValues() throws {
        let terminal = try prompt()
        try terminal.enter("a = 41")
        try terminal.enter("rosenbrok(1, 2)")
        #expect(terminal.screen.text.contains("rosenbrock"))
        terminal.type("(1" + Key.control("C"))
        try terminal.waitForPrompt()
        try terminal.enter("a + 1")
        #expect(terminal.screen.text.contains("42"))
    }

    @Test func unknownCommandsAreCorrected() throws {
        let terminal = try prompt()
        try terminal.enter(":hepl")
        #expect(terminal.screen.text.contains("did you mean :help?"))
    }

    @Test func aChangedWindowIsFollowed() throws {
        let terminal = try prompt()
        terminal.type("1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1")
        try terminal.wait(for: "1 + 1 + 1 + 1")
        terminal.resize(columns: 20, rows: 24)
        terminal.settle()
        try terminal.enter(" + 1")
        #expect(terminal.screen.text.contains("11"))
        try terminal.enter("2 + 2")
        #expect(terminal.screen.text.contains("> 2 + 2"))
        try terminal.waitForPrompt()
    }

    @Test func twentyColumnsAreEnough() throws {
        let terminal = try prompt(columns: 20)
        terminal.type("help" + Key.enter)
        try terminal.wait(for: "more lines: E")
        terminal.type("q")
        try terminal.waitForPrompt()
        try terminal.enter("minimize(rosenbrock, Adam(0.05), steps=20)")
        terminal.type(Key.tab)
        terminal.settle()
        terminal.type(Key.control("C") + "1 + 1" + Key.enter)
        try terminal.wait("the answer") { $0.screen.lines.suffix(2) == ["2", ">"] }
    }

    @Test func longHelpIsShownAScreenAtATime() throws {
        let terminal = try prompt()
        terminal.type("words()" + Key.enter)
        try terminal.wait(for: "more lines: Enter goes on, q ends")
        #expect(terminal.screen.lines.count == 24)
        let first = terminal.screen.text
        terminal.type(Key.enter)
        try terminal.wait("the next screen") { $0.screen.text != first && $0.screen.text.contains("q ends") }
        #expect(!terminal.screen.text.contains("landscapes\n"), "the first screen has gone")
        terminal.type("q")
        try terminal.waitForPrompt()
        #expect(!terminal.screen.text.contains("q ends"), "the notice is taken away")

        terminal.type("words()" + Key.enter)
        try terminal.wait(for: "q ends")
        terminal.type(Key.control("C"))
        try terminal.waitForPrompt()
        try terminal.enter("1 + 1")
        #expect(terminal.screen.lines.suffix(3) == ["> 1 + 1", "2", ">"], "keys echo again")
    }

    @Test func aPlainQuestionIsAnsweredAndScriptsAreNotSpokenTo() throws {
        let terminal = try prompt()
        try terminal.enter("what is momentum?")
        #expect(terminal.screen.text.contains("swings cancels"))
        try terminal.enter("thanks")
        #expect(terminal.screen.lines.suffix(2) == ["With pleasure.", ">"])
        let script = try descent([], input: "what is momentum?\n")
        #expect(script.exitCode == 1 && script.output.isEmpty)
        #expect(!(try descent([], input: "words()\n")).output.contains("Enter goes on"))
    }

    @Test("A typed clause moves under its header with its colon, Backspace and Shift-Tab go back a level")
    func blocksAreTyped() throws {
        let terminal = try prompt()
        func line(_ text: String) {
            for character in text { terminal.type(String(character)) }
            terminal.settle(200)
            terminal.type(Key.enter)
            terminal.settle(200)
        }
        line("def f(n):")
        line("for i in range(n):")
        line("if i == 2:")
        line("print('two')")
        line("else:")
        line("print(i)")
        line(Key.backspace + Key.backspace + "print('end')")
        line("    return n" + Key.home + Key.shiftTab + Key.end)
        line("")
        try terminal.waitForPrompt()
        try terminal.enter("f(4)")
        #expect(
            terminal.screen.lines.suffix(17) == [
                "> def f(n):", "      for i in range(n):", "          if i == 2:", "              print('two')",
                "          else:", "              print(i)", "      print('end')", "      return n", "",
                "> f(4)", "0", "1", "two", "3", "end", "4", ">",
            ], "\(terminal.screen.text)")
    }

    @Test func linesPastedWithTheirPromptsAreAnsweredOneByOne() throws {
        let terminal = try prompt()
        terminal.type(Key.pasted("> a = 4\r> a + 1\r5\r> a + 2"))
        try terminal.wait(for: "> a + 2")
        terminal.type(Key.enter)
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.suffix(6) == ["> a = 4", "> a + 1", "5", "> a + 2", "6", ">"])
        try terminal.enter("> a")
        #expect(terminal.screen.lines.suffix(2) == ["4", ">"])
    }

    @Test func aDumbTerminalGetsPlainPrompts() throws {
        let terminal = try prompt(environment: ["TERM": "dumb"])
        try terminal.enter("1 + 2")
        #expect(terminal.screen.lines.contains("3"))
        terminal.type("sum([1,\n")
        try terminal.wait("the continuation prompt") { $0.screen.lines.last == "." }
        try terminal.enter("5])")
        #expect(terminal.screen.lines.contains("6"))
        #expect(!terminal.received.contains(0x1B))
        terminal.type(longRun + "\n")
        terminal.settle(500)
        terminal.type(Key.control("C"))
        try terminal.waitForPrompt()
        terminal.type(Key.control("D"))
        #expect(try terminal.exitCode() == 0)
    }

    @Test func coloursAreUsedOnATerminalAndNeverWithNoColor() throws {
        let coloured = try prompt()
        #expect(coloured.received.contains(subsequence: Array("\u{1B}[1;36m".utf8)))
        let plain = try prompt(environment: ["NO_COLOR": "1"])
        try plain.enter("nonsense")
        #expect(plain.screen.text.contains("not known"))
        #expect(!plain.received.contains(subsequence: Array("[1;36m".utf8)))
        #expect(!plain.received.contains(subsequence: Array("[31m".utf8)))
    }

    @Test func editrcIsHonoured() throws {
        let home = try Built.emptyHome()
        try "bind -v\ndescent:bind ^T ed-move-to-beg\n".write(
            toFile: home + "/.editrc", atomically: true, encoding: .utf8)
        let terminal = try prompt(home: home)
        // vi: to command mode, delete a character, insert at the start.
        terminal.type("123")
        try terminal.wait(for: "> 123")
        terminal.type(Key.escape)
        terminal.settle(100)
        try terminal.enter("xi" + Key.control("T") + "9")
        #expect(terminal.screen.lines.suffix(3) == ["> 912", "912", ">"])
    }

    @Test func aSessionIsSavedAsANotebook() throws {
        let home = try Built.emptyHome()
        let terminal = try prompt(home: home)
        try terminal.enter("1 + 2")
        try terminal.enter(":save \(home)/mine")
        #expect(terminal.screen.text.contains("saved"))
        let notebook = try String(contentsOfFile: home + "/mine.md", encoding: .utf8)
        #expect(notebook.contains("```descent\n1 + 2\n```\n\n```output\n3\n```\n"))
        try terminal.enter(":save \(home)/mine")
        #expect(terminal.screen.text.contains("exists already"))
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU, SIGSEGV, SIGABRT])
    func aSessionThatASignalEndsLeavesTheTerminalAsItWas(_ signal: Int32) throws {
        let terminal = try prompt(environment: ["SWIFT_BACKTRACE": "enable=no"])
        #expect(terminal.isRaw)
        terminal.signal(signal)
        #expect(try terminal.exitCode() & 0x7F == signal)
        #expect(!terminal.isRaw)
    }

    @Test func controlSpaceIsNoControlDWhenItIsTyped() throws {
        let terminal = try prompt()
        terminal.type("\0")
        terminal.settle()
        try terminal.enter("1 + 1")
        #expect(terminal.screen.lines.suffix(2) == ["2", ">"])
    }

    @Test func controlDThatIsPressedWhileSomethingRunsLeavesAfterIt() throws {
        let terminal = try prompt()
        terminal.type("minimize(rosenbrock, Adam(0.001), start=(-1.5, 2), steps=1e12, max_seconds=2)" + Key.enter)
        terminal.settle(700)
        terminal.type(Key.control("D"))
        #expect(try terminal.exitCode() == 0)
    }
}

extension Array where Element == UInt8 {
    fileprivate func contains(subsequence: [UInt8]) -> Bool {
        guard count >= subsequence.count else { return false }
        return (0...(count - subsequence.count)).contains {
            self[$0..<($0 + subsequence.count)].elementsEqual(subsequence)
        }
    }
}
