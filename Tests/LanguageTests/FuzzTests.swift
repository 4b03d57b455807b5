import Foundation
import Language
import Answers
import Numbers
import Testing

/// Whatever is typed gives a value or a mistake: never a trap, never a hang.
@Suite(.serialized) struct FuzzTests {
    static let programs = [
        "x = [1, 2, 3]; x[0] += 2; x[-1:0:-1]", "f(x, y) = (1 - x)^2 + 100*(y - x^2)^2; f(1.2, 1)",
        "[a*b for a in count(5) for b in [1, 2] if a != b]", "{k: v for k, v in [('a', 1), ('b', 2)]}['a']",
        "f'{3.14159:>10.3f} {x!r} {x=}'", "Adam(lr=0.1, beta_1=0.5).scaled(2).rate", "descend(sphere, Adam, steps=1e3)",
        "import tensorflow as tf; tf.keras.optimizers.Adam(lr=0.01)", "(lambda x, y=2: x if x > y else y)(3)",
        "'a,b,c'.split(',')[1].upper() + \"\"\"x\ny\"\"\"", "d = {**{'a': 1}, 'b': [1, (2, 3)]}; d['b'][0] = 5; d",
        "fact(n) = 1 if n < 1 else n*fact(n - 1); fact(20)", "sphere(1, 2)*0.5 // 3 % 2 ** -1",
        "l = newlamp(); l.level = 3",
        "total(*[1, 2], **{'scale': 3})", "not 1 < 2 <= 3 in [3] and None is not None", "“curly” + ‘quotes’ − 2·x²",
        "match (1, {'k': [2, 3]}):\n    case (a, {'k': [b, *c], **d}) if a < 2: b\n    case int(n) | str(n) as m: n",
        "z = (1 + 2j)**-3 / complex('1e3-j'); f'{z:>12.3f}'",
        "b'a\\xffz'[::-1].hex(':', 2) + str(b'\\xc3\\xa9', 'utf-8')",
        "a, (b, c) = 1, (2, 3); del a", "0x1F + 0b101 + 1_000.5e-3", "x = 'é日本🙂'[::-1]; x * 3; _",
    ]

    /// Runs one text; the answer must be a value or a mistake that can be shown.
    private func run(_ text: String, _ session: Session) {
        do {
            let outcome = try session.evaluate(text)
            _ = outcome.value.display(width: 40)
            _ = outcome.value.json
        } catch let problem as Diagnostic {
            #expect(!problem.text(width: 40).isEmpty)
        } catch {
            Issue.record("\(error) for \(text)")
        }
        _ = Parser.isIncomplete(text)
        _ = session.complete(text, cursor: text.utf8.count / 2)
    }

    /// A fresh session per text, with a watch that stops what would take long: numbers may grow by mutation.
    private func fuzz(_ count: Int, purpose: StaticString, _ make: @escaping @Sendable (inout RandomStream) -> String)
        -> String
    {
        onSmallStack {
            for index in 0..<count {
                var stream = RandomStream(seed: 7, purpose: purpose, index: UInt64(index))
                let session = Sample.session()
                session.variables["x"] = .list([.int(1), .number(2.5), .text("t")])
                let text = make(&stream)
                let work = session.work
                let watch = DispatchWorkItem { work.cancel() }
                DispatchQueue.global().asyncAfter(deadline: .now() + 2, execute: watch)
                let start = ContinuousClock.now
                run(text, session)
                watch.cancel()
                let spent = ContinuousClock.now - start
                if spent > .seconds(60) { return "\(spent) for \(text)" }
            }
            return "done"
        }
    }

    @Test("Random bytes")
    func bytes() {
        #expect(
            fuzz(3000, purpose: "bytes") { stream in
                let length = Int(stream.next() % 60)
                return String(
                    decoding: (0..<length).map { _ in UInt8(truncatingIfNeeded: stream.next()) }, as: UTF8.self)
            } == "done")
    }

    @Test("Random sequences of the language's own pieces")
    func pieces() {
        let pieces = [
            "x", "f", "(", ")", "[", "]", "{", "}", ",", ":", "=", "==", "+", "-", "*", "**", "/", "//", "%", "^", ".",
            "'",
            "\"", "f'", "for", "in", "if", "else", "lambda", "not", "and", "1", "0", "2.5", "1e9", "\n", ";", " ",
            "Adam",
            "sphere", "total", "count", "import", "from", "keras", "del", "#", "\\", "'''", "9223372036854775807",
            "None",
        ]
        #expect(
            fuzz(6000, purpose: "pieces") { stream in
                (0..<Int(stream.next() % 25)).map { _ in pieces[Int(stream.next() % UInt64(pieces.count))] }
                    .joined(separator: stream.next() % 2 == 0 ? " " : "")
            } == "done")
    }

    @Test("Programs with some characters changed, doubled, swapped or cut")
    func mutations() {
        #expect(
            fuzz(6000, purpose: "mutations") { stream in
                var text = Array(FuzzTests.programs[Int(stream.next() % UInt64(FuzzTests.programs.count))])
                for _ in 0...(stream.next() % 4) where !text.isEmpty {
                    let place = Int(stream.next() % UInt64(text.count))
                    switch stream.next() % 5 {
                    case 0: text.remove(at: place)
                    case 1: text.insert(text[Int(stream.next() % UInt64(text.count))], at: place)
                    case 2: text.swapAt(place, Int(stream.next() % UInt64(text.count)))
                    case 3: text.removeSubrange(place...)
                    default: text.insert(contentsOf: text[place...], at: place)
                    }
                }
                return String(text)
            } == "done")
    }
}
