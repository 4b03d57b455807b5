import Testing

@testable import Terminal

/// Lessons' commands as the prompt sees them, without lessons.
private final class Family: SessionCommands {
    let commands = [
        SessionCommand("start", argument: "LESSON", "begin a lesson"), SessionCommand("hint", "a hint"),
        SessionCommand("history", "what was typed"),
    ]
    var performed: [String] = []

    func perform(_ command: String, _ argument: String) -> Reply {
        performed.append("\(command)(\(argument))")
        return .nothing
    }

    func candidates(_ command: String, _ argument: String) -> [Completion.Candidate] {
        command == "start" ? [Completion.Candidate("first-descent", "1"), Completion.Candidate("momentum", "4")] : []
    }
}

@Suite struct CommandTests {
    @Test(arguments: [
        (":start 3", "start", "3"), ("  :start   two words ", "start", "two words"), (":", "", ""), (":q", "q", ""),
    ])
    func aCommandIsSplitFromItsArgument(_ text: String, _ name: String, _ argument: String) {
        let parts = CommandTable.split(text)
        #expect(parts?.name == name)
        #expect(parts?.argument == argument)
    }

    @Test func whatDoesNotBeginWithAColonIsNoCommand() {
        #expect(CommandTable.split("a[1:2]") == nil)
        #expect(CommandTable.split("") == nil)
    }

    @Test func commandsMayBeShortenedWhileOnlyOneIsMeant() {
        let family = Family()
        let table = CommandTable(families: [family])
        _ = table.run("start", "1")
        _ = table.run("st", "2")
        #expect(family.performed == ["start(1)", "start(2)"])
        let reply = table.run("hi", "")
        #expect(reply.failure?.message.contains("it could be :hint, :history") == true)
    }

    @Test(arguments: [("strat", "start"), ("hnit", "hint"), ("histry", "history")])
    func aMisspeltCommandIsRecognised(_ typed: String, _ meant: String) {
        let reply = CommandTable(families: [Family()]).run(typed, "")
        #expect(reply.failure?.message.contains("did you mean :\(meant)?") == true, "\(reply)")
    }

    @Test func nonsenseIsNotTakenForAnything() {
        let reply = CommandTable(families: [Family()]).run("zzzzz", "")
        #expect(reply.failure?.message.contains("did you mean") == false)
    }

    @Test func tabCompletesCommandsAndTheirArguments() {
        let table = CommandTable(families: [Family()])
        let names = table.completion(":h", cursor: 2)
        #expect(names?.candidates.map(\.text) == [":hint", ":history"])
        #expect(names?.typed == 2)
        let lessons = table.completion(":start mo", cursor: 9)
        #expect(lessons?.candidates.map(\.text) == ["momentum"])
        #expect(lessons?.typed == 2)
        #expect(table.completion("plot(", cursor: 5) == nil)
    }

    @Test(arguments: [20, 40, 80]) func helpFitsTheWindow(_ width: Int) {
        let help = CommandTable(families: [Family()]).table(width: width)
        for line in help.split(separator: "\n") { #expect(Cells.width(of: line) <= width, "\(line)") }
        #expect(help.contains("begin a lesson"))
    }

    @Test func theCommonPartIsInsertedAndTheRestListed() {
        let completion = Completion(
            typed: 1, candidates: [.init("momentum=", "share kept"), .init("monkey_saddle", "a landscape")])
        let answer = CompletionAnswer(completion, before: "SGD(m", columns: 80, rows: 24)
        #expect(answer.erase == 1)
        #expect(answer.insertion == "mo")
        #expect(answer.listing == "momentum=      share kept\nmonkey_saddle  a landscape")
    }

    @Test func aSingleCandidateIsInsertedWhole() {
        let completion = Completion(typed: 3, candidates: [.init("learning_rate=", "step size")])
        let answer = CompletionAnswer(completion, before: "Adam(lea", columns: 80, rows: 24)
        #expect(answer.insertion == "learning_rate=")
        #expect(answer.erase == 3)
        #expect(answer.listing == nil)
    }

    @Test func lettersAsTypedComeBeforeLettersOfAnotherCase() {
        let completion = Completion(typed: 4, candidates: [.init("amsgrad=", ""), .init("AMSGrad(", "")])
        #expect(CompletionAnswer(completion, before: "Adam(amsg", columns: 80, rows: 24).insertion == "amsgrad=")
        let other = Completion(typed: 4, candidates: [.init("AMSGrad(", "")])
        #expect(CompletionAnswer(other, before: "amsg", columns: 80, rows: 24).insertion == "AMSGrad(")
    }

    @Test func theFormOfTheCallIsShownWhereNothingElseIs() {
        let completion = Completion(typed: 0, candidates: [], heading: "sphere(x, y)")
        #expect(CompletionAnswer(completion, before: "sphere(", columns: 80, rows: 24).listing == "sphere(x, y)")
    }

    @Test func typedLettersBeyondAsciiAreErasedAsCharacters() {
        let completion = Completion(typed: "λκ".utf8.count, candidates: [.init("λκappa", "")])
        #expect(CompletionAnswer(completion, before: "f(λκ", columns: 80, rows: 24).erase == 2)
    }

    @Test func nothingFittingDoesNothing() {
        #expect(CompletionAnswer(.nothing, before: "abc", columns: 80, rows: 24) == CompletionAnswer())
    }

    @Test(arguments: [(20, 8), (80, 24), (5, 3)]) func aLongListStaysInTheWindow(_ columns: Int, _ rows: Int) {
        let candidates = (0..<200).map { Completion.Candidate("word\($0)", "meaning \($0)") }
        let list = CompletionAnswer.list(candidates, columns: columns, rows: rows).split(separator: "\n")
        #expect(list.count <= max(5, rows - 4) + 1)
    }

    @Test func aTranscriptIsANotebookWhateverItHolds() {
        var transcript = Transcript()
        transcript.add("1 + 1", "2")
        transcript.add("x = \"```\"", "")
        #expect(
            transcript.markdown(title: "my \"first\"") == """
                ---
                title: "my \\"first\\""
                lang: en
                ---

                # my "first"

                ```descent
                1 + 1
                ```

                ```output
                2
                ```

                ````descent
                x = "```"
                ````

                """)
    }
}
