import Answers

/// Calls of whatever can be called, and the making of functions and classes.
extension Machine {
    /// A call from outside the loop: by place, and by name.
    func call(_ callee: Value, _ arguments: [Value], _ keywords: [(name: String, value: Value)] = []) throws -> Value {
        if keywords.isEmpty, case .function(let function) = callee { return try call(function, arguments) }
        let named = keywords.map { GivenArgument(keyword: ($0.name, SourceRange(0, 0)), value: $0.value) }
        return try call(callee, arguments.map { GivenArgument(value: $0) } + named, nil)
    }

    /// A call with arguments as they were given, whose places in the text are known or not.
    func call(_ callee: Value, _ given: [GivenArgument], _ place: SourceRange?) throws -> Value {
        switch callee {
        case .function(let function):
            let positional = given.prefix { $0.keyword == nil }.map(\.value)
            return try call(function, positional, Array(given.dropFirst(positional.count)))
        case .word(let word): return try context.invoke(word, given, place)
        case .thing(let thing):
            guard let callable = thing as? any Callable else { break }
            let target = CallTarget(name: thing.summary, parameters: callable.callParameters)
            let bound = try Binder(target, place).bind(given, context)
            return try context.finish(try bound.placing { try callable.call(bound, context) })
        case .object(let object):
            if let result = try call(object, callee, given, place) { return result }
        default: break
        }
        throw Context.notCallable(callee)
    }

    private func call(_ object: Object, _ callee: Value, _ given: [GivenArgument], _ place: SourceRange?) throws
        -> Value?
    {
        switch object {
        case let method as BoundMethod:
            return try call(method.function, [GivenArgument(value: method.receiver)] + given, place)
        case let method as NativeMethod:
            let bound = try Binder(CallTarget(name: method.name, parameters: method.parameters), place).bind(
                given, context)
            switch method.body {
            case .builtin(let member): return try bound.placing { try member.body(method.receiver, bound, context) }
            case .member(let member, let thing):
                try context.permission.check(member.needs, for: ".\(member.name)")
                return try context.finish(try bound.placing { try member.body(thing, bound, context) })
            }
        case let type as ClassObject: return try construct(type, given, place)
        case let function as NativeFunction:
            guard !context.stack.isExhausted else { throw tooDeep() }
            let positional = given.prefix { $0.keyword == nil }.map(\.value)
            return try function.body(
                positional, given.dropFirst(positional.count).map { ($0.keyword?.name ?? "", $0.value) }, self)
        case let method as UnboundMethod:
            guard !context.stack.isExhausted else { throw tooDeep() }
            return try call(method.function, given, place)
        case let instance as Instance:
            guard let method = instance.type.lookUp("__call__") else { return nil }
            return try call(method, [GivenArgument(value: callee)] + given, place)
        default: return nil
        }
    }

    // MARK: Classes

    /// A new instance and the learner's `__init__`, where the loop can run that itself.
    ///
    /// - Parameter count: how many arguments are given by place; nil where others are as well.
    @inline(never)
    func instantiate(_ type: Unmanaged<ClassObject>, _ first: Register, _ count: Int?) -> (Function, Instance)? {
        let type = type.takeUnretainedValue()
        guard type.abstract.isEmpty, case .function(let function)? = type.lookUp("__init__"),
            !function.code.isGenerator,
            function.permission.isSuperset(of: context.permission)
        else { return nil }
        guard type.isException else { return (function, Instance(type)) }
        return count.map { (function, ExceptionInstance(type, gathered(first, $0))) }
    }

    @inline(never)
    func checkInitialiser(_ value: Value) throws {
        if case .none = value { return }
        throw Mistake("__init__ gives \(value.brief)", expected: "no return with a value in it").raised(
            as: "TypeError", "__init__() should return None, not '\(value.pythonType)'")
    }

    private func construct(_ type: ClassObject, _ given: [GivenArgument], _ place: SourceRange?) throws -> Value {
        guard type.abstract.isEmpty else {
            let names = type.abstract.joined(separator: ", ")
            let plural = type.abstract.count == 1 ? "" : "s"
            throw Diagnostic(
                Mistake(
                    "\(type.name) is abstract: \(names) is still to be defined",
                    expected: "an object of a class derived from it, with def \(type.abstract[0])(self, …)"
                ).raised(
                    as: "TypeError",
                    "Can't instantiate abstract class \(type.name) with abstract method\(plural) \(names)"),
                range: place)
        }
        if let makes = type.native?.makes {
            let positional = given.filter { $0.keyword == nil }.map(\.value)
            return try makes(
                positional, given.compactMap { one in one.keyword.map { (name: $0.name, value: one.value) } }, context)
        }
        let positional = given.filter { $0.keyword == nil }.map(\.value)
        let instance = type.isException ? ExceptionInstance(type, positional) : Instance(type)
        let value = Value.object(instance)
        if let initialiser = type.lookUp("__init__") {
            _ = try call(initialiser, [GivenArgument(value: value)] + given, place)
        } else if !type.isException, !given.isEmpty {
            throw Diagnostic(
                Mistake(
                    "\(type.name) takes no arguments, \(given.count) given", try: "a method __init__ in its class"
                )
                .raised(as: "TypeError", "\(type.name)() takes no arguments"), range: place)
        }
        return value
    }

    /// What Python would call, or look at, behind the learner's back; passed over in silence it would change what a program does.
    private static let unused = [
        "__hash__", "__new__", "__setattr__", "__delattr__", "__getattribute__", "__slots__", "__metaclass__",
        "__del__",
        "__get__", "__set__", "__delete__", "__set_name__", "__init_subclass__", "__class_getitem__",
        "__instancecheck__", "__subclasscheck__", "__subclasshook__", "__copy__", "__deepcopy__",
    ]

    func makeClass(_ code: Code, base: Value, _ cells: [Cell], _ globals: Namespace) throws -> Value {
        var parent: ClassObject?
        switch base {
        case .object(let type as ClassObject): parent = type.name == "object" && type.isBuiltin ? nil : type
        case .object(let object) where object.tag == .missing: break
        case .word(let word) where word.name == "object": break
        default:
            throw Mistake(
                "a class cannot be derived from \(base.brief)",
                expected: "a class of your own, or an exception such as ValueError",
                try: "an attribute that holds one: self.items = []"
            ).raised(as: "TypeError")
        }
        if let parent, parent.depth >= Machine.maximumDepth { throw tooDeep() }
        let (names, shared) = try runClassBody(code, cells: cells, globals: globals)
        var attributes: [String: Value] = [:]
        for entry in names.entries {
            if case .text(let name) = entry.key { attributes[name] = entry.value }
        }
        for name in Machine.unused where attributes[name] != nil {
            throw Mistake(
                "\(name) is not used here", expected: "a class with __init__ and methods",
                try: name == "__hash__" ? "a tuple of the attributes as the key" : "@property for computed attributes")
        }
        let type = ClassObject(code.name, base: parent, attributes: attributes)
        if case .object(let cell as Cell) = shared { cell.value = .object(type) }
        classVersion += 1
        return .object(type)
    }

    func makeFunction(
        _ code: Code, _ first: Register, _ positional: Int, _ cells: Int,
        _ globals: Unmanaged<Namespace>
    ) -> Value {
        let keyword = code.keywordOnlyCount
        let shared = first + positional + keyword
        return .function(
            Function(
                code, positionalDefaults: (0..<positional).map { first[$0] },
                keywordDefaults: (0..<keyword).map { first[positional + $0] },
                cells: (0..<cells).compactMap {
                    if case .object(let cell as Cell) = shared[$0] { cell } else { nil }
                }, globals: globals.takeUnretainedValue(), permission: context.permission))
    }

    // MARK: Arguments

    /// A call in the loop that is not one of the learner's functions.
    @inline(never)
    func call(
        _ callee: Register, _ first: Register, _ count: Int, _ code: Unmanaged<Code>, _ site: Int32,
        _ isBound: Bool
    ) throws -> Value {
        guard site >= 0 else { return try call(callee.pointee, gathered(first, count)) }
        if case .word = callee.pointee {
            let address = Int(bitPattern: callee.reference(Object.self).toOpaque())
            let native = code._withUnsafeGuaranteedRef { $0.natives + Int(site) }
            if native.pointee.address != address { remember(callee.pointee, address, native, code, site) }
            if let quick = native.pointee.quick, let value = quick(first, count) { return value }
            if let body = native.pointee.body, count >= native.pointee.least, count <= native.pointee.most {
                return try body(gathered(first, count), [], context)
            }
        }
        let here = code._withUnsafeGuaranteedRef { $0.sites[Int(site)] }
        return try call(callee.pointee, try given(here, first, count, isBound), here.place)
    }

    /// Looks at the word of a call, for the next time that it is met.
    @inline(never)
    private func remember(
        _ callee: Value, _ address: Int, _ native: UnsafeMutablePointer<NativeCall>, _ code: Unmanaged<Code>,
        _ site: Int32
    ) {
        guard case .word(let word) = callee else { return }
        native.pointee = NativeCall(word: callee, address: address)
        guard case .native(let body) = word.meaning, code._withUnsafeGuaranteedRef({ $0.sites[Int(site)].isPlain })
        else {
            return
        }
        native.pointee.body = body
        native.pointee.quick = QuickWords.bodies[word.name]
        native.pointee.least = word.requiredCount
        native.pointee.most = word.isOpen ? .max : word.parameters.count
    }

    private func given(
        _ site: CallSite, _ first: Register, _ count: Int, _ isBound: Bool
    ) throws -> [GivenArgument] {
        var given: [GivenArgument] = []
        given.reserveCapacity(count)
        if isBound { given.append(GivenArgument(value: first[0])) }
        let offset = isBound ? 1 : 0
        for (index, label) in site.labels.enumerated() {
            let value = first[index + offset]
            switch label.form {
            case .positional: given.append(GivenArgument(value: value, range: label.range))
            case .keyword(let name, let range):
                given.append(GivenArgument(keyword: (name, range), value: value, range: label.range))
            case .spread:
                for element in try elements(of: value) {
                    given.append(GivenArgument(value: element, range: label.range))
                }
            case .spreadKeywords:
                guard case .dict(let dictionary) = value else {
                    throw Diagnostic(
                        Mistake("** needs a dict of arguments", expected: "names with values: **{\"lr\": 0.1}").raised(
                            as: "TypeError"), range: label.range)
                }
                for entry in dictionary.entries {
                    guard case .text(let name) = entry.key else {
                        throw Diagnostic(
                            Mistake("\(entry.key.brief) cannot name an argument", expected: "string keys after **")
                                .raised(
                                    as: "TypeError", "keywords must be strings"), range: label.range)
                    }
                    given.append(GivenArgument(keyword: (name, label.range), value: entry.value, range: label.range))
                }
            }
        }
        return given
    }

    /// Puts the arguments by place into the registers that the function wants them in, and gives those by name.
    func arrange(
        _ code: Unmanaged<Code>, _ site: Int32, _ first: Register, _ count: inout Int,
        _ isBound: Bool
    ) throws -> [GivenArgument] {
        let here = code._withUnsafeGuaranteedRef { $0.sites[Int(site)] }
        let all = try given(here, first, count, isBound)
        let positional = all.filter { $0.keyword == nil }
        try reserve(first + positional.count)
        for (index, argument) in positional.enumerated() { first[index] = argument.value }
        count = positional.count
        return all.filter { $0.keyword != nil }
    }

    /// Gives every parameter its value. Arguments by place stand at the beginning of the registers.
    @inline(never)
    func bind(
        _ function: Function, _ window: Register, _ count: Int, _ keywords: [GivenArgument]
    ) throws {
        let code = function.code
        let plain = code.positionalCount
        var rest: [Value] = []
        if count > plain {
            guard code.hasRest else { throw misfit(function, count, keywords) }
            rest = (plain..<count).map { window[$0] }
        }
        let all = plain + code.keywordOnlyCount
        var given = [Bool](repeating: false, count: all)
        for place in 0..<Swift.min(count, plain) { given[place] = true }
        for place in Swift.min(count, plain)..<Swift.max(all, Swift.min(count, plain)) { window[place] = .missing }
        let others = Value.Dictionary()
        for keyword in keywords {
            guard let name = keyword.keyword?.name else { continue }
            if let place = code.parameters.prefix(all).firstIndex(where: { $0.name == name && !$0.isNameless }) {
                guard !given[place] else { throw misfit(function, count, keywords) }
                window[place] = keyword.value
                given[place] = true
            } else {
                guard code.hasKeywords, others[name] == nil else { throw misfit(function, count, keywords) }
                try others.set(.text(name), keyword.value)
            }
        }
        for place in 0..<all where !given[place] {
            if place < plain {
                let standard = place - (plain - function.positionalDefaults.count)
                guard standard >= 0 else { throw misfit(function, count, keywords) }
                window[place] = function.positionalDefaults[standard]
            } else {
                let standard = place - plain
                guard standard < function.keywordDefaults.count, !function.keywordDefaults[standard].isMissing else {
                    throw misfit(function, count, keywords)
                }
                window[place] = function.keywordDefaults[standard]
            }
        }
        var next = all
        if code.hasRest {
            window[next] = try Limits.tuple(rest)
            next += 1
        }
        if code.hasKeywords { window[next] = .dict(others) }
    }

    /// What is wrong with the arguments of a call.
    private func misfit(_ function: Function, _ count: Int, _ keywords: [GivenArgument]) -> any Error {
        let labels =
            [Binder.Label](repeating: .init(keyword: nil, range: nil), count: count)
            + keywords.map { .init(keyword: $0.keyword?.name, range: $0.keyword?.range) }
        let names = keywords.compactMap { $0.keyword?.name }
        let told = "\(function.code.qualifiedName)() \(Machine.misfit(function, count, names))"
        do {
            _ = try Binder(CallTarget(function), nil).assign(labels)
            // Only a parameter before `/` fits by its name and may not be given by it.
            return Mistake(
                "\(function.name) takes what stands before / without a name",
                expected: "\(function.name)(value) instead of \(function.name)(name=value)"
            ).raised(as: "TypeError", told)
        } catch var problem as Diagnostic {
            problem.mistake = problem.mistake.raised(as: "TypeError", told)
            return problem
        } catch { return error }
    }

    /// `missing 2 required positional arguments: 'a' and 'b'`; nil where none is missing.
    static func missing(_ names: [String], _ kind: String) -> String? {
        let quoted = names.map { "'\($0)'" }
        guard let last = quoted.last else { return nil }
        let list =
            quoted.count < 3
            ? quoted.joined(separator: " and ") : quoted.dropLast().joined(separator: ", ") + ", and " + last
        return "missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(list)"
    }

    /// The same in CPython's words, in the order in which it looks.
    private static func misfit(_ function: Function, _ count: Int, _ keywords: [String]) -> String {
        let code = function.code
        let plain = code.parameters.prefix(code.positionalCount).map(\.name)
        let others = code.parameters[code.positionalCount...].prefix(code.keywordOnlyCount).map(\.name)
        var given = Set(plain.prefix(count))
        let nameless = code.parameters.filter(\.isNameless).map(\.name).filter { keywords.contains($0) }
        if !nameless.isEmpty, !code.hasKeywords {
            let names = nameless.joined(separator: ", ")
            return "got some positional-only arguments passed as keyword arguments: '\(names)'"
        }
        for name in keywords where !nameless.contains(name) {
            if plain.contains(name) || others.contains(name) {
                guard given.insert(name).inserted else { return "got multiple values for argument '\(name)'" }
            } else if !code.hasKeywords {
                return "got an unexpected keyword argument '\(name)'"
            }
        }
        if count > plain.count, !code.hasRest {
            let least = plain.count - function.positionalDefaults.count
            let extra = others.count { given.contains($0) }
            let taken =
                function.positionalDefaults.isEmpty
                ? "\(plain.count) positional argument\(plain.count == 1 ? "" : "s")"
                : "from \(least) to \(plain.count) positional arguments"
            let all =
                extra == 0
                ? "\(count)"
                : "\(count) positional argument\(count == 1 ? "" : "s") (and \(extra) keyword-only argument\(extra == 1 ? "" : "s"))"
            return "takes \(taken) but \(all) \(count == 1 && extra == 0 ? "was" : "were") given"
        }
        let required = plain.dropLast(function.positionalDefaults.count).filter { !given.contains($0) }
        let standards = function.keywordDefaults
        let unnamed = others.enumerated().filter {
            !given.contains($0.element) && (standards.count <= $0.offset || standards[$0.offset].isMissing)
        }.map(\.element)
        return missing(Array(required), "positional") ?? missing(unnamed, "keyword-only") ?? "does not fit"
    }

    // MARK: What a word sees of its arguments

    /// Wrong keywords and a wrong number of arguments are found before any argument is evaluated.
    @inline(never)
    func precheck(_ target: Register, _ code: Unmanaged<Code>, _ site: Int32, isMethod: Bool) throws {
        let called: CallTarget
        switch target.pointee {
        case .word(let word): called = CallTarget(word)
        case .object(let method as NativeMethod): called = CallTarget(name: method.name, parameters: method.parameters)
        default: return
        }
        let here = code._withUnsafeGuaranteedRef { $0.sites[Int(site)] }
        var labels: [Binder.Label] = []
        // The array in front of the arguments of its method.
        if isMethod, !target[1].isMissing { labels.append(.init(keyword: nil, range: nil)) }
        if here.isPlain, case .word(let word) = target.pointee, case .native = word.meaning {
            let count = labels.count + here.labels.count
            if count >= word.requiredCount, word.isOpen || count <= word.parameters.count { return }
        }
        for label in here.labels {
            switch label.form {
            case .positional: labels.append(.init(keyword: nil, range: label.range))
            case .keyword(let name, let range): labels.append(.init(keyword: name, range: range))
            case .spread, .spreadKeywords: return
            }
        }
        _ = try Binder(called, here.place).assign(labels)
    }

    private func parameter(_ site: ArgumentSite, _ callee: Register) -> Parameter? {
        let parameters: [Parameter]
        switch callee.pointee {
        case .word(let word): parameters = word.parameters
        case .object(let method as NativeMethod): parameters = method.parameters
        case .thing(let thing as any Callable): parameters = thing.callParameters
        default: return nil
        }
        if let keyword = site.keyword { return parameters.first { $0.name == keyword || $0.aliases.contains(keyword) } }
        return site.place < parameters.count ? parameters[site.place] : nil
    }

    /// A bare name without a value of the learner's: a parameter that wants a word gets the word itself, not what it stands for, and
    /// a choice needs no quotes. Nil where the name is read as everywhere.
    func argument(_ site: ArgumentSite, _ callee: Register, isMethod: Bool) throws -> Value? {
        guard let parameter = parameter(site, callee) else { return nil }
        if parameter.type.wantsWord {
            if let word = context.registry.word(site.name) { return .word(word) }
            if let topic = MemberTopic(site.name, in: context.registry) { return .thing(topic) }
        }
        return parameter.type.bareChoices.contains(site.name) ? .text(site.name) : nil
    }

    /// The same of `base.name`.
    func argument(
        _ site: ArgumentSite, of base: Value, _ callee: Register, isMethod: Bool
    ) throws -> Value {
        if let parameter = parameter(site, callee) {
            if case .object(let module as ModuleObject) = base {
                if parameter.type.bareChoices.contains(site.name) { return .text(site.name) }
                if parameter.type.wantsWord, !isPart(site.name, of: module) {
                    return .word(try moduleWord(module.path, site.name, site.nameRange))
                }
            } else if parameter.type.wantsWord,
                let topic = MemberTopic(method: site.name, of: base, in: context.registry)
            {
                return .thing(topic)
            }
        }
        return try attribute(site.name, of: base, site.nameRange)
    }

    func imported(_ item: ImportedName, isGlobal: Bool) throws -> Value {
        guard Modules.isModule(item.path, context.registry) else {
            throw Modules.unknownModule(item.path, context.registry)
        }
        guard let name = item.name else { return .object(ModuleObject(item.module)) }
        if name == "*" {
            for name in Modules.whole where isGlobal && item.path == ["math"] {
                context.session.names[name] = Modules.word(name, in: item.path, context.registry).map { .word($0) }
            }
            for name in Modules.names(in: item.path, context.registry) where !name.hasPrefix("_") {
                // What Python itself has keeps its name where a whole library comes.
                guard isGlobal, item.path.count > 1 || context.registry.word(name)?.name != name,
                    let word = Modules.word(name, in: item.path, context.registry)
                else { continue }
                context.session.names[name] = context.value(of: word)
            }
            return .none
        }
        let path = item.path + [name]
        if Modules.isModule(path, context.registry), context.registry.word(path.joined(separator: ".")) == nil {
            return .object(ModuleObject(path))
        }
        let word = try moduleWord(item.path, name, item.range)
        // A word under its own name needs no variable; another meaning of the name ends here.
        let isItself = word.name == item.local && !(item.path == ["math"] && Modules.whole.contains(name))
        return isGlobal && isItself ? .missing : context.value(of: word)
    }
}

extension ValueType {
    /// Choices that may be written without quotes; none where a word of that name could be meant itself.
    var bareChoices: [String] {
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

extension Word {
    /// How many arguments have to be given.
    var requiredCount: Int {
        parameters.count { if case .required = $0.standard { !$0.isVariadic } else { false } }
    }

    /// Whether it takes any number of arguments by place.
    var isOpen: Bool { parameters.contains { $0.isVariadic && !$0.isKeywordOnly } }

    /// The ready value of `pi` or `rosenbrock`; otherwise the word itself, to be called or described. `Context.value(of:)` knows classes.
    ///
    /// - Parameter permission: that of the code which takes the word.
    func value(with permission: Permission) -> Value {
        if case .value(let make) = meaning { return make() }
        var word = self
        word.permission = permission
        return .word(word)
    }
}

extension Context {
    /// The same, and the class that a word stands for.
    func value(of word: Word) -> Value {
        if case .type(let native) = word.meaning { return type(native) }
        return word.value(with: permission)
    }
}
