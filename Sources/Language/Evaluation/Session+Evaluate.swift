public import Answers

/// What came of a text.
public struct Outcome: Sendable {
    /// The value of the last statement; None for one that has none.
    public var value: Value
    /// Whether the value is to be shown: the last statement was an expression and its value is not None.
    public var isShown: Bool
    /// The lines that `print` wrote.
    public var printed: [String]
    /// Things that were shown, each after so many of these lines.
    public var shown: [(after: Int, thing: any Presentable)] = []
    /// Whether the last of them goes on in what is printed next: `print(…, end="")`.
    public var isLineOpen = false
    /// Remarks to be shown with the result.
    public var notes: [String]
    /// The person stopped it; `value` is what was there by then and `_` keeps it.
    public var wasInterrupted: Bool
}

extension Session {
    /// Evaluates one or more statements. A statement that fails leaves the variables as it found them; those before it
    /// have taken effect. What is stopped, through `work`, says so in the outcome, whatever it threw on its way out.
    ///
    /// - Throws: a `Diagnostic` with place, problem, expectation and suggestion.
    public func evaluate(_ text: String, name: String? = nil, firstLine: Int = 1) throws -> Outcome {
        let source = Source(text, name: name, firstLine: firstLine, isPython: isPython)
        return try DeepStack.run { try evaluate(source, stackSize: $0) }
    }

    private func evaluate(_ source: Source, stackSize: Int) throws -> Outcome {
        let context = Context(session: self, stackSize: stackSize)
        var outcome = Outcome(value: .none, isShown: false, printed: [], notes: [], wasInterrupted: false)
        do {
            let statements = try Parser.statements(
                in: source, stackSize: stackSize, work: work, isCallable: canCall)
            for (index, statement) in statements.enumerated() {
                let before = names.snapshot
                do {
                    outcome.value = try execute(statement, source, context)
                    outcome.isShown = false
                    if case .none = outcome.value { continue }
                    if !outcome.value.isOnlyShown { last = outcome.value }
                    outcome.isShown = true
                } catch  where wasStopped(error) {
                    // What the statement has come to is kept.
                    outcome.value = (error as? Interrupted)?.partial ?? .none
                    outcome.isShown = false
                    outcome.wasInterrupted = true
                    if case .none = outcome.value {} else { last = outcome.value }
                    break
                } catch {
                    names.restore(before)
                    let rest = statements.count - index - 1
                    if rest > 0 {
                        context.note(
                            "\(Phrase.count(rest, "statement")) after it \(rest == 1 ? "was" : "were") not run")
                    }
                    throw error
                }
            }
            if outcome.isShown {
                var budget = 1000
                try context.machine.prepareToShow(outcome.value, &budget)
            }
        } catch  where wasStopped(error) {
            outcome.wasInterrupted = true
        } catch {
            var problem = advised(Diagnostic.of(error, source))
            problem.printed = context.printed
            problem.notes = context.notes
            problem.shown = context.shown
            throw problem
        }
        outcome.printed = context.printed
        outcome.shown = context.shown
        outcome.isLineOpen = context.isLineOpen
        outcome.notes = context.notes
        // What the value that is shown says of itself is not remarked once more.
        if outcome.isShown, !outcome.notes.isEmpty, case .thing(let thing) = outcome.value {
            let summary = thing.summary
            outcome.notes.removeAll { summary.contains($0) }
        }
        return outcome
    }

    /// A refusal that says neither what was expected nor what to try shows how the word is called that refused.
    private func advised(_ problem: Diagnostic) -> Diagnostic {
        guard problem.mistake.expected == nil, problem.mistake.suggestion == nil, let range = problem.range,
            let bytes = problem.source.map({ Array($0.text.utf8) }), range.upper <= bytes.count
        else { return problem }
        let text = String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
        guard let statements = try? Parser.statements(in: Source(text)), statements.count == 1,
            case .expression(let expression) = statements[0].kind, case .call(let callee, _) = expression.kind
        else { return problem }
        var word: Word?
        switch callee.kind {
        case .name(let name): word = names[name] == nil ? registry.word(name) : nil
        case .attribute(let base, let name, _):
            if let path = KindGuesser(session: self).modulePath(base) { word = Modules.word(name, in: path, registry) }
        default: break
        }
        var advised = problem
        advised.mistake.suggestion = word?.callLine
        return advised
    }

    /// Whether the error is how stopped work came back: a library that cannot show a part of what it does throws a `Mistake`.
    private func wasStopped(_ error: any Error) -> Bool { error is Interrupted || error is Stopped || work.isCancelled }

    private func execute(_ statement: Statement, _ source: Source, _ context: Context) throws -> Value {
        if work.isCancelled { throw Interrupted() }
        if case .define(let name, _, let syntax) = statement.kind { try checkNames(of: name, syntax, source) }
        let code = try Compiler(source: source, globals: names).statement(statement)
        return try context.machine.run(code, globals: names)
    }

    /// A formula keeps the values of its free names, so that they have to be there.
    private func checkNames(of name: String, _ syntax: FunctionSyntax, _ source: Source) throws {
        for free in Symbols(syntax).free.sorted() where free != name && names[free] == nil && registry.word(free) == nil
        {
            let mistake = UnknownName(registry).mistake(free, variables: names.all.keys.sorted()).raised(
                as: "NameError", "name '\(free)' is not defined")
            throw Diagnostic(
                mistake, source: source, range: syntax.formula.lazy.compactMap { $0.place(of: free) }.first)
        }
    }

    private func canCall(_ name: String) -> Bool {
        switch self[name] {
        case .function, .word: true
        case .thing(let thing): thing is any Callable
        case nil: registry.word(name) != nil
        default: false
        }
    }
}

extension Value {
    /// Whether the value is a picture or a page, which is shown and then done with.
    fileprivate var isOnlyShown: Bool {
        if case .thing(let thing) = self { thing is any OnlyShown } else { false }
    }
}

extension Expression {
    /// Where a name stands first.
    fileprivate func place(of name: String) -> SourceRange? {
        if isName(name) { return range }
        if case .lambda(let function) = kind { return function.formula.lazy.compactMap { $0.place(of: name) }.first }
        return kind.children.lazy.compactMap { $0.place(of: name) }.first
    }
}

extension Diagnostic {
    /// Whatever was thrown, as a diagnostic in a text.
    static func of(_ error: any Error, _ source: Source) -> Diagnostic {
        if var problem = error as? Diagnostic {
            problem.source = problem.source ?? source
            return problem
        }
        if let mistake = error as? Mistake { return Diagnostic(mistake, source: source) }
        return Diagnostic(Mistake("\(error)"), source: source)
    }
}
