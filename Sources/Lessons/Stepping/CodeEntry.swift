import Answers

/// Where a learner types: on the prompt's line, which Enter sends, or in a notebook's cells. It decides how a lesson says what to do.
public enum CodeEntry: Sendable {
    case line, cell

    /// Behind a page that another one follows.
    var goesOn: String {
        switch self {
        case .line: "Enter goes on."
        case .cell: "Run the cell with :next to go on."
        }
    }

    /// Where code is prepared for the first time.
    ///
    /// - Parameter count: how many lines it has.
    func runs(_ count: Int) -> String {
        switch self {
        case .line where count > 1:
            "Enter runs the lines below. Up goes to the line above, to change it; Ctrl-U empties them."
        case .line: "Enter runs the line below. Change it first if you like; Ctrl-U empties it."
        case .cell: "The code stands in the next cell. Change it first if you like, and run it."
        }
    }

    /// What to do with an exercise.
    ///
    /// - Parameter count: how many lines its starter has.
    func task(hasBlank: Bool, lines count: Int) -> String {
        switch self {
        case .line where count > 1:
            "\(hasBlank ? "Replace ____" : "Change the lines") (Up goes to the line above) and press Enter."
        case .line: hasBlank ? "Replace ____ and press Enter." : "Change the line and press Enter."
        case .cell: hasBlank ? "Replace ____ in the next cell and run it." : "Change the next cell and run it."
        }
    }

    /// How a cell that stands ready is run.
    var running: String {
        switch self {
        case .line: "Enter"
        case .cell: "the next cell"
        }
    }

    /// A cell's code as it stands ready to be changed: in one line where a line is all there is, and it can be.
    func prepared(_ source: String) -> String {
        switch self {
        case .line: Self.oneLine(source)
        case .cell: source
        }
    }

    /// Several statements joined by semicolons, so that they can be edited on one line; left as they are where that
    /// could change their meaning, and where some of them make a block.
    static func oneLine(_ source: String) -> String {
        let lines = source.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
        guard lines.count > 1, !source.contains("#"), !source.contains("\"\"\""), !source.contains("'''") else {
            return source
        }
        var joined = ""
        var open = 0
        for line in lines {
            if open == 0, line.first?.isWhitespace == true || beginsBlock(line) { return source }
            if !joined.isEmpty { joined += open > 0 ? " " : "; " }
            let line = line.trimmed
            joined += line
            for character in line {
                if "([{".contains(character) { open += 1 } else if ")]}".contains(character) { open -= 1 }
            }
        }
        return joined
    }

    /// Whether a line begins a statement that holds others, behind which no semicolon can stand.
    private static func beginsBlock(_ line: Substring) -> Bool {
        let blocks: Set<Substring> = ["async", "class", "def", "for", "if", "match", "try", "while", "with"]
        return line.first == "@" || blocks.contains(line.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
}
