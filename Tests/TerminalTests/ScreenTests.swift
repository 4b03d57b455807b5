import Numbers
import Testing

@testable import Terminal

@Suite struct ScreenTests {
    private func window(_ variables: [String: String], isTerminal: Bool = true) -> Window {
        Window(Environment(variables), isTerminal: isTerminal, size: (100, 30))
    }

    @Test(arguments: [
        (["TERM": "xterm"], true), (["TERM": "xterm", "NO_COLOR": "1"], false),
        (["TERM": "xterm", "NO_COLOR": ""], true),
        (["TERM": "dumb"], false), ([:], false),
    ])
    func colourFollowsTheEnvironment(_ variables: [String: String], _ expected: Bool) {
        #expect(window(variables).isColoured == expected, "\(variables)")
    }

    @Test func aPipeIsNeitherColouredNorEdited() {
        let pipe = window(["TERM": "xterm"], isTerminal: false)
        #expect(!pipe.isColoured)
        #expect(!pipe.canMoveCursor)
    }

    @Test func sizesThatNobodyTellsAreThoseOfTheEnvironmentOrEightyByTwentyFour() {
        let told = Window(Environment(["COLUMNS": "50"]), isTerminal: false, size: (0, 0))
        #expect(told.columns == 50)
        #expect(told.rows == 24)
        #expect(Window(Environment(["COLUMNS": "-3"]), isTerminal: false, size: (0, 0)).columns == 80)
    }

    @Test(arguments: [("abc", 3), ("∇f(π)", 5), ("深い", 4), ("e\u{301}", 1), ("", 0)])
    func widthsAreCountedInCells(_ text: String, _ width: Int) {
        LineEditor.useUTF8()
        #expect(Cells.width(of: text) == width, "\(text)")
    }

    @Test(arguments: [("abcdef", 4, "abc…"), ("abc", 3, "abc"), ("深い谷", 4, "深…"), ("abc", 1, "…"), ("abc", 0, "")])
    func textIsCutToItsCells(_ text: String, _ width: Int, _ expected: String) {
        LineEditor.useUTF8()
        #expect(Cells.fit(text, width) == expected)
    }

    @Test func paragraphsBreakAtBlanks() {
        #expect(Paragraph.wrap("one two three", width: 8, indent: 1) == "one two\n three")
        #expect(Paragraph.wrap("unbreakable", width: 4) == "unbreakable")
    }

    @Test func progressShowsShareRateAndTimeLeft() {
        let line = ProgressBar.line(Progress(fraction: 0.25, note: "step 25/100"), elapsed: .seconds(5), width: 79)
        #expect(line == "step 25/100  █████░░░░░░░░░░░░░░░  25%  5%/s  0:15 left")
    }

    @Test(arguments: [0.0, 0.3, 1.0, -2.0, 7.0, .nan, nil] as [Double?], [5, 19, 39, 40, 79])
    func progressFitsAnyWindow(_ fraction: Double?, _ width: Int) {
        LineEditor.useUTF8()
        let progress = Progress(fraction: fraction, note: "epoch 12/100  loss 0.031")
        let line = ProgressBar.line(progress, elapsed: .seconds(3), width: width)
        #expect(Cells.width(of: line) <= width, "\(line)")
    }

    @Test(arguments: [(5.2, "0:05"), (760, "12:40"), (10_800, "3 h"), (200_000, "2 days"), (.infinity, "years")])
    func timeIsToldAsPeopleDo(_ seconds: Double, _ text: String) {
        #expect(ProgressBar.clock(seconds) == text)
    }

    @Test func colourIsLeftOutWhereThereIsNone() {
        #expect(Style(isColoured: false).failure("bad\n  try x") == "bad\n  try x")
        #expect(Style(isColoured: true).failure("bad\n  try x") == "\u{1B}[31mbad\u{1B}[0m\n  try x")
        #expect(Style(isColoured: false).editorPrompt("> ") == "> ")
    }
}
