import Answers
import Testing

@Suite("The gate before the terminal")
struct VisibleTests {
    @Test("What would command a terminal or reorder a line becomes its code; text, line ends and tabs stay")
    func controls() {
        #expect("a\u{1b}[2J\u{7}\r\u{0}b".visible == #"a\u001b[2J\u0007\u000d\u0000b"#)
        #expect("\u{9b}31m\u{7f}\u{85}".visible == #"\u009b31m\u007f\u0085"#)
        #expect("abc\u{202e}cba\u{2066}\u{200f}\u{2028}\u{61c}".visible == #"abc\u202ecba\u2066\u200f\u2028\u061c"#)
        let plain = "½ ∇f → 深い 👩‍🔬 é\n\ta"
        #expect(plain.visible == plain)
    }

    @Test("What is visible already stays as it is")
    func twice() {
        for scalar in (0...0x2fff).compactMap({ Unicode.Scalar($0) }) {
            let once = String(Character(scalar)).visible
            #expect(once.visible == once)
            #expect(
                once.unicodeScalars.allSatisfy {
                    $0.properties.generalCategory != .control || "\n\t".unicodeScalars.contains($0)
                })
        }
    }
}
