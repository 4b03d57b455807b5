import Answers
import Numbers
import Markdown

/// Cells, their outputs, and the fences that make up an exercise.
extension LessonReader {
    /// Fences that name an exercise; they are joined to it when the whole file has been read.
    struct ExerciseParts {
        var setups: [(id: String, code: SourceCode, line: Int)] = []
        var checks: [(id: String, check: Exercise.Check, line: Int)] = []
        var solutions: [(id: String, code: SourceCode, line: Int, explanation: [MarkdownBlock])] = []
        var hints: [(id: String, hint: Hint)] = []
    }

    mutating func readCode(_ attributes: FenceInfo, _ code: SourceCode) {
        let roles = ["exercise", "setup", "check", "solution"].filter { attributes[$0] != nil }
        guard roles.count <= 1 else {
            report(
                attributes.line, "the fence is \(Phrase.list(roles)) at once",
                expected: "one of exercise=, setup=, check=, solution=")
            return
        }
        guard let role = roles.first else {
            readCell(attributes, code)
            return
        }
        guard let id = attributes.text(role), !id.isEmpty else {
            report(attributes.line, "\(role)= names no exercise", expected: "\(role)=\"…\"")
            return
        }
        let line = attributes.line
        switch role {
        case "exercise": readExercise(id, attributes, code)
        case "setup":
            allow(["setup"], in: attributes, of: "a setup")
            exerciseParts.setups.append((id, code, line))
        case "check":
            allow(["check", "hidden"], in: attributes, of: "a check")
            let check = Exercise.Check(code: code, isHidden: attributes.flag("hidden") ?? false)
            exerciseParts.checks.append((id, check, line))
        default:
            allow(["solution"], in: attributes, of: "a solution")
            exerciseParts.solutions.append((id, code, line, []))
        }
    }

    private mutating func readCell(_ attributes: FenceInfo, _ code: SourceCode) {
        allow(["id", "seed", "timeout"], in: attributes, of: "a cell")
        let seed = attributes.number("seed").flatMap { UInt64(exactly: $0) }
        if attributes["seed"] != nil, seed == nil {
            report(attributes.line, "seed= is not a seed", expected: "a whole number: seed=7")
        }
        let id: String
        if let given = attributes.text("id") {
            id = given
        } else {
            // An id of the text's own: the stream and the record of a cell do not move when others are added.
            let made = "cell-" + code.source.fingerprint
            id = ids[made] == nil ? made : made + "-\(attributes.line)"
        }
        claim(id, line: attributes.line)
        flushProse()
        owner = nil
        let cell = Cell(id: id, code: code, output: nil, timeout: timeout(attributes), seed: seed)
        items.append(.cell(cell))
    }

    mutating func readOutput(_ attributes: FenceInfo, text: String) {
        allow(["match", "rel", "tol"], in: attributes, of: "an output")
        guard prose.isEmpty, question == nil, case .cell(var cell)? = items.last, cell.output == nil else {
            report(
                attributes.line, "this output follows no cell",
                expected: "the fence ```output right after the cell that it belongs to")
            return
        }
        var match = ExpectedOutput.Match.lines
        if let written = attributes.text("match") {
            if let known = ExpectedOutput.Match(rawValue: written) {
                match = known
            } else {
                report(attributes.line, "match=\"\(written)\" is not known", expected: "match=\"none\"")
            }
        }
        for key in ["tol", "rel"] where attributes[key] != nil { checkTolerance(key, attributes) }
        let lines =
            text.isEmpty ? [] : text.droppingLastNewline.split(separator: "\n", omittingEmptySubsequences: false)
        cell.output = ExpectedOutput(
            lines: lines.map(String.init), fenceLine: attributes.line, match: match,
            tolerance: attributes.number("tol"), relative: attributes.number("rel"))
        items[items.count - 1] = .cell(cell)
    }

    private mutating func readExercise(_ id: String, _ attributes: FenceInfo, _ code: SourceCode) {
        allow(["exercise", "needs", "points", "timeout"], in: attributes, of: "an exercise")
        claim(id, line: attributes.line)
        flushProse()
        owner = .exercise(id)
        let needs = attributes.text("needs")?.split { $0 == "," || $0 == " " }.map(String.init) ?? []
        items.append(
            .exercise(
                Exercise(
                    id: id, points: points(attributes), starter: code, needs: needs, setup: nil, checks: [],
                    solution: nil, explanation: [], hints: [], timeout: timeout(attributes), line: attributes.line)))
    }

    mutating func points(_ attributes: FenceInfo) -> Double {
        guard attributes["points"] != nil else { return 1 }
        if let points = attributes.number("points"), points >= 0, points <= 1000 { return points }
        report(attributes.line, "points= is not a number of points", expected: "a number from 0 to 1000: points=5")
        return 1
    }

    private mutating func timeout(_ attributes: FenceInfo) -> Double? {
        guard let written = attributes.text("timeout") else { return nil }
        if let seconds = Duration.seconds(written: written) { return seconds }
        report(attributes.line, "timeout=\"\(written)\" is not a time", expected: "timeout=\"20s\", and at most 10min")
        return nil
    }

    /// Joins setups, checks, solutions and hints to their exercises.
    mutating func attachExerciseParts() {
        var known: Set<String> = []
        let parted = Dictionary(grouping: exerciseParts.setups) { $0.id }
        let checks = Dictionary(grouping: exerciseParts.checks) { $0.id }
        let solved = Dictionary(grouping: exerciseParts.solutions) { $0.id }
        let hints = Dictionary(grouping: exerciseParts.hints) { $0.id }
        for index in items.indices {
            guard case .exercise(var exercise) = items[index] else { continue }
            let id = exercise.id
            known.insert(id)
            let setups = parted[id] ?? []
            exercise.setup = setups.first?.code
            for extra in setups.dropFirst() { report(extra.line, "the exercise \(id) has a setup already") }
            exercise.checks = (checks[id] ?? []).map(\.check)
            let solutions = solved[id] ?? []
            exercise.solution = solutions.first?.code
            exercise.explanation = solutions.first?.explanation ?? []
            for extra in solutions.dropFirst() { report(extra.line, "the exercise \(id) has a solution already") }
            exercise.hints = (hints[id] ?? []).map(\.hint)
            items[index] = .exercise(exercise)
        }
        let parts =
            exerciseParts.setups.map { ("setup", $0.id, $0.line) }
            + exerciseParts.checks.map { ("check", $0.id, $0.line) }
            + exerciseParts.solutions.map { ("solution", $0.id, $0.line) }
        for (role, id, line) in parts where !known.contains(id) {
            report(
                line, "\(role)=\"\(id)\" belongs to no exercise",
                expected: known.isEmpty
                    ? "a fence with exercise=\"\(id)\"" : "one of \(known.sorted().joined(separator: ", "))")
        }
    }

    /// Predictions name a cell; `needs=` names exercises further up.
    mutating func checkReferences() {
        var cells: Set<String> = []
        for case .cell(let cell) in items { cells.insert(cell.id) }
        var above: Set<String> = []
        for item in items {
            switch item {
            case .prediction(let prediction) where !cells.contains(prediction.cell):
                report(
                    prediction.line, "of=\"\(prediction.cell)\" is no cell of this lesson",
                    expected: "the id of the cell that the prediction is about")
            case .exercise(let exercise):
                for need in exercise.needs where !above.contains(need) && !cells.contains(need) {
                    report(
                        exercise.line, "needs=\"\(need)\" is no exercise or cell above this one",
                        expected: above.isEmpty ? "an id" : "one of \(above.sorted().joined(separator: ", "))")
                }
                above.insert(exercise.id)
            default: break
            }
        }
    }
}

extension String {
    /// Eight hexadecimal digits of the text's FNV-1a hash.
    package var fingerprint: String {
        let hash = utf8.fnv1a
        let digits = String(hash ^ (hash >> 32) & 0xffff_ffff, radix: 16)
        return String((String(repeating: "0", count: 8) + digits).suffix(8))
    }
}
