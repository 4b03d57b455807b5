import CLibedit
import Glibc

/// What can be shown where the program's output goes.
public struct Capabilities: Sendable, Equatable {
    public enum Colours: String, Sendable, Comparable {
        case none, sixteen, palette256, trueColour

        public static func < (a: Colours, b: Colours) -> Bool { a.rank < b.rank }

        private var rank: Int {
            switch self {
            case .none: 0
            case .sixteen: 1
            case .palette256: 2
            case .trueColour: 3
            }
        }
    }

    /// How a terminal takes pictures made of pixels.
    public enum Graphics: String, Sendable {
        case none, sixel, iTerm2, kitty
    }

    /// Standard output is a terminal.
    public var isTerminal: Bool
    /// The cursor can be moved and lines can be edited.
    public var canMoveCursor: Bool
    public var colours: Colours
    public var graphics: Graphics
    /// A window can be opened.
    public var hasDisplay: Bool
    /// The width of a line, 80 where nobody says.
    public var columns: Int
    public var rows: Int

    public init(
        isTerminal: Bool, canMoveCursor: Bool, colours: Colours, graphics: Graphics, hasDisplay: Bool, columns: Int,
        rows: Int
    ) {
        self.isTerminal = isTerminal
        self.canMoveCursor = canMoveCursor
        self.colours = colours
        self.graphics = graphics
        self.hasDisplay = hasDisplay
        self.columns = columns
        self.rows = rows
    }

    /// What the environment and the terminal's size say; nothing is asked of the terminal itself, which might not
    /// answer.
    ///
    /// - Parameter size: columns and rows as the terminal reports them, 0 when it does not.
    public static func detect(
        _ environment: Environment, isTerminal: Bool, size: (columns: Int, rows: Int)
    ) -> Capabilities {
        let term = environment["TERM"] ?? "dumb"
        let moves = isTerminal && term != "dumb"
        let columns = size.columns > 0 ? size.columns : number(environment["COLUMNS"]) ?? 80
        let rows = size.rows > 0 ? size.rows : number(environment["LINES"]) ?? 24
        return Capabilities(
            isTerminal: isTerminal, canMoveCursor: moves,
            colours: moves ? colours(term, environment) : .none,
            graphics: moves ? graphics(term, environment) : .none,
            hasDisplay: environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil,
            columns: columns, rows: rows)
    }

    /// Of this process's standard output, now.
    public static func ofStandardOutput(_ environment: Environment = .process) -> Capabilities {
        detect(
            environment, isTerminal: isatty(STDOUT_FILENO) == 1,
            size: (Int(descent_columns(STDOUT_FILENO)), Int(descent_rows(STDOUT_FILENO))))
    }

    private static func number(_ text: String?) -> Int? {
        text.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    private static func colours(_ term: String, _ environment: Environment) -> Colours {
        // https://no-color.org
        if environment["NO_COLOR"] != nil { return .none }
        if let spoken = environment["COLORTERM"], spoken == "truecolor" || spoken == "24bit" { return .trueColour }
        if term.hasSuffix("-direct") || term == "xterm-kitty" { return .trueColour }
        return term.contains("256color") ? .palette256 : .sixteen
    }

    private static func graphics(_ term: String, _ environment: Environment) -> Graphics {
        // Multiplexers pass pictures on only when told to, and lose them on the next redraw.
        if environment["TMUX"] != nil || term.hasPrefix("screen") || term.hasPrefix("tmux") { return .none }
        if term == "xterm-kitty" || term == "xterm-ghostty" || environment["KITTY_WINDOW_ID"] != nil { return .kitty }
        switch environment["TERM_PROGRAM"] {
        case "iTerm.app", "WezTerm": return .iTerm2
        case "ghostty": return .kitty
        default: break
        }
        if term.contains("sixel") || term.hasPrefix("mlterm") || term.hasPrefix("foot") { return .sixel }
        return .none
    }
}
