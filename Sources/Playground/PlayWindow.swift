public import Answers
public import Figures
import Numbers

/// A playground in a window of gnuplot's, worked by its mouse and its keys.
public struct PlayWindow: Sendable {
    private let window: FigureWindow

    /// - Parameter window: where it is shown.
    public init(_ window: FigureWindow = FigureWindow()) { self.window = window }

    /// Seconds that a run may take before its first steps are shown.
    private static let patience = 0.1

    /// Plays until the window is closed, by its frame, q or Escape, or Ctrl-C is pressed in the terminal.
    ///
    /// - Throws: `Mistake` where no window can be opened.
    public func play(_ playground: Playground, work: Work) throws -> Playground {
        var playground = playground
        let first = try playground.figure(within: PlayWindow.patience, work: work)
        do {
            try window.show(first, work: work) { event in
                guard let key = PlayKey(event), key != .leave else { return nil }
                playground.press(key, on: Capabilities())
                return try playground.figure(within: PlayWindow.patience, work: work)
            }
        } catch {
            // Ctrl-C leaves, as it does on the terminal.
            guard work.isCancelled else { throw error }
        }
        work.withdraw(.person)
        return playground
    }
}

extension PlayKey {
    /// What a key or a press means in a window; one without a meaning shows the same picture again.
    init?(_ event: FigureWindow.Event) {
        switch event {
        case .press(let point): self = .drop(point)
        case .closed: return nil
        case .key(let code):
            let arrows: [Int: PlayKey] = [
                1008: .move(x: -1, y: 0, isFine: false), 1009: .move(x: 0, y: 1, isFine: false),
                1010: .move(x: 1, y: 0, isFine: false), 1011: .move(x: 0, y: -1, isFine: false),
                1012: .landscape(.down), 1013: .landscape(.up), 1007: .reset, 27: .leave,
            ]
            let character = UInt8(exactly: code).map { Character(Unicode.Scalar($0)) }
            self = arrows[code] ?? character.flatMap(PlayKey.of) ?? .drop(Point(.nan, .nan))
        }
    }
}
