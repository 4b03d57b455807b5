import Answers
import Conversation
import Figures
import Language

/// A moving picture on the whole terminal, over and over until a key is pressed.
struct Reel {
    private let place: () -> Capabilities

    /// - Parameter place: size and abilities of the terminal as they are now.
    init(place: @escaping () -> Capabilities) { self.place = place }

    /// Shows it; at once over where standard input is no terminal.
    func show(_ animation: Animation) {
        guard !animation.frames.isEmpty else { return }
        WholeScreen.taken(mouse: false) {
            _ = Keyboard.listening { listener in
                var shown: TextSheet?
                var number = 0
                while true {
                    let sheet = Reel.sheet(animation.frames[number], on: place())
                    Console.send(sheet.changes(since: shown))
                    shown = sheet
                    switch listener.next(within: Int32(clamping: 10 * animation.delay)) {
                    case .timeOut: number = (number + 1) % animation.frames.count
                    case .resize: shown = nil
                    case .keys, .interrupt, .end: return
                    }
                }
            }
        }
    }

    /// One frame with a line below it that says how to go on.
    static func sheet(_ figure: Figure, on place: Capabilities) -> TextSheet {
        var sheet = TextSheet(width: place.width, height: place.height, colors: place.colors, unicode: place.unicode)
        let picture = TextPicture(
            width: place.width, height: place.height - 1, colors: place.colors, unicode: place.unicode)
        sheet.put(picture.sheet(figure), row: 0)
        sheet.write(String(repeating: " ", count: place.width), column: 0, row: place.height - 1)
        sheet.write("any key goes on", column: 0, row: place.height - 1, .faint)
        return sheet
    }
}

extension Reply {
    /// The moving picture that it shows last; nil where it shows none.
    var animation: Animation? {
        guard case .thing(let thing)? = value else { return nil }
        return thing as? Animation
    }
}
