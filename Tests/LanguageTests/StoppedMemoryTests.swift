import Answers
import Foundation
@testable import Language
import Synchronization
import Testing

/// Whoever stops a line does not wait until what it had made is given back, nor until all of it has been looked through to be shown.
@Suite struct StoppedMemoryTests {
    /// Notes on which thread it was made and let go of.
    private final class Notes: Sendable {
        let made = Mutex(Int?.none)
        let freed = Mutex(Int?.none)
        let isFreed = DispatchSemaphore(value: 0)

        static var thread: Int { pthread_self().hashValue }

        /// Whether the thread that gave the witness back is the one that made it.
        var isSameThread: Bool { made.withLock(\.self) == freed.withLock(\.self) }
    }

    private final class Witness: Presentable {
        static let kind = "witness"
        let notes: Notes
        var summary: String { "witness" }

        init(_ notes: Notes) {
            self.notes = notes
            notes.made.withLock { $0 = Notes.thread }
        }

        deinit {
            notes.freed.withLock { $0 = Notes.thread }
            notes.isFreed.signal()
        }
    }

    private static func session(_ notes: Notes) -> Session {
        let witness = Word(
            "witness", family: "values", summary: "tells by whom it is let go of", parameters: [],
            meaning: .call { _, _ in .thing(Witness(notes)) })
        let stop = Sample.words.filter { $0.name == "stop" }
        return Session(registry: Registry(words: PythonWords.words + stop + [witness]))
    }

    @Test(
        "What a stopped line holds is given back by another thread",
        arguments: [
            "def f():\n    x = [witness()]\n    stop()\n    while len(x) == 1:\n        pass\nf()",
            "def f(x):\n    stop()\n    while len(x) == 1:\n        pass\ndef g():\n    return f({1: [witness()]})\ng()",
            "len([witness(), stop(), [i for i in [1, 2]]])",
        ])
    func handedOver(text: String) throws {
        let notes = Notes()
        let session = Self.session(notes)
        #expect(try session.evaluate(text).wasInterrupted)
        #expect(notes.isFreed.wait(timeout: .now() + 60) == .success)
        #expect(!notes.isSameThread)
    }

    @Test("What a line holds that came to its end is given back at once, as ever")
    func asEver() throws {
        let notes = Notes()
        let session = Self.session(notes)
        let outcome = try session.evaluate("def f():\n    x = [witness()]\n    return len(x)\nf()")
        #expect(!outcome.wasInterrupted && outcome.value.asInt == 1)
        #expect(notes.isFreed.wait(timeout: .now()) == .success)
        #expect(notes.isSameThread)
    }

    @Test("The variables of a session that was stopped are given back by another thread")
    func variables() throws {
        let notes = Notes()
        let here = Notes.thread
        func live() throws {
            let session = Self.session(notes)
            _ = try session.evaluate("x = [witness()]")
            session.work.cancel()
        }
        try live()
        #expect(notes.isFreed.wait(timeout: .now() + 60) == .success)
        let there = notes.freed.withLock(\.self)
        #expect(there != nil && there != here)
    }

    @Test("Of a large dict or set the first and the last entries are shown, and how many there are between them")
    func ends() throws {
        let count = 150_000
        let dict = Value.Dictionary((0..<count).map { (.int($0), .int(2 * $0)) })
        for key in [0, 5, count - 1] { try dict.remove(.int(key)) }
        let shown = Value.dict(dict).display(width: 60)
        #expect(shown.hasPrefix("{1: 2, 2: 4, 3: 6, 4: 8, 6: 12,"), "\(shown.prefix(60))")
        #expect(shown.hasSuffix("149998: 299996}"), "\(shown.suffix(60))")
        #expect(shown.contains("… 149,917 more …"), "\(shown)")
        let set = Value.set(try ValueSet((0..<count).map { Value.int($0) }))
        let elements = set.display(width: 60)
        #expect(elements.hasPrefix("{0, 1, 2, 3,") && elements.hasSuffix("149999}"), "\(elements)")
        // Inside others they are cut behind.
        #expect(Value.list([.dict(dict)]).display(width: 60).hasPrefix("[{1: 2, 2: 4"))
        #expect(Value.list([set]).display(width: 60).hasPrefix("[{0, 1, 2"))
        #expect(Value.dict(dict).brief.hasPrefix("{1: 2, 2: 4"))
    }
}
