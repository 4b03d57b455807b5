public import Language

/// A session of the language behind the prompt.
public final class SessionInterpreter: Interpreter {
    public let session: Session
    private let show: (Value) -> String

    /// - Parameter show: how a result is put on this screen; figures are drawn, everything else is text.
    public init(_ session: Session, show: @escaping (Value) -> String) {
        self.session = session
        self.show = show
    }

    public func needsMore(_ text: String) -> Bool { Parser.isIncomplete(text) }

    public func evaluate(_ text: String) -> Reply {
        do {
            let outcome = try session.evaluate(text)
            return reply(to: outcome)
        } catch let problem as Diagnostic {
            return Reply(
                output: problem.printed.joined(separator: "\n"), notes: problem.notes,
                failure: Failure(problem, width: session.width))
        } catch {
            return .failed("\(error)")
        }
    }

    private func reply(to outcome: Outcome) -> Reply {
        var lines = outcome.printed
        if outcome.isShown || outcome.wasInterrupted, outcome.value.isSomething { lines.append(show(outcome.value)) }
        return Reply(
            output: lines.joined(separator: "\n"), notes: outcome.notes, wasInterrupted: outcome.wasInterrupted)
    }

    public func completion(_ text: String, cursor: Int) -> Completion {
        let found = session.complete(text, cursor: cursor, files: Files.beginning)
        let candidates = found.candidates.map { candidate in
            let standard = candidate.standard.map { "default \($0)" }
            return Completion.Candidate(
                candidate.text, [candidate.meaning, standard ?? ""].filter { !$0.isEmpty }.joined(separator: "; "))
        }
        var heading = found.signature
        if candidates.isEmpty, let parameter = found.parameter {
            heading = (heading.map { $0 + "\n" } ?? "") + "\(parameter.name): \(parameter.meaning)"
        }
        return Completion(typed: found.range.upper - found.range.lower, candidates: candidates, heading: heading)
    }
}

extension Failure {
    public init(_ problem: Diagnostic, width: Int) {
        let excerpt = problem.excerpt(width: width)
        let place = problem.location.map { $0 + ": " } ?? ""
        let text = problem.text(width: width).split(separator: "\n", omittingEmptySubsequences: false)
            .dropFirst(excerpt == nil ? 0 : 2).joined(separator: "\n")
        self.init(
            String(text.dropFirst(text.hasPrefix(place) ? place.count : 0)),
            excerpt: excerpt.map { "  \($0.line)\n  \($0.marker)" } ?? "", line: excerpt?.lineNumber)
    }
}

extension Value {
    fileprivate var isSomething: Bool {
        if case .none = self { false } else { true }
    }
}
