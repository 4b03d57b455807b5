public import Answers
public import Figures
public import Playground

/// A playground on the whole terminal: reads keys and the mouse, and paints what has changed.
public struct PlayScreen {
    private let place: () -> Capabilities
    private let progress: ProgressBar

    /// Seconds that a run may take before its first steps are shown: with the picture they stay under 50 ms.
    private static let patience = 0.015
    /// Milliseconds without a key after which a run that was cut is given more time.
    private static let pause: Int32 = 60

    /// - Parameters:
    ///   - progress: keeps silent meanwhile.
    ///   - place: size and abilities of the terminal as they are now.
    public init(progress: ProgressBar, place: @escaping () -> Capabilities) {
        self.progress = progress
        self.place = place
    }

    /// Plays until the person leaves, by q, Escape or Ctrl-C; Ctrl-C was meant for the playground then, and is taken back.
    ///
    /// - Throws: `Mistake` where standard input is no terminal.
    public func play(_ playground: Playground, work: Work) throws -> Playground {
        let left = progress.silent {
            WholeScreen.taken(mouse: true) {
                Keyboard.listening { listener in played(playground, &listener, work) }
            }
        }
        work.withdraw(.person)
        guard let left else { throw Mistake("standard input is no terminal", expected: "keys to play with") }
        return left
    }

    private func played(_ start: Playground, _ listener: inout Keyboard.Listener, _ work: Work) -> Playground {
        var playground = start
        var shown: TextSheet?
        var patience = PlayScreen.patience
        while true {
            let here = place()
            let sheet = playground.sheet(on: here, within: patience, work: work)
            Console.send(sheet.changes(since: shown))
            shown = sheet
            switch listener.next(within: playground.isCut && patience < 1 ? PlayScreen.pause : nil) {
            case .end, .interrupt: return playground
            case .resize: shown = nil
            // More of a run that takes long, as long as nobody waits for something else.
            case .timeOut: patience *= 8
            case .keys(let pressed):
                patience = PlayScreen.patience
                for key in pressed.compactMap(PlayKey.init) {
                    if key == .leave { return playground }
                    playground.press(key, on: here)
                }
            }
        }
    }
}
