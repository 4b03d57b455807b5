import Conversation
import Figures
import Language
import Answers
import Testing

@testable import Terminal

@Suite struct ScreenTests {
    private func screen(_ variables: [String: String], isTerminal: Bool = true) -> Screen {
        Screen(Environment(variables), isTerminal: isTerminal, size: (100, 30))
    }

    @Test(arguments: [
        (["TERM": "xterm"], true), (["TERM": "xterm", "NO_COLOR": "1"], false),
        (["TERM": "xterm", "NO_COLOR": ""], true),
        (["TERM": "dumb"], false), ([:], false),
    ])
    func colourFollowsTheEnvironment(_ variables: [String: String], _ expected: Bool) {
        #expect(screen(variables).isColoured == expected, "\(variables)")
    }

    @Test func aPipeIsNeitherColouredNorEdited() {
        let pipe = screen(["TERM": "xterm"], isTerminal: false)
        #expect(!pipe.isColoured)
        #expect(!pipe.canMoveCursor)
    }

    @Test func sizesThatNobodyTellsAreThoseOfTheEnvironmentOrEightyByTwentyFour() {
        let told = Screen(Environment(["COLUMNS": "50"]), isTerminal: false, size: (0, 0))
        #expect(told.columns == 50)
        #expect(told.rows == 24)
        #expect(Screen(Environment(["COLUMNS": "-3"]), isTerminal: false, size: (0, 0)).columns == 80)
    }

    @Test(arguments: [("abc", 3), ("∇f(π)", 5), ("深い", 4), ("e\u{301}", 1), ("", 0)])
    func widthsAreCountedInCells(_ text: String, _ width: Int) {
        LineEditor.useUTF8()
        #expect(text.columns == width, "\(text)")
    }

    @Test(arguments: [("abcdef", 4, "abc…"), ("abc", 3, "abc"), ("深い谷", 4, "深…"), ("abc", 1, "…"), ("abc", 0, "")])
    func textIsCutToItsCells(_ text: String, _ width: Int, _ expected: String) {
        LineEditor.useUTF8()
        #expect(text.cut(columns: width) == expected)
    }

    @Test func paragraphsBreakAtBlanks() {
        #expect(TextTable.wrap("one two three", 8) == ["one two", "three"])
        #expect(TextTable.wrap("unbreakable", 4) == ["unbreakable"])
    }

    @Test func progressShowsShareRateAndTimeLeft() {
        let picture = ProgressPicture(Progress(fraction: 0.25, note: "step 25/100"), elapsed: .seconds(5))
        let lines = picture.lines(on: Capabilities(width: 82))
        #expect(lines.count == 1)
        let line = lines.first ?? ""
        #expect(line == "step 25/100  █████░░░░░░░░░░░░░░░  25%  5%/s  0:15 left")
    }

    @Test(arguments: [0.0, 0.3, 1.0, -2.0, 7.0, .nan, nil] as [Double?], [5, 19, 39, 40, 79])
    func progressFitsAnyWindow(_ fraction: Double?, _ width: Int) {
        LineEditor.useUTF8()
        let progress = Progress(fraction: fraction, note: "epoch 12/100  loss 0.031")
        for unicode in [true, false] {
            let line = ProgressPicture(progress, elapsed: .seconds(3)).bar(width, note: progress.note, unicode: unicode)
            #expect(line.columns <= width, "\(line)")
        }
    }

    private var training: Progress {
        var progress = Progress(fraction: 0.4, note: "epoch 8/20")
        progress.detail = "loss 0.2  val_loss 0.3  learning rate 0.001"
        progress.speed = "52000 rows/s"
        progress.secondsLeft = 12
        progress.curveAxis = "epoch"
        progress.curves = [
            Progress.Curve("loss", x: [1, 2, 3], y: [0.9, 0.4, 0.2]),
            Progress.Curve("val_loss", x: [1, 2, 3], y: [0.8, 0.5, 0.3]),
        ]
        return progress
    }

    @Test func trainingIsShownAsBarNumbersAndCurve() {
        LineEditor.useUTF8()
        let lines = ProgressPicture(training, elapsed: .seconds(8)).lines(on: Capabilities(width: 80, height: 24))
        #expect(lines.first == "epoch 8/20  ████████░░░░░░░░░░░░  40%  52000 rows/s  0:12 left")
        #expect(lines.dropFirst().first == "loss 0.2  val_loss 0.3  learning rate 0.001")
        #expect(lines.contains { $0.contains("val_loss") && !$0.contains("0.3") }, "the curves are named: \(lines)")
        #expect(lines.count <= 21, "\(lines.count) lines leave no room on 24 rows")
    }

    @Test(arguments: [(20, 24), (39, 24), (80, 5), (80, 12), (40, 40), (72, 24), (200, 60)])
    func progressLeavesRoomInEveryWindow(_ width: Int, _ height: Int) {
        LineEditor.useUTF8()
        var progress = training
        for view in [nil, Figure(title: "", panels: [Panel(x: Axis("x", 0...1), y: Axis("y", 0...1), layers: [])])] {
            progress.view = view
            let lines = ProgressPicture(progress, elapsed: .seconds(8)).lines(
                on: Capabilities(width: width, height: height))
            #expect(lines.count == 1 || lines.count <= height - 3, "\(lines.count) lines on \(height) rows")
            for line in lines { #expect(line.columns < width, "\(width): \(line)") }
        }
    }

    @Test func aTerminalThatOnlyPrintsGetsTheSameInOneLine() {
        let line = ProgressPicture(training, elapsed: .seconds(8)).plainLine
        #expect(line == "epoch 8/20  loss 0.2  val_loss 0.3  learning rate 0.001  0:12 left")
    }

    @Test(arguments: [(5.2, "0:05"), (760, "12:40"), (10_800, "3 h"), (200_000, "2 days"), (.infinity, "years")])
    func timeIsToldAsPeopleDo(_ seconds: Double, _ text: String) {
        #expect(ProgressPicture.clock(seconds) == text)
    }

    @Test func colourIsLeftOutWhereThereIsNone() {
        let problem = Diagnostic(Mistake("bad", try: "x"))
        let (plain, coloured) = (screen([:], isTerminal: false), screen(["TERM": "xterm"]))
        #expect(TextFace(plain).text(of: problem) == "bad\n  try       x")
        #expect(TextFace(coloured).text(of: problem) == "\u{1B}[31mbad\u{1B}[0m\n  try       x")
        #expect(TextFace(coloured).painted("a", .bold) == "\u{1B}[1ma\u{1B}[0m")
        #expect(ANSI.prompt("> ", isColoured: false) == "> ")
    }
}
