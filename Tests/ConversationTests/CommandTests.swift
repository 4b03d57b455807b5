@testable import Conversation
import Language
import Answers
import Testing

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

    func candidates(_ command: String, _ argument: String) -> [Completions.Candidate] {
        command == "start" ? [.init("first-descent", .choice, "1"), .init("momentum", .choice, "4")] : []
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
        #expect(reply.failure?.mistake.problem.contains("it could be :hint, :history") == true)
    }

    @Test(arguments: [("strat", "start"), ("hnit", "hint"), ("histry", "history")])
    func aMisspeltCommandIsRecognised(_ typed: String, _ meant: String) {
        let reply = CommandTable(families: [Family()]).run(typed, "")
        #expect(reply.failure?.mistake.problem.contains("did you mean :\(meant)?") == true, "\(reply)")
    }

    @Test func nonsenseIsNotTakenForAnything() {
        let reply = CommandTable(families: [Family()]).run("zzzzz", "")
        #expect(reply.failure?.mistake.problem.contains("did you mean") == false)
    }

    @Test func tabCompletesCommandsAndTheirArguments() {
        let table = CommandTable(families: [Family()])
        let names = table.completions(":h", cursor: 2)
        #expect(names?.candidates.map(\.text) == [":hint", ":history"])
        #expect(names?.range == SourceRange(0, 2))
        let lessons = table.completions(":start mo", cursor: 9)
        #expect(lessons?.candidates.map(\.text) == ["momentum"])
        #expect(lessons?.range == SourceRange(7, 9))
        #expect(table.completions("plot(", cursor: 5) == nil)
    }

    @Test(arguments: [20, 40, 80]) func helpFitsTheWindow(_ width: Int) {
        let commands = CommandTable(families: [Family()]).definitions
        let help = TextFace(width: width).text(of: [.definitions(commands)])
        for line in help.split(separator: "\n") { #expect(String(line).columns <= width, "\(line)") }
        #expect(help.contains("begin a lesson"))
    }

    @Test func aTranscriptIsANotebookWhateverItHolds() {
        var transcript = Transcript()
        let reply = Reply([.value(.int(2)), .note("kept out of the notebook")])
        transcript.add(Reply.Run("1 + 1", seed: nil, output: reply.answer))
        transcript.add(Reply.Run("x = \"```\"", seed: 7, output: []))
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

                ````descent seed=7
                x = "```"
                ````

                """)
    }
}
