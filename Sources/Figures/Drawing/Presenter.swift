// How a figure reaches the person: in a window, as a terminal picture, or in characters; as good as the place allows.

public import Answers

/// What became of a figure.
public enum Shown: Sendable, Equatable {
    /// A window opened; the text says which.
    case window(String)
    /// Lines to print.
    case text(String)
    /// An escape sequence to write as it is, then a line end.
    case graphics(String)

    /// What to write to the terminal.
    public var output: String {
        switch self {
        case .window(let text), .text(let text), .graphics(let text): text
        }
    }
}

/// Shows figures in a given place.
public struct Presenter: Sendable {
    /// Which gnuplot draws, and how long it may take.
    public var gnuplot: Gnuplot
    /// - Parameter gnuplot: for a person who waits: 15 seconds by default.
    public init(gnuplot: Gnuplot = Gnuplot(timeLimit: 15)) { self.gnuplot = gnuplot }

    /// Shows a figure in the best way there is: a window, a graphic in the terminal, characters. Where a better way fails
    /// (no gnuplot, a gnuplot without windows) the next one serves, and characters always do; only an interruption is
    /// thrown.
    public func show(_ figure: Figure, on place: Capabilities, work: Work = Work()) throws -> Shown {
        if place.hasDisplay, let shown = try attempt(work, { try window(figure, work: work) }) { return shown }
        if let graphics = place.graphics,
            let shown = try attempt(work, { try terminalGraphics(figure, graphics, on: place, work: work) })
        {
            return shown
        }
        return .text(Presenter.text(figure, on: place))
    }

    /// The figure in characters, for a terminal of this size; the last row is left for the prompt.
    public static func text(_ figure: Figure, on place: Capabilities) -> String {
        let picture = TextPicture(
            width: place.width, height: min(place.height - 1, 40), colors: place.colors, unicode: place.unicode)
        return picture.draw(figure).joined(separator: "\n")
    }

    private func attempt(_ work: Work, _ body: () throws -> Shown?) throws -> Shown? {
        do {
            return try body()
        } catch {
            if work.isCancelled { throw error }
            return nil
        }
    }

    private func window(_ figure: Figure, work: Work) throws -> Shown? {
        guard let terminal = try gnuplot.windowTerminal(work: work) else { return nil }
        let page = PageSize(width: 960, height: 720)
        _ = try gnuplot.run(
            GnuplotScript(figure, page: page, window: terminal), arguments: ["-d", "-persist"], work: work)
        return .window("(figure shown in a window)")
    }

    private func terminalGraphics(
        _ figure: Figure, _ graphics: Capabilities.Graphics, on place: Capabilities, work: Work
    ) throws -> Shown? {
        // Cells are taken as 10 × 20 pixels, and the picture as four to three.
        let columns = max(20, min(place.width - 2, 110))
        let rows = max(8, min(place.height - 2, columns * 3 / 8))
        let page = PageSize(width: columns * 10, height: rows * 20)
        let bytes = try figure.picture(.png, page: page, gnuplot: gnuplot, work: work)
        switch graphics {
        case .kitty: return .graphics(TerminalGraphics.kitty(bytes, columns: columns, rows: rows))
        case .iTerm2: return .graphics(TerminalGraphics.iTerm2(bytes, columns: columns, rows: rows))
        case .sixel:
            guard let image = try? PNG(bytes), let text = TerminalGraphics.sixel(image, columns: columns, rows: rows)
            else { return nil }
            return .graphics(text)
        }
    }
}
