// descent-fuzz [SECONDS [SEED]]: evaluates lines made from the examples of all words, and says which of them ended the
// program, did not stop, or answered with a message that nobody can read. What is being evaluated stands in
// .build/fuzz-line.txt, so that a crash leaves its cause.

import Answers
import Dispatch
import Glibc
import Language
import Vocabulary

let seconds = CommandLine.arguments.count > 1 ? Double(CommandLine.arguments[1]) ?? 60 : 60
let seed = CommandLine.arguments.count > 2 ? UInt64(CommandLine.arguments[2]) ?? 1 : UInt64(DispatchTime.now().rawValue)

let examples = Vocabulary.registry.words.flatMap(\.examples)
let plain = [
    "f(x, y) = (1 - x)^2 + 100*(y - x^2)^2", "[x**2 for x in range(10)]", "{1: 2, \"a\": [3]}[1]", "f\"{1/3:.3f}\"",
    "(lambda a, b=2: a*b)(3)", "x = [1, 2, 3]; x[::-1]", "sum(k for k in range(100) if k % 3 == 0)", "1 < 2 <= 3",
    "\"a,b\".split(\",\")", "a, b = 1, 2", "from math import sqrt", "gradient(rosenbrock, (1.2, 1))",
]

var mutator = Mutator(seed: seed, seeds: examples + plain)
let work = Work()
let watch = Watch(work)
var session = Session(registry: Vocabulary.registry, work: work)
var (lines, answers, refusals, stopped) = (0, 0, 0, 0)
var complaints: [String] = []

func complain(_ problem: String, _ line: String) {
    complaints.append("\(problem): \(line.prefix(300).debugDescription)")
}

/// Writes the line where it is found after a crash.
func remember(_ line: String) {
    guard let file = fopen(".build/fuzz-line.txt", "w") else { return }
    fputs(line, file)
    fclose(file)
}

let end = DispatchTime.now().uptimeNanoseconds + UInt64(seconds * 1e9)
while DispatchTime.now().uptimeNanoseconds < end, complaints.count < 20 {
    let line = mutator.next()
    lines += 1
    remember(line)
    if lines % 50 == 0 { session = Session(registry: Vocabulary.registry, work: work) }
    let late = watch.time {
        do {
            let outcome = try session.evaluate(line)
            answers += 1
            if outcome.isShown { _ = outcome.value.display(width: 80) }
        } catch {
            refusals += 1
            guard let problem = error as? Diagnostic else { return complain("not a diagnostic (\(error))", line) }
            let message = problem.mistake.problem
            if message.utf8.count > 8_000 { complain("a message of \(message.utf8.count) bytes", line) }
            if message.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) {
                complain("a message with control bytes", line)
            }
        }
        // A text is judged alike line by line and as a whole.
        var statement = StatementAssembler()
        var isOpen = false
        for part in line.split(separator: "\n", omittingEmptySubsequences: false) {
            isOpen = statement.append(String(part))
        }
        if statement.text != line, !line.contains("\r") { complain("lines are put together otherwise", line) }
        if isOpen, !Parser.isIncomplete(line) { complain("open as lines, whole as a text", line) }
    }
    if let late {
        stopped += 1
        if late > 1 { complain("stopped \(late.short()) s after it was asked to", line) }
    }
}
print("\(lines) lines with seed \(seed): \(answers) answers, \(refusals) refusals, \(stopped) stopped")
for complaint in complaints { print(complaint) }
exit(complaints.isEmpty ? 0 : 1)
