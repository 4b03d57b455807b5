import Foundation
import Language
import Answers
import Synchronization
import Testing

/// Runs a body on a thread with a small stack and gives back what it made.
func onSmallStack(_ size: Int = 512 * 1024, _ body: @escaping @Sendable () -> String) -> String {
    let box = ResultBox()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        box.value.withLock { $0 = body() }
        done.signal()
    }
    thread.stackSize = size
    thread.start()
    done.wait()
    return box.value.withLock(\.self)
}

private final class ResultBox: Sendable {
    let value = Mutex("")
}

@Suite(.serialized) struct LimitTests {
    @Test("what shares one stack nests as deep as what has its own, also inside another evaluation")
    func heldStack() {
        let (deep, deeper) = (
            "f(n) = 0 if n < 1 else 1 + f(n - 1); f(990)", "f(n) = 0 if n < 1 else 1 + f(n - 1); f(5000)"
        )
        let held = onSmallStack {
            DeepStack.holding { [deep, deeper, deep].map { spelled($0) }.joined(separator: " | ") }
        }
        #expect(held == "990 | ! functions call each other too deep (at most 1000 calls) | 990")
        #expect(DeepStack.holding { Int?.none } == nil)
    }

    @Test("words can be declared otherwise for a while, under their names and other names")
    func replacedWords() throws {
        let own = Word(
            "Adam", family: "rules", summary: "something else", parameters: [], returns: "number", examples: [],
            meaning: .call { _, _ in .number(7) })
        let registry = Sample.registry.replacing([own])
        #expect(registry.words.count == Sample.registry.words.count)
        #expect(
            registry.word("Adam")?.summary == "something else"
                && Sample.registry.word("Adam")?.summary != "something else")
        #expect(try Session(registry: registry).evaluate("Adam()").value.asDouble == 7)
    }

    @Test("Functions nest 1,000 deep and no deeper, also when a thread of 512 KB asks")
    func recursion() {
        let definitions = [
            "f(n) = 0 if n < 1 else 1 + f(n - 1)",
            "f(n) = 0 if n < 1 else total(1, *[f(n - 1) for i in [0]])",
            "f(n) = 0 if n < 1 else 1 + apply(f, n - 1)",
        ]
        for definition in definitions {
            let endless = onSmallStack { spelled(definition + "; f(100000)") }
            #expect(endless == "! functions call each other too deep (at most 1000 calls)", "\(definition)")
            let shallow = onSmallStack { spelled(definition + "; f(20)") }
            #expect(shallow == "20" || shallow == "20.0", "\(definition)")
        }
        let deep = onSmallStack { spelled("f(n) = 0 if n < 1 else 1 + f(n - 1); f(990)") }
        #expect(deep == "990")
    }

    @Test(
        "Deep nesting of anything is refused before the stack ends",
        arguments: [
            String(repeating: "(", count: 100_000), String(repeating: "[", count: 100_000),
            String(repeating: "{1:", count: 100_000), String(repeating: "f(", count: 100_000),
            String(repeating: "-", count: 100_000) + "1", String(repeating: "not ", count: 100_000) + "1",
            String(repeating: "lambda x: ", count: 100_000) + "1", String(repeating: "1+", count: 100_000) + "1",
            String(repeating: "2**", count: 100_000) + "1", "x" + String(repeating: "[0]", count: 100_000),
            "x" + String(repeating: ".a", count: 100_000), "x" + String(repeating: "()", count: 100_000),
            String(repeating: "1 if 1 else ", count: 100_000) + "1", String(repeating: "a and ", count: 100_000) + "1",
            "[1 " + String(repeating: "for x in [1] ", count: 100_000) + "]",
            "[1 for " + String(repeating: "(", count: 100_000), String(repeating: "f'{", count: 50_000),
        ])
    func nesting(text: String) {
        let answer = onSmallStack { message(text) }
        #expect(answer.contains("deep") || answer.contains("not "), "\(answer.suffix(200))")
    }

    @Test("Brackets and sums of a human size are accepted")
    func humanSizes() {
        let brackets = String(repeating: "(", count: 90) + "1" + String(repeating: ")", count: 90)
        #expect(onSmallStack { spelled(brackets) } == "1")
        let sum = Array(repeating: "1", count: 190).joined(separator: "+")
        #expect(onSmallStack { spelled(sum) } == "190")
    }

    @Test("Sizes that would eat the machine are refused")
    func sizes() {
        let cases = [
            "[0]*10**10", "'a'*10**10", "(1, 2)*9223372036854775807", "f'{1:2000}'", "f'{1:.99999999999999999999f}'",
            "s = 'a'*10000000; s + s", "[0]*9999999 + [0]*9",
        ]
        for text in cases { #expect(spelled(text).hasPrefix("! "), "\(text)") }
        let session = Sample.session()
        _ = try? session.evaluate("y = [1]")
        var problem = ""
        for _ in 0..<200 where problem.isEmpty {
            let answer = spelled("y = (y,)", in: session)
            if answer.hasPrefix("!") { problem = answer }
        }
        #expect(problem == "! tuples inside tuples go deeper than 100 levels")
        #expect(spelled("[z := [1], [z := [z] for i in count(200000)][0]][0]", in: session) == "[1]")
        #expect(spelled("z == [z]", in: session).hasPrefix("! these values are nested too deep"))
    }

    @Test("A list that shares its parts 2^60 times is still shown, compared and freed at once")
    func sharing() {
        let session = Sample.session()
        _ = try? session.evaluate("y = [1]; z = [1]")
        for _ in 0..<60 { _ = try? session.evaluate("y = [y, y]; z = [z, z]") }
        let start = ContinuousClock.now
        #expect(session.variables["y"]?.display(width: 80).isEmpty == false)
        // What is the same list is equal without a look inside.
        #expect(spelled("y == [y[0], y[1]]", in: session) == "True")
        #expect(spelled("y == z", in: session).hasPrefix("! these values are too large"))
        #expect(spelled("f'{y}'", in: session).hasPrefix("! a string of"))
        #expect(ContinuousClock.now - start < .seconds(120))
    }

    @Test("A long comprehension stops when it is cancelled and keeps its part")
    func cancelling() throws {
        let work = Work()
        let session = Session(registry: Sample.registry, work: work)
        let canceller = Thread {
            Thread.sleep(forTimeInterval: 0.4)
            work.cancel()
        }
        let start = ContinuousClock.now
        canceller.start()
        let outcome = try session.evaluate("[a*b for a in count(1000000) for b in count(9)]")
        let spent = ContinuousClock.now - start
        #expect(outcome.wasInterrupted, "it ended by itself after \(spent)")
        #expect(outcome.value.elements?.isEmpty == false)
    }
}
