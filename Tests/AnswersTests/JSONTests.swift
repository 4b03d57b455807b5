import Answers
import Testing

@Suite("JSON")
struct JSONTests {
    @Test("numbers keep full precision, and what JSON has no number for becomes a word")
    func numbers() {
        let document = JSON.members(["a": .number(0.1), "b": .number(.nan), "c": .number(-.infinity), "d": .integer(7)])
        #expect(document.text == #"{"a": 0.1, "b": "nan", "c": "-inf", "d": 7}"#)
    }

    @Test("text is quoted so that every control character is visible")
    func text() {
        #expect(JSON.string("a\"b\\\n\u{1b}").text == #""a\"b\\\n\u001b""#)
    }
}
