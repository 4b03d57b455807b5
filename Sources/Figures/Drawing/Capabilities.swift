/// What the place where a figure is shown can do. A value made once by the front end; nothing here reads the environment
/// on its own.
public struct Capabilities: Sendable, Equatable {
    /// A graphics protocol of the terminal.
    public enum Graphics: String, Sendable, Equatable { case kitty, iTerm2, sixel }

    /// Columns of the terminal, in character cells.
    public var width: Int
    /// Rows of the terminal, in character cells.
    public var height: Int
    /// What the terminal can colour with.
    public var colors: TextColors
    /// Whether it shows more than ASCII.
    public var unicode: Bool
    /// The protocol by which it shows pixels; nil for none.
    public var graphics: Graphics?
    /// Whether a window can be opened.
    public var hasDisplay: Bool

    /// A plain terminal of 80×24 cells unless something else is said.
    public init(
        width: Int = 80, height: Int = 24, colors: TextColors = .none, unicode: Bool = true,
        graphics: Graphics? = nil, hasDisplay: Bool = false
    ) {
        self.width = width
        self.height = height
        self.colors = colors
        self.unicode = unicode
        self.graphics = graphics
        self.hasDisplay = hasDisplay
    }

    /// What the environment says of the terminal.
    ///
    /// - Parameters:
    ///   - environment: the process's variables (`TERM`, `COLORTERM`, `NO_COLOR`, `DISPLAY`, `KITTY_WINDOW_ID` …).
    ///   - isTerminal: whether the output goes to a terminal; a file or pipe gets plain characters.
    ///   - width, height: the terminal's size in cells.
    public init(environment: [String: String], isTerminal: Bool, width: Int, height: Int) {
        func has(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        let term = environment["TERM"] ?? ""
        let program = environment["TERM_PROGRAM"] ?? ""
        let isDumb = term == "dumb" || term.isEmpty
        let locale =
            environment["LC_ALL"].flatMap { $0.isEmpty ? nil : $0 } ?? environment["LC_CTYPE"]
            .flatMap { $0.isEmpty ? nil : $0 } ?? environment["LANG"] ?? ""
        let spelling = locale.uppercased()
        // Where no locale is set at all (containers), terminals read UTF-8; only a locale that says otherwise does not.
        let isPlainLocale = spelling == "C" || spelling == "POSIX" || spelling.contains("8859")
        self.init(
            width: width, height: height, colors: .none,
            unicode: !isPlainLocale && !(isTerminal && isDumb) && term != "linux")
        guard isTerminal, !isDumb else { return }
        hasDisplay = (has("DISPLAY") || has("WAYLAND_DISPLAY")) && !has("SSH_CONNECTION") && !has("DESCENT_NO_WINDOW")
        // A multiplexer passes no graphics on; the outer terminal's variables are still there and mean nothing.
        let isMultiplexed = has("TMUX") || term.hasPrefix("screen") || term.hasPrefix("tmux")
        if !isMultiplexed {
            if has("KITTY_WINDOW_ID") || term == "xterm-kitty" || term == "xterm-ghostty" || program == "ghostty" {
                graphics = .kitty
            } else if program == "iTerm.app" || program == "WezTerm" {
                graphics = .iTerm2
            } else if ["foot", "mlterm", "contour", "yaft-256color"].contains(where: { term.hasPrefix($0) })
                || term.contains("sixel")
            {
                graphics = .sixel
            }
        }
        guard !has("NO_COLOR") else { return }
        let depth = environment["COLORTERM"] ?? ""
        if depth == "truecolor" || depth == "24bit" || term.hasSuffix("-direct") || graphics == .kitty {
            colors = .trueColor
        } else if term.contains("256color") || graphics != nil {
            colors = .indexed256
        } else {
            colors = .sixteen
        }
    }
}
