import Testing

@testable import Terminal

@Suite("What a terminal sends, as keys")
struct KeystrokeTests {
    private func keys(_ bytes: [UInt8]) -> [Keystroke] {
        var bytes = bytes
        return Keystroke.keys(in: &bytes, isOver: true)
    }

    @Test("arrows in both of their forms, with the sum of their modifiers")
    func arrows() {
        #expect(
            keys(Array("\u{1B}[A\u{1B}OB\u{1B}[1;2C\u{1B}[1;5D".utf8)) == [
                .named(.up, modifiers: 0), .named(.down, modifiers: 0), .named(.right, modifiers: 1),
                .named(.left, modifiers: 4),
            ])
    }

    @Test("a character is one key, whatever its length, and bytes that are none are U+FFFD")
    func characters() {
        #expect(keys(Array("aπ€😀".utf8)) == ["a", "π", "€", "😀"].map { .character($0) })
        #expect(keys([0xc3, 0x71, 0x80]) == [.character("\u{FFFD}"), .character("q"), .character("\u{FFFD}")])
        #expect(keys([13, 3, 127]) == [.character("\r"), .character("\u{3}"), .character("\u{7F}")])
    }

    @Test("Escape alone is a key when nothing follows; with another key it is Alt")
    func escape() {
        #expect(Keystroke.first(in: [27])?.key == nil)
        #expect(keys([27]) == [.escape])
        #expect(keys([27, 27]) == [.escape, .escape])
        #expect(keys([27, 120]) == [.alt(120)])
    }

    @Test("a key that is not whole yet is kept, and whole with the bytes that follow")
    func halves() {
        var bytes = Array("+\u{1B}[<0;1".utf8)
        #expect(Keystroke.keys(in: &bytes) == [.character("+")])
        #expect(!bytes.isEmpty)
        bytes += Array("1;6M".utf8)
        #expect(Keystroke.keys(in: &bytes) == [.mouse(button: 0, column: 10, row: 5)])
        #expect(bytes.isEmpty)
        bytes = [0xcf]
        #expect(Keystroke.keys(in: &bytes).isEmpty)
        bytes.append(0x80)
        #expect(Keystroke.keys(in: &bytes) == [.character("π")])
    }

    @Test("no bytes make it hang, or keep more than one beginning")
    func rubbish() {
        var long = [UInt8(27), 91] + [UInt8](repeating: 48, count: 500)
        #expect(Keystroke.keys(in: &long) == [.other])
        #expect(long.isEmpty)
        for first in UInt8.min...UInt8.max {
            for second in [UInt8(0), 27, 91, 79, 77, 255] {
                var bytes = [27, 91, first, second, first]
                _ = Keystroke.keys(in: &bytes)
                _ = Keystroke.keys(in: &bytes, isOver: true)
                #expect(bytes.isEmpty, "\(first) \(second)")
            }
        }
    }
}
