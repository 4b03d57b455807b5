import Language

/// What the names of a lesson's own code mean to the checks of one exercise or question, whatever an answer has put under them: the functions of the
/// cells above and of the setup, as text, and the names of what else these set.
///
/// Names that the exercise asks for, and those that earlier exercises ask for, are the learner's.
struct LessonNames {
    /// A function of the lesson's.
    private struct Helper {
        /// Its definition, as it stands in the cell.
        var text: String
        /// The cell that it stands in.
        var cell: String
        /// What it reads.
        var used: Set<String>
    }

    private var functions: [String: Helper] = [:]
    private var values: Set<String> = []

    /// - Parameter item: the id of the exercise or question.
    init(_ lesson: Lesson, for item: String) {
        for step in lesson.items {
            switch step {
            case .cell(let cell): take(cell.code.source)
            case .exercise(let exercise):
                let isMeant = exercise.id == item
                if isMeant, let setup = exercise.setup { take(setup.source) }
                let asked = [exercise.starter, isMeant ? nil : exercise.setup, exercise.solution]
                forget(in: asked.compactMap { $0?.source })
                if isMeant { return }
            case .question(let question): if question.id == item { return }
            default: continue
            }
        }
    }

    private mutating func forget(in texts: [String]) {
        for name in texts.flatMap(AssignedNames.bound) {
            functions[name] = nil
            values.remove(name)
        }
    }

    private mutating func take(_ cell: String) {
        guard let statements = try? Parser.statements(in: Source(cell)) else { return }
        let bytes = Array(cell.utf8)
        for (place, statement) in statements.enumerated() {
            let end = place + 1 < statements.count ? statements[place + 1].range.lower : bytes.count
            let begin = statement.range.lower
            let names = AssignedNames.names(statement) + AssignedNames.imported(statement)
            for name in names {
                functions[name] = nil
                values.insert(name)
            }
            guard let name = statement.functionName, begin >= 0, begin <= end, end <= bytes.count else { continue }
            let text = String(decoding: bytes[begin..<end], as: UTF8.self)
            functions[name] = Helper(text: text, cell: cell, used: AssignedNames.used(in: text))
            values.remove(name)
        }
    }

    /// What of the lesson's a text means, itself and through the functions that it calls.
    private func reached(from text: String) -> Set<String> {
        var (open, reached) = (AssignedNames.used(in: text), Set<String>())
        while let name = open.popFirst() {
            guard functions[name] != nil || values.contains(name), reached.insert(name).inserted else { continue }
            open.formUnion(functions[name]?.used ?? [])
        }
        return reached
    }

    /// What the checks mean by names under which an answer puts something else; nothing where it leaves them alone.
    ///
    /// The functions are made anew in a room of their own and look their names up there, so that an answer's functions still find what the
    /// answer has put under the same names.
    ///
    /// - Parameters:
    ///   - checks: the text of the checks, or of a question's answer.
    ///   - session: as it is before the answer runs.
    func meant(by checks: String, against answer: String, in session: Session) -> [String: Value] {
        let (names, bound) = (reached(from: checks), Set(AssignedNames.bound(in: answer)))
        var taken = names.filter { bound.contains($0) || isForeign($0, in: session) }
        guard !taken.isEmpty else { return [:] }
        // A function of the lesson's that calls one of these has to call the lesson's.
        while let caller = names.first(where: { name in
            !taken.contains(name) && !(functions[name]?.used.isDisjoint(with: taken) ?? true)
        }) {
            taken.insert(caller)
        }
        let room = Session(registry: session.registry, work: session.work)
        (room.variables, room.modules) = (session.copiedVariables, session.modules)
        (room.dialect, room.budget, room.randomness) = (session.dialect, session.budget, session.randomness)
        for name in taken.sorted() {
            if let helper = functions[name] { _ = try? room.evaluate(helper.text) }
        }
        return room.variables.filter { taken.contains($0.key) }
    }

    /// The names of modules that an answer puts something else under.
    func modules(against answer: String, in session: Session) -> [String: [String]] {
        let bound = Set(AssignedNames.bound(in: answer))
        return session.modules.filter { values.contains($0.key) && bound.contains($0.key) }
    }

    /// Whether a function of the lesson's is another one in the session: somebody has set it at the prompt.
    private func isForeign(_ name: String, in session: Session) -> Bool {
        guard let helper = functions[name], let value = session[name] else { return false }
        guard case .function(let function) = value else { return true }
        return function.source.text != helper.cell
    }
}

extension Statement {
    /// The name of the function that it defines, where it does nothing else.
    fileprivate var functionName: String? {
        switch kind {
        case .function(let name, _, _, let decorators): decorators.isEmpty ? name : nil
        case .define(let name, _, _): name
        default: nil
        }
    }
}
