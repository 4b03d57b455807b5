import Answers
import Foundation
import Synchronization
import Testing
import Vocabulary

@testable import Language

/// Every parameter of every word and method is given what it cannot take: nothing traps, nothing hangs, and each refusal
/// says what was expected or what to try.
@Suite("What a parameter cannot take")
struct SweepTests {
    private static let numbers = ["0", "-1", "2**62", "1e300", "nan", "inf", "-inf", "0.5", "-2**63"]
    private static let others = [
        "'text'", "None", "[]", "{}", "[nan, inf]", "[1, 'a']", "sin", "rosenbrock", "Adam", "(1, 2, 3)",
    ]

    static let families = Vocabulary.registry.families

    // MARK: Words

    @Test("is refused in words that help, for every word", arguments: families)
    func words(_ family: String) throws {
        var complaints: [String] = []
        for word in Vocabulary.registry.words where word.family == family {
            if case .value = word.meaning { continue }
            guard let call = try Call(of: word) else { continue }
            // A module that is written in the language raises what CPython's raises, in its words.
            let isWritten = if case .written = word.meaning { true } else { false }
            for parameter in word.parameters {
                for bad in Self.numbers + Self.others {
                    let line = call.line(with: bad, for: parameter)
                    let complaint = Bench.complaint(line, after: call.preparation, wantsHelp: !isWritten)
                    if let complaint { complaints.append(complaint) }
                }
            }
        }
        #expect(complaints.isEmpty, "\(complaints.count)\n\(complaints.prefix(60).joined(separator: "\n"))")
    }

    @Test("is taken or refused by every word of NumPy's, alone, in a list and in a tuple, however large the number")
    func arrays() throws {
        var complaints: [String] = []
        for word in Vocabulary.registry.words where word.family == "numpy" {
            if case .value = word.meaning { continue }
            guard let call = try Call(of: word) else { continue }
            for parameter in word.parameters {
                for number in ["0", "-1", "-2**63", "2**63 - 1", "2**62"] {
                    for bad in [number, "[\(number)]", "(\(number), 2)"] {
                        let line = call.line(with: bad, for: parameter)
                        let complaint = Bench.complaint(line, after: call.preparation, wantsHelp: false)
                        if let complaint { complaints.append(complaint) }
                    }
                }
            }
        }
        #expect(complaints.isEmpty, "\(complaints.count)\n\(complaints.prefix(60).joined(separator: "\n"))")
    }

    /// One call of a word as its examples write it.
    private struct Call {
        let word: Word
        /// What is called, as the example writes it: `np.zeros`.
        let callee: String
        /// Lines that have to come before it.
        let preparation: [String]
        /// Keyword, or nil, and text of each argument.
        let arguments: [(keyword: String?, text: String)]

        /// The first example that calls the word; without one, the bare word where nothing is required.
        init?(of word: Word) throws {
            self.word = word
            for (index, example) in word.examples.enumerated() {
                let bytes = Array(example.utf8)
                func text(_ range: SourceRange) -> String {
                    String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
                }
                for statement in try Parser.statements(in: Source(example)) {
                    guard let found = Call.found(word, in: statement) else { continue }
                    callee = text(found.callee.range)
                    arguments = found.arguments.map { argument in
                        if case .keyword(let name, _) = argument.form { return (name, text(argument.value.range)) }
                        return (nil, text(argument.value.range))
                    }
                    let before = text(SourceRange(0, statement.range.lower)).trimmingCharacters(in: .whitespaces)
                    preparation = Array(word.examples.prefix(index)) + (before.isEmpty ? [] : [before])
                    return
                }
            }
            guard word.parameters.allSatisfy({ if case .required = $0.standard { $0.isVariadic } else { true } }) else {
                return nil
            }
            (callee, preparation, arguments) = (word.name, [], [])
        }

        private typealias Found = (callee: Language.Expression, arguments: [ArgumentSyntax])

        private static func found(_ word: Word, in statement: Statement) -> Found? {
            switch statement.kind {
            case .expression(let expression): find(word, expression)
            case .assign(_, let value): find(word, value)
            default: nil
            }
        }

        private static func find(_ word: Word, _ expression: Language.Expression) -> Found? {
            if case .call(let callee, let arguments) = expression.kind {
                let isMeant: Bool =
                    switch callee.kind {
                    case .name(let name):
                        ([word.name] + word.aliases).contains { $0.split(separator: ".").last ?? "" == name }
                    case .attribute(_, let name, _): word.name.hasSuffix(".\(name)")
                    default: false
                    }
                if isMeant { return (callee, arguments) }
            }
            return expression.kind.children.lazy.compactMap { find(word, $0) }.first
        }

        func line(with bad: String, for parameter: Parameter) -> String {
            let positional = word.parameters.filter { !$0.isKeywordOnly }
            var given = arguments
            var next = 0
            var isGiven = false
            for index in given.indices {
                let name: String
                if let keyword = given[index].keyword {
                    name = keyword
                } else {
                    name = next < positional.count ? positional[next].name : ""
                    if next < positional.count, !positional[next].isVariadic { next += 1 }
                }
                guard !isGiven, name == parameter.name || parameter.aliases.contains(name) else { continue }
                given[index].text = bad
                isGiven = true
            }
            if !isGiven, parameter.isVariadic, !parameter.isKeywordOnly {
                given.append((nil, bad))
            } else if !isGiven {
                given.append((parameter.isVariadic ? "anything" : parameter.name, bad))
            }
            let texts =
                given.filter { $0.keyword == nil }.map(\.text)
                + given.filter { $0.keyword != nil }.map { "\($0.keyword ?? "")=\($0.text)" }
            return "\(callee)(\(texts.joined(separator: ", ")))"
        }
    }

    // MARK: Methods

    @Test("is refused in words that help, for every method")
    func methods() throws {
        var complaints: [String] = []
        for (kind, methods) in Dictionary(grouping: Vocabulary.registry.members, by: \.kind) {
            guard let value = try Self.value(of: kind) else { continue }
            for method in methods {
                guard let parameters = method.parameters, let given = Self.required(parameters) else { continue }
                for parameter in parameters where !parameter.isVariadic {
                    for bad in Self.numbers + Self.others {
                        var all = given
                        all[parameter.name] = bad
                        let texts = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                        let line = "it.\(method.name)(\(texts.joined(separator: ", ")))"
                        if let complaint = Bench.complaint(line, ["it": value]) {
                            complaints.append("\(kind): \(complaint)")
                        }
                    }
                }
            }
        }
        #expect(complaints.isEmpty, "\(complaints.count)\n\(complaints.prefix(60).joined(separator: "\n"))")
    }

    /// What the first word makes whose example gives a value of that kind.
    private static func value(of kind: String) throws -> Value? {
        for word in Vocabulary.registry.words where word.returns == kind {
            guard let call = try Call(of: word) else { continue }
            let session = Session(registry: Vocabulary.registry)
            for line in call.preparation { _ = try? session.evaluate(line) }
            guard let example = word.call, let value = try? session.evaluate(example).value, value.kind == kind else {
                continue
            }
            return value
        }
        return nil
    }

    /// Something fitting for each parameter that has to be given; nil where nothing simple fits one.
    private static func required(_ parameters: [Parameter]) -> [String: String]? {
        var given: [String: String] = [:]
        for parameter in parameters where !parameter.isVariadic {
            guard case .required = parameter.standard else { continue }
            guard let text = fitting(parameter.type) else { return nil }
            given[parameter.name] = text
        }
        return given
    }

    private static func fitting(_ type: ValueType) -> String? {
        switch type {
        case .any, .number, .int: "1"
        case .bool: "True"
        case .text: "'a'"
        case .choice(let choices): choices.first.map { "'\($0)'" }
        case .point: "(1, 1)"
        case .list(let inner), .tuple(let inner): fitting(inner).map { "[\($0)]" }
        case .dict: "{}"
        case .function: "lambda x: x"
        case .oneOf(let types): types.lazy.compactMap(fitting).first
        case .optional(let inner): fitting(inner)
        case .iterator: "(x for x in [1])"
        case .thing, .word: nil
        }
    }

    // MARK: Ranges

    private static func admitsInfinity(_ type: ValueType) -> Bool {
        switch type {
        case .number(let interval): interval.contains(.infinity) || interval.contains(.nan)
        case .list(let inner), .tuple(let inner), .optional(let inner): admitsInfinity(inner)
        case .oneOf(let types): types.contains(where: admitsInfinity)
        default: false
        }
    }

    /// What fills a tensor may be anything: attention is masked with minus infinity. So may what a trial tells on its way: it diverges.
    private static let fillers: Set<String> = [
        "running trial.report.value", "torch.masked_fill.value", "tensor.masked_fill.value",
        "tensor.masked_fill_.value", "tensor.fill_.value", "torch.set_printoptions.threshold",
    ]

    @Test(
        "is never infinity or nan, but in the functions of numbers, as the order of a norm, as what fills a tensor or a trial tells, as how many are printed"
    )
    func infinities() {
        let ofWords = Vocabulary.registry.words.filter { $0.family != "numbers" }.flatMap { word in
            word.parameters.filter { $0.name != "norm_type" && Self.admitsInfinity($0.type) }.map {
                "\(word.name).\($0.name)"
            }
        }
        let ofMembers = Vocabulary.registry.members.flatMap { member in
            (member.parameters ?? []).filter { Self.admitsInfinity($0.type) }.map {
                "\(member.kind).\(member.name).\($0.name)"
            }
        }
        let others = (ofWords + ofMembers).filter { !Self.fillers.contains($0) }
        #expect(others.isEmpty, "\(others)")
    }
}

/// Sessions in which lines are tried, each for a short time.
enum Bench {
    private static let patience = 0.1
    private static let watch = Watch()

    /// What is wrong with the answer to a line; nil when nothing is.
    static func complaint(
        _ line: String, after preparation: [String] = [], _ variables: [String: Value] = [:], wantsHelp: Bool = true
    ) -> String? {
        let session = Session(registry: Vocabulary.registry, work: Work())
        session.variables = variables
        for line in preparation { _ = try? session.evaluate(line) }
        watch.begin(session.work, patience)
        defer { watch.end() }
        let start = ContinuousClock.now
        do {
            _ = try session.evaluate(line)
        } catch let problem as Diagnostic {
            let mistake = problem.mistake
            if wantsHelp, mistake.expected == nil, mistake.suggestion == nil { return "\(line): \(mistake.problem)" }
            if mistake.problem.utf8.count > 1000 { return "\(line): a message of \(mistake.problem.utf8.count) bytes" }
        } catch {
            return "\(line): \(error)"
        }
        let spent = ContinuousClock.now - start
        return spent > .seconds(120) ? "\(line): took \(spent) after it was stopped" : nil
    }

    /// Stops what takes longer than it may.
    private final class Watch: Sendable {
        private let state = Mutex<[ObjectIdentifier: (work: Work, end: ContinuousClock.Instant)]>([:])

        init() {
            Thread.detachNewThread { [self] in
                while true {
                    usleep(10_000)
                    let now = ContinuousClock.now
                    state.withLock { for entry in $0.values where entry.end < now { entry.work.cancel() } }
                }
            }
        }

        func begin(_ work: Work, _ seconds: Double) {
            state.withLock { $0[ObjectIdentifier(Thread.current)] = (work, .now + .seconds(seconds)) }
        }

        func end() { _ = state.withLock { $0.removeValue(forKey: ObjectIdentifier(Thread.current)) } }
    }
}
