import Answers
import Arrays

/// Names, errors and text.
extension Machine {
    // MARK: Names

    /// What a name without a value means: the word of that name.
    @inline(never)
    func word(_ globals: Unmanaged<Namespace>, _ place: Int, _ code: Unmanaged<Code>) throws -> Value {
        let names = globals.takeUnretainedValue()
        if names.wordsPermission != context.permission {
            names.words = .init(repeating: nil, count: names.words.count)
            names.wordsPermission = context.permission
        }
        let name = names.names[place]
        if names.spent.contains(place) {
            throw Mistake(
                "\(name) was the exception of an except block, which has ended",
                expected: "\(name) inside that block\(name == "e" ? ", or math.e for Euler's number" : "")",
                try: "kept = \(name), in the block"
            ).raised(as: "NameError", "name '\(name)' is not defined")
        }
        if let known = names.words[place] { return known }
        if name == "_" { return context.session.last }
        if let word = context.registry.word(name) {
            let value = context.value(of: word)
            // A thing that a word makes is made anew every time.
            switch value {
            case .thing, .list, .dict: break
            default: names.words[place] = value
            }
            return value
        }
        throw unknown(name, code.takeUnretainedValue(), names)
    }

    private func unknown(_ name: String, _ code: Code, _ globals: Namespace) -> Mistake {
        let own = code.parameters.map(\.name) + code.freeNames + Array(globals.all.keys)
        let mistake = UnknownName(context.registry).mistake(name, variables: own.sorted())
        return mistake.raised(as: "NameError", "name '\(name)' is not defined")
    }

    /// Says that a word is out of reach, whose name becomes a variable.
    @inline(never)
    func remark(_ globals: Unmanaged<Namespace>, _ place: Int) {
        let globals = globals.takeUnretainedValue()
        if globals === context.session.names { context.remark(on: globals.names[place]) }
    }

    /// A name in the body of a class: a member so far, or a variable outside.
    @inline(never)
    func member(_ members: Value, _ globals: Unmanaged<Namespace>, _ i: Instruction, _ code: Unmanaged<Code>) throws
        -> Value
    {
        if case .dict(let members) = members, let value = members[code.takeUnretainedValue().names[Int(i.c)]] {
            return value
        }
        let value = globals.takeUnretainedValue().values[Int(i.b)]
        return value.isMissing ? try word(globals, Int(i.b), code) : value
    }

    func deleteGlobal(_ globals: Unmanaged<Namespace>, _ place: Int, isSpent: Bool) throws {
        let names = globals.takeUnretainedValue()
        guard !names.values[place].isMissing else {
            let name = names.names[place]
            let close = Suggestions.nearest(name, among: names.all.keys.sorted()).first
            throw Mistake("there is no variable \(name)", try: close.map { "del \($0)" }).raised(
                as: "NameError", "name '\(name)' is not defined")
        }
        names.values[place] = .missing
        if isSpent { names.spent.insert(place) } else { names.spent.remove(place) }
    }

    func unbound(_ code: Unmanaged<Code>, _ name: Int) -> Mistake {
        let code = code.takeUnretainedValue()
        let name = code.names[name]
        return Mistake(
            "\(name) has no value yet in \(code.name.isEmpty ? "this line" : code.name)",
            expected: "a line that gives it one before it is read",
            try: "global \(name) at the beginning, where the variable outside is meant"
        ).raised(
            as: code.freeNames.contains(name) ? "NameError" : "UnboundLocalError",
            "cannot access local variable '\(name)' where it is not associated with a value")
    }

    // MARK: Errors

    /// The error with its place in the text, unless it has one.
    @inline(never)
    func placed(_ error: any Error, _ code: Code, _ next: Int) -> any Error {
        guard !code.source.isWritten else { return unplaced(error) }
        let range = next < code.places.count && next >= 0 ? code.places[next] : code.range
        if let mistake = error as? Mistake { return Diagnostic(mistake, source: code.source, range: range) }
        guard var problem = error as? Diagnostic, problem.source == nil else { return error }
        problem.source = code.source
        problem.range = problem.range ?? range
        return problem
    }

    /// The error without a place in a module that is written in the language: the call of that module is its place.
    private func unplaced(_ error: any Error) -> any Error {
        if let mistake = error as? Mistake { return Diagnostic(mistake) }
        guard var problem = error as? Diagnostic, problem.source == nil else { return error }
        problem.range = nil
        return problem
    }

    /// The error with the name of the function it passed through.
    @inline(never)
    func passing(_ error: any Error, _ name: String, of source: Source) -> any Error {
        guard var problem = error as? Diagnostic, problem.trail.last != name, problem.trail.count < 4, !name.isEmpty,
            !source.isWritten
        else {
            return error
        }
        problem.trail.append(name)
        return problem
    }

    /// What a comprehension has made by the time it is stopped is kept.
    @inline(never)
    func keepPartial(
        _ code: Unmanaged<Code>, _ registers: Register, _ place: Int, _ failure: inout any Error
    ) {
        guard failure is Interrupted || failure is Stopped else { return }
        let inside = code.takeUnretainedValue().comprehensions.filter { $0.from <= place && place < $0.to }
        // Of comprehensions inside each other the outermost was noted last.
        if let outer = inside.last { failure = Interrupted(partial: registers[outer.target]) }
    }

    func raised(_ value: Value, cause: Value?) throws -> any Error {
        var value = value
        if case .object(let type as ClassObject) = value, type.isException { value = try call(value, []) }
        guard case .object(let error as ExceptionInstance) = value else {
            return Mistake(
                "\(value.brief) cannot be raised", expected: "an exception", try: "raise ValueError(\"what is wrong\")"
            ).raised(as: "TypeError", "exceptions must derive from BaseException")
        }
        if let cause { error.cause = cause }
        if let origin = error.origin { return origin }
        let text = try message(of: error)
        var problem = Diagnostic(
            Mistake(text.isEmpty ? error.type.name : "\(error.type.name): \(text)").raised(as: error.type.name, text))
        problem.exception = value
        return problem
    }

    func matches(_ error: Value, _ wanted: Value) throws -> Bool {
        switch wanted {
        case .object(let type as ClassObject) where type.isException:
            return error.instance?.type.isDerived(from: type) == true
        case .tuple(let types): return try types.contains { try matches(error, $0) }
        default:
            throw Mistake("\(wanted.brief) is no exception", expected: "a type such as ValueError, or a tuple of them")
                .raised(
                    as: "TypeError", "catching classes that do not inherit from BaseException is not allowed")
        }
    }

    func assertion(_ message: Value?) throws -> any Error {
        let type = Exceptions.named("AssertionError") ?? Exceptions.all[1]
        let error = ExceptionInstance(type, message.map { [$0] } ?? [])
        return try raised(.object(error), cause: nil)
    }

    /// What `str(error)` says.
    func message(of error: ExceptionInstance) throws -> String {
        if let text = try special("__str__", of: error) { return text }
        switch error.arguments.count {
        case 0: return ""
        case 1:
            // A key that is missing is spelled, so that an empty string can be seen.
            if error.mistake == nil, error.type.isDerived(from: Exceptions.named("KeyError") ?? error.type) {
                return try spelled(error.arguments[0])
            }
            return try text(of: error.arguments[0])
        default: return try spelled(.tuple(error.arguments))
        }
    }

    func spelled(_ error: ExceptionInstance) throws -> String {
        "\(error.type.name)(\(try error.arguments.map { try spelled($0) }.joined(separator: ", ")))"
    }

    func enterManager(_ manager: Value, _ target: Register) throws {
        guard let instance = manager.instance, let enter = instance.type.lookUp("__enter__"),
            let exit = instance.type.lookUp("__exit__")
        else {
            if case .thing = manager {
                // A scope of the laboratory that needs no leaving, such as a context of another library.
                target.pointee = .object(NativeFunction("__exit__") { _, _, _ in .none })
                target[1] = manager
                return
            }
            throw Mistake(
                "\(manager.brief) cannot stand after with", expected: "an object with __enter__ and __exit__",
                try: "the statements alone"
            ).raised(as: "TypeError", "'\(manager.pythonType)' object does not support the context manager protocol")
        }
        target.pointee = .object(BoundMethod(exit, manager))
        target[1] = try call(enter, [manager])
    }

    /// Whether `__exit__` says that the error is dealt with.
    func leave(_ exit: Value, _ error: Value) throws -> Bool { try truth(call(exit, [typeOf(error), error, .none])) }

    /// What `type(value)` is: a class, or the word that makes such values.
    func typeOf(_ value: Value) -> Value {
        if let instance = value.instance { return .object(instance.type) }
        if case .object(let record as RecordObject) = value, let type = record.type { return .object(type) }
        if case .thing(let thing as any OfDeclaredClass) = value { return context.type(thing.declaredClass) }
        if case .thing(let thing as any MadeByWord) = value, let word = context.registry.word(thing.madeBy) {
            return .word(word)
        }
        if case .thing(let thing) = value, value.pythonType == value.kind,
            let word = context.registry.maker(of: thing)
        {
            return .word(word)
        }
        if case .object(let object as ClassObject) = value {
            return context.registry.word("type").map { .word($0) } ?? .object(object)
        }
        switch value {
        case .function: return Exceptions.types["function"].map { .object($0) } ?? .none
        default: break
        }
        if let type = Exceptions.types[value.pythonType] { return .object(type) }
        for name in [value.pythonType, "collections." + value.pythonType] {
            if let word = context.registry.word(name) { return .word(word) }
        }
        return .text(value.typeName)
    }

    // MARK: Text

    /// `str(value)`, asking `__str__`.
    func text(of value: Value) throws -> String {
        if let instance = value.instance {
            if let error = instance as? ExceptionInstance { return try message(of: error) }
            if let text = try special("__str__", of: instance) { return text }
        }
        if case .object(let record as RecordObject) = value, let text = try special("__str__", of: record) {
            return text
        }
        switch value {
        case .text(let text): return text
        case .int(let number): return String(number)
        case .number(let number): return number.pythonRepr
        case .thing where value.array != nil:
            let text = value.array.map(ArrayText(context.session.printOptions, work: context.work).str) ?? ""
            if context.work.isCancelled { throw Stopped() }
            return text
        case .thing(let table as any PrintedAsTable): return table.table(width: context.session.width)
        case .object(let object) where object.tag == .scalar: return value.scalar?.text ?? ""
        case .object(let dtype as DTypeObject): return dtype.dtype.name
        case .thing(let thing as any PrintedOtherwise): return thing.printed
        default: return try spelled(value)
        }
    }

    /// What a method that has to give a text gives; nil where there is none.
    func special(_ name: String, of instance: Instance, _ arguments: [Value] = []) throws -> String? {
        try instance.type.lookUp(name).flatMap { try special(name, $0, [.object(instance)] + arguments) }
    }

    /// The same of a named tuple.
    func special(_ name: String, of record: RecordObject) throws -> String? {
        try record.type?.lookUp(name).flatMap { try special(name, $0, [.object(record)]) }
    }

    private func special(_ name: String, _ method: Value, _ arguments: [Value]) throws -> String? {
        let found = try call(method, arguments)
        if case .text(let text) = found { return text }
        throw Mistake("\(name) gives \(found.brief)", expected: "a string", try: "return str(…)").raised(
            as: "TypeError",
            name == "__format__"
                ? "__format__ must return a str, not \(found.pythonType)"
                : "\(name) returned non-string (type \(found.pythonType))")
    }

    /// What `__len__` gives: a whole number from 0 on; nil where there is none.
    func length(of instance: Instance) throws -> Int? {
        guard let method = instance.type.lookUp("__len__") else { return nil }
        let found = try call(method, [.object(instance)])
        guard let length = Subscripts.whole(found) else {
            throw Mistake("__len__ gives \(found.brief)", expected: "a whole number").raised(
                as: "TypeError", "'\(found.pythonType)' object cannot be interpreted as an integer")
        }
        guard length >= 0 else {
            throw Mistake("__len__ gives \(length)", expected: "0 or more").raised(
                as: "ValueError", "__len__() should return >= 0")
        }
        return length
    }

    /// `repr(value)`, asking `__repr__` of everything in it.
    func spelled(_ value: Value) throws -> String {
        var writer = ReprWriter(limit: Limits.maximumCount, work: context.work, machine: self)
        writer.write(value)
        if let failure = writer.failure { throw failure }
        if context.work.isCancelled { throw Stopped() }
        try Limits.checkText(writer.text.utf8.count)
        return writer.text
    }

    /// Lets objects of the learner's know how they are shown, so that a face can show them without asking.
    func prepareToShow(_ value: Value, _ budget: inout Int) throws {
        budget -= 1
        guard budget > 0 else { return }
        switch value {
        case .list(let list): for item in list.items { try prepareToShow(item, &budget) }
        case .tuple(let items): for item in items { try prepareToShow(item, &budget) }
        case .dict(let dictionary): for entry in dictionary.entries { try prepareToShow(entry.value, &budget) }
        case .object(let instance as Instance): instance.shown = try spelled(value)
        default: break
        }
    }

    @inline(never)
    func formatted(_ value: Value, _ spec: Value, asRepr: Bool) throws -> String {
        guard case .text(let format) = spec else { return "" }
        if asRepr { return try FormatSpec(format).apply(.text(try spelled(value))) }
        if let instance = value.instance {
            if let text = try special("__format__", of: instance, [spec]) { return text }
            return try FormatSpec(format).apply(.text(try text(of: value)))
        }
        if format.isEmpty {
            if case .thing(let thing as any NumberLike) = value, thing.isFormattedAsNumber {
                return try text(of: thing.plainNumber())
            }
            return try text(of: value)
        }
        if value.array != nil {
            throw Mistake(
                "the format \(format) is for one number, not for an array", try: "np.round(a, 3), or a loop over it"
            ).raised(as: "TypeError", "unsupported format string passed to numpy.ndarray.__format__")
        }
        return try self.format(format).apply(value)
    }

    func joined(_ first: Register, _ count: Int) throws -> String {
        var out = ""
        for place in 0..<count {
            if case .text(let text) = first[place] { out += text }
        }
        try Limits.checkText(out.utf8.count)
        return out
    }
}
