import Language
import Testing

@Suite("Lines are put together until they are a statement")
struct StatementAssemblerTests {
    static let cases: [(lines: [String], open: [Bool])] = [
        (["1 + 1"], [false]), (["f(1,", "2)"], [true, false]), (["x = [", "1,", "]"], [true, true, false]),
        (["a + \\", "b"], [true, false]), (["\"\"\"one", "two [", "three\"\"\""], [true, true, false]),
        (["'''one \"\"\"", "two'''"], [true, false]), (["(\"\"\"a", "\"\"\",", ")"], [true, true, false]),
        (["print((1 2"], [false]), (["# only a remark ["], [false]), (["f('[')"], [false]), (["}"], [false]),
        (["[1, # one ]", "2]"], [true, false]), (["“[”"], [false]), (["\"open"], [false]), ([""], [false]),
        (["match x:", "    case 1:", "        y"], [true, true, false]), (["match(x)"], [false]),
    ]

    @Test("each line says whether the text lacks its end", arguments: cases)
    func lines(_ known: (lines: [String], open: [Bool])) {
        var statement = StatementAssembler()
        let found = known.lines.map { statement.append($0) }
        #expect(found == known.open, "\(known.lines)")
        #expect(statement.text == known.lines.joined(separator: "\n"))
    }

    @Test("the whole text is judged as the parser judges it", arguments: cases)
    func agrees(_ known: (lines: [String], open: [Bool])) {
        var statement = StatementAssembler()
        for (index, line) in known.lines.enumerated() {
            let text = known.lines[...index].joined(separator: "\n")
            let isOpen = statement.append(line)
            #expect(isOpen == Parser.isIncomplete(text), "\(text)")
        }
    }

    @Test("a list over fifty thousand lines is read in a moment")
    func linear() {
        var statement = StatementAssembler()
        var open = [statement.append("x = [")]
        for index in 0..<50_000 { open.append(statement.append("\(index),")) }
        let isOpenAtTheEnd = statement.append("]")
        #expect(open.allSatisfy { $0 } && !isOpenAtTheEnd)
    }

    @Test("a mistake inside an open bracket is told when the text has doubled")
    func early() {
        var statement = StatementAssembler()
        let first = statement.append("x = [")
        let second = statement.append("1 2, this is a mistake,")
        #expect(first && !second)
    }
}
