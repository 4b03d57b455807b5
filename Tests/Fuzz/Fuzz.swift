import Answers
import Conversation
import Dispatch
import Foundation
import Glibc
import Language
import Vocabulary

/// `descent-fuzz [SECONDS [SEED]]`: evaluates lines made from the examples of all words, and says which of them ended the
/// program, did not stop, or answered with a message that nobody can read. What is being evaluated stands in
/// `.build/fuzz-line.txt`, so that a crash leaves its cause.
@main
struct Fuzz {
    private let work = Work()
    private let watch: Watch
    private let face = TextFace(width: 80)
    private var session: Session
    private var mutator: Mutator
    private var (lines, answers, refusals, stopped) = (0, 0, 0, 0)
    private var complaints: [String] = []

    private static let plain = [
        "f(x, y) = (1 - x)^2 + 100*(y - x^2)^2", "[x**2 for x in range(10)]", "{1: 2, \"a\": [3]}[1]", "f\"{1/3:.3f}\"",
        "(lambda a, b=2: a*b)(3)", "x = [1, 2, 3]; x[::-1]", "sum(k for k in range(100) if k % 3 == 0)", "1 < 2 <= 3",
        "\"a,b\".split(\",\")", "a, b = 1, 2", "from math import sqrt", "gradient(rosenbrock, (1.2, 1))",
    ]

    static func main() {
        let arguments = CommandLine.arguments
        let seconds = arguments.count > 1 ? Double(arguments[1]) ?? 60 : 60
        let now = DispatchTime.now().uptimeNanoseconds
        let seed = arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : now
        var fuzz = Fuzz(seed: seed)
        let end = ContinuousClock.now + .seconds(saturating: seconds)
        while ContinuousClock.now < end, fuzz.complaints.count < 20 { fuzz.step() }
        print(
            "\(fuzz.lines) lines with seed \(seed): \(fuzz.answers) answers, \(fuzz.refusals) refusals, "
                + "\(fuzz.stopped) stopped")
        for complaint in fuzz.complaints { print(complaint) }
        exit(fuzz.complaints.isEmpty ? 0 : 1)
    }

    private init(seed: UInt64) {
        watch = Watch(work)
        session = Session(registry: Vocabulary.registry, work: work)
        mutator = Mutator(seed: seed, seeds: Vocabulary.registry.words.flatMap(\.examples) + Fuzz.plain)
    }

    private mutating func step() {
        let line = mutator.next()
        lines += 1
        Fuzz.remember(line)
        if lines % 50 == 0 { session = Session(registry: Vocabulary.registry, work: work) }
        watch.begin()
        evaluate(line)
        assemble(line)
        guard let late = watch.end() else { return }
        stopped += 1
        if late > 1 { complain("stopped \(late.short()) s after it was asked to", line) }
    }

    private mutating func evaluate(_ line: String) {
        do {
            let outcome = try session.evaluate(line)
            answers += 1
            if outcome.isShown { look(at: face.text(of: [.value(outcome.value)]), of: line) }
        } catch {
            refusals += 1
            guard let problem = error as? Diagnostic else { return complain("not a diagnostic (\(error))", line) }
            let message = problem.mistake.problem
            if message.utf8.count > 8_000 { complain("a message of \(message.utf8.count) bytes", line) }
            look(at: face.text(of: [.failure(problem)]), of: line)
        }
    }

    /// What a person would read commands no terminal.
    private mutating func look(at text: String, of line: String) {
        if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) {
            complain("a reply with control bytes", line)
        }
    }

    /// A text is judged alike line by line and as a whole: inside a bracket at the latest when it has become twice as long.
    private mutating func assemble(_ line: String) {
        var statement = StatementAssembler()
        var isOpen = false
        for part in line.split(separator: "\n", omittingEmptySubsequences: false) {
            isOpen = statement.append(String(part))
            if !isOpen { break }
        }
        if isOpen, statement.text == line, !Parser.isIncomplete(line),
            statement.append(String(repeating: "a", count: line.utf8.count + 1))
        {
            complain("open as lines, whole as a text", line)
        }
    }

    private mutating func complain(_ problem: String, _ line: String) {
        complaints.append("\(problem): \(line.prefix(300).debugDescription)")
    }

    /// Writes the line where it is found after a crash.
    private static func remember(_ line: String) {
        try? FileManager.default.createDirectory(atPath: ".build", withIntermediateDirectories: true)
        guard let file = fopen(".build/fuzz-line.txt", "w") else { return }
        fputs(line, file)
        fclose(file)
    }
}
