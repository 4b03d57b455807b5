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
    func task(hasBlank: Bool) -> String {
        switch self {
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
}
