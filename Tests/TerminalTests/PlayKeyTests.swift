import Playground
import Testing

@testable import Terminal

@Suite("What a terminal sends, as keys of a playground")
struct PlayKeyTests {
    private func keys(_ text: String) -> [PlayKey] {
        var bytes = Array(text.utf8)
        let strokes = Keystroke.keys(in: &bytes, isOver: true)
        #expect(bytes.isEmpty, "\(text.debugDescription) leaves \(bytes)")
        return strokes.compactMap(PlayKey.init)
    }

    @Test("arrows in both of their forms, with Shift finely")
    func arrows() {
        #expect(keys("\u{1B}[A\u{1B}OB") == [.move(x: 0, y: 1, isFine: false), .move(x: 0, y: -1, isFine: false)])
        #expect(keys("\u{1B}[1;2C\u{1B}[D") == [.move(x: 1, y: 0, isFine: true), .move(x: -1, y: 0, isFine: false)])
    }

    @Test("several keys in one read come in their order")
    func several() {
        #expect(
            keys("+-mMbBvVsS") == [
                .rate(.up), .rate(.down), .memory(0, .down), .memory(0, .up), .memory(1, .down), .memory(1, .up),
                .memory(2, .down), .memory(2, .up), .steps(.down), .steps(.up),
            ])
        #expect(
            keys("rRfF\u{1B}[5~\u{1B}[6~\u{1B}[Z\t") == [
                .rule(.up), .rule(.down), .landscape(.up), .landscape(.down), .landscape(.down), .landscape(.up),
                .rule(.down),
                .rule(.up),
            ])
    }

    @Test("q, Escape, Ctrl-C and Ctrl-D leave")
    func leaving() {
        for text in ["q", "\u{1B}", "\u{3}", "\u{4}", "\u{1B}\u{1B}"] {
            #expect(keys(text).first == .leave, "\(text.debugDescription)")
        }
    }

    @Test("a press and a drag of the mouse drop the start, a release does nothing, the wheel zooms")
    func mouse() {
        #expect(
            keys("\u{1B}[<0;11;6M\u{1B}[<32;12;7M\u{1B}[<0;12;7m") == [
                .click(column: 10, row: 5), .click(column: 11, row: 6),
            ])
        #expect(keys("\u{1B}[<64;1;1M\u{1B}[<65;1;1M") == [.zoom(.up), .zoom(.down)])
        #expect(keys("\u{1B}[<2;5;5M").isEmpty, "the right button has no meaning")
        #expect(keys("\u{1B}[<0;5M\u{1B}[<;;M").isEmpty)
        #expect(keys("\u{1B}[<0;\(Int.min);1M\u{1B}[<0;1;\(Int.min + 2)M\u{1B}[<0;0;1M").isEmpty)
    }
}
