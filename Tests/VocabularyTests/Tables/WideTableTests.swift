import Answers
import Language
import Testing

@testable import ArrayVocabulary
@testable import Vocabulary

/// Which columns of a table that is too wide for the screen are shown: recorded from pandas 3.1.1.
@Suite("Wide tables")
struct WideTableTests: ProgramSuite {
    static let start = "import pandas as pd\n"

    /// Of 150 random tables at 80 and 100 characters: the terminal, the width of the index, those of the columns, and how many
    /// columns stand on each side of the dots; nil where all are shown. Three of them come out wider than the terminal there, too.
    static let recorded: [(terminal: Int, index: Int, widths: [Int], kept: Int?)] = [
        (80, 11, [10, 22, 22, 22, 6], 1),
        (100, 1, [35, 35, 35, 7, 9, 14, 25, 7, 6, 19, 11, 8, 44, 37, 11, 11, 15, 11, 9, 22, 14, 6], 1),
        (100, 1, [6, 11, 4, 7, 35, 43, 11, 35, 35, 10, 23, 50], 1),
        (100, 1, [23, 8, 3, 34, 5, 50, 10, 14, 6, 14, 11, 50, 11, 6, 9, 15, 15, 35, 35, 10, 36, 23], 1),
        (80, 11, [28, 6, 10, 14, 35, 6, 11, 6, 42, 14, 42, 8, 15, 11, 6, 37, 11, 6, 6, 8, 50], 1),
        (80, 10, [35, 11, 10, 10, 4, 6, 35], 1),
        (80, 3, [35, 35, 14, 6, 6, 35, 10, 22, 6, 14, 15, 8, 15, 36, 36, 23, 5, 6, 36], 1),
        (100, 11, [10, 22, 22, 22, 6], nil),
        (100, 1, [7, 4, 7, 3, 10, 4, 22, 13, 10, 3], nil),
        (80, 9, [22, 6, 22, 5, 7], nil),
        (100, 1, [11, 6, 35, 35, 6], nil),
        (80, 1, [4, 14, 7, 11, 50, 22, 12], 2),
        (100, 1, [4, 14, 7, 11, 50, 22, 12], 2),
        (80, 12, [11, 35, 7, 11, 6, 35, 6], 1),
        (100, 12, [11, 35, 7, 11, 6, 35, 6], 1),
        (80, 9, [6, 6, 13, 11, 10, 22, 22, 6, 13], 2),
        (100, 9, [6, 6, 13, 11, 10, 22, 22, 6, 13], 3),
        (80, 1, [7, 4, 7, 3, 10, 4, 22, 13, 10, 3], 3),
        (80, 2, [Int](repeating: 4, count: 130), 7),
    ]

    @Test("As many columns are kept as pandas keeps", arguments: recorded)
    func kept(_ terminal: Int, _ index: Int, _ widths: [Int], _ wanted: Int?) {
        #expect(FrameText.kept(index, widths, within: terminal) == wanted)
    }

    private static func lines(_ code: String, _ width: Int) throws -> [String] {
        let session = Session(registry: Vocabulary.registry)
        guard case .thing(let thing) = try session.evaluate(start + code).value else { return [] }
        return thing.table(width: width).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    @Test func aTableAsWideAsTheTerminalIsCutAlready() throws {
        let code = "pd.DataFrame({'a' * 10: [1], 'b' * 40: [2], 'c' * 15: [3]})"
        let cut = [
            "   aaaaaaaaaa  ...  ccccccccccccccc", "0           1  ...                3", "", "[1 rows x 3 columns]",
        ]
        #expect(try Self.lines(code, 71) == cut)
        #expect(try Self.lines(code, 72) == cut)
        #expect(
            try Self.lines(code, 73).first == "   aaaaaaaaaa  \(String(repeating: "b", count: 40))  ccccccccccccccc")
    }

    @Test func columnsGoFromTheMiddle() throws {
        let code = "pd.DataFrame({f'column{i}': [i * 11, i * 7] for i in range(12)})"
        #expect(
            try Self.lines(code, 80).prefix(3) == [
                "   column0  column1  column2  ...  column9  column10  column11",
                "0        0       11       22  ...       99       110       121",
                "1        0        7       14  ...       63        70        77",
            ])
        #expect(
            try Self.lines(code, 40).prefix(2) == ["   column0  ...  column11", "0        0  ...       121"])
    }

    @Test func theDotsOfRowsMakeRoomForThemselves() throws {
        let lines = try Self.lines("pd.DataFrame({'a': range(61)}, index=['q'] * 61)", 80)
        #expect(lines.prefix(2) == ["     a", "q    0"] && lines[6] == "..  .." && lines[7] == "q   56")
    }
}
