import Answers
import Language

/// Why a line does not run that runs for whoever comes to it through the lesson, and the way out.
///
/// A lesson's code builds on what stands above it. Who skips a cell, sets one of its names by hand or gives a name to something that
/// is a word of the language, reads of a name that is not known or of a value of another kind. What is really the matter is which
/// step makes what is wanted, and that only the lesson knows.
struct Prerequisite: Equatable {
    /// What has to be there first, to stand behind "expected".
    var wanted: String
    /// What to type.
    var way: String
}

extension Tutor {
    /// The problem with a text that stands in the lesson, or was typed beside it, with its remedy where there is one.
    ///
    /// - Parameter isLessons: whether the lesson means the text to run here: then a name that is there and was made by something
    ///   else is the matter, too. Of a text that the learner has changed that is believed only of names in the place that failed.
    func advised(_ problem: Diagnostic, in text: String, isLessons: Bool = true) -> Diagnostic {
        let suspects = isOwnText(text) ? nil : problem.namesInPlace
        guard
            let remedy = remedy(
                for: text, unknown: problem.unknownName, isLessons: isLessons, among: suspects)
        else { return problem }
        var advised = problem
        advised.mistake.expected = remedy.wanted
        advised.mistake.suggestion = remedy.way
        return advised
    }

    /// What a text of the lesson's lacks, in a sentence: what it needs was skipped, and nothing is wrong with it.
    func lack(of texts: [String]) -> String? {
        for text in texts {
            guard let remedy = remedy(for: text, unknown: nil, isLessons: true, among: nil) else { continue }
            return "This builds on what is not there: expected \(remedy.wanted). Try \(remedy.way)."
        }
        return nil
    }

    /// Whether a text is the present cell's as the lesson has it.
    func isOwnText(_ text: String) -> Bool {
        guard case .cell(let cell) = guide.step else { return false }
        return [cell.code.source, CodeEntry.oneLine(cell.code.source)].contains { $0.trimmed == text.trimmed }
    }

    /// - Parameters:
    ///   - unknown: the name that was not known, where that is what failed.
    ///   - suspects: the names that may be the matter otherwise; nil for all that the text uses.
    private func remedy(for text: String, unknown: String?, isLessons: Bool, among suspects: Set<String>?)
        -> Prerequisite?
    {
        if let unknown, let maker = maker(of: unknown, orHere: !isLessons) { return remedy(unknown, maker) }
        guard isLessons else { return nil }
        let own = Set(AssignedNames.bound(in: text))
        let used = AssignedNames.used(in: text).subtracting(own).filter { suspects?.contains($0) ?? true }.sorted()
        for name in used where !isThere(name) {
            if let maker = maker(of: name), maker.isBefore { return remedy(name, maker) }
        }
        for name in used where isThere(name) && !lesson.ownNames.contains(name) && !book.names.contains(name) {
            guard sandbox.session.registry.word(name) != nil else { continue }
            return Prerequisite(
                wanted: "the word \(name), which your own \(name) hides", way: "del \(name), and the line once more")
        }
        for name in used {
            guard let maker = maker(of: name), maker.isBefore else { continue }
            if book.isByHand(name) {
                return Prerequisite(
                    wanted: "the \(name) of the \(maker.phrase); it was set by hand since", way: way(to: maker))
            }
            if book.text(of: maker.id) == nil { return remedy(name, maker) }
        }
        return nil
    }

    private func isThere(_ name: String) -> Bool {
        sandbox.session.variables[name] != nil || sandbox.session.modules[name] != nil
    }

    private func remedy(_ name: String, _ maker: Maker) -> Prerequisite {
        let record = guide.record(maker.id)
        let because =
            switch (maker.isExercise, record.status) {
            case _ where book.text(of: maker.id) != nil: "it ran, and \(name) has gone since"
            case (true, .skipped): "it was skipped"
            case (true, _): "it has not passed in this session"
            case (false, _): "it has not run in this session"
            }
        return Prerequisite(wanted: "\(name) from the \(maker.phrase); \(because)", way: way(to: maker))
    }

    private func way(to maker: Maker) -> String {
        if maker.id == guide.step.key {
            return maker.isExercise ? "an answer to it" : "\(entry.running), which runs it"
        }
        let there = ":cells \(maker.id), then \(maker.isExercise ? "answer it" : entry.running)"
        switch guide.step {
        case .cell, .exercise: return there + "; :cells \(guide.step.key) leads back here"
        default: return there
        }
    }

    // MARK: - Who makes a name

    /// A cell or an exercise that sets a name.
    private struct Maker {
        var id: String
        var isExercise: Bool
        /// Whether it stands above the present place.
        var isBefore: Bool

        var phrase: String { "\(isExercise ? "exercise" : "cell") \(id)" }
    }

    /// The last one above the present place that sets the name, else the first one below.
    ///
    /// - Parameter here: whether the present cell or exercise counts, too.
    private func maker(of name: String, orHere here: Bool = false) -> Maker? {
        func makes(_ step: LessonStep) -> Maker? {
            switch step {
            case .cell(let cell):
                AssignedNames.bound(in: cell.code.source).contains(name)
                    ? Maker(id: cell.id, isExercise: false, isBefore: true) : nil
            case .exercise(let exercise):
                [exercise.starter, exercise.setup, exercise.solution].compactMap { $0?.source }.contains {
                    AssignedNames.bound(in: $0).contains(name)
                } ? Maker(id: exercise.id, isExercise: true, isBefore: true) : nil
            default: nil
            }
        }
        if let before = guide.steps[..<guide.index].reversed().lazy.compactMap(makes).first { return before }
        let rest = guide.steps[guide.index...].dropFirst(here ? 0 : 1)
        guard var after = rest.lazy.compactMap(makes).first else { return nil }
        after.isBefore = false
        return after
    }
}

extension Diagnostic {
    /// The names in the place that is underlined.
    fileprivate var namesInPlace: Set<String> {
        guard let source, let range else { return [] }
        let bytes = Array(source.text.utf8)
        let place = Swift.max(0, range.lower)..<Swift.max(0, range.lower, Swift.min(bytes.count, range.upper))
        guard place.upperBound <= bytes.count else { return [] }
        let words = String(decoding: bytes[place], as: UTF8.self).split { !($0.isLetter || $0.isNumber || $0 == "_") }
        return Set(words.map(String.init))
    }

    /// The name that nothing here has, where that is what went wrong.
    fileprivate var unknownName: String? {
        guard mistake.exception == "NameError", let text = mistake.pythonMessage else { return nil }
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        return parts.count == 3 ? String(parts[1]) : nil
    }
}
