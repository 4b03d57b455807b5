import CLibedit
import Glibc

/// Where the text of the program appears: a terminal's window, or a pipe or file that is none.
public struct Screen: Sendable, Equatable {
    /// Whether a person looks at it.
    public var isTerminal: Bool
    /// The cursor can be moved and lines can be edited.
    public var canMoveCursor: Bool
    /// Whether colour sequences may be written: on a terminal that moves its cursor, unless `NO_COLOR` is set.
    public var isColoured: Bool
    /// The width of a line, 80 where nobody says.
    public var columns: Int
    /// Its height, 24 where nobody says.
    public var rows: Int

    /// What the environment and the terminal's size say; nothing is asked of the terminal itself, which might not
    /// answer.
    ///
    /// - Parameter size: columns and rows as the terminal reports them, 0 when it does not.
    public init(_ environment: Environment, isTerminal: Bool, size: (columns: Int, rows: Int)) {
        self.isTerminal = isTerminal
        canMoveCursor = isTerminal && environment["TERM"] ?? "dumb" != "dumb"
        // https://no-color.org
        isColoured = canMoveCursor && environment["NO_COLOR"] == nil
        columns = Screen.first(size.columns, environment["COLUMNS"]) ?? 80
        rows = Screen.first(size.rows, environment["LINES"]) ?? 24
    }

    /// That of this process's standard output, as it is now.
    public static func ofStandardOutput(_ environment: Environment = .process) -> Screen {
        on(STDOUT_FILENO, environment)
    }

    /// That of messages and progress.
    public static func ofStandardError(_ environment: Environment = .process) -> Screen {
        on(STDERR_FILENO, environment)
    }

    private static func on(_ descriptor: Int32, _ environment: Environment) -> Screen {
        Screen(
            environment, isTerminal: isatty(descriptor) == 1,
            size: (Int(descent_columns(descriptor)), Int(descent_rows(descriptor))))
    }

    private static func first(_ reported: Int, _ told: String?) -> Int? {
        if reported > 0 { return reported }
        return told.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
}
