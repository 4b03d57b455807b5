import Answers

/// One argument of a call, evaluated.
struct GivenArgument {
    var keyword: (name: String, range: SourceRange)?
    var value: Value
    var range: SourceRange?
}

extension Evaluator {
    func call(_ whole: Expression, _ callee: Expression, _ syntax: [ArgumentSyntax], _ scope: inout Scope) throws
        -> Value
    {
        if case .attribute(let base, let name, let nameRange) = callee.kind {
            if let path = modulePath(base, scope) {
                let (word, dialect) = try moduleWord(path, name, nameRange)
                return try call(.word(word), callee.range, syntax, &scope, dialect: dialect)
            }
            let object = try evaluate(base, &scope)
            return try callMember(object, name, nameRange, syntax, &scope)
        }
        // A word is taken as it stands: `rosenbrock(1, 2)` calls the value that `rosenbrock` means.
        return try call(try evaluate(callee, &scope), callee.range, syntax, &scope)
    }

    func tooDeep(_ range: SourceRange) -> Diagnostic {
        failure(
            "functions call each other too deep (at most \(Evaluator.maximumFrames) calls)", at: range,
            expected: "a function that comes to an end", try: "f(n) = 1 if n < 1 else n*f(n - 1)")
    }

    private func call(
        _ callee: Value, _ place: SourceRange, _ syntax: [ArgumentSyntax], _ scope: inout Scope, dialect: String? = nil
    ) throws -> Value {
        if case .word(let word) = callee { return try call(word, place, syntax, &scope, dialect) }
        let given: [GivenArgument]
        if case .thing(let thing) = callee, let callable = thing as? any Callable {
            given = try arguments(syntax, callable.callParameters, &scope)
        } else {
            try requireCallable(callee, place)
            given = try arguments(syntax, [], &scope)
        }
        return try context.invoke(callee, given, place)
    }

    @inline(never)
    private func call(
        _ word: Word, _ place: SourceRange, _ syntax: [ArgumentSyntax], _ scope: inout Scope, _ dialect: String?
    ) throws -> Value {
        let target = CallTarget(word)
        try precheck(target, syntax, place)
        var given = try arguments(syntax, target.parameters, &scope)
        if let dialect, target.parameters.contains(where: { $0.name == "dialect" }),
            !given.contains(where: { $0.keyword?.name == "dialect" })
        {
            given.append(GivenArgument(keyword: ("dialect", place), value: .text(dialect), range: place))
        }
        return try context.invoke(word, given, place)
    }

    private func requireCallable(_ callee: Value, _ place: SourceRange) throws {
        if case .function = callee { return }
        throw Diagnostic(Context.notCallable(callee), source: source, range: place)
    }

    /// Wrong keywords and a wrong number of arguments are found before any argument is evaluated.
    @inline(never)
    private func precheck(_ target: CallTarget, _ syntax: [ArgumentSyntax], _ place: SourceRange) throws {
        var labels: [Binder.Label] = []
        for argument in syntax {
            switch argument.form {
            case .positional: labels.append(.init(keyword: nil, range: argument.value.range))
            case .keyword(let name, let range): labels.append(.init(keyword: name, range: range))
            case .spread, .spreadKeywords: return
            }
        }
        _ = try Binder(target, place).assign(labels)
    }

    @inline(never)
    func arguments(_ syntax: [ArgumentSyntax], _ parameters: [Parameter], _ scope: inout Scope) throws
        -> [GivenArgument]
    {
        var given: [GivenArgument] = []
        given.reserveCapacity(syntax.count)
        for (index, argument) in syntax.enumerated() {
            let range = argument.value.range
            switch argument.form {
            case .positional:
                let parameter = index < parameters.count ? parameters[index] : nil
                given.append(GivenArgument(value: try argumentValue(argument, parameter, &scope), range: range))
            case .keyword(let name, let nameRange):
                let parameter = parameters.first { $0.name == name || $0.aliases.contains(name) }
                given.append(
                    GivenArgument(
                        keyword: (name, nameRange), value: try argumentValue(argument, parameter, &scope), range: range)
                )
            case .spread:
                for value in try elements(of: try evaluate(argument.value, &scope), range) {
                    given.append(GivenArgument(value: value, range: range))
                }
            case .spreadKeywords:
                guard case .dict(let dictionary) = try evaluate(argument.value, &scope) else {
                    throw failure(
                        "** needs a dict of arguments", at: range, expected: "names with values: **{\"lr\": 0.1}")
                }
                for entry in dictionary.entries {
                    guard case .text(let name) = entry.key else {
                        throw failure(
                            "\(entry.key.brief) cannot name an argument", at: range, expected: "string keys after **")
                    }
                    given.append(GivenArgument(keyword: (name, range), value: entry.value, range: range))
                }
            }
        }
        return given
    }

    /// The value of an argument; a parameter that wants a word gets the word itself, not what it stands for.
    @inline(never)
    private func argumentValue(_ argument: ArgumentSyntax, _ parameter: Parameter?, _ scope: inout Scope) throws
        -> Value
    {
        if let parameter, parameter.type.wantsWord {
            switch argument.value.kind {
            case .name(let name) where scope.value(of: name, context.session) == nil:
                if let word = context.registry.word(name) { return .word(word) }
                if let topic = MemberTopic(name, in: context.registry) { return .thing(topic) }
            case .attribute(let base, let name, let range):
                if let path = modulePath(base, scope) { return .word(try moduleWord(path, name, range).word) }
                let object = try evaluate(base, &scope)
                if let topic = MemberTopic(method: name, of: object, in: context.registry) { return .thing(topic) }
            default: break
            }
        }
        if let parameter, let choice = self.choice(argument.value, parameter.type, scope) { return .text(choice) }
        return try evaluate(argument.value, &scope)
    }

    /// The choice that a bare name means: `activation=relu`, `activation=tf.keras.activations.relu`.
    private func choice(_ expression: Expression, _ type: ValueType, _ scope: Scope) -> String? {
        let found: String
        switch expression.kind {
        case .name(let name) where scope.value(of: name, context.session) == nil: found = name
        case .attribute(let base, let name, _) where modulePath(base, scope) != nil: found = name
        default: return nil
        }
        return type.bareChoices.contains(found) ? found : nil
    }

    // MARK: Attributes and methods

    @inline(never)
    func attribute(
        _ whole: Expression, _ base: Expression, _ name: String, _ nameRange: SourceRange, _ scope: inout Scope
    ) throws -> Value {
        if let path = modulePath(base, scope) { return value(of: try moduleWord(path, name, nameRange).word) }
        let object = try evaluate(base, &scope)
        guard case .thing(let thing) = object, let member = context.registry.member(name, of: object.kind) else {
            if BuiltinMember.named(name, of: object) != nil {
                throw failure("\(name) is a method", at: nameRange, expected: "a call", try: ".\(name)()")
            }
            throw unknownMember(object, name, nameRange)
        }
        guard member.parameters == nil else {
            throw failure(
                "\(name) is a method of \(Phrase.indefinite(object.kind))", at: nameRange, expected: "a call",
                try: ".\(name)(…)")
        }
        let none = Arguments(values: [:], places: [:], callee: name, callPlace: nameRange, work: context.work)
        return try context.finish(try member.body(thing, none, context))
    }

    @inline(never)
    private func callMember(
        _ object: Value, _ name: String, _ nameRange: SourceRange, _ syntax: [ArgumentSyntax], _ scope: inout Scope
    ) throws -> Value {
        if case .thing(let thing) = object, let member = context.registry.member(name, of: object.kind) {
            guard let parameters = member.parameters else {
                let none = Arguments(values: [:], places: [:], callee: name, callPlace: nameRange, work: context.work)
                let value = try context.finish(try member.body(thing, none, context))
                return try call(value, nameRange, syntax, &scope)
            }
            let target = CallTarget(name: name, parameters: parameters)
            try precheck(target, syntax, nameRange)
            let given = try arguments(syntax, parameters, &scope)
            let bound = try Binder(target, nameRange).bind(given, context)
            try context.permission.check(member.needs, for: ".\(name)")
            return try context.finish(try bound.placing { try member.body(thing, bound, context) })
        }
        if let builtin = BuiltinMember.named(name, of: object) {
            let target = CallTarget(name: name, parameters: builtin.parameters)
            let given = try arguments(syntax, builtin.parameters, &scope)
            let bound = try Binder(target, nameRange).bind(given, context)
            return try builtin.body(object, bound, context)
        }
        throw unknownMember(object, name, nameRange)
    }

    func unknownMember(_ object: Value, _ name: String, _ range: SourceRange) -> Diagnostic {
        let known = context.registry.members(of: object.kind).map(\.name) + BuiltinMember.names(of: object)
        let mistake: Mistake
        if let instead = BuiltinMember.instead[name], object.elements != nil || object.kind == "dict" {
            mistake = Mistake("\(object.kind)s are not changed in place here", try: instead)
        } else if case .word(let word) = object {
            mistake = Mistake(
                "\(word.name) is a word and has no .\(name)", try: "\(word.name)(…) makes a value that may")
        } else {
            let close = Suggestions.nearest(name, among: known).first.map { ".\($0)" }
            // `run.plot()`, as other libraries have it.
            let word = context.registry.word(name).map { "\($0.name)(…) with the \(object.kind) in its brackets" }
            mistake = Mistake(
                "\(Phrase.indefinite(object.kind)) has no .\(name)",
                expected: known.isEmpty ? nil : Suggestions.listed(known), try: close ?? word)
        }
        return Diagnostic(mistake, source: source, range: range)
    }
}

extension ValueType {
    /// Choices that may be written without quotes; none where a word of that name could be meant itself.
    fileprivate var bareChoices: [String] {
        switch self {
        case .choice(let choices): return choices
        case .optional(let wrapped): return wrapped.bareChoices
        case .oneOf(let types):
            let takesWords = types.contains { type in
                switch type {
                case .any, .word, .function: true
                default: false
                }
            }
            return takesWords ? [] : types.flatMap(\.bareChoices)
        default: return []
        }
    }
}
